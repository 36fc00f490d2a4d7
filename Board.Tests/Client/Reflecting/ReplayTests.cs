using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;
using static Board.Tests.Client.Reflecting.Lesson;

namespace Board.Tests.Client.Reflecting;

public sealed class ReplayTests
{
    [Fact]
    public void Every_moment_can_be_looked_at_forth_and_back()
    {
        var tape = Tape(new Lesson().Do(Coach, 0, new ClockStarted(V1)).Line(Coach, 10, "one").Line(Teacher, 20, "two").Do(Coach, 25, new ClockPaused(V1)).Do(Coach, 1_000, new ClockResumed(V1)).Line(Coach, 1_005, "three"));
        Assert.Equal(30_000, tape.Length);
        Assert.Equal(["", "one\n", "one\ntwo\n", "one\ntwo\n", "one\ntwo\nthree\n", "one\n"], new long[] { 0, 10_000, 20_000, 29_999, 30_000, 12_000 }.Select(at => tape.At(at).Notes.Text.ToString()));
        Assert.Equal((4, Teacher), (tape.At(21_000).Place, tape.At(21_000).By));
    }

    [Fact]
    public void The_end_of_a_long_tape_is_the_note_as_it_is()
    {
        var lesson = new Lesson().Do(Coach, 0, new ClockStarted(V1));
        for (var i = 1; i <= 1_000; i++) lesson.Do(i % 3 == 0 ? Teacher : Coach, i, new NotesEdit(V1, ChangeSet.Replace(i - 1, (i - 1) / 2, (i - 1) / 2, "x")));
        var tape = Tape(lesson);
        Assert.Equal(lesson.Notes.Text.ToString(), tape.At(tape.Length).Notes.Text.ToString());
        Assert.Equal(lesson.Notes.Text.Runs().ToArray(), tape.At(tape.Length).Notes.Text.Runs().ToArray());
        foreach (var at in new[] { 1, 399, 400, 401, 799, 800, 801 }) Assert.Equal(at, tape.At(at * 1_000).Notes.Text.Length);
    }

    [Fact]
    public void Counts_are_on_the_tape_as_they_were_made_and_taken_back()
    {
        var lesson = new Lesson().Do(Coach, 0, new CounterProposed("open", "Open questions", CounterKind.Count, "o", 0)).Do(Teacher, 0, new CounterAgreed("open"))
            .Do(Coach, 0, new ClockStarted(V1)).Line(Coach, 5, "one").Do(Coach, 10, new Counted(V1, "c1", "open")).Do(Coach, 20, new Counted(V1, "c2", "open")).Do(Coach, 30, new TallyTakenBack(V1, "c2", true));
        var tape = Tape(lesson);
        Assert.Equal(30_000, tape.Length);
        Assert.Equal([0, 1, 2, 1], new long[] { 9_999, 10_000, 20_000, 30_000 }.Select(at => tape.At(at).Notes.Tally.Of("open").Count()));
    }

    [Fact]
    public void Without_a_clock_nothing_rests_longer_than_three_seconds()
    {
        var tape = Tape(new Lesson().Line(Coach, 0, "one").Line(Coach, 2, "two").Line(Coach, 9_000, "three"));
        Assert.False(tape.IsOfLesson);
        Assert.Equal(2_000 + ReplayTape.LongestRest, tape.Length);
    }

    [Fact]
    public void Other_lessons_are_not_on_the_tape()
    {
        var lesson = new Lesson().Do(Coach, 0, new Board.Spaces.CoachingCycle.VisitAdded("v2", "Second", "", null)).Do(Coach, 1, new NotesEdit("v2", ChangeSet.Replace(0, 0, 0, "other"))).Line(Coach, 2, "mine");
        Assert.Equal("mine\n", Tape(lesson).At(long.MaxValue).Notes.Text.ToString());
    }

    [Fact]
    public void The_hand_goes_as_fast_as_it_is_told_and_stops_at_the_end()
    {
        var player = new ReplayPlayer(60_000);
        player.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(0, player.Position);
        player.Toggle();
        player.Go(16);
        player.Go(3);
        player.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((16_000, true), (player.Position, player.IsPlaying));
        player.Seek(59_000);
        player.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((60_000, false), (player.Position, player.IsPlaying));
        player.Toggle();
        Assert.Equal((0, true), (player.Position, player.IsPlaying));
        player.Seek(-5);
        Assert.Equal(0, player.Position);
    }

    private static ReplayTape Tape(Lesson lesson)
    {
        var tape = new ReplayTape(lesson.Notes.Clock);
        foreach (var entry in lesson.Entries) tape.Add(entry, V1);
        return tape;
    }
}
