using System.Collections.Immutable;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>The people of one cycle as the page shows them: a name, initials, and one colour each for as long as they are in it.</summary>
public sealed class CycleRoom
{
    /// <summary>The design system's order, in which neighbours are easiest to tell apart.</summary>
    private static readonly ImmutableArray<int> Colours = [1, 2, 3, 5, 6, 4, 7, 8];

    private readonly Dictionary<string, Face> _faces = [];
    private readonly ImmutableArray<string> _seats;

    public CycleRoom(CycleState cycle, DistrictState district)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(district);
        var members = cycle.Members;
        _seats = members.Seats;
        Add(members.Coach, "coach", district);
        Add(members.Teacher, "teacher", district);
        foreach (var (guest, role) in members.Guests) Add(guest, role == GuestRole.Observer ? "writes along" : "reads along", district);
        foreach (var (guest, shadow) in members.Shadows.Where(one => one.Value.Agreed)) Add(guest, $"shadows “{cycle.Visit(shadow.Visit)?.Title}”", district);
        // Whoever wrote something keeps a face after they left. Somebody with whom only themes are shared has no notes here.
        foreach (var notes in cycle.Visits.Select(visit => cycle.Notes.GetValueOrDefault(visit.Id, NotesState.Empty)))
        {
            foreach (var author in notes.Authors.People) Add(author, "was here", district);
            foreach (var mark in notes.Marks)
            {
                Add(mark.By, "was here", district);
                foreach (var comment in mark.Comments ?? []) Add(comment.By, "was here", district);
            }
        }
        foreach (var reply in cycle.Reflections.Values.SelectMany(reflection => reflection.Replies)) Add(reply.By, "was here", district);
        foreach (var other in cycle.Audit.Select(line => line.By).Concat(members.Shadows.Keys)) Add(other, "", district);
    }

    /// <summary>Everybody whose name stands somewhere on the cycle's pages.</summary>
    public IReadOnlyCollection<Face> Faces => _faces.Values;

    /// <summary>Those who are in it, or were. Who only looked at what was shared, or was proposed, has a name here and sees no notes.</summary>
    public IEnumerable<Face> Inside => _faces.Values.Where(face => face.Part.Length > 0);

    /// <summary>Somebody who is not in the room has a face too: a page may name them before its list has caught up.</summary>
    public Face Of(string person) => _faces.TryGetValue(person, out var face) ? face : new Face(person, "Somebody", "?", Colours[^1], "");

    private void Add(string person, string part, DistrictState district)
    {
        if (_faces.ContainsKey(person)) return;
        var seat = _seats.IndexOf(person);
        var colour = Colours[(seat < 0 ? Colours.Length - 1 : seat) % Colours.Length];
        _faces[person] = district.People.TryGetValue(person, out var member)
            ? new Face(person, member.Name, member.Initials, colour, part)
            : new Face(person, "Somebody", "?", colour, part);
    }
}

/// <param name="Colour">1 to 8, for the tokens <c>--a1</c> to <c>--a8</c>.</param>
/// <param name="Part">What they are in this room, in words.</param>
public sealed record Face(string Person, string Name, string Initials, int Colour, string Part)
{
    public string FirstName => Name.Split(' ')[0];
}
