using System.Diagnostics;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>What a protocol does to the room around it (SPEC.md, PROT2 to PROT5): its wall, its rating, the signal and the timer.</summary>
internal static class WorkshopProtocols
{
    private static readonly Refusal NotHere = new("not-here", "The room is not at this protocol. Begin the activity first; nothing was changed.");

    public static Outcome Apply(WorkshopState state, ProtocolOp op, OpContext context)
    {
        var was = state.Protocols[op.Surface];
        if (op is PhaseBegun && state.Current != op.Surface) return NotHere;
        if (ProtocolSurface.Apply(was, op, out var changed) is { } refusal) return refusal;
        if (ReferenceEquals(changed, was)) return state; // a phase that the room is in does not begin anew
        var after = state with { Protocols = state.Protocols.SetItem(op.Surface, changed) };
        return op switch
        {
            ProtocolSet => Set(after, op.Surface, was, changed, context),
            PhaseBegun { Phase: { } id } => Begin(after, op.Surface, changed.Phase(id)!, context),
            PhaseBegun => WorkshopWalls.NextEdition(End(after, op.Surface) with { Signal = null, Timer = null }),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What the room is in the middle of goes on, as it is meant now; its time does not begin anew.</summary>
    private static WorkshopState Set(WorkshopState state, string surface, ProtocolState was, ProtocolState now, OpContext context)
    {
        var after = now.Phases.Any(phase => phase.Rates) && !state.Ratings.ContainsKey(surface) ? state with { Ratings = state.Ratings.Add(surface, RatingState.Empty) } : state;
        if (now.Current is not { } current || now.Phase(current) is not { } phase || phase == was.Phase(current)) return after;
        return WorkshopWalls.NextEdition(WorkshopWalls.WithOwn(OnWall(after, surface, phase, context.Milliseconds) with { Signal = phase.Signal }));
    }

    /// <summary>So much changes at once that everybody gets one picture.</summary>
    private static WorkshopState Begin(WorkshopState state, string surface, Phase phase, OpContext context)
    {
        var after = OnRating(OnWall(state, surface, phase, context.Milliseconds), surface, phase.RatingStage) with
        {
            Signal = phase.Signal,
            Timer = phase.Seconds > 0 ? Running.Started(phase.Seconds * 1_000L, context) : null,
        };
        return WorkshopWalls.NextEdition(WorkshopWalls.WithOwn(after));
    }

    /// <summary>What the room has seen it keeps seeing, when another phase hides what is written from then on.</summary>
    private static WorkshopState OnWall(WorkshopState state, string surface, Phase phase, long now)
    {
        var wall = state.Walls[surface];
        var dots = wall.Settings.Dots > 0;
        var changed = WithSection(wall, phase) with
        {
            Locked = phase.On != PhaseGround.Wall || phase.Writes != PhaseWriters.Everyone,
            // Where people give dots, the cards are there to be read, and it is the dots that wait.
            Revealed = dots || !phase.Hidden,
            HiddenSince = dots || !phase.Hidden ? null : wall.Revealed ? now : wall.HiddenSince,
            Settings = dots && wall.Settings.DotsHidden != phase.Hidden ? wall.Settings with { DotsHidden = phase.Hidden } : wall.Settings,
        };
        if (changed.Focus is { } focus && !changed.IsOpen(changed.Cards[focus])) changed = changed with { Focus = null };
        return changed == wall ? state : state with { Walls = state.Walls.SetItem(surface, changed) };
    }

    /// <summary>A section that a facilitator has made, or made anew, stays as it is.</summary>
    private static WallState WithSection(WallState wall, Phase phase)
    {
        if (phase.Section is not { } id || wall.Section(id) is { Removed: false }) return wall;
        var was = wall.Section(id);
        if (was is null && wall.Sections.Length >= WallSurface.MaxSections) return wall;
        var section = new WallSection(id, phase.Name, phase.Do, was?.Order ?? CardOrder.Between(wall.SectionsInOrder().LastOrDefault()?.Order, null));
        return wall with { Sections = was is null ? wall.Sections.Add(section) : wall.Sections.Replace(was, section) };
    }

    /// <summary>What was voted on comes out.</summary>
    private static WorkshopState End(WorkshopState state, string surface) => OnRating(state, surface, state.Ratings.GetValueOrDefault(surface)?.AtHand()?.Stage switch
    {
        RatingStage.Vote => RatingStage.Reveal,
        RatingStage.VoteAgain => RatingStage.Agree,
        _ => null,
    });

    private static WorkshopState OnRating(WorkshopState state, string surface, RatingStage? to) =>
        to is { } stage && state.Ratings.TryGetValue(surface, out var rating) && rating.AtHand() is { } statement
            ? state with { Ratings = state.Ratings.SetItem(surface, RatingSurface.Staged(rating, statement.Id, stage)) }
            : state;
}
