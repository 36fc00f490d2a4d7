using Board.Spaces.Desk;
using static Board.Tests.Spaces.Desk.OneDesk;

namespace Board.Tests.Spaces.Desk;

/// <summary>When an entry happens (SPEC.md, DESK1 to DESK3).</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData(Repeat.None, "11-17")]
    [InlineData(Repeat.Weekly, "11-17 11-24 12-01 12-08 12-15")]
    [InlineData(Repeat.EveryTwoWeeks, "11-17 12-01 12-15")]
    [InlineData(Repeat.Monthly, "11-17 12-17")]
    public void A_series_happens_on(Repeat repeat, string expected) =>
        Assert.Equal(expected, Days(With(new EntryPlanned("e1", Series(repeat))), Day(11, 1), Day(12, 20)));

    [Fact]
    public void Asking_late_in_a_series_keeps_its_step()
    {
        var desk = With(new EntryPlanned("e1", Series(Repeat.EveryTwoWeeks)));
        Assert.Equal("12-15 12-29", Days(desk, Day(12, 2), Day(12, 31)));
        Assert.Equal("12-15", Days(desk, Day(12, 15), Day(12, 15)));
        Assert.Equal("", Days(desk, Day(12, 16), Day(12, 28)));
    }

    [Fact]
    public void The_last_day_of_a_series_is_part_of_it() =>
        Assert.Equal("11-17 11-24", Days(With(new EntryPlanned("e1", Series(Repeat.Weekly, until: Day(11, 24)))), Day(11, 1), Day(12, 31)));

    [Fact]
    public void A_month_without_the_day_is_passed_over() =>
        Assert.Equal("01-31 03-31 05-31", Days(With(new EntryPlanned("e1", Series(Repeat.Monthly, date: "2027-01-31"))), Day(1, 1, 2027), Day(6, 30, 2027)));

    [Fact]
    public void A_single_occurrence_is_moved_or_cancelled_and_the_others_stay()
    {
        var desk = With(
            new EntryPlanned("e1", Series(Repeat.Weekly)), new OccurrenceMoved("e1", Day(11, 24), Day(11, 26), new TimeOnly(13, 15)),
            new OccurrenceCancelled("e1", Day(12, 1)));
        Assert.Equal("11-17 11-26 12-08", Days(desk, Day(11, 1), Day(12, 10)));
        var moved = Calendar.Between(desk, Day(11, 26), Day(11, 26)).Single();
        Assert.Equal((Day(11, 24), new TimeOnly(13, 15), true), (moved.Planned, moved.Starts, moved.IsMoved));
        // Moved out of the days that are asked for, and into them.
        Assert.Equal("", Days(desk, Day(11, 24), Day(11, 24)));
    }

    [Fact]
    public void An_occurrence_can_be_moved_again_and_a_cancelled_one_brought_back()
    {
        var desk = With(
            new EntryPlanned("e1", Series(Repeat.Weekly)), new OccurrenceCancelled("e1", Day(11, 24)), new OccurrenceMoved("e1", Day(11, 24), Day(11, 25), new TimeOnly(9, 0)),
            new OccurrenceMoved("e1", Day(11, 24), Day(11, 24), new TimeOnly(9, 40)));
        Assert.Equal("11-17 11-24", Days(desk, Day(11, 1), Day(11, 30)));
    }

    [Fact]
    public void When_a_series_is_planned_anew_what_was_different_on_other_days_is_forgotten()
    {
        var desk = With(new EntryPlanned("e1", Series(Repeat.Weekly)), new OccurrenceMoved("e1", Day(11, 24), Day(11, 26), new TimeOnly(13, 15)));
        desk = desk.Do(new EntryChanged("e1", desk.Entries["e1"].Plan with { Date = Day(11, 18) }));
        Assert.Equal("11-18 11-25", Days(desk, Day(11, 1), Day(11, 30)));
    }

    [Fact]
    public void A_day_is_in_order_of_its_hours()
    {
        var desk = With(new EntryPlanned("a", Series(Repeat.None) with { Starts = new TimeOnly(13, 15) }), new EntryPlanned("b", Series(Repeat.None)));
        Assert.Equal(["b", "a"], Calendar.Between(desk, Day(11, 17), Day(11, 17)).Select(o => o.Entry.Id));
    }

    [Fact]
    public void A_change_counts_its_revisions()
    {
        var desk = With(new EntryPlanned("e1", Series(Repeat.Weekly)), new EntryChanged("e1", Series(Repeat.None)), new EntryChanged("e1", Series(Repeat.Monthly)));
        Assert.Equal((2, 1_790_000_000_000), (desk.Entries["e1"].Revision, desk.Entries["e1"].Written));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var desk = With(new EntryPlanned("e1", Series(Repeat.Weekly)));
        Assert.Equal("exists", desk.Refuse(new EntryPlanned("e1", Series(Repeat.None))));
        Assert.Equal("empty", desk.Refuse(new EntryPlanned("e2", Series(Repeat.None) with { Title = " " })));
        Assert.Equal("out-of-range", desk.Refuse(new EntryPlanned("e2", Series(Repeat.None) with { Minutes = 0 })));
        Assert.Equal("out-of-range", desk.Refuse(new EntryPlanned("e2", Series(Repeat.Weekly, until: Day(11, 16)))));
        Assert.Equal("not-there", desk.Refuse(new OccurrenceMoved("e1", Day(11, 25), Day(11, 26), new TimeOnly(9, 0))));
        Assert.Equal("not-there", desk.Refuse(new OccurrenceCancelled("nosuch", Day(11, 24))));
        Assert.Equal("malformed", desk.Refuse(new EntryPlanned("e2", Series(Repeat.None) with { Cycle = "../etc" })));
        Assert.Equal("malformed", desk.Refuse(new ZoneSet("../../etc/passwd")));
        Assert.Equal("malformed", desk.Refuse(new FeedRenewed("secret")));
    }

    [Fact]
    public void A_day_is_held_open_and_given_back()
    {
        var desk = With(new DayHeld(Day(11, 20), true), new DayHeld(Day(11, 27), true), new DayHeld(Day(11, 20), false));
        Assert.Equal([Day(11, 27)], desk.HeldOpen);
    }

    private static string Days(DeskState desk, DateOnly from, DateOnly to) =>
        string.Join(' ', Calendar.Between(desk, from, to).Select(o => o.Date.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
}
