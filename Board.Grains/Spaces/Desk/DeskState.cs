using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.Desk;

/// <summary>Everything that lies on one person's desk.</summary>
public sealed record DeskState : SpaceState
{
    public static DeskState None { get; } = new();

    /// <summary>Whose it is: the key of the space, from the beginning. Nobody else opens it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The IANA name of the time zone in which the desk's times are; empty until it is known.</summary>
    public string Zone { get; init; } = "";

    public ImmutableSortedDictionary<string, CalendarEntry> Entries { get; init; } = ImmutableSortedDictionary<string, CalendarEntry>.Empty;

    /// <summary>Days that are kept open for teachers.</summary>
    public ImmutableSortedSet<DateOnly> HeldOpen { get; init; } = [];

    public ImmutableArray<TimeCategory> Categories { get; init; } = TimeShares.DefaultCategories;

    public ImmutableSortedDictionary<string, TimeSpent> Times { get; init; } = ImmutableSortedDictionary<string, TimeSpent>.Empty;

    /// <summary>By the teacher's id.</summary>
    public ImmutableSortedDictionary<string, Acquaintance> Acquaintances { get; init; } = ImmutableSortedDictionary<string, Acquaintance>.Empty;

    /// <summary>The hash of the secret in the calendar feed's address; null while it is off.</summary>
    public string? Feed { get; init; }

    [JsonIgnore]
    public override object Access => Owner;

    public TimeCategory? Category(string id) => Categories.FirstOrDefault(category => category.Id == id);

    /// <summary>What time under this category counts as.</summary>
    public TimeCount Counts(string category) => Category(category)?.Counts ?? TimeCount.EverythingElse;
}

/// <summary>What a coach remembers about a teacher as a person; see <see cref="AcquaintanceNoted"/>.</summary>
public sealed record Acquaintance(string Teacher, bool FaceKnown, string Room, string Professional, string Personal);
