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
}

/// <summary>
/// One server's connection to the store. Appends and reads fail as planned, can be held up, and fail for good once the
/// server is killed.
/// </summary>
internal sealed class FaultyLog(ISpaceLog store) : PassThroughLog(store)
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
        if (fault == AppendFault.Before) throw Gone();
        if (fault == AppendFault.Strange) throw new IOException("A strange thing happened.");
        if (fault == AppendFault.Full) throw new LogFullException("There is no room.");
        await base.AppendAsync(space, extends, payloads, cancellation);
        if (_dying) _dead = true;
        if (_dead || fault == AppendFault.After) throw Gone();
        if (fault == AppendFault.StrangeAfter) throw new IOException("A strange thing happened.");
    }

    public override ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
    {
        if (_dead) throw Gone();
        if (ReadsUntilFault < 0 || ReadsUntilFault-- > 0) return base.ReadAsync(space, after, most, cancellation);
        throw Gone();
    }

    public override Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default) =>
        _dead ? Task.FromException(Gone()) : base.SaveSnapshotAsync(space, snapshot, cancellation);

    private static LogUnavailableException Gone() => new("The store does not answer.");
}
