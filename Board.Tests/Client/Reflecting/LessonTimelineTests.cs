using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;
using static Board.Tests.Client.Reflecting.Lesson;

namespace Board.Tests.Client.Reflecting;

public sealed class LessonTimelineTests
{
    [Fact]
    public void A_lesson_without_clock_has_no_length_and_still_counts_its_tags()
    {
        var timeline = Of(new Lesson().Line(Coach, 0, "Why does that work?", "3b"));
        Assert.False(timeline.HasClock);
        Assert.Equal(("3b", 1), (timeline.Rows.Single().Code, timeline.Tags));
        Assert.Empty(timeline.Talk);
    }

    [Fact]
    public void The_goal_comes_first_then_the_palette_then_the_rest_by_code()
    {
        var lesson = new Lesson().Do(Coach, 0, new LookForsChosen(["3d", "2c"], "Partners explain")).Do(Coach, 0, new ClockStarted(V1))
            .Line(Coach, 10, "a", "3b").Line(Coach, 20, "b", "2c").Line(Coach, 30, "c", "1a").Line(Coach, 40, "d", "3d").Line(Coach, 50, "e", "G");
        Assert.Equal(["G", "3d", "2c", "1a", "3b"], Of(lesson).Rows.Select(row => row.Code));
    }

    [Fact]
    public void A_tag_that_was_made_after_the_lesson_stands_at_the_minute_of_its_evidence()
    {
        var lesson = new Lesson().Do(Coach, 0, new ClockStarted(V1)).Line(Coach, 645, "Five seconds of quiet.").Do(Coach, 2_760, new ClockEnded(V1))
            .Do(Teacher, 9_000, new LookForTagged(V1, "late", 0, 4, "3b"));
        Assert.Equal(645_000, Of(lesson).Rows.Single().Tags.Single().Lesson);
    }

    [Fact]
    public void A_pause_of_the_clock_is_no_part_of_the_lesson()
    {
        var lesson = new Lesson().Do(Coach, 0, new ClockStarted(V1)).Do(Coach, 60, new ClockPaused(V1)).Do(Coach, 660, new ClockResumed(V1))
            .Line(Coach, 690, "After the drill.", "2c").Do(Coach, 720, new ClockEnded(V1));
        var timeline = Of(lesson);
        Assert.Equal((120_000, 90_000), (timeline.Length, timeline.Rows.Single().Tags.Single().Lesson));
    }

    [Fact]
    public void Phases_end_where_the_next_begins_and_the_last_with_the_lesson()
    {
        var lesson = new Lesson().Do(Coach, 0, new ClockStarted(V1)).Do(Coach, 0, new PhaseMarked(V1, "p1", "Launch")).Do(Coach, 570, new PhaseMarked(V1, "p2", "Explore")).Do(Coach, 2_760, new ClockEnded(V1));
        Assert.Equal([new PhaseSpan("Launch", 0, 570_000), new PhaseSpan("Explore", 570_000, 2_760_000)], Of(lesson).Phases.AsEnumerable());
    }

    [Fact]
    public void Sweeps_are_what_both_agreed_to_count_and_did_not_take_back()
    {
        var lesson = Counting().Do(Coach, 300, new Swept(V1, "s1", "task", 22, 24)).Do(Coach, 600, new Swept(V1, "s2", "task", 20, 24)).Do(Coach, 605, new TallyTakenBack(V1, "s2", true));
        Assert.Equal([new TimedSweep(300_000, 22, 24)], Of(lesson).Sweeps.AsEnumerable());
    }

    [Fact]
    public void Photos_that_were_taken_off_are_not_shown()
    {
        var lesson = new Lesson().Do(Coach, 0, new ClockStarted(V1)).Do(Coach, 60, new PhotoAdded(V1, "f1", 4, 3, "Number line")).Do(Coach, 90, new PhotoAdded(V1, "f2", 4, 3, "")).Do(Coach, 95, new PhotoRemoved(V1, "f2", true));
        Assert.Equal([("f1", 60_000L)], Of(lesson).Photos.Select(photo => (photo.Photo.Id, photo.Lesson)));
    }

    [Fact]
    public void Stops_are_in_the_lessons_order_and_know_their_lines()
    {
        var lesson = Counting().Line(Coach, 60, "one", "3b").Line(Coach, 120, "two", "2c").Do(Coach, 90, new Swept(V1, "s1", "task", 22, 24));
        Assert.Equal([("3b", (int?)0), ("on task", null), ("2c", 4)], Of(lesson).Stops().Select(stop => (stop.Code, stop.Line)));
    }

    [Fact]
    public void Talk_is_cut_into_minutes_and_nobody_has_the_word_where_nobody_listened()
    {
        var lesson = Counting().Do(Coach, 30, new TalkTurned(V1, Talk.Teacher)).Do(Coach, 90, new TalkTurned(V1, Talk.Group)).Do(Coach, 120, new TalkTurned(V1, Talk.Silence)).Do(Coach, 135, new TalkTurned(V1, Talk.Off)).Do(Coach, 180, new ClockEnded(V1));
        Assert.Equal([new TalkMinute(0.5, 0, 0), new TalkMinute(0.5, 0.5, 0), new TalkMinute(0, 0, 0.25)], Of(lesson).Talk.AsEnumerable());
        Assert.Equal(new TalkSum(60_000, 30_000, 15_000), Of(lesson).Sum);
    }

    [Fact]
    public void While_the_clock_rests_nobody_has_the_word()
    {
        var lesson = Counting().Do(Coach, 0, new TalkTurned(V1, Talk.Student)).Do(Coach, 60, new ClockPaused(V1)).Do(Coach, 3_000, new ClockResumed(V1)).Do(Coach, 3_060, new ClockEnded(V1));
        Assert.Equal(120_000, Of(lesson).Sum.Students);
    }

    [Theory]
    [InlineData(1_500, 2_760, "Students held the talk for 25 of 46 minutes")]
    [InlineData(60, 600, "Students held the talk for 1 of 10 minutes")]
    public void The_headline_says_who_held_the_talk(int students, int length, string expected)
    {
        var lesson = Counting().Do(Coach, 0, new TalkTurned(V1, Talk.Group)).Do(Coach, students, new TalkTurned(V1, Talk.Teacher)).Do(Coach, length, new ClockEnded(V1));
        Assert.Equal(expected, Headline(lesson));
    }

    [Fact]
    public void The_headline_says_when_talk_was_listened_for_only_in_part()
    {
        var lesson = Counting().Do(Coach, 0, new TalkTurned(V1, Talk.Group)).Do(Coach, 600, new TalkTurned(V1, Talk.Off)).Do(Coach, 2_400, new ClockEnded(V1));
        Assert.Equal("Students held the talk for 10 of the 10 minutes that we listened for it", Headline(lesson));
    }

    [Fact]
    public void Without_talk_the_headline_says_what_was_seen_most_often_and_without_tags_that_there_is_nothing()
    {
        Assert.Equal("We saw “3b” 2 times", Headline(new Lesson().Line(Coach, 0, "a", "3b").Line(Coach, 1, "b", "3b").Line(Coach, 2, "c", "2c")));
        Assert.Equal("Nothing was tagged or counted", Headline(new Lesson()));
        Assert.Equal("2 minutes, and nothing was tagged", Headline(new Lesson().Do(Coach, 0, new ClockStarted(V1)).Do(Coach, 120, new ClockEnded(V1))));
    }

    [Fact]
    public void Counts_and_waits_are_said_in_words()
    {
        var lesson = Counting().Do(Coach, 10, new Counted(V1, "c1", "open")).Do(Coach, 11, new Counted(V1, "c2", "open"))
            .Do(Coach, 12, new WaitTimed(V1, "w1", "wait", 3_900)).Do(Coach, 13, new WaitTimed(V1, "w2", "wait", 4_200)).Do(Coach, 14, new WaitTimed(V1, "w3", "wait", 900));
        Assert.Equal("Open questions: 2. Wait time was often near 4 s.", Finding.Counted(lesson.State.Plan, lesson.Notes));
    }

    [Fact]
    public void The_drawing_has_room_for_what_there_is_and_no_more()
    {
        var lesson = Counting().Line(Coach, 60, "one", "3b").Line(Coach, 120, "two", "2c").Do(Coach, 600, new ClockEnded(V1));
        var bare = new TimelineLayout(Of(lesson));
        Assert.Equal((0, 0, 0), (bare.TalkY, bare.SweepY, bare.PhotoY));
        Assert.Equal((150, 1_166, 658), (bare.X(0), bare.X(600_000), bare.X(300_000)));
        Assert.Equal([0, 5], bare.Ticks().AsEnumerable());
        lesson = Counting().Do(Coach, 0, new TalkTurned(V1, Talk.Group)).Do(Coach, 600, new ClockEnded(V1));
        Assert.True(new TimelineLayout(Of(lesson)).TalkY > 0);
    }

    private static Lesson Counting()
    {
        var lesson = new Lesson();
        foreach (var counter in SuggestedCounters.All) lesson.Do(Coach, -60, counter).Do(Teacher, -60, new CounterAgreed(counter.Id));
        return lesson.Do(Coach, 0, new ClockStarted(V1));
    }

    private static LessonTimeline Of(Lesson lesson) => LessonTimeline.Of(lesson.State, V1, Milliseconds(9_000));

    private static string Headline(Lesson lesson) => Finding.Headline(Of(lesson), new LookForLabels("", _ => null));
}
