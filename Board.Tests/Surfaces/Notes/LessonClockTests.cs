using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

/// <summary>The clock of a lesson (SPEC.md, CLOCK1 to CLOCK3), beyond the cases that are shared with the browser.</summary>
public sealed class LessonClockTests
{
    [Fact]
    public void CLOCK1_A_line_from_before_the_lesson_has_no_minute_and_one_from_the_second_of_its_start_has()
    {
        Assert.Null(LessonClock.None.TimeOf(5_000));
        var clock = LessonClock.None.Start(10_400);
        Assert.Null(clock.TimeOf(9_000));
        Assert.Equal(0, clock.TimeOf(10_000));
        Assert.Equal(60_000, clock.TimeOf(70_400));
    }

    [Fact]
    public void CLOCK1_The_lesson_never_runs_backwards_nor_faster_than_the_time()
    {
        var (random, clock, now) = (new Random(5), LessonClock.None, 0L);
        for (var i = 0; i < 500; i++)
        {
            now += random.Next(1, 2_000);
            clock = random.Next(4) switch { 0 => clock.Start(now), 1 => clock.Resume(now), 2 => clock.Stop(now, end: false), _ => clock.Stop(now, end: true) };
            var (earlier, later) = (random.NextInt64(now), random.NextInt64(now, now + 1_000));
            Assert.InRange(clock.At(later) - clock.At(earlier), 0, later - earlier);
        }
    }

    [Fact]
    public void CLOCK3_At_the_most_parts_one_can_still_be_renamed()
    {
        var telling = new Telling().Says("ana", new ClockStarted("v1"));
        for (var i = 1; i <= LessonClock.MaxPhases; i++) telling.Says("ana", new PhaseMarked("v1", $"p{i}", $"Part {i}"));
        Assert.Equal("too-many", telling.Tries("ana", new PhaseMarked("v1", "more", "More"))?.Code);
        Assert.Null(telling.Tries("ana", new PhaseChanged("v1", "p3", "Explore", 0)));
        Assert.Equal("Explore", telling.State.Clock.Phases[0].Name);
    }

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("Launch\n", 0, "malformed")]
    [InlineData("Launch", -1, "malformed")]
    [InlineData("Launch", 86_400_001, "malformed")]
    public void A_part_that_can_not_be_is_refused(string name, long starts, string code)
    {
        var telling = new Telling().Says("ana", new PhaseMarked("v1", "p1", "Launch"));
        Assert.Equal(code, telling.Tries("ana", new PhaseChanged("v1", "p1", name, starts))?.Code);
    }
}
