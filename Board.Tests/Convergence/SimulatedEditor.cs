using System.Collections.Immutable;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Convergence;

/// <summary>
/// A faithful port of the client's rules (Board.Client/Surfaces/Notes/sync.ts with @codemirror/collab): updates, edits and what is said
/// beside them alike, one at a time, own entries recognised by session and number, gaps noticed, one submission under way. The rules that planted bugs
/// break are virtual. Beside the text it keeps what is confirmed: the text with its hands, as AUTH1 says, and what lies beside it.
/// </summary>
internal class SimulatedEditor(string surface) : IEditor
{
    private (string Session, string Token, long Head)? _next;
    private bool _letGo;

    public Standing Standing => new(At, Session, First, Unconfirmed.Count, UnderWay is not null);

    /// <summary>The text as this person sees it, unconfirmed edits included.</summary>
    public string Text { get; protected set; } = "";

    /// <summary>What the server is known to hold.</summary>
    public NotesState Confirmed { get; private set; } = NotesState.Empty;

    protected long? At { get; set; }

    protected string Session { get; set; } = "";

    protected string? Token { get; set; }

    /// <summary>The number of the first unconfirmed update.</summary>
    protected int First { get; set; } = 1;

    protected List<SpaceOp> Unconfirmed { get; } = [];

    protected (int Number, int Count)? UnderWay { get; set; }

    public virtual ValueTask EditAsync(ChangeSet changes)
    {
        Text = changes.Apply(Text);
        Unconfirmed.Add(new NotesEdit(surface, changes));
        return ValueTask.CompletedTask;
    }

    public ValueTask ActAsync(SurfaceOp op)
    {
        Unconfirmed.Add(op);
        return ValueTask.CompletedTask;
    }

    public ValueTask<Aside> AsideAsync(Person person) => new(Aside.Of(Confirmed, person.Id));

    public ValueTask<string> TextAsync() => new(Text);

    public ValueTask<WatchRequest> WatchAsync()
    {
        var keep = Unconfirmed.Count > 0;
        var at = _letGo && !keep ? null : At;
        return new(new WatchRequest(Token, at, at is not null && keep));
    }

    public ValueTask<Reaction> ReceiveAsync(Heard heard) => new(Receive(heard.Says));

    public ValueTask<Handed?> SubmitAsync(int most) => new(Submit(most));

    public ValueTask LostAsync()
    {
        UnderWay = null;
        Lost();
        return ValueTask.CompletedTask;
    }

    public ValueTask RenewAsync()
    {
        (Token, UnderWay) = (null, null);
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask<Outbox?> StoreAsync() =>
        new(Unconfirmed.Count == 0 ? null : new Outbox(Session, Token ?? "", At!.Value, First, [.. Unconfirmed]));

    protected virtual void Lost()
    {
    }

    protected virtual Handed? Submit(int most)
    {
        if (UnderWay is not null || _next is not null || Session.Length == 0 || At is not { } at) return null;
        ImmutableArray<SpaceOp> ops = [.. Unconfirmed.Take(most)];
        if (ops.IsEmpty) return null;
        UnderWay = (First, ops.Length);
        return new Handed(Session, at, First, ops);
    }

    /// <summary>Another session follows this one, while there is unconfirmed work.</summary>
    protected virtual void Follow(LiveFrame.Welcome welcome) => _next = (welcome.Session, welcome.Token, welcome.Head);

    protected void Begin(string session, string token)
    {
        if (session != Session) First = 1;
        (Session, Token, _next) = (session, token, null);
    }

    protected virtual long CursorOf(LiveFrame.Snapshot snapshot) => snapshot.At;

    protected virtual bool IsOwn(Entry entry) => entry.Session == Session && entry.Number == First && Unconfirmed.Count > 0;

    protected virtual bool IsOld(LiveFrame.Ops ops) => ops.To <= At;

    protected virtual bool HasGap(LiveFrame.Ops ops) => ops.From != At;

    protected virtual void TakeAll(ImmutableArray<Entry> entries)
    {
        foreach (var entry in entries) Take(entry);
    }

    protected void Take(Entry entry)
    {
        if (entry.Op is not SurfaceOp on || on.Surface != surface) return;
        if (IsOwn(entry))
        {
            Unconfirmed.RemoveAt(0);
            First++;
        }
        else
        {
            // A number is used once: one that was used elsewhere, such as by a page that sent this one's outbox, is gone.
            if (entry.Session == Session && Unconfirmed.Count == 0) First = Math.Max(First, entry.Number + 1);
            if (on is NotesEdit edit) TakeForeign(edit.Changes);
        }
        Confirm(entry);
    }

    protected virtual void TakeForeign(ChangeSet over)
    {
        for (var i = 0; i < Unconfirmed.Count; i++) over = Move(i, over);
        Text = over.Apply(Text);
    }

    /// <summary>Moves one unconfirmed op over an edit.</summary>
    /// <returns>The edit for the text after that op.</returns>
    protected ChangeSet Move(int index, ChangeSet over)
    {
        if (Unconfirmed[index] is NotesEdit edit)
        {
            Unconfirmed[index] = edit with { Changes = edit.Changes.Map(over) };
            return over.Map(edit.Changes, before: true);
        }
        if (Unconfirmed[index] is IAnchored anchored) Unconfirmed[index] = MoveAnchored(anchored, over);
        return over;
    }

    protected virtual SpaceOp MoveAnchored(IAnchored op, ChangeSet over) => op.Over(over);

    protected void Confirm(Entry entry)
    {
        var context = new OpContext(Person.Of(entry.By), entry.Session, entry.At, entry.Sequence);
        var (refusal, written) = ((Refusal?)null, Confirmed);
        if (entry.Op is NotesOp op) refusal = NotesSurface.Apply(Confirmed, op, context, out written);
        else if (entry.Op is TallyOp number)
        {
            refusal = TallySurface.Apply(Confirmed.Tally, number, context, out var tally);
            written = Confirmed with { Tally = tally };
        }
        if (refusal is not null) throw new ConvergenceFailure($"Entry {entry.Sequence} can't be applied to what the client holds ({refusal.Code}).");
        Confirmed = Taken(Confirmed, written, entry.Op);
    }

    /// <summary>What is held after an entry.</summary>
    protected virtual NotesState Taken(NotesState before, NotesState after, SpaceOp op) => after;

    /// <summary>Whether the first entry is for the text that is held; the others follow from it.</summary>
    private bool Fits(LiveFrame.Ops ops)
    {
        var first = ops.Entries.Select(entry => entry.Op).OfType<NotesEdit>().FirstOrDefault(edit => edit.Surface == surface);
        return first is null || first.Changes.Length == (Unconfirmed.OfType<NotesEdit>().FirstOrDefault()?.Changes.Length ?? Text.Length);
    }

    private Reaction Receive(LiveFrame frame)
    {
        switch (frame)
        {
            case LiveFrame.Welcome welcome:
                UnderWay = null; // may have been lost with the old stream; to repeat it is harmless
                if (Session.Length == 0 || Unconfirmed.Count == 0) Begin(welcome.Session, welcome.Token);
                else if (welcome.Session != Session) Follow(welcome);
                else Token = welcome.Token;
                CaughtUp();
                return default;
            case LiveFrame.Snapshot snapshot:
                // Somebody typed between asking and this answer: the edits need the entries since, not another text.
                if (Unconfirmed.Count > 0) return new Reaction(WatchAgain: true);
                (Confirmed, Text, At, _letGo) = (snapshot.Notes, snapshot.Notes.Text.ToString(), CursorOf(snapshot), false);
                return default;
            case LiveFrame.Ops ops:
                if (At is null) return new Reaction(WatchAgain: true);
                if (IsOld(ops)) return default;
                if (HasGap(ops)) return new Reaction(WatchAgain: true);
                if (!Fits(ops)) return new Reaction(Broken: true);
                TakeAll(ops.Entries);
                (At, _letGo) = (ops.To, false);
                if (UnderWay is { } way && First >= way.Number + way.Count) UnderWay = null;
                CaughtUp();
                return default;
            case LiveFrame.Refused refused when refused.Session == Session && refused.Number == UnderWay?.Number:
                UnderWay = null;
                return new Reaction(Refused: refused);
            case LiveFrame.Resync resync:
                // A history that ends before what is held was set back: nothing unconfirmed fits it.
                if (resync.Head < At && Unconfirmed.Count > 0) return new Reaction(Broken: true);
                _letGo = true;
                return new Reaction(WatchAgain: true);
            default:
                return default;
        }
    }

    /// <summary>Until the head is reached, unconfirmed edits may turn out to be accepted under the old session.</summary>
    private void CaughtUp()
    {
        if (_next is { } next && At >= next.Head) Begin(next.Session, next.Token);
    }
}
