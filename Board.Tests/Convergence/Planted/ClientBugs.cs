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
            if (entry.Op is not NotesEdit { Surface: World.Surface } edit) continue;
            if (IsOwn(entry))
            {
                foreign = foreign?.Map(Unconfirmed[0], before: true);
                Unconfirmed.RemoveAt(0);
                First++;
            }
            else
            {
                foreign = foreign?.Compose(edit.Changes) ?? edit.Changes;
            }
            Confirm(entry, edit);
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
            var moved = Unconfirmed[i].Map(over, before: true);
            over = over.Map(Unconfirmed[i]);
            Unconfirmed[i] = moved;
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
        if (Unconfirmed.Count < 2) return;
        Unconfirmed[0] = Unconfirmed[0].Compose(Unconfirmed[1]);
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
        Unconfirmed.RemoveAll(changes => changes.IsEmpty);
    }
}

/// <summary>Sends what was written last first.</summary>
internal sealed class EditorThatSendsTheLastFirst() : SimulatedEditor(World.Surface)
{
    protected override Handed? Submit(int most) =>
        base.Submit(most) is { } handed ? handed with { Changes = [.. handed.Changes.Reverse()] } : null;
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
