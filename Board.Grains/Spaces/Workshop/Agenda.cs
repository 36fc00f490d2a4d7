using System.Diagnostics;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>The rules of the agenda (SPEC.md, SHOP6): activities in their order, each on a surface of its own.</summary>
internal static class Agenda
{
    public const int MaxActivities = 60;

    /// <summary>The longest that an activity is planned for: a day.</summary>
    public const int MaxMinutes = 24 * 60;

    private static readonly Refusal NoActivity = Refusals.NotThere("This activity");

    public static Outcome Apply(WorkshopState state, WorkshopOp op, OpContext context) => op switch
    {
        ActivityAdded added => Add(state, added),
        ActivityChanged changed => Check(state, changed.Title, changed.Day, changed.Minutes) is { } refusal ? refusal
            : Change(state, changed.Id, activity => activity with { Title = changed.Title, Day = changed.Day, Minutes = changed.Minutes }),
        ActivityPlaced placed => Place(state, placed),
        ActivityRemoved removed => Remove(state, removed, context),
        ActivityBegun begun => Begin(state, begun.Id, context),
        _ => throw new UnreachableException(),
    };

    public static SpaceOp? Inverse(WorkshopState before, WorkshopOp op) => op switch
    {
        ActivityAdded added => new ActivityRemoved(added.Id, true),
        ActivityChanged changed when before.Activity(changed.Id) is { } was => new ActivityChanged(was.Id, was.Title, was.Day, was.Minutes),
        ActivityPlaced placed when before.Activity(placed.Id) is { } was => new ActivityPlaced(placed.Id, before.Activities.IndexOf(was)),
        ActivityRemoved removed => new ActivityRemoved(removed.Id, !removed.Removed),
        // What the room has seen it has seen: the wall stays open, the room turns back.
        ActivityBegun => new ActivityBegun(before.Current),
        _ => null,
    };

    private static Outcome Add(WorkshopState state, ActivityAdded added)
    {
        if ((Words.Id(added.Id) ?? Check(state, added.Title, added.Day, added.Minutes)) is { } refusal) return refusal;
        if (state.Activity(added.Id) is not null) return new Refusal("exists", "This activity is there already.");
        if (state.Activities.Length >= MaxActivities) return new Refusal("too-many", $"A workshop holds {MaxActivities} activities. Nothing was changed.");
        var with = state with { Activities = state.Activities.Add(new(added.Id, added.Kind, added.Title, added.Day, added.Minutes)) };
        return added.Kind switch
        {
            ActivityKind.Wall => with with { Walls = with.Walls.Add(added.Id, WallState.Empty) },
            ActivityKind.Rating => with with { Ratings = with.Ratings.Add(added.Id, RatingState.Empty) },
            ActivityKind.Page => with with { Pages = with.Pages.Add(added.Id, PageState.Empty) },
            ActivityKind.Protocol => with with { Protocols = with.Protocols.Add(added.Id, ProtocolState.Empty), Walls = with.Walls.Add(added.Id, WallState.Empty) },
            _ => Refusals.UnknownOp,
        };
    }

    private static Outcome Place(WorkshopState state, ActivityPlaced placed)
    {
        if (state.Activity(placed.Id) is not { } activity) return NoActivity;
        if (placed.Place < 0 || placed.Place >= state.Activities.Length) return Refusals.UnknownOp;
        return state with { Activities = state.Activities.Remove(activity).Insert(placed.Place, activity) };
    }

    private static Outcome Remove(WorkshopState state, ActivityRemoved op, OpContext context)
    {
        if (state.Activity(op.Id) is not { } was) return NoActivity;
        if (was.Removed == op.Removed) return state;
        var (changed, current) = (state.Activities.Replace(was, was with { Removed = op.Removed }), op.Removed && state.Current == op.Id ? null : state.Current);
        var after = WorkshopWalls.WithOwn(state with { Activities = changed, Current = current, Call = Running.Follow(state.Call, current, context) });
        return was.Begun ? WorkshopWalls.NextEdition(after) : after;
    }

    /// <summary>A surface that the room has not seen before is shown with all that is on it: everybody begins anew.</summary>
    private static Outcome Begin(WorkshopState state, string? id, OpContext context)
    {
        var after = Leave(state, id) with { Current = id, Call = Running.Follow(state.Call, id, context) };
        if (id is null) return after;
        if (state.Activity(id) is not { Removed: false } activity) return NoActivity;
        if (activity.Begun) return after;
        return WorkshopWalls.NextEdition(WorkshopWalls.WithOwn(after with { Activities = state.Activities.Replace(activity, activity with { Begun = true }) }));
    }

    /// <summary>The signal and the time of a protocol's phase are that protocol's, and stay behind with it.</summary>
    private static WorkshopState Leave(WorkshopState state, string? to) =>
        state.Current is { } from && from != to && state.Protocols.TryGetValue(from, out var protocol) && protocol.Current is not null
            ? state with { Signal = null, Timer = null }
            : state;

    private static Refusal? Check(WorkshopState state, string title, int day, int minutes) =>
        Words.Name(title, "An activity")
        ?? (day < 0 || day >= state.Days.Length ? new Refusal("out-of-range", "The workshop has no such day. Nothing was changed.") : null)
        ?? (minutes is < 0 or > MaxMinutes ? new Refusal("out-of-range", "An activity takes between no time and a day. Nothing was changed.") : null);

    private static Outcome Change(WorkshopState state, string id, Func<Activity, Activity> change) =>
        state.Activity(id) is { } was ? state with { Activities = state.Activities.Replace(was, change(was)) } : NoActivity;
}
