using System.Collections.Immutable;
using Board.Spaces.Desk;
using Board.Spaces.District;

namespace Board.Client.Spaces.Desk;

/// <summary>One line of a day: an entry of the calendar, or a lesson or conference of a cycle.</summary>
/// <param name="Starts">Null where only the day is known.</param>
/// <param name="Words">What it is, such as "Observe".</param>
/// <param name="With">Who is in it, or what it is about, and where; may be empty.</param>
/// <param name="Href">The page it leads to, if it does.</param>
/// <param name="Occurrence">Null for what is changed in its cycle.</param>
public sealed record AgendaItem(DateOnly Date, TimeOnly? Starts, int? Minutes, EntryKind Kind, string Words, string With, string? Href, Occurrence? Occurrence)
{
    /// <summary>Whether it takes the person into a classroom.</summary>
    public bool IsClassroom => Kind is EntryKind.Walkthrough or EntryKind.Observe or EntryKind.CoTeach;

    public bool IsOver(DateTime now) => Date < DateOnly.FromDateTime(now)
        || Starts is { } starts && Date.ToDateTime(starts).AddMinutes(Minutes ?? 0) < now;
}

/// <summary>The calendar and what has a day in a cycle, merged.</summary>
public static class Agenda
{
    /// <summary>What is on these days, both included, in order. A lesson for which there is an entry is shown once, as the entry.</summary>
    public static ImmutableArray<AgendaItem> Of(DeskState desk, IEnumerable<CycleDate> dates, DistrictState district, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return [.. Calendar.Between(desk, from, to).Select(occurrence => Of(occurrence, district))
            .Concat(CycleDate.Beside(desk, dates).Where(date => date.Date >= from && date.Date <= to).Select(Of))
            .OrderBy(item => item.Date).ThenBy(item => item.Starts)];
    }

    private static AgendaItem Of(Occurrence occurrence, DistrictState district)
    {
        var plan = occurrence.Plan;
        var people = plan.People.Select(id => district.People.TryGetValue(id, out var member) ? member.Name : "Somebody");
        var who = string.Join(", ", people.Append(plan.With).Where(part => part.Length > 0));
        var named = plan.Kind is EntryKind.Meeting or EntryKind.Other;
        var parts = new[] { named ? who : who.Length > 0 ? who : plan.Title, plan.Place };
        return new AgendaItem(
            occurrence.Date, occurrence.Starts, plan.Minutes, plan.Kind, named ? plan.Title : EntryWords.Of(plan.Kind),
            string.Join(" · ", parts.Where(part => part.Length > 0)), HrefOf(plan), occurrence);
    }

    private static AgendaItem Of(CycleDate date) => new(
        date.Date, date.Starts, date.Minutes, date.Kind, date.Words, string.Join(" · ", new[] { date.Partner, date.Place }.Where(part => part.Length > 0)), date.Href, null);

    private static string? HrefOf(Plan plan) => plan.Cycle?.Split('-') is not ["cycle", var key] ? null
        : plan.Visit is null ? $"/cycles/{key}" : $"/cycles/{key}/visits/{plan.Visit}";
}
