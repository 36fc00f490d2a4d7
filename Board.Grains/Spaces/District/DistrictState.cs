using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.District;

/// <summary>Everything that is true of a district.</summary>
public sealed record DistrictState : SpaceState
{
    public static DistrictState None { get; } = new();

    /// <summary>Empty until the district is founded.</summary>
    public string Name { get; init; } = "";

    public bool IsDemo { get; init; }

    public ImmutableSortedDictionary<string, Organisation> Organisations { get; init; } = ImmutableSortedDictionary<string, Organisation>.Empty;

    public ImmutableSortedDictionary<string, Member> People { get; init; } = ImmutableSortedDictionary<string, Member>.Empty;

    public ImmutableSortedDictionary<string, CycleListing> Cycles { get; init; } = ImmutableSortedDictionary<string, CycleListing>.Empty;

    /// <summary>The district's own lists of look-fors, the removed ones too; those that come with Board are in <see cref="BuiltInCatalogues"/>.</summary>
    public ImmutableSortedDictionary<string, Catalogue> OwnCatalogues { get; init; } = ImmutableSortedDictionary<string, Catalogue>.Empty;

    /// <summary>Ids of catalogues, in the order in which they are used.</summary>
    public ImmutableArray<string> ChosenCatalogues { get; init; } = [BuiltInCatalogues.Danielson2022.Id];

    /// <summary>In the order in which they were set.</summary>
    public ImmutableArray<DistrictGoal> Goals { get; init; } = [];

    /// <summary>All catalogues that can be chosen: those that come with Board, then the district's own.</summary>
    [JsonIgnore]
    public IEnumerable<Catalogue> Catalogues => BuiltInCatalogues.All.Concat(OwnCatalogues.Values.Where(own => !own.Removed));

    /// <summary>Those that lessons are looked at with.</summary>
    [JsonIgnore]
    public IEnumerable<Catalogue> CataloguesInUse => ChosenCatalogues.Select(Catalogue).OfType<Catalogue>();

    /// <summary>The look-fors that lessons are tagged with; a code that two catalogues have is the first one's.</summary>
    [JsonIgnore]
    public IEnumerable<LookFor> LookFors => CataloguesInUse.SelectMany(used => used.LookFors).DistinctBy(lookFor => lookFor.Code);

    /// <summary>A catalogue that can be chosen, or null.</summary>
    public Catalogue? Catalogue(string id) => BuiltInCatalogues.Of(id) ?? (OwnCatalogues.TryGetValue(id, out var own) && !own.Removed ? own : null);

    [JsonIgnore]
    public bool Exists => Name.Length > 0;

    [JsonIgnore]
    public override object Access => People;

    /// <summary>The person as policies know them, or null if they are unknown or deactivated.</summary>
    public Person? Person(string id) =>
        People.TryGetValue(id, out var member) && member.Active ? new Person(id, [.. member.Roles], member.Organisation) : null;
}

public sealed record Organisation(string Id, OrganisationType Kind, string Name, string? Parent);

/// <param name="Active">False after the person left; what they wrote keeps their name.</param>
public sealed record Member(string Id, string Name, ImmutableArray<Role> Roles, string? Organisation, bool Active = true)
{
    /// <summary>One or two letters for the avatar.</summary>
    [JsonIgnore]
    public string Initials
    {
        get
        {
            var words = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var first = words.Length == 0 ? "?" : FirstLetter(words[0]);
            return words.Length < 2 ? first : first + FirstLetter(words[^1]);
        }
    }

    private static string FirstLetter(string word) =>
        System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant();
}

/// <summary>That a cycle exists, who is in it, its focus, phase and dates, as far as leaders may know it.</summary>
public sealed record CycleListing(string Cycle, string Coach, string Teacher, ImmutableArray<string> Guests, string Focus)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Phase { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Starts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Ends { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Finished { get; init; }

    public bool Includes(string person) => Coach == person || Teacher == person || Guests.Contains(person);
}

/// <summary>Something that the district wants for its students; every member reads it.</summary>
/// <param name="Measure">How the district sees that it gets there; null where it has not said.</param>
public sealed record DistrictGoal(string Id, string Text, string? Measure);
