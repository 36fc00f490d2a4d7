using System.Globalization;
using Board.Spaces.Desk;

namespace Board.Client.Spaces.Desk;

/// <summary>What is on a calendar, as people say it.</summary>
public static class EntryWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Walkthrough => "Walkthrough",
        EntryKind.Observe => "Observe",
        EntryKind.CoTeach => "Co-Teach",
        EntryKind.Reflect => "Reflect together",
        EntryKind.Meeting => "Meeting",
        EntryKind.Other => "Something else",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(Repeat repeat) => repeat switch
    {
        Repeat.None => "Once",
        Repeat.Weekly => "Every week",
        Repeat.EveryTwoWeeks => "Every two weeks",
        Repeat.Monthly => "Every month, on the same day",
        _ => throw new ArgumentOutOfRangeException(nameof(repeat)),
    };

    /// <summary>The class of the kind's colours, and the name of its icon.</summary>
    public static (string Class, string Icon) LookOf(EntryKind kind) => kind switch
    {
        EntryKind.Walkthrough => ("walkt", "door"),
        EntryKind.Observe => ("obs", "eye"),
        EntryKind.CoTeach => ("cot", "two-circles"),
        EntryKind.Reflect => ("mtg", "talk"),
        EntryKind.Meeting => ("mtg", "people"),
        _ => ("walkt", "calendar"),
    };

    /// <summary>Such as "Tue, Nov 24".</summary>
    public static string Day(DateOnly date) => date.ToString("ddd, MMM d", English);

    /// <summary>Such as "November 2026".</summary>
    public static string Month(DateOnly date) => date.ToString("MMMM yyyy", English);

    /// <summary>Such as "November".</summary>
    public static string MonthName(DateOnly date) => date.ToString("MMMM", English);

    public static string Weekday(DateOnly date) => date.ToString("dddd", English);

    /// <summary>Such as "1:15", where the half of the day is plain.</summary>
    public static string Short(TimeOnly time) => time.ToString("h:mm", English);

    /// <summary>Such as "1:15 PM".</summary>
    public static string Full(TimeOnly time) => time.ToString("h:mm tt", English);
}
