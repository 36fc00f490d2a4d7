using System.Collections.Immutable;
using System.Diagnostics;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>
/// A room that answers from its phones: one facilitator and those who help, people who came in with a code and no account,
/// screens, an agenda, and the surfaces that its activities are done on.
/// </summary>
public sealed class WorkshopSpace : SpaceKind<WorkshopState>
{
    public override string Name => "workshop";

    public override SpaceState Empty => WorkshopState.None;

    public override ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<WorkshopFounded>("workshop-founded"),
        OpType.Of<WorkshopChanged>("workshop-changed"),
        OpType.Of<FacilitationHandedOver>("facilitation-handed-over"),
        OpType.Of<CoFacilitatorNamed>("co-facilitator-named"),
        OpType.Of<CoFacilitatorDismissed>("co-facilitator-dismissed"),
        OpType.Of<JoiningSet>("joining-set"),
        OpType.Of<ParticipantJoined>("participant-joined"),
        OpType.Of<ParticipantAdmitted>("participant-admitted"),
        OpType.Of<ParticipantRemoved>("participant-removed"),
        OpType.Of<ParticipantRenamed>("participant-renamed"),
        OpType.Of<ProjectorOpened>("projector-opened"),
        OpType.Of<ProjectorClosed>("projector-closed"),
        OpType.Of<ActivityAdded>("activity-added"),
        OpType.Of<ActivityChanged>("activity-changed"),
        OpType.Of<ActivityPlaced>("activity-placed"),
        OpType.Of<ActivityRemoved>("activity-removed"),
        OpType.Of<ActivityBegun>("activity-begun"),
        OpType.Of<WorkshopEnded>("workshop-ended"),
        OpType.Of<NormsSet>("norms-set"),
        OpType.Of<LanguageSet>("language-set"),
        OpType.Of<RoomCodeIssued>("room-code-issued"),
        OpType.Of<SignalGiven>("signal-given"),
        OpType.Of<TimerStarted>("timer-started"),
        OpType.Of<TimerExtended>("timer-extended"),
        OpType.Of<TimerPaused>("timer-paused"),
        OpType.Of<TimerResumed>("timer-resumed"),
        OpType.Of<TimerStopped>("timer-stopped"),
        OpType.Of<EveryoneCalled>("everyone-called"),
        OpType.Of<CallEnded>("call-ended"),
        OpType.Of<RoomTold>("room-told"),
        .. WallSurface.Ops,
        .. RatingSurface.Ops,
        .. PageSurface.Ops,
        .. ProtocolSurface.Ops,
    ];

    private static readonly Refusal Over = new("ended", "This workshop is over. Nothing was changed.");

    public override bool CountsPeople => true;

    public override object? OwnOf(SpaceState state, Person person) => WorkshopOwn.Of((WorkshopState)state, person);

    /// <summary>A person's own cards, comments and reactions on a wall, which frames that everybody gets do not say (SPEC.md, WALL6).</summary>
    public static OwnOnWall? OwnOf(WorkshopState state, Person person, string wall) =>
        state.People.SeatOf(person) is WorkshopSeat.Leading or WorkshopSeat.Participant && state.Walls.TryGetValue(wall, out var found) ? WallViews.OwnOf(found, person.Id) : null;

    /// <summary>Likewise their voice and votes in a rating (SPEC.md, RATE4).</summary>
    public static OwnInRating? OwnInRatingOf(WorkshopState state, Person person, string rating) =>
        state.People.SeatOf(person) is WorkshopSeat.Leading or WorkshopSeat.Participant && state.Ratings.TryGetValue(rating, out var found) ? RatingViews.OwnOf(found, person.Id) : null;

    /// <summary>Whether somebody sees a card with that picture.</summary>
    public static bool SeesPicture(WorkshopState state, Person person, string picture) => WorkshopViews.SeesPicture(state, person, picture);

    protected override Refusal? Policy(WorkshopState state, SpaceOp op, OpContext context)
    {
        var person = context.Person;
        if (op is WorkshopFounded)
        {
            // Nobody without an account, and nobody who looks after accounts and sees no content (the design's roles).
            return person.Is(Role.Coach) || person.Is(Role.Principal) || person.Is(Role.CohortLead) || person.Is(Role.DistrictLeader)
                ? null
                : Refusals.NotAllowed("a coach, a principal, a cohort lead or a district leader");
        }
        if (!state.Exists) return Refusals.ClosedDoor;
        if (op is RoomCodeIssued && person.IsSystem) return state.Ended ? Over : null;
        if (op is ParticipantJoined) return Joining.Policy(state, person);
        return state.People.SeatOf(person) switch
        {
            WorkshopSeat.Leading => Lead(state, op, person.Id),
            WorkshopSeat.Participant => TakePart(state, op, person.Id),
            WorkshopSeat.Waiting => new("waiting", "A facilitator lets you in in a moment. Nothing was changed."),
            WorkshopSeat.Projector => new("look-only", "This screen only shows. Write from a phone or a laptop that has joined."),
            _ => Refusals.ClosedDoor,
        };
    }

    protected override Outcome Apply(WorkshopState state, SpaceOp op, OpContext context) => op switch
    {
        SurfaceOp surface => WorkshopSurfaces.Apply(state, surface, context),
        ParticipantJoined or ParticipantAdmitted or ParticipantRemoved or ParticipantRenamed or ProjectorOpened or ProjectorClosed or JoiningSet =>
            Joining.Apply(state, (WorkshopOp)op, context),
        ActivityAdded or ActivityChanged or ActivityPlaced or ActivityRemoved or ActivityBegun => Agenda.Apply(state, (WorkshopOp)op, context),
        RoomCodeIssued or SignalGiven or TimerStarted or TimerExtended or TimerPaused or TimerResumed or TimerStopped or EveryoneCalled or CallEnded or RoomTold =>
            Running.Apply(state, (WorkshopOp)op, context),
        WorkshopOp own => Leadership.Apply(state, own, context),
        _ => throw new UnreachableException(),
    };

    protected override Audience? AudienceOf(WorkshopState state, Person person) => WorkshopViews.AudienceOf(state, person);

    protected override SpaceOp? ViewOp(WorkshopState state, Entry entry, Audience audience) => WorkshopViews.ViewOp(state, entry, audience);

    /// <summary>What is done on a surface is told without who did it and in which session, except to themselves (SPEC.md, WALL5).</summary>
    protected override Entry? ViewEntry(WorkshopState state, Entry entry, Audience audience) =>
        base.ViewEntry(state, entry, audience) is not { } seen ? null
        : entry.Op is SurfaceOp && audience.Person != entry.By ? seen with { By = "", Session = "", Number = 0 }
        : seen;

    protected override WorkshopState View(WorkshopState state, Audience audience) => WorkshopViews.View(state, audience);

    protected override SpaceOp? Inverse(WorkshopState before, SpaceOp op) => op switch
    {
        SurfaceOp surface => WorkshopSurfaces.Inverse(before, surface),
        ParticipantAdmitted or ParticipantRemoved or ParticipantRenamed or ProjectorOpened or ProjectorClosed or JoiningSet => Joining.Inverse(before, (WorkshopOp)op),
        ActivityAdded or ActivityChanged or ActivityPlaced or ActivityRemoved or ActivityBegun => Agenda.Inverse(before, (WorkshopOp)op),
        SignalGiven or TimerStarted or TimerExtended or TimerPaused or TimerResumed or EveryoneCalled => Running.Inverse(before, (WorkshopOp)op),
        _ => Leadership.Inverse(before, op),
    };

    private static Refusal? Lead(WorkshopState state, SpaceOp op, string person) => op switch
    {
        SurfaceOp surface => WorkshopSurfaces.Policy(state, surface, person, leads: true),
        RoomTold => Refusals.UnknownOp,
        RoomCodeIssued => Refusals.NotAllowed("the server"),
        CoFacilitatorDismissed dismissed when dismissed.Person == person => null,
        FacilitationHandedOver or CoFacilitatorNamed or CoFacilitatorDismissed => state.People.Facilitator == person ? null : Refusals.NotAllowed("the facilitator"),
        WorkshopOp => null,
        _ => Refusals.UnknownOp,
    };

    /// <summary>A surface that the room has not come to is not there for it.</summary>
    private static Refusal? TakePart(WorkshopState state, SpaceOp op, string person) => op switch
    {
        SurfaceOp surface => WorkshopSurfaces.Policy(state, surface, person, leads: false),
        RoomTold => Refusals.UnknownOp,
        WorkshopOp => Refusals.NotAllowed("a facilitator"),
        _ => Refusals.UnknownOp,
    };
}
