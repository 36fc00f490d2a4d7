using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.Desk;

public enum EntryKind
{
    Walkthrough,
    Observe,
    CoTeach,

    /// <summary>Reflect together on a lesson.</summary>
    Reflect,
    Meeting,
    Other,
}

public enum Repeat
{
    None,
    Weekly,

    [JsonStringEnumMemberName("every-2-weeks")]
    EveryTwoWeeks,

    /// <summary>On the same day of each month; a month without that day is passed over.</summary>
    Monthly,
}

/// <summary>An entry of a calendar. Date and time are local, in the zone of the desk it lies on.</summary>
/// <param name="People">Ids of people of the district who are in it.</param>
/// <param name="With">Who or what else, as free text; may be empty.</param>
/// <param name="Cycle">The id of the coaching cycle it belongs to, if any, such as "cycle-7f3kq2mz".</param>
/// <param name="Visit">The id of the lesson in that cycle, if it is about one.</param>
/// <param name="Date">The day, and of a series the first.</param>
/// <param name="Minutes">1 to a day.</param>
/// <param name="Until">The last day on which the series may occur; null where it goes on.</param>
/// <param name="Exceptions">Single occurrences that were moved or cancelled, by the day on which they would have been.</param>
public sealed record Plan(
    EntryKind Kind,
    string Title,
    ImmutableArray<string> People,
    string With,
    string Place,
    string? Cycle,
    string? Visit,
    DateOnly Date,
    TimeOnly Starts,
    int Minutes,
    Repeat Repeat,
    DateOnly? Until,
    ImmutableArray<ChangedDay> Exceptions)
{
    /// <summary>Something that happens once.</summary>
    public static Plan Once(EntryKind kind, string title, DateOnly date, TimeOnly starts, int minutes) =>
        new(kind, title, [], "", "", null, null, date, starts, minutes, Repeat.None, null, []);

    public ChangedDay? ChangedOn(DateOnly date) => Exceptions.FirstOrDefault(exception => exception.Date == date);

    /// <summary>Whether the plan would put an occurrence on this day, moved or cancelled ones included.</summary>
    public bool FallsOn(DateOnly date)
    {
        if (date < Date || Until is { } until && date > until) return false;
        var days = date.DayNumber - Date.DayNumber;
        return Repeat switch
        {
            Repeat.Weekly => days % 7 == 0,
            Repeat.EveryTwoWeeks => days % 14 == 0,
            Repeat.Monthly => date.Day == Date.Day,
            _ => days == 0,
        };
    }
}

/// <summary>What became of a single occurrence of a series.</summary>
/// <param name="Date">The day on which it would have been.</param>
/// <param name="To">The day it was moved to; null where it was cancelled.</param>
/// <param name="Starts">When it begins there; null where it was cancelled.</param>
public sealed record ChangedDay(DateOnly Date, DateOnly? To, TimeOnly? Starts);

/// <param name="Revision">How often it was changed, from 0.</param>
/// <param name="Written">When it was last changed: milliseconds since 1970 UTC.</param>
public sealed record CalendarEntry(string Id, Plan Plan, int Revision, long Written);

/// <summary>One time that an entry happens.</summary>
/// <param name="Planned">The day on which the series has it, by which it is named when it is moved.</param>
/// <param name="Date">The day on which it happens.</param>
public sealed record Occurrence(CalendarEntry Entry, DateOnly Planned, DateOnly Date, TimeOnly Starts)
{
    public Plan Plan => Entry.Plan;

    public bool IsMoved => Plan.ChangedOn(Planned) is not null;
}
