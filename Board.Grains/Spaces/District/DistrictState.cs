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
