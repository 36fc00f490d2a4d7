using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.Workshop;

/// <summary>What happens in a workshop, apart from what is done on its walls.</summary>
public abstract record WorkshopOp : SpaceOp;

/// <summary>The first op: whoever founds it facilitates it.</summary>
/// <param name="Days">The days on which it meets, in the calendar of the place; one or more.</param>
public sealed record WorkshopFounded(string Title, ImmutableArray<DateOnly> Days) : WorkshopOp;

public sealed record WorkshopChanged(string Title, ImmutableArray<DateOnly> Days) : WorkshopOp;

/// <summary>Somebody who helps to lead becomes the one facilitator; the one before goes on helping.</summary>
public sealed record FacilitationHandedOver(string To) : WorkshopOp;

/// <summary>Somebody with an account helps to lead.</summary>
public sealed record CoFacilitatorNamed(string Person) : WorkshopOp;

public sealed record CoFacilitatorDismissed(string Person) : WorkshopOp;

/// <summary>How people come in.</summary>
public sealed record JoiningSet(JoinSettings Settings) : WorkshopOp;

/// <summary>Whoever acts comes in, with the id that the server gave their device. That they know the room's code is checked before.</summary>
/// <param name="Name">What they want to be called; empty for none.</param>
public sealed record ParticipantJoined(string Name) : WorkshopOp;

/// <summary>Lets somebody in who waits, or who was removed.</summary>
public sealed record ParticipantAdmitted(string Person) : WorkshopOp;

/// <summary>Closes the door for one person until a facilitator opens it again. Their cards stay.</summary>
public sealed record ParticipantRemoved(string Person) : WorkshopOp;

/// <summary>Another name for somebody, such as for one that is no name.</summary>
/// <param name="Name">Empty for none.</param>
public sealed record ParticipantRenamed(string Person, string Name) : WorkshopOp;

/// <summary>A screen that shows and never tells, with an id that the server gave it.</summary>
public sealed record ProjectorOpened(string Projector) : WorkshopOp;

public sealed record ProjectorClosed(string Projector) : WorkshopOp;

/// <summary>Something that the workshop will do, at the end of what is planned.</summary>
/// <param name="Id">Also the id of its surface.</param>
/// <param name="Day">Which day of the workshop, from 0.</param>
/// <param name="Minutes">How long; 0 where nobody has said.</param>
public sealed record ActivityAdded(string Id, ActivityKind Kind, string Title, int Day, int Minutes) : WorkshopOp;

public sealed record ActivityChanged(string Id, string Title, int Day, int Minutes) : WorkshopOp;

/// <param name="Place">Among all activities, from 0.</param>
public sealed record ActivityPlaced(string Id, int Place) : WorkshopOp;

/// <summary>Takes an activity off the agenda, or puts it back; what was written in it is kept.</summary>
public sealed record ActivityRemoved(string Id, bool Removed) : WorkshopOp;

/// <summary>The room turns to this activity. From then on everybody sees its surface.</summary>
/// <param name="Id">Null: to none, such as for a break.</param>
public sealed record ActivityBegun(string? Id) : WorkshopOp;

/// <summary>The workshop is over, or goes on after all. Whoever took part still reads.</summary>
public sealed record WorkshopEnded(bool Ended) : WorkshopOp;

/// <summary>How the room wants to work together, such as "Balance of voice".</summary>
public sealed record NormsSet(ImmutableArray<string> Norms) : WorkshopOp;

/// <summary>Words that the room uses in one sense.</summary>
public sealed record LanguageSet(ImmutableArray<SharedWord> Words) : WorkshopOp;

/// <summary>What an activity is done on.</summary>
public enum ActivityKind
{
    /// <summary>A prompt, and everybody's cards.</summary>
    Wall,

    /// <summary>Statements that the room votes on, silently and twice.</summary>
    Rating,

    /// <summary>A text to read.</summary>
    Page,

    /// <summary>Phases with their minutes, on a wall and a rating of its own.</summary>
    Protocol,
}

/// <param name="Open">Whether anybody new comes in.</param>
/// <param name="WaitingRoom">Whether a facilitator admits each one.</param>
/// <param name="Names">Whether people say who they are.</param>
public sealed record JoinSettings(bool Open, bool WaitingRoom, JoinNames Names)
{
    /// <summary>What a workshop begins with: open, no waiting, a name if one likes.</summary>
    public static JoinSettings Usual { get; } = new(true, false, JoinNames.Optional);

    /// <summary>So many are in at once; whoever comes after that waits. 0 for no limit but the room's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Most { get; init; }
}

public enum JoinNames
{
    NotAsked,
    Optional,
    Needed,
}

public sealed record SharedWord(string Word, string Meaning);
