using Board.Client.Spaces.Desk;
using Board.Spaces.Desk;

namespace Board.Tests.Client;

/// <summary>What the first page and the time log say.</summary>
public sealed class TodayWordsTests
{
    private static readonly DateTime Morning = new(2026, 11, 17, 9, 0, 0);

    [Theory]
    [InlineData(0, "morning")]
    [InlineData(11, "morning")]
    [InlineData(12, "afternoon")]
    [InlineData(17, "afternoon")]
    [InlineData(18, "evening")]
    public void The_greeting_is_that_of_the_hour(int hour, string part) => Assert.Equal($"Good {part}, Maribel.", TodayWords.Greeting(new TimeOnly(hour, 30), "Maribel"));

    [Fact]
    public void The_day_is_told_in_a_sentence_or_two() => Assert.Equal(
        "Two classrooms today. Adaeze’s lesson is under way. Next at 1:15: Co-Teach, Owen Langley · 6A.",
        TodayWords.Lead([Item(8, 40, EntryKind.Observe, "Adaeze Okafor"), Item(13, 15, EntryKind.CoTeach, "Owen Langley · 6A"), Item(15, 0, EntryKind.Meeting, "")], ["Adaeze"], false, Morning));

    [Fact]
    public void An_empty_day_says_so_and_one_that_is_held_open_too()
    {
        Assert.Equal("Nothing is on your calendar today.", TodayWords.Lead([], [], false, Morning));
        Assert.Equal("Today is held open for teachers.", TodayWords.Lead([], [], true, Morning));
        Assert.Equal("One thing on your calendar today.", TodayWords.Lead([Item(8, 0, EntryKind.Meeting, "")], [], false, Morning));
    }

    [Theory]
    [InlineData(40, 31, "Up from 31% in October.")]
    [InlineData(20, 31, "Down from 31% in October.")]
    [InlineData(31, 31, "The same as in October.")]
    public void A_month_is_compared_with_the_one_before(int now, int before, string said) =>
        Assert.Equal(said, TimeWords.Compared(new TimeShare(now, 0, 100 - now), new TimeShare(before, 0, 100 - before), new DateOnly(2026, 10, 1)));

    [Fact]
    public void A_year_is_told_by_its_finding()
    {
        (DateOnly, TimeShare) Month(int month, int with) => (new DateOnly(2026, month, 1), new TimeShare(with, 0, with == 0 ? 0 : 100 - with));
        Assert.Equal("Time with teachers grew from 15% in February to 40% in November", TimeWords.Finding([Month(1, 0), Month(2, 15), Month(11, 40)]));
        Assert.Equal("Time with teachers went from 40% in February to 15% in November", TimeWords.Finding([Month(2, 40), Month(11, 15)]));
        Assert.Equal("Time with teachers shows here once some is logged", TimeWords.Finding([Month(1, 0)]));
    }

    [Theory]
    [InlineData(15, "15 min")]
    [InlineData(60, "1 h")]
    [InlineData(200, "3 h 20 min")]
    public void A_span_is_said_in_hours_and_minutes(int minutes, string said) => Assert.Equal(said, TimeWords.Span(minutes));

    private static AgendaItem Item(int hour, int minute, EntryKind kind, string with) =>
        new(new DateOnly(2026, 11, 17), new TimeOnly(hour, minute), 45, kind, EntryWords.Of(kind), with, null, null);
}
