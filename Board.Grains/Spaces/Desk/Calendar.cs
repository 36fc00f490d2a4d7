using System.Collections.Immutable;

namespace Board.Spaces.Desk;

/// <summary>What is on a desk's calendar, and when.</summary>
public static class Calendar
{
    public const int MaxEntries = 3_000;
    public const int MaxExceptions = 400;
    public const int MaxPeople = 60;
    public const int MinutesOfADay = 24 * 60;

    /// <summary>Everything that happens on these days, both included, in order.</summary>
    public static ImmutableArray<Occurrence> Between(DeskState desk, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return [.. desk.Entries.Values.SelectMany(entry => Of(entry, from, to)).OrderBy(o => o.Date).ThenBy(o => o.Starts).ThenBy(o => o.Entry.Id, StringComparer.Ordinal)];
    }

    /// <summary>When one entry happens on these days, in no particular order.</summary>
    public static IEnumerable<Occurrence> Of(CalendarEntry entry, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var plan = entry.Plan;
        foreach (var date in Planned(plan, from, to))
        {
            if (plan.ChangedOn(date) is null) yield return new Occurrence(entry, date, date, plan.Starts);
        }
        foreach (var exception in plan.Exceptions)
        {
            if (exception is { To: { } day, Starts: { } starts } && day >= from && day <= to && plan.FallsOn(exception.Date))
                yield return new Occurrence(entry, exception.Date, day, starts);
        }
    }

    internal static Refusal? Check(Plan plan) =>
        (Words.Name(plan.Title, "The title") ?? Words.Text(plan.With, "Who is in it") ?? Words.Text(plan.Place, "The place")) is { } refusal ? refusal
        : plan.Minutes is < 1 or > MinutesOfADay ? new Refusal("out-of-range", "An entry takes between a minute and a day. Nothing was changed.")
        : plan.Until < plan.Date ? new Refusal("out-of-range", "The series ends before it begins. Nothing was changed.")
        : plan.People.Length > MaxPeople || plan.People.Any(person => Words.Id(person) is not null) ? Refusals.UnknownOp
        : plan.Cycle is { } cycle && !SpaceId.TryParse(cycle, out _) || plan.Visit is { } visit && Words.Id(visit) is not null ? Refusals.UnknownOp
        : plan.Exceptions.Length > MaxExceptions ? new Refusal("too-many", $"A series can have {MaxExceptions} days that are different. Nothing was changed; end it and start a new one.")
        : plan.Exceptions.Any(e => e.To is null != e.Starts is null) || plan.Exceptions.DistinctBy(e => e.Date).Count() != plan.Exceptions.Length ? Refusals.UnknownOp
        : null;

    /// <summary>The days on which a plan has an occurrence, moved and cancelled ones included.</summary>
    private static IEnumerable<DateOnly> Planned(Plan plan, DateOnly from, DateOnly to)
    {
        var last = plan.Until is { } until && until < to ? until : to;
        switch (plan.Repeat)
        {
            case Repeat.Weekly or Repeat.EveryTwoWeeks:
                var step = plan.Repeat == Repeat.Weekly ? 7 : 14;
                var behind = Math.Max(0, from.DayNumber - plan.Date.DayNumber);
                for (var day = plan.Date.DayNumber + (behind + step - 1) / step * step; day <= last.DayNumber; day += step) yield return DateOnly.FromDayNumber(day);
                break;
            case Repeat.Monthly:
                var (year, month) = from > plan.Date ? (from.Year, from.Month) : (plan.Date.Year, plan.Date.Month);
                while (year < last.Year || year == last.Year && month <= last.Month)
                {
                    if (plan.Date.Day <= DateTime.DaysInMonth(year, month) && new DateOnly(year, month, plan.Date.Day) is var date && date >= from && date >= plan.Date && date <= last) yield return date;
                    (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
                }
                break;
            default:
                if (plan.Date >= from && plan.Date <= to) yield return plan.Date;
                break;
        }
    }
}
