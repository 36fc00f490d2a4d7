using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>Everything that is true in a workshop.</summary>
public sealed record WorkshopState : SpaceState
{
    public static WorkshopState None { get; } = new();

    public string Title { get; init; } = "";

    public ImmutableArray<DateOnly> Days { get; init; } = [];

    public WorkshopPeople People { get; init; } = WorkshopPeople.None;

    public JoinSettings Joining { get; init; } = JoinSettings.Usual;

    /// <summary>The agenda, in its order.</summary>
    public ImmutableArray<Activity> Activities { get; init; } = [];

    /// <summary>Id of the activity that the room is at; a workshop that was broken off goes on there.</summary>
    public string? Current { get; init; }

    public bool Ended { get; init; }

    public ImmutableArray<string> Norms { get; init; } = [];

    public ImmutableArray<SharedWord> Language { get; init; } = [];

    /// <summary>What the room is asked to do now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Signal? Signal { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoomTimer? Timer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoomCall? Call { get; init; }

    /// <summary>Opens the door; null until the server has issued one, and in most views.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoomCode? Code { get; init; }

    /// <summary>By the id of their activity; a protocol has one, too.</summary>
    public ImmutableSortedDictionary<string, WallState> Walls { get; init; } = ImmutableSortedDictionary<string, WallState>.Empty;

    /// <summary>By the id of their activity; a protocol that rates has one, too.</summary>
    [LeftOutWhenEmpty]
    public ImmutableSortedDictionary<string, RatingState> Ratings { get; init; } = ImmutableSortedDictionary<string, RatingState>.Empty;

    [LeftOutWhenEmpty]
    public ImmutableSortedDictionary<string, PageState> Pages { get; init; } = ImmutableSortedDictionary<string, PageState>.Empty;

    [LeftOutWhenEmpty]
    public ImmutableSortedDictionary<string, ProtocolState> Protocols { get; init; } = ImmutableSortedDictionary<string, ProtocolState>.Empty;

    [JsonIgnore]
    public bool Exists => People.Facilitator.Length > 0;

    [JsonIgnore]
    public override object Access => People;

    public Activity? Activity(string id) => Activities.FirstOrDefault(activity => activity.Id == id);

    /// <summary>What the activity is: of a protocol, its phases.</summary>
    public override SurfaceState? Surface(string id) =>
        (SurfaceState?)Protocols.GetValueOrDefault(id) ?? (SurfaceState?)Walls.GetValueOrDefault(id) ?? (SurfaceState?)Ratings.GetValueOrDefault(id) ?? Pages.GetValueOrDefault(id);

    public override IEnumerable<NamedSurface> Surfaces() =>
        from activity in Activities
        from surface in (SurfaceState?[])
            [Protocols.GetValueOrDefault(activity.Id), Walls.GetValueOrDefault(activity.Id), Ratings.GetValueOrDefault(activity.Id), Pages.GetValueOrDefault(activity.Id)]
        where surface is not null
        select new NamedSurface(activity.Id, activity.Title, surface);
}

/// <param name="Id">Also the id of its surface.</param>
/// <param name="Day">Which day of the workshop, from 0.</param>
public sealed record Activity(string Id, ActivityKind Kind, string Title, int Day, int Minutes)
{
    /// <summary>The room has been at it: from then on everybody sees its surface.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Begun { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }
}
