using System.Collections.Immutable;

namespace Board.Spaces.CoachingCycle;

/// <summary>Who may see and do what in a cycle: one coach, one teacher, and whom they let in.</summary>
/// <param name="Seats">
/// Everybody who ever came in, in that order: a person keeps one place, and so one colour, however others come and go.
/// </param>
public sealed record CycleMembers(string Coach, string Teacher, ImmutableSortedDictionary<string, GuestRole> Guests, ImmutableArray<string> Seats)
{
    public static CycleMembers None { get; } = new("", "", ImmutableSortedDictionary<string, GuestRole>.Empty, []);

    /// <summary>Who is, or may be, let in for one lesson, by the person's id.</summary>
    public ImmutableSortedDictionary<string, Shadow> Shadows { get; init; } = ImmutableSortedDictionary<string, Shadow>.Empty;

    /// <summary>What the teacher shares, by the visit's id.</summary>
    public ImmutableSortedDictionary<string, VisitSharing> Shared { get; init; } = ImmutableSortedDictionary<string, VisitSharing>.Empty;

    /// <summary>With a seat for this person, a new one if they have none.</summary>
    public CycleMembers Seat(string person) => Seats.Contains(person) ? this : this with { Seats = Seats.Add(person) };

    public bool IsPartner(string person) => person.Length > 0 && (Coach == person || Teacher == person);

    /// <summary>Whether it is for this partner to agree to what the other one proposed. What a former coach proposed is for the teacher, whoever is coach now.</summary>
    public bool IsAsked(string person, string proposedBy) => IsPartner(person) && (person == Teacher) != (proposedBy == Teacher);

    public bool MayWrite(string person) => IsPartner(person) || Guests.TryGetValue(person, out var role) && role == GuestRole.Observer;

    public bool MayLook(string person) => IsPartner(person) || Guests.ContainsKey(person);

    /// <summary>Whether the person may write on that visit, as a partner, a guest of the cycle or a shadow of the lesson.</summary>
    public bool MayWriteOn(string person, string visit) => MayWrite(person) || ShadowOf(person) == visit;

    /// <summary>Whether anything of that visit is for this person.</summary>
    public bool MaySee(string person, string visit) =>
        MayLook(person) || ShadowOf(person) == visit || Shared.TryGetValue(visit, out var shared) && shared.With == person;

    /// <summary>The visit that the person shadows with both partners' consent, if there is one.</summary>
    public string? ShadowOf(string person) => Shadows.TryGetValue(person, out var shadow) && shadow.Agreed ? shadow.Visit : null;

    /// <summary>The visits of which something is shared with this person.</summary>
    public IEnumerable<KeyValuePair<string, VisitSharing>> SharedWith(string person) => Shared.Where(shared => shared.Value.With == person);

    /// <summary>Without those whose lesson is over.</summary>
    public CycleMembers WithoutShadowsOf(string visit) => Shadows.Any(shadow => shadow.Value.Visit == visit)
        ? this with { Shadows = Shadows.RemoveRange(Shadows.Where(shadow => shadow.Value.Visit == visit).Select(shadow => shadow.Key)) }
        : this;
}

/// <summary>A third person at one lesson.</summary>
/// <param name="ProposedBy">The partner who proposed it; the other has to agree.</param>
public sealed record Shadow(string Visit, string ProposedBy, bool Agreed);

/// <param name="With">Id of the person.</param>
public sealed record VisitSharing(Sharing What, string With);
