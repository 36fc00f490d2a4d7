using System.Diagnostics;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>What is done on the surfaces of a workshop: whose surface it is, whether the room has come to it, and what the surface says.</summary>
internal static class WorkshopSurfaces
{
    /// <summary>For a surface that is not there, and for one that the room has not come to: the same answer.</summary>
    private static readonly Refusal NoRating = Refusals.NotThere("This rating");

    private static readonly Refusal NoPage = Refusals.NotThere("This page");
    private static readonly Refusal NoProtocol = Refusals.NotThere("This protocol");
    private static readonly Refusal Ended = new("ended", "This workshop is over. You can still read what was shown; your words are still in the field.");

    /// <summary>Whether the room has come to it.</summary>
    public static bool IsOpen(WorkshopState state, string surface) => state.Activity(surface) is { Begun: true, Removed: false };

    public static Refusal? Policy(WorkshopState state, SurfaceOp op, string person, bool leads) =>
        !IsThere(state, op) || !leads && !IsOpen(state, op.Surface) ? NotThere(op)
        : (op switch
        {
            WallOp wall => WallSurface.Policy(state.Walls[op.Surface], wall, new WallHand(person, leads)),
            RatingOp rating => RatingSurface.Policy(rating, leads),
            PageOp page => PageSurface.Policy(page, leads),
            ProtocolOp protocol => ProtocolSurface.Policy(protocol, leads),
            _ => Refusals.UnknownOp,
        }) ?? (state.Ended && !leads && !(op is WallOp taken && WallSurface.TakesBack(taken)) ? Ended : null);

    public static Outcome Apply(WorkshopState state, SurfaceOp op, OpContext context)
    {
        if (!IsThere(state, op)) return NotThere(op);
        switch (op)
        {
            case WallOp wall:
                return WorkshopWalls.Apply(state, wall, context);
            case RatingOp rating:
                return RatingSurface.Apply(state.Ratings[op.Surface], rating, context.Person.Id, out var rated) is { } notRated ? notRated
                    : ReferenceEquals(rated, state.Ratings[op.Surface]) ? state
                    : state with { Ratings = state.Ratings.SetItem(op.Surface, rated) };
            case PageOp page:
                return PageSurface.Apply(state.Pages[op.Surface], page, out var written) is { } notWritten ? notWritten
                    : ReferenceEquals(written, state.Pages[op.Surface]) ? state
                    : state with { Pages = state.Pages.SetItem(op.Surface, written) };
            case ProtocolOp protocol:
                return WorkshopProtocols.Apply(state, protocol, context);
            default:
                throw new UnreachableException();
        }
    }

    public static SpaceOp? Inverse(WorkshopState before, SurfaceOp op) => !IsThere(before, op) ? null : op switch
    {
        WallOp wall => WallSurface.Inverse(before.Walls[op.Surface], wall),
        RatingOp rating => RatingSurface.Inverse(before.Ratings[op.Surface], rating),
        PageOp page => PageSurface.Inverse(before.Pages[op.Surface], page),
        ProtocolOp protocol => ProtocolSurface.Inverse(before.Protocols[op.Surface], protocol),
        _ => null,
    };

    /// <summary>How the surface is now, for pages that are not told what was done; null where they are not to know.</summary>
    public static SpaceOp? Tell(WorkshopState state, SurfaceOp op, WallEyes eyes) => !IsThere(state, op) || !eyes.Leads && !IsOpen(state, op.Surface) ? null : op switch
    {
        WallOp wall => WallViews.Tell(state.Walls[op.Surface], wall, eyes) is var told && (eyes.Leads || told is CardTold or CardGone or CardCounted || told is null && !WallViews.CountsWriters(state.Walls[op.Surface], wall))
            ? told
            : new WallTold(op.Surface, WallViews.Bare(state.Walls[op.Surface], eyes)),
        // A vote is nobody's to see, theirs neither who lead.
        Voted vote => RatingViews.Tell(state.Ratings[op.Surface], vote),
        RatingOp rating => eyes.Leads ? rating : new RatingTold(op.Surface, RatingViews.View(state.Ratings[op.Surface])),
        PageOp page => eyes.Leads ? page : new PageTold(op.Surface, state.Pages[op.Surface]),
        ProtocolOp protocol => eyes.Leads ? protocol : new ProtocolTold(op.Surface, state.Protocols[op.Surface]),
        _ => null,
    };

    private static bool IsThere(WorkshopState state, SurfaceOp op) => op switch
    {
        WallOp => state.Walls.ContainsKey(op.Surface),
        RatingOp => state.Ratings.ContainsKey(op.Surface),
        PageOp => state.Pages.ContainsKey(op.Surface),
        ProtocolOp => state.Protocols.ContainsKey(op.Surface),
        _ => false,
    };

    private static Refusal NotThere(SurfaceOp op) => op switch
    {
        WallOp => WorkshopWalls.NoWall,
        RatingOp => NoRating,
        PageOp => NoPage,
        ProtocolOp => NoProtocol,
        _ => Refusals.UnknownOp,
    };
}
