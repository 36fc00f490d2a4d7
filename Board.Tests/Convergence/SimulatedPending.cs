using System.Collections.Immutable;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence;

/// <summary>
/// A port of Board.Client/Surfaces/Notes/pending.ts: what a page left behind when it died, rebased and sent on under its old
/// session, without the text that it belongs to.
/// </summary>
internal class SimulatedPending(string surface, Outbox outbox) : IPeer
{
    private readonly List<SpaceOp> _updates = [.. outbox.Updates];
    private (string Session, long Head)? _next;
    private string _session = outbox.Session;
    private string? _token = outbox.Token;
    private long _at = outbox.At;
    private bool _underWay;

    public virtual Standing Standing => new(_at, _session, First, _updates.Count, _underWay);

    protected int First { get; set; } = outbox.First;

    public ValueTask<WatchRequest> WatchAsync() => new(new WatchRequest(_token, _at, Keep: true));

    public ValueTask<Reaction> ReceiveAsync(Heard heard) => new(Receive(heard.Says));

    public virtual ValueTask<Handed?> SubmitAsync(int most)
    {
        ImmutableArray<SpaceOp> ops = [.. _updates.Take(most)];
        if (_underWay || _next is not null || ops.IsEmpty) return new((Handed?)null);
        _underWay = true;
        return new(new Handed(_session, _at, First, ops));
    }

    public ValueTask LostAsync()
    {
        _underWay = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask RenewAsync()
    {
        (_token, _underWay) = (null, false);
        return ValueTask.CompletedTask;
    }

    public ValueTask<Outbox?> StoreAsync() =>
        new(_updates.Count == 0 ? null : new Outbox(_session, _token ?? "", _at, First, [.. _updates]));

    private Reaction Receive(LiveFrame frame)
    {
        switch (frame)
        {
            case LiveFrame.Welcome welcome:
                (_token, _underWay) = (welcome.Token, false);
                if (welcome.Session != _session) _next = (welcome.Session, welcome.Head);
                CaughtUp();
                return default;
            case LiveFrame.Ops ops when ops.To > _at:
                if (ops.From != _at) return new Reaction(WatchAgain: true);
                var before = _updates.Count;
                foreach (var entry in ops.Entries) Take(entry);
                _at = ops.To;
                if (_updates.Count < before) _underWay = false;
                CaughtUp();
                return default;
            case LiveFrame.Refused refused when refused.Session == _session && _underWay:
                _underWay = false;
                return new Reaction(Refused: refused);
            case LiveFrame.Resync resync:
                return resync.Head < _at ? new Reaction(Broken: true) : new Reaction(WatchAgain: true);
            default:
                return default;
        }
    }

    /// <summary>Up to the head there may be updates of these under the old session.</summary>
    private void CaughtUp()
    {
        if (_next is not { } next || _at < next.Head) return;
        (_session, First, _next) = (next.Session, 1, null);
    }

    private void Take(Entry entry)
    {
        if (entry.Op is not SurfaceOp on || on.Surface != surface) return;
        if (entry.Session == _session && entry.Number == First && _updates.Count > 0)
        {
            _updates.RemoveAt(0);
            First++;
            return;
        }
        if (on is not NotesEdit { Changes: var over }) return;
        for (var i = 0; i < _updates.Count; i++)
        {
            if (_updates[i] is IAnchored anchored) _updates[i] = anchored.Over(over);
            if (_updates[i] is not NotesEdit edit) continue;
            _updates[i] = edit with { Changes = edit.Changes.Map(over) };
            over = over.Map(edit.Changes, before: true);
        }
    }
}
