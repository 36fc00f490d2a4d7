using Board.Spaces;

namespace Board.Log;

/// <summary>What <see cref="ISpaceLog.VerifyAsync"/> has found.</summary>
/// <param name="Spaces">Every space, in the order of their founding.</param>
/// <param name="Damages">What is wrong with the store as a whole, in words; empty when nothing is.</param>
/// <param name="Losses">What was lost and accepted in the past, with dates.</param>
public sealed record LogReport(IReadOnlyList<SpaceReport> Spaces, IReadOnlyList<string> Damages, IReadOnlyList<string> Losses)
{
    /// <summary>True when every entry of every space is what was saved. A damaged snapshot does no harm: the log replaces it.</summary>
    public bool Whole => Damages.Count == 0 && Spaces.All(space => space.Damage is null);
}

/// <summary>One space's log.</summary>
/// <param name="Space">Whose.</param>
/// <param name="Entries">How many entries there should be.</param>
/// <param name="Verified">How many of them, from the first on, are as they were saved.</param>
/// <param name="Snapshot">The entry that the snapshot is of; null without a snapshot.</param>
/// <param name="SnapshotDamaged">There is a snapshot that can't be used.</param>
/// <param name="Damage">What is wrong, in words; null when nothing is.</param>
public sealed record SpaceReport(SpaceId Space, long Entries, long Verified, long? Snapshot, bool SnapshotDamaged, string? Damage);
