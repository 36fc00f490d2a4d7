using System.Collections.Immutable;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence.Planted;

/// <summary>Foreign updates are composed before unconfirmed ones are mapped, as <c>receiveUpdates</c> does with several at once.</summary>
internal sealed class EditorThatRebasesInBatches() : SimulatedEditor(World.Surface)
{
    protected override void TakeAll(ImmutableArray<Entry> entries)
    {
        ChangeSet? foreign = null;
        foreach (var entry in entries)
        {
            if (entry.Op is not SurfaceOp { Surface: World.Surface }) continue;
            if (IsOwn(entry))
            {
                if (Unconfirmed[0] is NotesEdit own) foreign = foreign?.Map(own.Changes, before: true);
                Unconfirmed.RemoveAt(0);
                First++;
            }
            else if (entry.Op is NotesEdit edit)
            {
                foreign = foreign?.Compose(edit.Changes) ?? edit.Changes;
            }
            Confirm(entry);
        }
        if (foreign is not null) TakeForeign(foreign);
    }
}

/// <summary>Its own insertion goes before one of somebody else's at the same place.</summary>
internal sealed class EditorThatGoesFirst() : SimulatedEditor(World.Surface)
{
    protected override void TakeForeign(ChangeSet over)
    {
        for (var i = 0; i < Unconfirmed.Count; i++)
        {
            if (Unconfirmed[i] is not NotesEdit edit)
            {
                over = Move(i, over);
                continue;
            }
            Unconfirmed[i] = edit with { Changes = edit.Changes.Map(over, before: true) };
            over = over.Map(edit.Changes);
        }
        Text = over.Apply(Text);
    }
}

/// <summary>Takes what comes as the next, whatever it follows.</summary>
internal sealed class EditorWithoutGapCheck() : SimulatedEditor(World.Surface)
{
    protected override bool HasGap(LiveFrame.Ops ops) => false;
}

/// <summary>Takes a frame that it has taken before.</summary>
internal sealed class EditorThatTakesFramesTwice() : SimulatedEditor(World.Surface)
{
    protected override bool IsOld(LiveFrame.Ops ops) => false;

    protected override bool HasGap(LiveFrame.Ops ops) => ops.From > At;
}

/// <summary>Holds a snapshot for one entry older than it is.</summary>
internal sealed class EditorThatMisplacesSnapshots() : SimulatedEditor(World.Surface)
{
    protected override long CursorOf(LiveFrame.Snapshot snapshot) => snapshot.At - 1;
}

/// <summary>Says again as one update what it said as two.</summary>
internal sealed class EditorThatMergesSentUpdates() : SimulatedEditor(World.Surface)
{
    protected override void Lost()
    {
        if (Unconfirmed is not [NotesEdit first, NotesEdit second, ..]) return;
        Unconfirmed[0] = first with { Changes = first.Changes.Compose(second.Changes) };
        Unconfirmed.RemoveAt(1);
    }
}

/// <summary>Takes it for granted that what was sent has arrived.</summary>
internal sealed class EditorThatForgetsAtReconnect() : SimulatedEditor(World.Surface)
{
    protected override void Lost() => Unconfirmed.Clear();
}

/// <summary>Repeats under a new session what may have arrived under the old one.</summary>
internal sealed class EditorThatRetriesUnderNewSessions() : SimulatedEditor(World.Surface)
{
    protected override void Lost() => Token = null;

    protected override void Follow(LiveFrame.Welcome welcome) => Begin(welcome.Session, welcome.Token);
}

/// <summary>Drops updates of which nothing is left, and counts on the session alone to know its own.</summary>
internal sealed class EditorThatDropsEmptyUpdates() : SimulatedEditor(World.Surface)
{
    protected override bool IsOwn(Entry entry) => entry.Session == Session && Unconfirmed.Count > 0;

    protected override void TakeForeign(ChangeSet over)
    {
        base.TakeForeign(over);
        Unconfirmed.RemoveAll(op => op is NotesEdit { Changes.IsEmpty: true });
    }
}

/// <summary>Sends what was written last first.</summary>
internal sealed class EditorThatSendsTheLastFirst() : SimulatedEditor(World.Surface)
{
    protected override Handed? Submit(int most) =>
        base.Submit(most) is { } handed ? handed with { Ops = [.. handed.Ops.Reverse()] } : null;
}

/// <summary>Lets what is typed at the end of a stretch become part of it, in what it holds of the others.</summary>
internal sealed class EditorWhoseMarksGrow() : SimulatedEditor(World.Surface)
{
    protected override NotesState Taken(NotesState before, NotesState after, SpaceOp op) => op is not NotesEdit edit
        ? after
        : after with { Marks = [.. after.Marks.Select((mark, i) => mark.Kind == MarkKind.Moment ? mark : mark with { To = edit.Changes.MapPos(before.Marks[i].To, 1)!.Value })] };
}

/// <summary>Moves the end of an unconfirmed tag over what comes in as if it were a beginning.</summary>
internal sealed class EditorWhoseTagsDrift() : SimulatedEditor(World.Surface)
{
    protected override SpaceOp MoveAnchored(IAnchored op, ChangeSet over) => op is LookForTagged tag
        ? tag with { From = over.MapPos(tag.From, 1)!.Value, To = over.MapPos(tag.To, 1)!.Value }
        : base.MoveAnchored(op, over);
}

/// <summary>Leaves an unconfirmed tag where it was when it was made.</summary>
internal sealed class EditorWhoseTagsStay() : SimulatedEditor(World.Surface)
{
    protected override SpaceOp MoveAnchored(IAnchored op, ChangeSet over) => op.Reach > over.NewLength ? base.MoveAnchored(op, over) : (SpaceOp)op;
}

/// <summary>Counts from 1 again after a reload, in the old session.</summary>
internal sealed class PendingThatCountsAnew : SimulatedPending
{
    public PendingThatCountsAnew(Outbox outbox) : base(World.Surface, outbox) => First = 1;
}

/// <summary>Lets go of the outbox once it is sent.</summary>
internal sealed class PendingThatLetsGo(Outbox outbox) : SimulatedPending(World.Surface, outbox)
{
    private bool _sent;

    public override Standing Standing => _sent ? base.Standing with { Unconfirmed = 0 } : base.Standing;

    public override async ValueTask<Handed?> SubmitAsync(int most)
    {
        var handed = await base.SubmitAsync(most);
        _sent = handed is not null;
        return handed;
    }
}
