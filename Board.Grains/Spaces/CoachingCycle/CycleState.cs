using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Board.Surfaces.Notes;

namespace Board.Spaces.CoachingCycle;

/// <summary>Everything that is true in a coaching cycle.</summary>
public sealed record CycleState : SpaceState
{
    public static CycleState None { get; } = new();

    public CycleMembers Members { get; init; } = CycleMembers.None;

    public string Focus { get; init; } = "";

    public string Goal { get; init; } = "";

    /// <summary>In the order in which they were added.</summary>
    public ImmutableArray<Visit> Visits { get; init; } = [];

    /// <summary>The shared note of each visit, by the visit's id.</summary>
    public ImmutableSortedDictionary<string, NotesState> Notes { get; init; } = ImmutableSortedDictionary<string, NotesState>.Empty;

    public CyclePlan Plan { get; init; } = CyclePlan.None;

    /// <summary>Action steps in the order in which they were proposed.</summary>
    public ImmutableArray<ActionStep> Steps { get; init; } = [];

    /// <summary>The conversation after each visit that has one, by the visit's id.</summary>
    public ImmutableSortedDictionary<string, Reflection> Reflections { get; init; } = ImmutableSortedDictionary<string, Reflection>.Empty;

    /// <summary>The photos of each visit that has some, by the visit's id.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Photo>> Photos { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<Photo>>.Empty;

    /// <summary>Who saw or changed what others may see, oldest first.</summary>
    public ImmutableArray<AuditLine> Audit { get; init; } = [];

    /// <summary>By the visit's id, what a view holds for somebody with whom only the themes are shared; null in the state itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, Themes>? Themes { get; init; }

    [JsonIgnore]
    public bool Exists => Members.Coach.Length > 0;

    [JsonIgnore]
    public override object Access => Members;

    public Visit? Visit(string id) => Visits.FirstOrDefault(visit => visit.Id == id);

    public Reflection Reflection(string visit) => Reflections.GetValueOrDefault(visit, CoachingCycle.Reflection.None);

    public ImmutableArray<Photo> PhotosOf(string visit) => Photos.GetValueOrDefault(visit, []);

    public override SurfaceState? Surface(string id) => Notes.GetValueOrDefault(id);

    public override IEnumerable<NamedSurface> Surfaces() =>
        Visits.Where(visit => Notes.ContainsKey(visit.Id)).Select(visit => new NamedSurface(visit.Id, visit.Title, Notes[visit.Id]));
}

/// <param name="Removed">Off the list, but its notes are kept.</param>
/// <param name="Starts">In the school's local time, if it is known.</param>
/// <param name="Minutes">How long; 0 where it is not known.</param>
public sealed record Visit(
    string Id, string Title, string Place, DateOnly? On, bool Removed = false, VisitKind Kind = VisitKind.Observe, TimeOnly? Starts = null, int Minutes = 0)
{
    /// <summary>Who brought it in from a file, if it was; what it says of hands and minutes is that person's word.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ImportedBy { get; init; }
}

public enum VisitKind
{
    Observe,
    CoTeach,

    /// <summary>The coach teaches, the teacher watches.</summary>
    Model,
}
