using Board.Grains;

namespace Board.Engines;

/// <summary>A space in this process, with the number of those who use it right now.</summary>
internal sealed class Activation<T> where T : ISpaceActivation
{
    private readonly Lock _lock = new();
    private Task<T>? _started;
    private int _users;
    private long _leftAt;
    private bool _closed;

    /// <summary>Null until the first who enters has begun to start it.</summary>
    public Task<T>? Started => Volatile.Read(ref _started);

    public bool Failed => _started is { IsCompleted: true, IsCompletedSuccessfully: false };

    /// <summary>True for a space without a history.</summary>
    public bool IsEmpty => _started is { IsCompletedSuccessfully: true } started && started.Result.Feed.Committed.Sequence == 0;

    /// <summary>False when it is being dropped.</summary>
    public bool TryEnter(Func<Task<T>> start)
    {
        lock (_lock)
        {
            if (_closed) return false;
            _started ??= start();
            _users++;
            return true;
        }
    }

    public void Leave(long now)
    {
        lock (_lock)
        {
            _users--;
            _leftAt = now;
        }
    }

    /// <summary>Closes it for newcomers if nobody uses it and <paramref name="idleSince"/> agrees.</summary>
    public bool TryClose(Func<long, bool> idleSince)
    {
        lock (_lock)
        {
            if (_closed || _users > 0 || !idleSince(_leftAt)) return false;
            return _closed = true;
        }
    }

    public void Close()
    {
        lock (_lock) _closed = true;
    }
}
