using Board.Grains;
using Board.Spaces;

namespace Board.Client.Shell;

/// <summary>A page of one space on which people do things: each is said, with a way back where there is one.</summary>
public abstract class ActingView<TState> : SpaceView<TState> where TState : SpaceState
{
    /// <summary>Says what was done; each page places one.</summary>
    protected UndoToast? Toast { get; set; }

    /// <summary>Does an op in the person's name.</summary>
    protected abstract Task<Answer> ActAsync(SpaceOp op);

    /// <summary>Does something and says so, with a way back where there is one; false if it was refused, which is said, too.</summary>
    protected Task<bool> DoAsync(SpaceOp op, string said) => DoAsync([op], said);

    /// <summary>Does several things that are one to the person: they are taken back together, too. What was done before a refusal stays.</summary>
    protected async Task<bool> DoAsync(IReadOnlyList<SpaceOp> ops, string said)
    {
        ArgumentNullException.ThrowIfNull(ops);
        var (kind, done) = (SpaceKinds.Of(Space!.Value)!, new List<DoneOp>());
        foreach (var op in ops)
        {
            // Each is judged by what the one before has left.
            if (await Door.LookAsync<TState>(Space!.Value, Me!.Person, Gone) is not { } before) return false;
            var answer = await ActAsync(op);
            if (answer.Refusal is { } refusal)
            {
                Toast?.Say(refusal.Message);
                return false;
            }
            if (kind.Inverse(before, op) is { } inverse) done.Insert(0, new(op, inverse));
        }
        Toast?.Say(said, done.Count == 0 ? null : () => TakeBackAsync(kind, done));
        return true;
    }

    /// <summary>Takes back what was done, unless somebody has changed it since: undoing never undoes their work (SPEC.md, OP6).</summary>
    private async Task TakeBackAsync(SpaceKind kind, IReadOnlyList<DoneOp> done)
    {
        if (await Door.LookAsync<TState>(Space!.Value, Me!.Person, Gone) is not { } now) return;
        if (done.Any(one => one.IsOverwritten(kind, now))) Toast?.Say("Somebody has changed this since, so it stays as it is. Nothing was taken back.");
        else await DoAsync([.. done.Select(one => one.Back)], "Taken back.");
    }
}
