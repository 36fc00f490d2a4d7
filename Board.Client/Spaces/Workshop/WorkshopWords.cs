using System.Collections.Immutable;
using System.Globalization;
using Board.Spaces;
using Board.Spaces.Workshop;

namespace Board.Client.Spaces.Workshop;

/// <summary>How pages speak of workshops.</summary>
internal static class WorkshopWords
{
    /// <summary>The days, such as "Tue, Nov 17 and Tue, Dec 15".</summary>
    public static string Of(ImmutableArray<DateOnly> days) => days.Length switch
    {
        1 => Of(days[0]),
        2 => $"{Of(days[0])} and {Of(days[1])}",
        _ => $"{days.Length} days, {Of(days[0])} to {Of(days[^1])}",
    };

    public static string Of(DateOnly day) => day.ToString("ddd, MMM d", CultureInfo.GetCultureInfo("en-US"));

    /// <summary>Where a workshop stands for whoever looks at a list of them.</summary>
    public static (string Words, string Pill) Standing(ImmutableArray<DateOnly> days, bool ended, DateOnly today) =>
        ended ? ("Over", "")
        : days.Contains(today) ? ("Today", "live")
        : days.Any(day => day > today) ? (days[0] > today ? "To come" : "Goes on", "info")
        : ("Not ended yet", "warn");

    public static string Of(JoinNames names) => names switch
    {
        JoinNames.NotAsked => "Nobody is asked for a name",
        JoinNames.Optional => "A name, if they like",
        _ => "Everybody says a name",
    };

    public static string People(int count) => count switch
    {
        0 => "Nobody yet",
        1 => "1 person",
        _ => $"{count} people",
    };

    /// <summary>Who may plan workshops, as the policy of workshops says it.</summary>
    public static bool MayFound(Person person) =>
        person.Is(Role.Coach) || person.Is(Role.Principal) || person.Is(Role.CohortLead) || person.Is(Role.DistrictLeader);
}
