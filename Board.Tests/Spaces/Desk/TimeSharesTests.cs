using Board.Spaces.Desk;
using static Board.Tests.Spaces.Desk.OneDesk;

namespace Board.Tests.Spaces.Desk;

/// <summary>Where time went, and what to ask before more of it goes elsewhere (SPEC.md, DESK4, DESK5).</summary>
public sealed class TimeSharesTests
{
    [Fact]
    public void A_month_is_shared_out_by_what_its_categories_count_as()
    {
        var desk = With(Log("cycles", 240, 3), Log("planning", 72, 4), Log("data", 60, 5), Log("covering", 228, 30), Log("cycles", 999, 1, month: 12));
        var november = TimeShares.OfMonth(desk, Day(11, 17));
        Assert.Equal(new TimeShare(240, 132, 228), november);
        Assert.Equal((40, 22, 38), november.Percents);
    }

    [Theory]
    [InlineData(1, 1, 1, 34, 33, 33)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(2, 1, 0, 67, 33, 0)]
    [InlineData(1, 1000, 1, 0, 100, 0)]
    public void Percents_add_up(int with, int preparation, int rest, int p1, int p2, int p3) =>
        Assert.Equal((p1, p2, p3), new TimeShare(with, preparation, rest).Percents);

    [Fact]
    public void Any_percents_of_any_time_add_up_to_a_hundred()
    {
        for (var a = 0; a < 40; a++)
            for (var b = 0; b < 40; b++)
                for (var c = a + b == 0 ? 1 : 0; c < 40; c++)
                {
                    var (x, y, z) = new TimeShare(a, b, c).Percents;
                    Assert.Equal(100, x + y + z);
                    Assert.True(Math.Abs(x - 100.0 * a / (a + b + c)) < 1);
                }
    }

    [Fact]
    public void A_trend_has_each_month_of_a_year_and_the_latest_last()
    {
        var trend = TimeShares.Trend(With(Log("cycles", 40, 17), Log("other", 60, 17), Log("cycles", 31, 2, month: 10), Log("other", 69, 2, month: 10)), Day(11, 24));
        Assert.Equal(12, trend.Length);
        Assert.Equal((Day(12, 1, 2025), 0), (trend[0].Month, trend[0].Share.Total));
        Assert.Equal([31, 40], trend[^2..].Select(month => month.Share.Percents.WithTeachers));
    }

    [Fact]
    public void Work_that_is_not_coaching_is_asked_about_with_what_it_would_do_to_the_week()
    {
        var desk = With(Log("cycles", 300, 16), Log("planning", 300, 20), Log("covering", 999, 9));
        Assert.Equal(new TimeQuestion(50, 38), TimeShares.Question(desk, "covering", 200, Day(11, 18)));
        Assert.Equal(new TimeQuestion(50, 38), TimeShares.Question(desk, "covering", 200, Day(11, 22)));
        Assert.Null(TimeShares.Question(desk, "covering", 200, Day(11, 23)));
    }

    [Theory]
    [InlineData("cycles")]
    [InlineData("planning")]
    public void Coaching_and_what_prepares_it_is_not_asked_about(string category) =>
        Assert.Null(TimeShares.Question(With(Log("cycles", 300, 16)), category, 600, Day(11, 16)));

    [Fact]
    public void The_question_keeps_nobody_from_it()
    {
        var desk = With(Log("cycles", 300, 16));
        Assert.NotNull(TimeShares.Question(desk, "covering", 300, Day(11, 16)));
        Assert.Equal(600, TimeShares.OfMonth(desk.Do(Log("covering", 300, 16)), Day(11, 1)).Total);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(17, 16)]
    [InlineData(22, 16)]
    [InlineData(23, 23)]
    public void A_week_begins_on_Monday(int day, int monday) => Assert.Equal(Day(11, monday), TimeShares.MondayOf(Day(11, day)));

    [Fact]
    public void A_category_that_has_time_under_it_stays_but_may_get_another_name_and_count()
    {
        var desk = With(Log("data", 60, 5));
        Assert.Equal("in-use", desk.Refuse(new CategoriesSet([new("cycles", "Teachers", TimeCount.WithTeachers)])));
        Assert.Equal(100, TimeShares.OfMonth(desk.Do(new CategoriesSet([new("data", "Data with teachers", TimeCount.WithTeachers)])), Day(11, 1)).Percents.WithTeachers);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var desk = With(new TimeLogged("t1", "cycles", 30, Day(11, 17), null));
        Assert.Equal("exists", desk.Refuse(new TimeLogged("t1", "cycles", 30, Day(11, 17), null)));
        Assert.Equal("out-of-range", desk.Refuse(new TimeLogged("t2", "cycles", 1441, Day(11, 17), null)));
        Assert.Equal("not-there", desk.Refuse(new TimeLogged("t2", "nosuch", 30, Day(11, 17), null)));
        Assert.Equal("not-there", desk.Refuse(new TimeChanged("t2", "cycles", 30, Day(11, 17), null)));
        Assert.Equal("too-many", desk.Refuse(new CategoriesSet([])));
    }

    [Fact]
    public void A_note_about_somebody_goes_away_when_it_is_emptied()
    {
        var desk = With(new AcquaintanceNoted("adaeze", true, "4B", "Number talks", "Choir"));
        Assert.Equal("Choir", desk.Acquaintances["adaeze"].Personal);
        Assert.Empty(desk.Do(new AcquaintanceNoted("adaeze", false, "", "", "")).Acquaintances);
    }

    private static int _count;

    private static TimeLogged Log(string category, int minutes, int day, int month = 11) => new($"x{Interlocked.Increment(ref _count)}", category, minutes, Day(month, day), null);
}
