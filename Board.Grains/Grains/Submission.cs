using System.Collections.Immutable;
using Board.Spaces;

namespace Board.Grains;

/// <summary>What somebody wants done in a space.</summary>
/// <param name="Person">Who acts, as the server knows them at this moment.</param>
/// <param name="Session">A session that the server issued to this person for this space.</param>
/// <param name="At">The sequence that the ops are based on: all entries up to it were known to their author.</param>
/// <param name="Number">The first op's number within the session, from 1.</param>
/// <param name="Ops">At least one; each is based on the one before.</param>
public sealed record Submission(Person Person, string Session, long At, int Number, ImmutableArray<SpaceOp> Ops)
{
    /// <summary>More ops at once are refused.</summary>
    public const int MaxOps = 500;
}

/// <summary>What became of a submission.</summary>
/// <param name="Sequence">Where its last op stands in the history; 0 if it was refused. Given only when that is durable.</param>
/// <param name="Refusal">Why nothing of it was done.</param>
public sealed record Answer(long Sequence, Refusal? Refusal = null)
{
    public bool Accepted => Refusal is null;

    public static implicit operator Answer(Refusal refusal) => new(0, refusal);
}

/// <summary>What is true in a space, and since which entry.</summary>
public sealed record Committed(SpaceState State, long Sequence);

/// <summary>An entry with the bytes that are in the log and go to the wire.</summary>
public sealed record CommittedEntry(Entry Entry, ReadOnlyMemory<byte> Payload);
