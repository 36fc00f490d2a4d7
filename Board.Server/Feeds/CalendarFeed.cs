using Board.Client.Spaces.Desk;
using Board.Spaces.Desk;
using Board.Spaces.District;

namespace Board.Server.Feeds;

/// <summary>
/// A desk's calendar, and the lessons and conferences of its owner's cycles, as iCalendar (RFC 5545). A series keeps the hour of its zone when the
/// clocks change; what is different on single days is told by EXDATE and RECURRENCE-ID. What people write elsewhere is not in it.
/// </summary>
internal static class CalendarFeed
{
    /// <summary>How many years ahead changes of the clock are told.</summary>
    private const int YearsAhead = 5;

    public static string Write(DeskState desk, IEnumerable<CycleDate> dates, DistrictState district, DateOnly today)
    {
        var zone = LocalClock.Zone(desk.Zone);
        var ics = new IcsWriter();
        ics.Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//Board//Calendar//EN").Line("CALSCALE", "GREGORIAN");
        ics.Words("X-WR-CALNAME", "Board").Words("NAME", "Board");
        if (!IsUtc(zone))
        {
            ics.Line("X-WR-TIMEZONE", zone.Id);
            var first = desk.Entries.Values.Select(entry => entry.Plan.Date.Year).Append(today.Year).Min();
            IcsZone.Write(ics, zone, Math.Max(first, today.Year - YearsAhead), today.Year + YearsAhead);
        }
        foreach (var entry in desk.Entries.Values) Write(ics, entry, desk.Owner, district, zone);
        foreach (var date in CycleDate.Beside(desk, dates)) Write(ics, date, desk.Owner, zone);
        foreach (var day in desk.HeldOpen)
        {
            AllDay(ics, $"held-{IcsWriter.Date(day)}-{desk.Owner}@board", day, day).Line("SUMMARY", "Held open for teachers").Line("TRANSP", "TRANSPARENT").Line("END", "VEVENT");
        }
        return ics.Line("END", "VCALENDAR").ToString();
    }

    private static void Write(IcsWriter ics, CalendarEntry entry, string owner, DistrictState district, TimeZoneInfo zone)
    {
        var plan = entry.Plan;
        if (plan.Repeat == Repeat.None)
        {
            foreach (var once in Calendar.Of(entry, DateOnly.MinValue, DateOnly.MaxValue)) Event(ics, entry, owner, once.Date, once.Starts, district, zone).Line("END", "VEVENT");
            return;
        }
        Event(ics, entry, owner, plan.Date, plan.Starts, district, zone).Line("RRULE", Rule(plan, zone));
        var differ = plan.Exceptions.Where(exception => plan.FallsOn(exception.Date)).OrderBy(exception => exception.Date).ToList();
        foreach (var day in differ.Where(exception => exception.To is null)) Time(ics, "EXDATE", day.Date, plan.Starts, zone);
        ics.Line("END", "VEVENT");
        foreach (var moved in differ)
        {
            if (moved is not { To: { } to, Starts: { } starts }) continue;
            Event(ics, entry, owner, to, starts, district, zone);
            Time(ics, "RECURRENCE-ID", moved.Date, plan.Starts, zone);
            ics.Line("END", "VEVENT");
        }
    }

    private static IcsWriter Event(IcsWriter ics, CalendarEntry entry, string owner, DateOnly date, TimeOnly starts, DistrictState district, TimeZoneInfo zone)
    {
        var plan = entry.Plan;
        var people = plan.People.Select(id => district.People.TryGetValue(id, out var member) ? member.Name : "Somebody").Append(plan.With).Where(name => name.Length > 0);
        ics.Line("BEGIN", "VEVENT").Line("UID", $"{entry.Id}-{owner}@board").Line("DTSTAMP", IcsWriter.Utc(DateTimeOffset.FromUnixTimeMilliseconds(entry.Written)));
        Time(ics, "DTSTART", date, starts, zone);
        return ics.Line("DURATION", $"PT{plan.Minutes}M").Line("SEQUENCE", entry.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Words("SUMMARY", Summary(plan)).Words("LOCATION", plan.Place).Words("DESCRIPTION", string.Join(", ", people)).Words("CATEGORIES", EntryWords.Of(plan.Kind));
    }

    private static string Summary(Plan plan) =>
        plan.Kind is EntryKind.Meeting or EntryKind.Other || plan.Title == EntryWords.Of(plan.Kind) ? plan.Title : $"{EntryWords.Of(plan.Kind)}: {plan.Title}";

    private static void Write(IcsWriter ics, CycleDate own, string owner, TimeZoneInfo zone)
    {
        var uid = $"{own.Id}-{own.In.Space}-{owner}@board";
        if (own.Starts is { } starts)
        {
            ics.Line("BEGIN", "VEVENT").Line("UID", uid).Line("DTSTAMP", IcsWriter.Utc(LocalClock.Instant(zone, own.Date, starts)));
            Time(ics, "DTSTART", own.Date, starts, zone);
            ics.Line("DURATION", $"PT{own.Minutes ?? 45}M");
        }
        else
        {
            AllDay(ics, uid, own.Date, own.Date).Line("TRANSP", "TRANSPARENT");
        }
        ics.Words("SUMMARY", $"{own.Words}: {own.Title}").Words("LOCATION", own.Place).Words("DESCRIPTION", own.Partner).Line("END", "VEVENT");
    }

    private static IcsWriter AllDay(IcsWriter ics, string uid, DateOnly day, DateOnly written) =>
        ics.Line("BEGIN", "VEVENT").Line("UID", uid).Line("DTSTAMP", IcsWriter.Utc(new DateTimeOffset(written, TimeOnly.MinValue, TimeSpan.Zero)))
            .Line("DTSTART;VALUE=DATE", IcsWriter.Date(day)).Line("DTEND;VALUE=DATE", IcsWriter.Date(day.AddDays(1)));

    /// <summary>A last day is told as an instant, since the first one has a zone (3.3.10).</summary>
    private static string Rule(Plan plan, TimeZoneInfo zone) => plan.Repeat switch
    {
        Repeat.Weekly => "FREQ=WEEKLY",
        Repeat.EveryTwoWeeks => "FREQ=WEEKLY;INTERVAL=2",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"FREQ=MONTHLY;BYMONTHDAY={plan.Date.Day}"),
    } + (plan.Until is { } until ? $";UNTIL={IcsWriter.Utc(LocalClock.Instant(zone, until, plan.Starts))}" : null);

    private static void Time(IcsWriter ics, string name, DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        if (IsUtc(zone)) ics.Line(name, IcsWriter.Local(date, time) + "Z");
        else ics.Line($"{name};TZID={zone.Id}", IcsWriter.Local(date, time));
    }

    private static bool IsUtc(TimeZoneInfo zone) => zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;
}
