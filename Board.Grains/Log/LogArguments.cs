using Board.Spaces;

namespace Board.Log;

/// <summary>
/// What every store refuses before it looks at its medium. These are bugs of the caller, not states of the log,
/// so they throw at once and not through the task.
/// </summary>
internal static class LogArguments
{
    public static void CheckSpace(SpaceId space)
    {
        if (space.Key is null) throw new ArgumentException("A log belongs to a space; the default id names none.", nameof(space));
    }

    public static void CheckAppend(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        CheckSpace(space);
        ArgumentOutOfRangeException.ThrowIfNegative(extends);
        ArgumentNullException.ThrowIfNull(payloads);
        if (payloads.Count == 0) throw new ArgumentException("An append carries at least one entry.", nameof(payloads));
    }

    public static void CheckRead(SpaceId space, long after, int most)
    {
        CheckSpace(space);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
    }

    public static void CheckSnapshot(SpaceId space, Snapshot snapshot)
    {
        CheckSpace(space);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(snapshot.Sequence);
    }
}
