using Board.Spaces.Desk;

namespace Board.Client.Spaces.Desk;

/// <summary>What the first page says of the day.</summary>
public static class TodayWords
{
    private static readonly string[] Numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

    /// <summary>Such as "Good morning, Maribel."</summary>
    public static string Greeting(TimeOnly now, string firstName) => $"Good {(now.Hour < 12 ? "morning" : now.Hour < 18 ? "afternoon" : "evening")}, {firstName}.";

    /// <summary>What the day holds, in a sentence or two.</summary>
    /// <param name="today">What is on today, in order.</param>
    /// <param name="underWay">The first names of the teachers whose lessons run now.</param>
    public static string Lead(IReadOnlyCollection<AgendaItem> today, IReadOnlyCollection<string> underWay, bool isHeldOpen, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(today);
        ArgumentNullException.ThrowIfNull(underWay);
        var classrooms = today.Count(item => item.IsClassroom);
        var first = classrooms > 0 ? $"{Count(classrooms, "classroom")} today."
            : isHeldOpen ? "Today is held open for teachers."
            : today.Count > 0 ? $"{Count(today.Count, "thing")} on your calendar today."
            : "Nothing is on your calendar today.";
        var live = underWay.Count == 0 ? null : $"{string.Join(" and ", underWay.Select(name => $"{name}’s"))} {(underWay.Count == 1 ? "lesson is" : "lessons are")} under way.";
        var next = today.FirstOrDefault(item => item.Starts is not null && !item.IsOver(now) && item.Date.ToDateTime(item.Starts.Value) > now);
        var then = next is null ? null : $"Next at {EntryWords.Short(next.Starts!.Value)}: {next.Words}{(next.With.Length > 0 ? $", {next.With}" : null)}.";
        return string.Join(' ', new[] { first, live, then }.Where(part => part is not null));
    }

    private static string Count(int count, string what) => $"{(count < Numbers.Length ? Numbers[count] : count.ToString(System.Globalization.CultureInfo.InvariantCulture))} {what}{(count == 1 ? null : "s")}";
}
