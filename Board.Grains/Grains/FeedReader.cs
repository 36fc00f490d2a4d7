using System.Threading.Tasks.Sources;
using Board.Log;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// One reader's cursor into a space. The reader asks for the next frame when it has dealt with the last one, so a slow one
/// costs nobody else anything; one that waits is woken by the feed and runs on there, without a detour over the thread pool.
/// </summary>
public sealed class FeedReader : IAsyncEnumerable<Frame>, IAsyncEnumerator<Frame>, IValueTaskSource<bool>
{
    /// <summary>A reader further behind than this many entries, who holds no unconfirmed work, gets a fresh snapshot.</summary>
    public const int TooFarBehind = 2_000;

    private const int HistoryPage = 500;

    private readonly Lock _lock = new();
    private readonly SpaceFeed _feed;
    private readonly Queue<Frame> _own = new();
    private ManualResetValueTaskSourceCore<bool> _wake;
    private CancellationTokenRegistration _cancelled;
    private Action? _onEnd;
    private Frame? _next;
    private object? _access;
    private bool _waiting;
    private bool _ended;
    private long _presenceSeen;

    internal FeedReader(SpaceFeed feed, Person person, string session, string? surface, Audience audience, object access, long at, bool keep)
    {
        (_feed, Person, Session, Surface, Audience, _access, At, KeepsAll) = (feed, person, session, surface, audience, access, at, keep);
        Seen = at;
    }

    public Person Person { get; }

    public string Session { get; }

    public string? Surface { get; }

    public Audience Audience { get; private set; }

    /// <summary>The sequence up to which this reader has got everything, and knows it.</summary>
    public long At { get; private set; }

    /// <summary>The sequence up to which there is nothing more for this reader; a quiet audience is not told of the difference.</summary>
    internal long Seen { get; set; }

    /// <summary>True until the reader is up to date, if it holds work based on where it began: then it needs every entry.</summary>
    internal bool KeepsAll { get; private set; }

    public Frame Current => _next!;

    /// <summary>Puts a frame before everything else that this reader gets.</summary>
    internal void Tell(Frame frame)
    {
        lock (_lock)
        {
            if (_ended) return;
            _own.Enqueue(frame);
        }
        Signal();
    }

    /// <summary>Says that a submission of this reader's session was refused, before anything else that it gets.</summary>
    /// <param name="number">The number of the submission's first op.</param>
    public void Refuse(int number, Refusal refusal) => Tell(Frame.Refused(Session, number, refusal));

    /// <summary>Ends the stream with this frame, before anything else that the reader gets.</summary>
    public void EndWith(Frame last) => Tell(last);

    /// <summary>Sends the reader away to begin anew.</summary>
    internal void Resync() => Tell(Frame.Resync(_feed.Committed.Sequence));

    /// <summary>Sets what is to be released when the reader is disposed.</summary>
    public void OnEnd(Action release) => _onEnd = release;

    public IAsyncEnumerator<Frame> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _cancelled = cancellationToken.UnsafeRegister(static reader => ((FeedReader)reader!).End(), this);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        lock (_lock)
        {
            switch (Take())
            {
                case Step.Ready: return new ValueTask<bool>(true);
                case Step.End: return new ValueTask<bool>(false);
                case Step.Behind: return new ValueTask<bool>(TakeFromLogAsync());
                default:
                    _wake.Reset();
                    _waiting = true;
                    return new ValueTask<bool>(this, _wake.Version);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        End();
        _cancelled.Dispose();
        _feed.Remove(this);
        Interlocked.Exchange(ref _onEnd, null)?.Invoke();
        return ValueTask.CompletedTask;
    }

    /// <summary>There may be something new. Called by the feed; runs the reader's continuation.</summary>
    internal void Signal()
    {
        Step step;
        lock (_lock)
        {
            if (!_waiting) return;
            step = Take();
            if (step == Step.Nothing) return;
            _waiting = false;
        }
        if (step == Step.Behind) _ = WakeFromLogAsync();
        else _wake.SetResult(step == Step.Ready);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _wake.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wake.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wake.OnCompleted(continuation, state, token, flags);

    private enum Step
    {
        Nothing,
        Ready,
        Behind,
        End,
    }

    private void End()
    {
        lock (_lock) _ended = true;
        Signal();
    }

    private Step Take()
    {
        if (_ended) return Step.End;
        if (_own.TryDequeue(out var own)) return Give(own);
        if (!_feed.SameAccess(ref _access) && !RenewAudience()) return Give(Frame.Closed(ClosedDoor));
        // Another audience begins anew at once: a quiet one may be told nothing else that it could come after.
        if (_own.TryDequeue(out own)) return Give(own);
        switch (_feed.OpsAfter(this, out var ops, out var to))
        {
            case SpaceFeed.Reach.Memory when ops is not null:
                Move(to);
                return Give(ops);
            case SpaceFeed.Reach.Log:
                return Step.Behind;
        }
        KeepsAll = false;
        return _feed.PresenceAfter(Audience, ref _presenceSeen) is { } presence ? Give(presence) : Step.Nothing;
    }

    private void Move(long to) => (At, Seen) = (to, to);

    private Step Give(Frame frame)
    {
        if (frame.IsResync) SpaceTelemetry.Resynced();
        _next = frame;
        _ended = frame.IsLast;
        return Step.Ready;
    }

    /// <summary>False when the door has been closed meanwhile.</summary>
    private bool RenewAudience()
    {
        if (_feed.AudienceOf(Person) is not { } audience) return false;
        if (audience.Key == Audience.Key) return true;
        // What they may see is another part now, so what they hold is stale: let them begin again.
        Audience = audience;
        _own.Enqueue(Frame.Resync(_feed.Committed.Sequence));
        return true;
    }

    private async Task<bool> TakeFromLogAsync()
    {
        var head = _feed.Committed.Sequence;
        Frame frame;
        var to = At;
        if (!KeepsAll && head - At > TooFarBehind)
        {
            frame = Frame.Resync(head);
        }
        else
        {
            try
            {
                (frame, to) = await _feed.OpsFromLogAsync(this, HistoryPage);
            }
            catch (Exception failed) when (failed is LogDamagedException or LogUnavailableException)
            {
                frame = Frame.Closed(Unreadable);
            }
        }
        lock (_lock)
        {
            if (_ended) return false; // the reader has gone meanwhile
            if (!_feed.SameAccess(ref _access) && !RenewAudience()) return Give(Frame.Closed(ClosedDoor)) == Step.Ready;
            if (_own.TryDequeue(out var own)) return Give(own) == Step.Ready; // what was read comes again, if it still may
            Move(to);
            return Give(frame) == Step.Ready;
        }
    }

    private async Task WakeFromLogAsync()
    {
        try
        {
            _wake.SetResult(await TakeFromLogAsync());
        }
        catch (Exception bug)
        {
            _wake.SetException(bug);
        }
    }

    /// <summary>For what is not there and for what one may not know of: the same answer.</summary>
    public static Refusal ClosedDoor { get; } = new("closed-door", "This page is not here, or it isn't shared with you.");

    internal static readonly Refusal Unreadable = new(
        "unreadable", "The server can't read a part of this page. What you typed is kept on this device; please tell your administrator.", Retry: true);
}
