using System.Text;
using Board.Client.Spaces.Desk;
using Board.Server.Feeds;
using Board.Spaces.Desk;
using Board.Spaces.District;
using Board.Tests.Spaces.Desk;
using static Board.Tests.Spaces.Desk.OneDesk;

namespace Board.Tests.Feeds;

/// <summary>The feed as RFC 5545 has it (SPEC.md, DESK1 to DESK3).</summary>
public sealed class CalendarFeedTests
{
    [Fact]
    public void A_series_keeps_its_hour_when_the_clocks_change()
    {
        // Clocks in New York go back on Sun, Nov 1, 2026, and forward on Sun, Mar 14, 2027.
        var lines = Lines(With(new ZoneSet("America/New_York"), new EntryPlanned("e1", Series(Repeat.Weekly, until: Day(3, 23, 2027), date: "2026-10-27"))));
        Assert.Contains("DTSTART;TZID=America/New_York:20261027T094000", lines);
        // The last one is at 9:40 of daylight saving time, which is 13:40 UTC; before that 14:40.
        Assert.Contains("RRULE:FREQ=WEEKLY;UNTIL=20270323T134000Z", lines);
        Assert.Contains("DURATION:PT30M", lines);
    }

    [Theory]
    [InlineData("America/New_York", "DAYLIGHT 20260308T020000 -0500 -0400", "STANDARD 20261101T020000 -0400 -0500", "DAYLIGHT 20270314T020000 -0500 -0400")]
    [InlineData("Europe/Berlin", "DAYLIGHT 20260329T020000 +0100 +0200", "STANDARD 20261025T030000 +0200 +0100")]
    [InlineData("Australia/Lord_Howe", "STANDARD 20260405T020000 +1100 +1030", "DAYLIGHT 20261004T020000 +1030 +1100")]
    public void A_zone_tells_when_its_clocks_change(string zone, params string[] expected)
    {
        var observances = Observances(Lines(With(new ZoneSet(zone), new EntryPlanned("e1", Series(Repeat.Weekly)))));
        foreach (var observance in expected) Assert.Contains(observance, observances);
    }

    [Fact]
    public void A_zone_without_daylight_saving_has_one_observance() =>
        Assert.Single(Observances(Lines(With(new ZoneSet("America/Phoenix"), new EntryPlanned("e1", Series(Repeat.Weekly))))));

    [Theory]
    [InlineData("")]
    [InlineData("Etc/UTC")]
    [InlineData("Mars/Olympus")]
    public void Without_a_zone_times_are_universal(string zone)
    {
        var desk = With(new EntryPlanned("e1", Series(Repeat.Weekly, until: Day(12, 1))));
        var lines = Lines(zone.Length == 0 ? desk : desk.Do(new ZoneSet(zone)));
        Assert.Contains("DTSTART:20261117T094000Z", lines);
        Assert.Contains("RRULE:FREQ=WEEKLY;UNTIL=20261201T094000Z", lines);
        Assert.DoesNotContain("BEGIN:VTIMEZONE", lines);
    }

    [Fact]
    public void An_hour_that_is_left_out_or_comes_twice_is_read_as_the_standard_says()
    {
        var newYork = LocalClock.Zone("America/New_York");
        Assert.Equal(Utc(2027, 3, 14, 7, 30), LocalClock.Instant(newYork, Day(3, 14, 2027), new TimeOnly(2, 30)).UtcDateTime);
        Assert.Equal(Utc(2026, 11, 1, 5, 30), LocalClock.Instant(newYork, Day(11, 1), new TimeOnly(1, 30)).UtcDateTime);
        Assert.Equal(Utc(2026, 11, 1, 7, 30), LocalClock.Instant(newYork, Day(11, 1), new TimeOnly(2, 30)).UtcDateTime);
    }

    [Theory]
    [InlineData(Repeat.Weekly, "FREQ=WEEKLY")]
    [InlineData(Repeat.EveryTwoWeeks, "FREQ=WEEKLY;INTERVAL=2")]
    [InlineData(Repeat.Monthly, "FREQ=MONTHLY;BYMONTHDAY=17")]
    public void A_recurrence_is_a_rule(Repeat repeat, string rule) => Assert.Contains($"RRULE:{rule}", Lines(With(new EntryPlanned("e1", Series(repeat)))));

    [Fact]
    public void What_happens_once_has_no_rule_and_is_told_where_it_was_moved()
    {
        var lines = Lines(With(new EntryPlanned("e1", Series(Repeat.None)), new OccurrenceMoved("e1", Day(11, 17), Day(11, 18), new TimeOnly(8, 5))));
        Assert.Contains("DTSTART:20261118T080500Z", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("RRULE", StringComparison.Ordinal) || line.StartsWith("RECURRENCE-ID", StringComparison.Ordinal));
        Assert.DoesNotContain("BEGIN:VEVENT", Lines(With(new EntryPlanned("e1", Series(Repeat.None)), new OccurrenceCancelled("e1", Day(11, 17)))));
    }

    [Fact]
    public void Single_days_of_a_series_are_cancelled_and_moved()
    {
        var lines = Lines(With(
            new ZoneSet("America/New_York"), new EntryPlanned("e1", Series(Repeat.Weekly)), new OccurrenceCancelled("e1", Day(11, 24)),
            new OccurrenceMoved("e1", Day(12, 1), Day(12, 2), new TimeOnly(13, 15))));
        Assert.Contains("EXDATE;TZID=America/New_York:20261124T094000", lines);
        Assert.Contains("RECURRENCE-ID;TZID=America/New_York:20261201T094000", lines);
        Assert.Contains("DTSTART;TZID=America/New_York:20261202T131500", lines);
        Assert.Equal(2, lines.Count(line => line == "UID:e1-maribel@board"));
    }

    [Fact]
    public void An_entry_keeps_its_name_and_tells_when_it_was_changed()
    {
        var before = Lines(With(new EntryPlanned("e1", Series(Repeat.Weekly))));
        var after = Lines(With(new EntryPlanned("e1", Series(Repeat.Weekly)), new EntryChanged("e1", Series(Repeat.Monthly))));
        Assert.Equal(before.Single(line => line.StartsWith("UID:", StringComparison.Ordinal)), after.Single(line => line.StartsWith("UID:", StringComparison.Ordinal)));
        Assert.Contains("DTSTAMP:20260921T141320Z", before); // 1,790,000,000 s
        Assert.Contains("SEQUENCE:0", before);
        Assert.Contains("SEQUENCE:1", after);
    }

    [Fact]
    public void Words_are_escaped_and_cannot_become_lines_of_their_own()
    {
        var text = Feed(With(new EntryPlanned("e1", Series(Repeat.None) with { Kind = EntryKind.Meeting, Title = "Pairs; groups, and \\ more", Place = "4B\nATTACH:http://evil.example/" })));
        Assert.Contains("SUMMARY:Pairs\\; groups\\, and \\\\ more\r\n", text, StringComparison.Ordinal);
        Assert.Contains("LOCATION:4B\\nATTACH:http://evil.example/\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nATTACH", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_none_cuts_a_character()
    {
        var title = string.Concat(Enumerable.Repeat("Grüße 👋🏽 ", 10));
        var text = Feed(With(new EntryPlanned("e1", Series(Repeat.None) with { Kind = EntryKind.Meeting, Title = title, Place = new string('x', 300) })));
        foreach (var line in text.Split("\r\n"))
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75);
            Assert.DoesNotContain('�', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)));
        }
        Assert.Contains($"SUMMARY:{title}", Lines(text));
        Assert.Contains($"LOCATION:{new string('x', 300)}", Lines(text));
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    [Fact]
    public void A_day_that_is_held_open_is_a_whole_day_that_is_free()
    {
        var lines = Lines(With(new DayHeld(Day(11, 20), true)));
        Assert.Contains("DTSTART;VALUE=DATE:20261120", lines);
        Assert.Contains("DTEND;VALUE=DATE:20261121", lines);
        Assert.Contains("TRANSP:TRANSPARENT", lines);
    }

    private static DateTime Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);

    private static string Feed(DeskState desk) => CalendarFeed.Write(desk, [], DistrictState.None, Day(11, 17));

    private static List<string> Lines(DeskState desk) => Lines(Feed(desk));

    /// <summary>Unfolded, as a calendar program reads it.</summary>
    private static List<string> Lines(string text) => [.. text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Kind, beginning, offset from and to.</summary>
    private static List<string> Observances(List<string> lines) =>
        [.. lines.Select((line, i) => (line, i)).Where(at => at.line is "BEGIN:STANDARD" or "BEGIN:DAYLIGHT")
            .Select(at => $"{at.line[6..]} {string.Join(' ', lines.Skip(at.i + 1).Take(3).Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]))}")];
}
