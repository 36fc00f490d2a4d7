using System.Runtime.CompilerServices;
using Board.Spaces;

namespace Board.Log;

/// <summary>
/// Keeps logs in memory, for tests and benchmarks. It honours the whole of <see cref="ISpaceLog"/> within the life of the process:
/// fencing, contiguity and room are as strict as on a disk. Since no medium can change its bytes it needs no hashes.
/// </summary>
public sealed class MemorySpaceLog : ISpaceLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SpaceId, Kept> _spaces = [];
    private long _room = long.MaxValue;
    private long _used;

    /// <summary>How many bytes of entries and snapshots fit; appends beyond it fail with <see cref="LogFullException"/>.</summary>
    public long Room
    {
        get { lock (_lock) return _room; }
        set { lock (_lock) _room = value; }
    }

    /// <inheritdoc/>
    public Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default)
    {
        LogArguments.CheckAppend(space, extends, payloads);
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        // The caller may use its buffers again once the append is done, so the log keeps copies.
        var (copies, bytes) = (new byte[payloads.Count][], 0L);
        for (var i = 0; i < copies.Length; i++) bytes += (copies[i] = payloads[i].ToArray()).Length;
        lock (_lock)
        {
            var kept = _spaces.GetValueOrDefault(space);
            if ((kept?.Entries.Count ?? 0) != extends) return Task.FromException(new LogMovedOnException(space, extends));
            if (bytes > _room - _used) return Task.FromException(Full());
            if (kept is null) _spaces.Add(space, kept = new Kept());
            kept.Entries.AddRange(copies);
            _used += bytes;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
    {
        LogArguments.CheckRead(space, after, most);
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<IReadOnlyList<LogEntry>>(cancellation);
        lock (_lock)
        {
            if (!_spaces.TryGetValue(space, out var kept) || after >= kept.Entries.Count) return new([]);
            var entries = new LogEntry[Math.Min(most, kept.Entries.Count - (int)after)];
            for (var i = 0; i < entries.Length; i++) entries[i] = new LogEntry(after + i + 1, kept.Entries[(int)after + i]);
            return new(entries);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<long>(cancellation);
        lock (_lock) return new(_spaces.GetValueOrDefault(space)?.Entries.Count ?? 0);
    }

    /// <inheritdoc/>
    public Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default)
    {
        LogArguments.CheckSnapshot(space, snapshot);
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        var copy = new Snapshot(snapshot.Sequence, snapshot.Payload.ToArray());
        lock (_lock)
        {
            if (!_spaces.TryGetValue(space, out var kept) || snapshot.Sequence > kept.Entries.Count)
                return Task.FromException(new LogMovedOnException(space, snapshot.Sequence));
            if (kept.Snapshot is { } older && older.Sequence > snapshot.Sequence) return Task.CompletedTask;
            var more = copy.Payload.Length - (kept.Snapshot?.Payload.Length ?? 0);
            if (more > _room - _used) return Task.FromException(Full());
            kept.Snapshot = copy;
            _used += more;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<Snapshot?>(cancellation);
        lock (_lock) return new(_spaces.GetValueOrDefault(space)?.Snapshot);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SpaceId> SpacesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        SpaceId[] spaces;
        lock (_lock) spaces = [.. _spaces.Keys];
        foreach (var space in spaces)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return space;
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        lock (_lock)
        {
            if (_spaces.Remove(space, out var kept))
                _used -= kept.Entries.Sum(entry => (long)entry.Length) + (kept.Snapshot?.Payload.Length ?? 0);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Memory has no hashes to compare; what is here is what was appended.</remarks>
    public Task<LogReport> VerifyAsync(CancellationToken cancellation = default)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<LogReport>(cancellation);
        lock (_lock)
        {
            SpaceReport[] spaces = [.. _spaces.Select(kept => new SpaceReport(
                kept.Key, kept.Value.Entries.Count, kept.Value.Entries.Count, kept.Value.Snapshot?.Sequence, SnapshotDamaged: false, Damage: null))];
            return Task.FromResult(new LogReport(spaces, [], []));
        }
    }

    /// <summary>Keeps everything, so that a test can stop a server and start another one on the same log.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static LogFullException Full() => new("There is no room for another entry. What is stored can be read.");

    private sealed class Kept
    {
        public List<byte[]> Entries { get; } = [];

        public Snapshot? Snapshot { get; set; }
    }
}
