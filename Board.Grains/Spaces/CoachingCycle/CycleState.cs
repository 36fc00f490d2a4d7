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
    public ImmutableDictionary<string, NotesState> Notes { get; init; } = ImmutableDictionary<string, NotesState>.Empty;

    [JsonIgnore]
    public bool Exists => Members.Coach.Length > 0;

    [JsonIgnore]
    public override object Access => Members;

    public Visit? Visit(string id) => Visits.FirstOrDefault(visit => visit.Id == id);

    public override SurfaceState? Surface(string id) => Notes.GetValueOrDefault(id);

    public override IEnumerable<NamedSurface> Surfaces() =>
        Visits.Where(visit => Notes.ContainsKey(visit.Id)).Select(visit => new NamedSurface(visit.Id, visit.Title, Notes[visit.Id]));
}

/// <summary>Who is in a cycle: one coach, one teacher, and guests whom one of them admitted.</summary>
/// <param name="Seats">
/// Everybody who ever came in, in that order: a person keeps one place, and so one colour, however others come and go.
/// </param>
public sealed record CycleMembers(string Coach, string Teacher, ImmutableSortedDictionary<string, GuestRole> Guests, ImmutableArray<string> Seats)
{
    public static CycleMembers None { get; } = new("", "", ImmutableSortedDictionary<string, GuestRole>.Empty, []);

    /// <summary>With a seat for this person, a new one if they have none.</summary>
    public CycleMembers Seat(string person) => Seats.Contains(person) ? this : this with { Seats = Seats.Add(person) };

    public bool IsPartner(string person) => person.Length > 0 && (Coach == person || Teacher == person);

    public bool MayWrite(string person) => IsPartner(person) || Guests.TryGetValue(person, out var role) && role == GuestRole.Observer;

    public bool MayLook(string person) => IsPartner(person) || Guests.ContainsKey(person);
}

/// <param name="Removed">Off the list, but its notes are kept.</param>
public sealed record Visit(string Id, string Title, string Place, DateOnly? On, bool Removed = false);
