using System.Text.Json.Serialization;

namespace Board.Spaces.CoachingCycle;

/// <summary>Who beside the two sees what, and who did.</summary>
public abstract record SharingOp([property: JsonPropertyOrder(-1)] string Visit) : CycleOp;

/// <summary>The teacher decides who sees a visit. She can change it at any time, and it holds at once.</summary>
/// <param name="With">Id of the person it is shared with; null where <paramref name="What"/> is <see cref="Sharing.OnlyUs"/>.</param>
public sealed record VisitShared(string Visit, Sharing What, string? With) : SharingOp(Visit);

/// <summary>What of a visit leaves the pair.</summary>
public enum Sharing
{
    /// <summary>Nothing.</summary>
    OnlyUs,

    /// <summary>The goal, the counts of look-fors and the agreed steps; no notes, no quotes.</summary>
    Themes,

    /// <summary>The shared notes and their comments; never private notes.</summary>
    WholeNote,
}

/// <summary>Somebody outside the pair has opened what is shared with them. Written by the server, in their name.</summary>
public sealed record VisitLookedAt(string Visit) : SharingOp(Visit);

/// <summary>One of the two took a copy out.</summary>
/// <param name="Format">Such as <c>markdown</c>.</param>
public sealed record VisitExported(string Visit, string Format) : SharingOp(Visit);

/// <summary>One of the two would like a third person to shadow a lesson; the other is asked.</summary>
public sealed record ShadowProposed(string Visit, string Person) : SharingOp(Visit);

/// <summary>The other partner agrees: the person may write along until the lesson ends.</summary>
public sealed record ShadowAgreed(string Visit, string Person) : SharingOp(Visit);

/// <summary>Not any more, or not at all.</summary>
public sealed record ShadowEnded(string Visit, string Person) : SharingOp(Visit);
