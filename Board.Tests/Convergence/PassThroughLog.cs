using Board.Log;
using Board.Spaces;

namespace Board.Tests.Convergence;

/// <summary>A store that does what the one behind it does; tests change a part of that.</summary>
internal class PassThroughLog(ISpaceLog store) : ISpaceLog
{
    protected ISpaceLog Store => store;

    public virtual Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default) =>
        store.AppendAsync(space, extends, payloads, cancellation);

    public virtual ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default) =>
        store.ReadAsync(space, after, most, cancellation);

    public virtual ValueTask<long> HeadAsync(SpaceId space, CancellationToken cancellation = default) => store.HeadAsync(space, cancellation);

    public virtual Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default) =>
        store.SaveSnapshotAsync(space, snapshot, cancellation);

    public virtual ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default) =>
        store.LoadSnapshotAsync(space, cancellation);

    public IAsyncEnumerable<SpaceId> SpacesAsync(CancellationToken cancellation = default) => store.SpacesAsync(cancellation);

    public Task DeleteAsync(SpaceId space, CancellationToken cancellation = default) => store.DeleteAsync(space, cancellation);

    public Task<LogReport> VerifyAsync(CancellationToken cancellation = default) => store.VerifyAsync(cancellation);

    /// <summary>The store behind it outlives its users.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>So that a replay has to begin at the beginning.</summary>
internal sealed class WithoutSnapshots(ISpaceLog store) : PassThroughLog(store)
{
    public override ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default) => new((Snapshot?)null);
}
