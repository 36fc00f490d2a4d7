using Board.Engines;
using Board.Grains;

namespace Board.Tests.Convergence;

/// <summary>One answer to <c>Watch</c>: frames that the server takes from the feed when the network lets it.</summary>
internal sealed class HubStream(Line line, int number, SpaceLease? lease) : IAsyncDisposable
{
    private readonly Queue<Frame> _own = new();
    private IAsyncEnumerator<Frame>? _frames;
    private Task<bool>? _waiting;
    private long _from;

    public Line Line => line;

    /// <summary>Which of the client's watches it answers.</summary>
    public int Number => number;

    public FeedReader? Reader { get; private set; }

    public string? Session => Reader?.Session;

    public bool Ended { get; private set; }

    public void OnlySays(Frame frame) => _own.Enqueue(frame);

    public void Reads(FeedReader reader)
    {
        Reader = reader;
        _frames = reader.GetAsyncEnumerator();
    }

    /// <summary>The next frame, or null if there is none now.</summary>
    public async Task<Frame?> TakeAsync()
    {
        if (_own.TryDequeue(out var own))
        {
            Ended = true;
            return own;
        }
        if (_frames is null || Ended) return null;
        if (_waiting is null) (_from, _waiting) = (Reader!.At, _frames.MoveNextAsync().AsTask());
        await SettleAsync();
        if (!_waiting.IsCompleted) return null;
        var more = await _waiting;
        _waiting = null;
        Ended = !more || _frames.Current.IsLast;
        return more ? _frames.Current : null;
    }

    /// <summary>A reader that waits although there is something for it is about to be woken: see that it is.</summary>
    public async Task SettleAsync()
    {
        if (_waiting is { IsCompleted: false } waiting && (lease!.Feed.IsClosed || lease.Feed.Committed.Sequence > _from)) await waiting.Soon();
    }

    public async ValueTask DisposeAsync()
    {
        if (_frames is not null) await _frames.DisposeAsync();
        lease?.Dispose();
    }
}
