using System.Diagnostics;

namespace Board.Spaces.Workshop;

/// <summary>The rules of coming in (SPEC.md, SHOP3 to SHOP5). That somebody knows the room's code is the door's to check, before all this.</summary>
internal static class Joining
{
    public const int MaxParticipants = 2_000;
    public const int MaxProjectors = 20;

    private static readonly Refusal Closed = new("joining-closed", "Nobody new can join just now. Ask the facilitator to open the room, then try again.");
    private static readonly Refusal Over = new("ended", "This workshop is over, so nobody can join any more.");
    private static readonly Refusal Removed = new("removed", "A facilitator has closed this room for you. Speak with them if that was a mistake.");
    private static readonly Refusal InAlready = new("same-person", "They are in this workshop already. Nothing was changed.");
    private static readonly Refusal NameNeeded = new("name-needed", "This room asks for a name. A first name is enough.");

    public static Refusal? Policy(WorkshopState state, Person person) =>
        state.People.Leads(person.Id) || state.People.Projectors.Contains(person.Id) || person.Is(Role.Viewer) ? InAlready
        : state.People.Participants.TryGetValue(person.Id, out var there) ? there.Standing == ParticipantStanding.Removed ? Removed : null
        : state.Ended ? Over
        : state.Joining.Open ? null
        : Closed;

    public static Outcome Apply(WorkshopState state, WorkshopOp op, OpContext context) => op switch
    {
        JoiningSet set => set.Settings.Most is >= 0 and <= MaxParticipants ? state with { Joining = set.Settings } : Refusals.UnknownOp,
        ParticipantJoined joined => Join(state, joined, context.Person.Id),
        ParticipantAdmitted admitted => Change(state, admitted.Person, participant => participant with { Standing = ParticipantStanding.In }),
        ParticipantRemoved removed => Remove(state, removed.Person),
        ParticipantRenamed renamed => ParticipantNames.Check(renamed.Name) is { } refusal ? refusal : Rename(state, renamed),
        ProjectorOpened opened => Open(state, opened.Projector),
        ProjectorClosed closed => state.People.Projectors.Contains(closed.Projector)
            ? With(state, state.People with { Projectors = state.People.Projectors.Remove(closed.Projector) })
            : Refusals.NotThere("This screen"),
        _ => throw new UnreachableException(),
    };

    public static SpaceOp? Inverse(WorkshopState before, WorkshopOp op) => op switch
    {
        JoiningSet => new JoiningSet(before.Joining),
        // Whoever was let in does not wait again: they are removed, which is the only way out.
        ParticipantAdmitted admitted when before.People.Participants.TryGetValue(admitted.Person, out var was) =>
            was.Standing == ParticipantStanding.In ? null : new ParticipantRemoved(admitted.Person),
        ParticipantRemoved removed when before.People.Participants.TryGetValue(removed.Person, out var was) =>
            was.Standing == ParticipantStanding.In ? new ParticipantAdmitted(removed.Person) : null,
        ParticipantRenamed renamed when before.People.Participants.TryGetValue(renamed.Person, out var was) => new ParticipantRenamed(renamed.Person, was.Name),
        ProjectorOpened opened => new ProjectorClosed(opened.Projector),
        ProjectorClosed closed => new ProjectorOpened(closed.Projector),
        _ => null,
    };

    /// <summary>Coming again changes nothing: a phone that slept does not wait a second time, and goes by the name that it had.</summary>
    private static Outcome Join(WorkshopState state, ParticipantJoined joined, string person)
    {
        if (state.People.Participants.ContainsKey(person)) return state;
        var name = state.Joining.Names == JoinNames.NotAsked ? "" : joined.Name;
        if ((Words.Id(person) ?? ParticipantNames.Check(name)) is { } refusal) return refusal;
        if (state.Joining.Names == JoinNames.Needed && name.Length == 0) return NameNeeded;
        if (state.People.Participants.Count >= MaxParticipants) return new Refusal("room-full", $"A workshop holds {MaxParticipants} people. Tell the facilitator.");
        var standing = state.Joining.WaitingRoom || IsFull(state) ? ParticipantStanding.Waiting : ParticipantStanding.In;
        return With(state, state.People with { Participants = state.People.Participants.Add(person, new Participant(name, standing)) });
    }

    private static bool IsFull(WorkshopState state) =>
        state.Joining.Most is > 0 and var most && state.People.Participants.Values.Count(participant => participant.Standing == ParticipantStanding.In) >= most;

    /// <summary>The old name goes from every screen at once, so everybody begins anew.</summary>
    private static Outcome Rename(WorkshopState state, ParticipantRenamed renamed)
    {
        if (!state.People.Participants.TryGetValue(renamed.Person, out var was)) return Refusals.NotThere("This person");
        return was.Name == renamed.Name ? state : WorkshopWalls.NextEdition(With(state, state.People with
        {
            Participants = state.People.Participants.SetItem(renamed.Person, was with { Name = renamed.Name }),
        }));
    }

    private static Outcome Open(WorkshopState state, string projector) =>
        Words.Id(projector) is { } refusal ? refusal
        : state.People.Leads(projector) || state.People.Participants.ContainsKey(projector) ? InAlready
        : state.People.Projectors.Count >= MaxProjectors && !state.People.Projectors.Contains(projector) ? new Refusal("too-many", $"A workshop has {MaxProjectors} screens at most. Close one first.")
        : With(state, state.People with { Projectors = state.People.Projectors.Add(projector) });

    /// <summary>From then on everybody waits at the door: whoever was removed could come back as somebody new.</summary>
    private static Outcome Remove(WorkshopState state, string person)
    {
        var removed = Change(state, person, participant => participant with { Standing = ParticipantStanding.Removed });
        return !removed.Accepted || ReferenceEquals(removed.State, state) ? removed : (WorkshopState)removed.State with { Joining = state.Joining with { WaitingRoom = true } };
    }

    private static Outcome Change(WorkshopState state, string person, Func<Participant, Participant> change) =>
        !state.People.Participants.TryGetValue(person, out var was) ? Refusals.NotThere("This person")
        : change(was) is var now && now == was ? state
        : With(state, state.People with { Participants = state.People.Participants.SetItem(person, now) });

    private static WorkshopState With(WorkshopState state, WorkshopPeople people) => state with { People = people };
}
