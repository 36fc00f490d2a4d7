using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Surfaces.Notes;
using static Board.Tests.Client.Reflecting.Lesson;

namespace Board.Tests.Client.Reflecting;

public sealed class ReflectWordsTests
{
    [Theory]
    [InlineData(null, "What did we see?")]
    [InlineData("2026-11-20", "What did we see today?")]
    [InlineData("2026-11-17", "What did we see on Tuesday?")]
    [InlineData("2026-11-14", "What did we see on Saturday?")]
    [InlineData("2026-11-13", "What did we see on November 13?")]
    [InlineData("2026-11-24", "What did we see on November 24?")]
    public void The_heading_says_the_day(string? on, string expected) =>
        Assert.Equal(expected, ReflectWords.Heading(on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 11, 20)));

    [Fact]
    public void Facts_name_the_length_and_the_hands_the_teacher_first()
    {
        var lesson = new Lesson().Do(Coach, 0, new ClockStarted(V1)).Line(Coach, 1, "a").Line(Teacher, 2, "b").Do(Coach, 2_760, new ClockEnded(V1));
        Assert.Equal("Fractions · 46 minutes · notes by adaeze and maribel", ReflectWords.Facts(lesson.State.Visits[0], lesson.Notes, lesson.State.Members, 2_760_000, person => person));
    }

    [Fact]
    public void Whoever_shadowed_is_out_with_the_lesson_and_the_line_says_so()
    {
        var lesson = new Lesson().Do(Coach, 0, new Board.Spaces.CoachingCycle.ShadowProposed(V1, "jonas")).Do(Teacher, 0, new Board.Spaces.CoachingCycle.ShadowAgreed(V1, "jonas"))
            .Do(Coach, 1, new ClockStarted(V1)).Line("jonas", 2, "c").Do(Coach, 61, new ClockEnded(V1));
        Assert.Equal("Fractions · 1 minute · notes by jonas, whose access ended with the lesson", ReflectWords.Facts(lesson.State.Visits[0], lesson.Notes, lesson.State.Members, 60_000, person => person));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(0L, "00:00")]
    [InlineData(645_999L, "10:45")]
    [InlineData(3_661_000L, "1:01:01")]
    public void Minutes_read_like_a_clock(long? lesson, string expected) => Assert.Equal(expected, LessonMinute.Of(lesson));

    [Fact]
    public void Look_fors_have_a_colour_whether_a_list_has_them_or_not()
    {
        var labels = new LookForLabels("Partners explain first", code => code == "3b" ? ("Questioning", 3) : null);
        Assert.Equal(("3b Questioning", "Our look-for", "X1"), (labels.Chip("3b"), labels.Chip("G"), labels.Chip("X1")));
        Assert.Equal((3, 4, 2, 1), (labels.Family("3b"), labels.Family("G"), labels.Family("2c"), labels.Family("X1")));
        Assert.Equal("Partners explain first", labels.Full("G"));
    }
}
