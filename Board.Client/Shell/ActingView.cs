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
        var (kind, back) = (SpaceKinds.Of(Space!.Value)!, new List<SpaceOp>());
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
            if (kind.Inverse(before, op) is { } inverse) back.Insert(0, inverse);
        }
        Toast?.Say(said, back.Count == 0 ? null : () => DoAsync(back, "Taken back."));
        return true;
    }
}
