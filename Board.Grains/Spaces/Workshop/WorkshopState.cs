using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

    /// <summary>By the id of their activity.</summary>
    public ImmutableSortedDictionary<string, WallState> Walls { get; init; } = ImmutableSortedDictionary<string, WallState>.Empty;

    [JsonIgnore]
    public bool Exists => People.Facilitator.Length > 0;

    [JsonIgnore]
    public override object Access => People;

    public Activity? Activity(string id) => Activities.FirstOrDefault(activity => activity.Id == id);

    public override SurfaceState? Surface(string id) => Walls.GetValueOrDefault(id);

    public override IEnumerable<NamedSurface> Surfaces() =>
        Activities.Where(activity => Walls.ContainsKey(activity.Id)).Select(activity => new NamedSurface(activity.Id, activity.Title, Walls[activity.Id]));
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
