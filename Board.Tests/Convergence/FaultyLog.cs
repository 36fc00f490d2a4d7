using Board.Log;
using Board.Spaces;

namespace Board.Tests.Convergence;

/// <summary>What goes wrong with an append.</summary>
internal enum AppendFault
{
    None,

    /// <summary>The store does not answer, and has not written.</summary>
    Before,

    /// <summary>The store has written, and does not answer.</summary>
    After,

    /// <summary>There is no room.</summary>
    Full,

    /// <summary>It fails in a way that nobody foresaw, before it has written.</summary>
    Strange,

    /// <summary>It fails in a way that nobody foresaw, after it has written.</summary>
    StrangeAfter,

    /// <summary>The store says that the log has moved on, and it has not: a condition failed for another reason.</summary>
    Moved,

    /// <summary>The store says that the log has moved on: it was this very append, whose first answer was lost.</summary>
    MovedAfter,

    /// <summary>The store finds the log damaged before it writes, and it is not when it is read again: an answer was cut short or changed.</summary>
    Damaged,

    /// <summary>The same, after it has written.</summary>
    DamagedAfter,
}

/// <summary>What goes wrong with a read of entries or of a snapshot.</summary>
internal enum ReadFault
{
    /// <summary>The store does not answer.</summary>
    Unavailable,

    /// <summary>What came is short, or not what was saved, and is told as damage. The next read is well again.</summary>
    Damaged,
}

/// <summary>
/// One server's connection to the store. Appends and reads fail as planned, can be held up, and fail for good once the
/// server is killed.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="told">Hears of everything that goes wrong, in a word.</param>
internal sealed class FaultyLog(ISpaceLog store, Action<string>? told = null) : PassThroughLog(store)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _gate;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _dead;
    private volatile bool _dying;

    /// <summary>What happens to the next appends, in order.</summary>
    public Queue<AppendFault> Faults { get; } = new();

    /// <summary>How many reads go well before one fails; negative for all.</summary>
    public int ReadsUntilFault { get; set; } = -1;

    /// <summary>How it fails then.</summary>
    public ReadFault ReadFault { get; set; }

    /// <summary>Whether the next snapshot can't be kept, for want of room.</summary>
    public bool SnapshotFault { get; set; }

    /// <summary>Completes when an append waits at the gate.</summary>
    public Task Arrived
    {
        get { lock (_lock) return _arrived.Task; }
    }

    /// <summary>From now on appends wait.</summary>
    public void Hold()
    {
        lock (_lock) _gate ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Lets the append that waits go on, and holds the next one if asked.</summary>
    public void Release(bool holdNext = false)
    {
        TaskCompletionSource? gate;
        lock (_lock)
        {
            gate = _gate;
            _gate = holdNext ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        gate?.SetResult();
    }

    /// <summary>The server is gone: nothing that it still does has an effect.</summary>
    /// <param name="commit">True if the append that waits at the gate still gets into the store.</param>
    public void Kill(bool commit = false)
    {
        (_dying, _dead) = (true, !commit);
        Release();
    }

    public override async Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default)
    {
        Task? gate = null;
        lock (_lock)
        {
            if (_gate is not null)
            {
                gate = _gate.Task;
                _arrived.TrySetResult();
            }
        }
        if (gate is not null) await gate;
        if (_dead) throw Gone();
        var fault = Faults.TryDequeue(out var planned) ? planned : AppendFault.None;
        if (fault != AppendFault.None) told?.Invoke($"append {fault}");
        switch (fault)
        {
            case AppendFault.Before: throw Gone();
            case AppendFault.Strange: throw new IOException("A strange thing happened.");
            case AppendFault.Full: throw Full();
            case AppendFault.Moved: throw new LogMovedOnException(space, extends);
            case AppendFault.Damaged: throw Damage();
        }
        await base.AppendAsync(space, extends, payloads, cancellation);
        if (_dying) _dead = true;
        if (_dead) throw Gone();
        switch (fault)
        {
            case AppendFault.After: throw Gone();
            case AppendFault.StrangeAfter: throw new IOException("A strange thing happened.");
            case AppendFault.MovedAfter: throw new LogMovedOnException(space, extends);
            case AppendFault.DamagedAfter: throw Damage();
        }
    }

    public override ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
    {
        FailAsPlanned("read");
        return base.ReadAsync(space, after, most, cancellation);
    }

    public override ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default)
    {
        FailAsPlanned("snapshot");
        return base.LoadSnapshotAsync(space, cancellation);
    }

    public override Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default)
    {
        if (_dead) return Task.FromException(Gone());
        if (!SnapshotFault) return base.SaveSnapshotAsync(space, snapshot, cancellation);
        SnapshotFault = false;
        told?.Invoke("keep Full");
        return Task.FromException(Full());
    }

    private void FailAsPlanned(string what)
    {
        if (_dead) throw Gone();
        if (ReadsUntilFault < 0 || ReadsUntilFault-- > 0) return;
        told?.Invoke($"{what} {ReadFault}");
        throw ReadFault == ReadFault.Damaged ? Damage() : Gone();
    }

    private static LogFullException Full() => new("There is no room.");

    private static LogDamagedException Damage() => new("An entry is not what was saved.");

    private static LogUnavailableException Gone() => new("The store does not answer.");
}
