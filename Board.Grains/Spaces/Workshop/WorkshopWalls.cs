using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>The walls of a workshop, and what happens on them to who sees what.</summary>
internal static class WorkshopWalls
{
    /// <summary>For a wall that is not there, and for one that the room has not come to: the same answer.</summary>
    public static readonly Refusal NoWall = Refusals.NotThere("This wall");

    /// <summary>Whether the room has come to it.</summary>
    public static bool IsOpen(WorkshopState state, string wall) => state.Activity(wall) is { Begun: true, Removed: false } && state.Walls.ContainsKey(wall);

    public static Outcome Apply(WorkshopState state, WallOp op, OpContext context)
    {
        if (!state.Walls.TryGetValue(op.Surface, out var wall)) return NoWall;
        var hand = new WallHand(context.Person.Id, state.People.Leads(context.Person.Id));
        if (WallSurface.Apply(wall, op, context, hand, out var changed) is { } refusal) return refusal;
        if (ReferenceEquals(changed, wall)) return state;
        var written = state with { Walls = state.Walls.SetItem(op.Surface, changed) };
        // A full room reacts a hundred times a second, which is nobody's secret and need not be looked through.
        var after = op is Reacted ? written : WithOwn(written);
        // So much changes at once that everybody gets one picture, made once, and not each card.
        return changed.Revealed == wall.Revealed && changed.Settings.DotsHidden == wall.Settings.DotsHidden ? after : NextEdition(after);
    }

    public static WorkshopState NextEdition(WorkshopState state) => state with { People = state.People with { Edition = state.People.Edition + 1 } };

    /// <summary>With the list of those who have something of their own as it is now; where nobody's place changes, with the same list.</summary>
    public static WorkshopState WithOwn(WorkshopState state)
    {
        var own = new HashSet<string>();
        foreach (var (id, wall) in state.Walls)
        {
            if (IsOpen(state, id)) own.UnionWith(WallViews.Withheld(wall));
        }
        own.RemoveWhere(person => !state.People.Participants.ContainsKey(person));
        var same = own.Count == state.People.Own.Count && state.People.Own.All(own.Contains);
        return same ? state : state with { People = state.People with { Own = [.. own] } };
    }
}
