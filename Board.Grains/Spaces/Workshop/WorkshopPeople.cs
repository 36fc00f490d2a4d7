using System.Collections.Immutable;

namespace Board.Spaces.Workshop;

/// <summary>Who is in a workshop, as what, and who of them sees something that nobody else does.</summary>
/// <param name="Facilitator">The one who leads, and may hand that over.</param>
/// <param name="CoFacilitators">Lead with them; in the order in which they were named.</param>
/// <param name="Participants">By the person's id; those who wait and who were removed included.</param>
/// <param name="Projectors">Ids of screens.</param>
/// <param name="Own">Participants who have a card or a comment that the room does not see.</param>
/// <param name="Edition">Counts what changes the whole of what the room sees, such as a reveal: then everybody begins anew.</param>
public sealed record WorkshopPeople(
    string Facilitator,
    ImmutableArray<string> CoFacilitators,
    ImmutableSortedDictionary<string, Participant> Participants,
    ImmutableSortedSet<string> Projectors,
    ImmutableSortedSet<string> Own,
    int Edition)
{
    public static WorkshopPeople None { get; } = new("", [], ImmutableSortedDictionary<string, Participant>.Empty, [], [], 0);

    /// <summary>Whether this id is one of those who lead.</summary>
    public bool Leads(string person) => person.Length > 0 && (Facilitator == person || CoFacilitators.Contains(person));

    /// <summary>
    /// What somebody is here. Nobody leads on the word of a list alone: who came without an account and a screen do not,
    /// whatever somebody has put their id into.
    /// </summary>
    public WorkshopSeat SeatOf(Person person)
    {
        if (Leads(person.Id)) return person.Is(Role.Participant) || person.Is(Role.Viewer) ? WorkshopSeat.None : WorkshopSeat.Leading;
        if (Projectors.Contains(person.Id)) return WorkshopSeat.Projector;
        return !Participants.TryGetValue(person.Id, out var participant) ? WorkshopSeat.None : participant.Standing switch
        {
            ParticipantStanding.In => WorkshopSeat.Participant,
            ParticipantStanding.Waiting => WorkshopSeat.Waiting,
            _ => WorkshopSeat.None,
        };
    }

    /// <summary>What a participant is called; null where they did not say.</summary>
    public string? NameOf(string person) => Participants.TryGetValue(person, out var participant) && participant.Name.Length > 0 ? participant.Name : null;
}

/// <summary>Somebody who came in without an account, or with one.</summary>
/// <param name="Name">As they said it; empty for none.</param>
public sealed record Participant(string Name, ParticipantStanding Standing);

public enum ParticipantStanding
{
    In,

    /// <summary>A facilitator lets them in, or not.</summary>
    Waiting,

    /// <summary>Stays out, however often they come.</summary>
    Removed,
}

public enum WorkshopSeat
{
    /// <summary>The door is closed.</summary>
    None,
    Leading,
    Participant,
    Waiting,
    Projector,
}
