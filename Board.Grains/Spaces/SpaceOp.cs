using System.Text.Json.Serialization;

namespace Board.Spaces;

/// <summary>
/// Something that a person did in a space. Ops are data: they carry everything that <c>Apply</c> needs beside the
/// <see cref="OpContext"/>, and are written to the log and to the wire as the same JSON, told apart by <c>type</c>.
/// </summary>
public abstract record SpaceOp;

/// <summary>An op on one surface of a space, such as an edit of the notes of one visit.</summary>
/// <param name="Surface">The id of the surface within its space.</param>
public abstract record SurfaceOp([property: JsonPropertyOrder(-1)] string Surface) : SpaceOp;

/// <summary>The name under which an op is written, in kebab case. It is never renamed: old logs replay for ever.</summary>
public sealed record OpType(string Discriminator, Type Type)
{
    public static OpType Of<TOp>(string discriminator) where TOp : SpaceOp => new(discriminator, typeof(TOp));
}

/// <summary>Who did it, when, and as which entry of the log. The server fills this in; nothing of it comes from a client.</summary>
/// <param name="Person">The person who acts.</param>
/// <param name="Session">The editing session that the server issued.</param>
/// <param name="At">The server's time, to the millisecond, UTC.</param>
/// <param name="Sequence">The sequence number that the entry will have, from 1.</param>
public sealed record OpContext(Person Person, string Session, DateTimeOffset At, long Sequence)
{
    /// <summary><see cref="At"/> in milliseconds since 1970 UTC, as states keep times.</summary>
    public long Milliseconds => At.ToUnixTimeMilliseconds();
}

/// <summary>One op of a space's history, as it is logged and sent.</summary>
/// <param name="Sequence">1 for the first entry of a space, and contiguous.</param>
/// <param name="At">The server's time when the op was put in order, to the millisecond, UTC.</param>
/// <param name="By">The id of the person who acted.</param>
/// <param name="Session">The session that submitted it; with <paramref name="Number"/> it makes a repeat recognisable.</param>
/// <param name="Number">The op's number within its session, from 1, contiguous.</param>
/// <param name="Op">What was done, after rebasing.</param>
public sealed record Entry(long Sequence, DateTimeOffset At, string By, string Session, int Number, SpaceOp Op);
