using System.Globalization;

namespace Board.Server.Feeds;

/// <summary>
/// A time zone as a VTIMEZONE (RFC 5545, 3.6.5). Every change of the clock in the years that matter is written out as an
/// observance of its own: that needs no recurrence rules, which zones keep only until their government decides otherwise.
/// </summary>
internal static class IcsZone
{
    public static void Write(IcsWriter ics, TimeZoneInfo zone, int firstYear, int lastYear)
    {
        ics.Line("BEGIN", "VTIMEZONE").Line("TZID", zone.Id);
        var start = new DateTime(firstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var offset = zone.GetUtcOffset(start);
        Observance(ics, zone, start, offset, offset);
        foreach (var (instant, before, after) in Changes(zone, start, new DateTime(lastYear + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc))) Observance(ics, zone, instant, before, after);
        ics.Line("END", "VTIMEZONE");
    }

    /// <summary>When the clocks change, to the second.</summary>
    private static IEnumerable<(DateTime Instant, TimeSpan Before, TimeSpan After)> Changes(TimeZoneInfo zone, DateTime from, DateTime to)
    {
        for (var day = from; day < to; day = day.AddDays(1))
        {
            var (before, after) = (zone.GetUtcOffset(day), zone.GetUtcOffset(day.AddDays(1)));
            if (before == after) continue;
            var (low, high) = (0, 86_400); // the change is after low and not after high
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                if (zone.GetUtcOffset(day.AddSeconds(middle)) == before) low = middle;
                else high = middle;
            }
            yield return (day.AddSeconds(high), before, after);
        }
    }

    private static void Observance(IcsWriter ics, TimeZoneInfo zone, DateTime instant, TimeSpan before, TimeSpan after)
    {
        var kind = zone.IsDaylightSavingTime(instant) ? "DAYLIGHT" : "STANDARD";
        ics.Line("BEGIN", kind)
            .Line("DTSTART", (instant + before).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture))
            .Line("TZOFFSETFROM", Offset(before))
            .Line("TZOFFSETTO", Offset(after))
            .Line("END", kind);
    }

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(offset.Seconds == 0 ? "hhmm" : "hhmmss", CultureInfo.InvariantCulture);
}
