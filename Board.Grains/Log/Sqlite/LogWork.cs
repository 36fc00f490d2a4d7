using Board.Spaces;

namespace Board.Log.Sqlite;

/// <summary>What the connection that writes is asked to do.</summary>
internal abstract class LogWork(SpaceId space) : LogRequest(space)
{
    /// <summary>Carries it out within the transaction.</summary>
    public void Do(LogTransaction transaction)
    {
        Verdict = null;
        try
        {
            Carry(transaction);
        }
        catch (Exception verdict) when (verdict is LogMovedOnException or LogDamagedException)
        {
            Verdict = verdict;
        }
    }

    /// <summary>Does the work, or throws before anything of it is written.</summary>
    protected abstract void Carry(LogTransaction transaction);
}

internal sealed class AppendWork(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads) : LogWork(space)
{
    public override long Size { get; } = payloads.Sum(payload => (long)payload.Length);

    protected override void Carry(LogTransaction transaction) => transaction.Append(this, extends, payloads);
}

internal sealed class SnapshotWork(SpaceId space, Snapshot snapshot) : LogWork(space)
{
    public override long Size => snapshot.Payload.Length;

    protected override void Carry(LogTransaction transaction) => transaction.SaveSnapshot(this, snapshot);
}

/// <summary>Makes a space disappear. Its entries are then purged a few at a time, so that nobody else waits for long.</summary>
internal sealed class RemovalWork(SpaceId space) : LogWork(space)
{
    public override long Size => 0;

    /// <summary>What is to be purged; null when there was no such space.</summary>
    public long? Removed { get; private set; }

    protected override void Carry(LogTransaction transaction) => Removed = transaction.Remove(this);
}

internal sealed class PurgeWork(SpaceId space, long id) : LogWork(space)
{
    public override long Size => 0;

    /// <summary>Whether entries are left.</summary>
    public bool More { get; private set; }

    protected override void Carry(LogTransaction transaction) => More = transaction.Purge(id);
}

/// <summary>Takes the lock for writing and changes nothing.</summary>
internal sealed class ProbeWork() : LogWork(new SpaceId("probe", "all"))
{
    public override long Size => 0;

    protected override void Carry(LogTransaction transaction)
    {
    }
}

/// <summary>Sets how large the database may become; the connection that writes is the only one that minds it.</summary>
internal sealed class RoomWork(long pages) : LogWork(new SpaceId("room", "all"))
{
    public override long Size => 0;

    protected override void Carry(LogTransaction transaction) => transaction.SetRoom(pages);
}
