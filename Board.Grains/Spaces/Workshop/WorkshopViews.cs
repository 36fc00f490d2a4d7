using System.Collections.Immutable;
using Board.Surfaces.Rating;
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
    private static readonly Audience Waiting = new("waiting", MayWrite: false) { Quiet = true };

    public static Audience? AudienceOf(WorkshopState state, Person person)
    {
        var people = state.People;
        return !state.Exists ? null : people.SeatOf(person) switch
        {
            WorkshopSeat.Leading => Audience.Of(Facilitator, person.Id, mayWrite: true),
            WorkshopSeat.Participant when people.Own.Contains(person.Id) => Audiences.Own(people, person.Id),
            WorkshopSeat.Participant => Audiences.Room(people.Edition),
            WorkshopSeat.Projector => Audiences.Projector(people.Edition),
            WorkshopSeat.Waiting => Waiting,
            _ => null,
        };
    }

    public static SpaceOp? ViewOp(WorkshopState state, Entry entry, Audience audience)
    {
        var leads = Leads(audience);
        switch (entry.Op)
        {
            // A file of what happened keeps what was done, but for what nobody is to know: how somebody voted, and what opens the door.
            case Voted or RoomCodeIssued when audience.Key == Archive:
                return null;
            case WallOp wall when audience.Key == Archive && state.Walls.TryGetValue(wall.Surface, out var found) && WallViews.IsPrivate(found, wall):
                return null;
            case SurfaceOp when audience.Key == Archive:
                return entry.Op;
            case SurfaceOp surface:
                return audience == Waiting ? null : WorkshopSurfaces.Tell(state, surface, Eyes(state, audience));
            case var op:
                return leads ? op : Concerns(op, audience) ? new RoomTold(RoomView.Of(Around(state, audience))) : null;
        }
    }

    public static WorkshopState View(WorkshopState state, Audience audience)
    {
        var around = Around(state, audience);
        if (audience == Waiting) return around;
        var (leads, eyes) = (Leads(audience), Eyes(state, audience));
        return around with
        {
            Walls = Seen(state.Walls, wall => WallViews.View(wall, eyes)),
            Ratings = Seen(state.Ratings, RatingViews.View),
            Pages = Seen(state.Pages, page => page),
            Protocols = Seen(state.Protocols, protocol => protocol),
        };

        ImmutableSortedDictionary<string, T> Seen<T>(ImmutableSortedDictionary<string, T> all, Func<T, T> view)
        {
            foreach (var (id, surface) in all) all = leads || WorkshopSurfaces.IsOpen(state, id) ? all.SetItem(id, view(surface)) : all.Remove(id);
            return all;
        }
    }

    /// <summary>Whether this person sees a card with that picture. Only cards that name it are looked at: a full room asks for each picture of a full wall.</summary>
    public static bool SeesPicture(WorkshopState state, Person person, string picture) =>
        AudienceOf(state, person) is { } audience && audience != Waiting
        && state.Walls.Any(wall => (Leads(audience) || WorkshopSurfaces.IsOpen(state, wall.Key)) && WallViews.SeesPicture(wall.Value, picture, Eyes(state, audience)));

    /// <summary>The workshop beside its surfaces, as that audience sees it.</summary>
    private static WorkshopState Around(WorkshopState state, Audience audience) =>
        audience == Waiting ? WorkshopState.None with { Title = state.Title, Days = state.Days, Joining = state.Joining, Ended = state.Ended }
        : Leads(audience) ? state with { People = WithoutWriters(state.People), Code = audience.Key == Archive ? null : state.Code }
        : state with { People = Public(state.People), Activities = state.Activities.RemoveAll(activity => activity.Removed), Code = Audiences.IsProjector(audience) ? state.Code : null };

    /// <summary>
    /// Whether what was done changes what that audience sees of the room. Who comes and goes does not, but for a removal, which closes the door
    /// behind it.
    /// </summary>
    private static bool Concerns(SpaceOp op, Audience audience) => op switch
    {
        WorkshopFounded or WorkshopChanged or JoiningSet or ParticipantRemoved or WorkshopEnded => true,
        _ when audience == Waiting => false,
        RoomCodeIssued => Audiences.IsProjector(audience),
        ParticipantJoined or ParticipantAdmitted or ParticipantRenamed or ProjectorOpened or ProjectorClosed => false,
        _ => true,
    };

    private static bool Leads(Audience audience) => audience.Key == Archive || audience.Person is { } person && audience.Key == $"{Facilitator}-{person}";

    private static WallEyes Eyes(WorkshopState state, Audience audience) => new(audience.Person, Leads(audience), state.People.NameOf);

    /// <summary>Without who has something that the room does not see: where names are hidden and one card waits, that says whose it is.</summary>
    private static WorkshopPeople WithoutWriters(WorkshopPeople people) => people.Own.IsEmpty ? people : people with { Own = [] };

    /// <summary>Who leads. Who else is in the room is not for the room: names stand at cards, where they show.</summary>
    private static WorkshopPeople Public(WorkshopPeople people) =>
        WorkshopPeople.None with { Facilitator = people.Facilitator, CoFacilitators = people.CoFacilitators };
}
