using System.Text.Json.Serialization;

namespace Board.Spaces.CoachingCycle;

/// <summary>Photos of boards and of work, at their time of the lesson.</summary>
public abstract record PhotoOp([property: JsonPropertyOrder(-1)] string Visit) : CycleOp;

/// <summary>A photo that the server has taken in, checked and freed of metadata. Written by the server.</summary>
/// <param name="Id">Also the name of its file in the space's file store.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Caption">What is to be seen, for those who can't see it; may be empty.</param>
public sealed record PhotoAdded(string Visit, string Id, int Width, int Height, string Caption) : PhotoOp(Visit);

public sealed record PhotoCaptioned(string Visit, string Id, string Caption) : PhotoOp(Visit);

/// <summary>Takes a photo off the lesson, or puts it back.</summary>
public sealed record PhotoRemoved(string Visit, string Id, bool Removed) : PhotoOp(Visit);
