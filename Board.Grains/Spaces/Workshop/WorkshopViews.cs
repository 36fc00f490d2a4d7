using System.Collections.Immutable;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>Who sees what of a workshop (SPEC.md, SHOP4, WALL4 to WALL7).</summary>
/// <remarks>
/// <para>
/// Frames are made once per audience, so 150 phones must not be 150 audiences. They are <b>one</b>, the room, which sees what is
/// shown and nothing of anybody's own; the projectors are another one, with the same sight. A participant leaves the room's audience
/// for one of their own only while they have a card or a comment that the room does not see (not revealed, waiting, set aside). On a
/// wall that is hidden until reveal that is everybody, but then their frames hold little more than their own cards; the reveal
/// takes them all back into the room, to one picture that is made once. Where each card waits for a facilitator, a participant
/// changes over and back for each card: that is two fresh pictures for one person, and none for the other 149.
/// </para>
/// <para>
/// Each change of audience, and each new edition (a reveal, a new wall, a renaming), makes a reader begin anew. What the room's frames
/// do not say, which cards are one's own and where one reacted, is <see cref="WorkshopSpace.OwnOf"/>; whose submission was taken
/// is its answer's to say. Each facilitator is an audience of their own: they are few, and find their own entries again.
/// </para>
/// </remarks>
internal static class WorkshopViews
{
    private const string Archive = "archive";
    private const string Facilitator = "facilitator";
    private static readonly Audience Waiting = new("waiting", MayWrite: false);

    public static Audience? AudienceOf(WorkshopState state, Person person)
    {
        var people = state.People;
        return !state.Exists ? null : people.SeatOf(person) switch
        {
            WorkshopSeat.Leading => Audience.Of(Facilitator, person.Id, mayWrite: true),
            WorkshopSeat.Participant when people.Own.Contains(person.Id) => Audience.Of($"own-{people.Edition}", person.Id, mayWrite: true),
            WorkshopSeat.Participant => new Audience($"room-{people.Edition}", MayWrite: true),
            WorkshopSeat.Projector => new Audience($"projector-{people.Edition}", MayWrite: false),
            WorkshopSeat.Waiting => Waiting,
            _ => null,
        };
    }

    public static SpaceOp? ViewOp(WorkshopState state, Entry entry, Audience audience)
    {
        if (audience == Waiting) return null;
        var leads = Leads(audience);
        switch (entry.Op)
        {
            // A file of what happened keeps what was done.
            case WallOp when audience.Key == Archive:
                return entry.Op;
            case WallOp wall:
                return (leads || WorkshopWalls.IsOpen(state, wall.Surface)) && state.Walls.TryGetValue(wall.Surface, out var found)
                    ? WallViews.Tell(found, wall, Eyes(state, audience))
                    : null;
            case ParticipantJoined or ParticipantAdmitted or ParticipantRemoved or ParticipantRenamed or ProjectorOpened or ProjectorClosed:
                return leads ? entry.Op : null;
            default:
                return entry.Op;
        }
    }

    public static WorkshopState View(WorkshopState state, Audience audience)
    {
        if (audience == Waiting) return WorkshopState.None with { Title = state.Title, Days = state.Days, People = Public(state.People), Joining = state.Joining };
        var (leads, eyes, walls) = (Leads(audience), Eyes(state, audience), state.Walls);
        foreach (var (id, wall) in state.Walls)
        {
            walls = leads || WorkshopWalls.IsOpen(state, id) ? walls.SetItem(id, WallViews.View(wall, eyes)) : walls.Remove(id);
        }
        return leads ? state with { Walls = walls } : state with { Walls = walls, People = Public(state.People) };
    }

    private static bool Leads(Audience audience) => audience.Key == Archive || audience.Person is { } person && audience.Key == $"{Facilitator}-{person}";

    private static WallEyes Eyes(WorkshopState state, Audience audience) => new(audience.Person, Leads(audience), state.People.NameOf);

    /// <summary>Who leads. Who else is in the room is not for the room: names stand at cards, where they show.</summary>
    private static WorkshopPeople Public(WorkshopPeople people) =>
        WorkshopPeople.None with { Facilitator = people.Facilitator, CoFacilitators = people.CoFacilitators };
}
