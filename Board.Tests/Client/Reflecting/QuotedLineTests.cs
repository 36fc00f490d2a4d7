using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using static Board.Tests.Client.Reflecting.Lesson;

namespace Board.Tests.Client.Reflecting;

public sealed class QuotedLineTests
{
    [Fact]
    public void A_line_is_cut_where_tags_begin_and_end()
    {
        var lesson = new Lesson().Line(Coach, 0, "She waits. Why? They talk.").Do(Coach, 1, new LookForTagged(V1, "m1", 11, 15, "3b"));
        Assert.Equal([("She waits. ", null), ("Why?", "3b"), (" They talk.", null)], QuotedLine.Of(lesson.Notes).Single().Parts.Select(part => (part.Text, part.Code)));
    }

    [Fact]
    public void Of_two_tags_that_overlap_the_one_that_begins_first_gives_the_colour_and_no_letter_is_lost()
    {
        var lesson = new Lesson().Line(Coach, 0, "abcdef").Do(Coach, 1, new LookForTagged(V1, "m1", 2, 5, "3b")).Do(Coach, 1, new LookForTagged(V1, "m2", 0, 3, "2c"));
        var parts = QuotedLine.Of(lesson.Notes).Single().Parts;
        Assert.Equal([("ab", "2c"), ("c", "2c"), ("de", "3b"), ("f", null)], parts.Select(part => (part.Text, part.Code)));
        Assert.Equal("abcdef", string.Concat(parts.Select(part => part.Text)));
    }

    [Fact]
    public void A_tag_over_two_lines_lies_on_both_and_counts_once()
    {
        var lesson = new Lesson().Line(Coach, 0, "ab").Line(Coach, 1, "cd").Do(Coach, 2, new LookForTagged(V1, "m1", 1, 4, "3b"));
        var lines = QuotedLine.Of(lesson.Notes);
        Assert.All(lines, line => Assert.Contains(line.Parts, part => part.Code == "3b"));
        Assert.Equal((2, 1), (lines.Count(new NoteFilter(NoteFilterKind.LookFor, "3b").Shows), NoteFilter.All.Tags(lines)));
    }

    [Fact]
    public void Tags_that_were_taken_away_are_not_quoted()
    {
        var lesson = new Lesson().Line(Coach, 0, "ab").Do(Coach, 2, new LookForTagged(V1, "m1", 0, 2, "3b")).Do(Teacher, 3, new MarkRemoved(V1, "m1", true));
        Assert.Null(QuotedLine.Of(lesson.Notes).Single().Parts.Single().Code);
    }

    [Fact]
    public void Comments_that_were_withdrawn_are_not_quoted()
    {
        var lesson = new Lesson().Line(Coach, 0, "ab").Do(Coach, 2, new ThreadStarted(V1, "t1", 0, 2, "c1", "Six.")).Do(Teacher, 3, new ThreadAnswered(V1, "t1", "c2", "Seven.")).Do(Coach, 4, new CommentWithdrawn(V1, "t1", "c1", true));
        Assert.Equal(["Seven."], QuotedLine.Of(lesson.Notes).Single().Comments.Select(comment => comment.Text));
    }

    [Fact]
    public void Empty_lines_are_left_out_and_minutes_are_those_of_the_clock()
    {
        var lesson = new Lesson().Line(Coach, -30, "Before").Do(Coach, 0, new ClockStarted(V1)).Line(Coach, 5, "").Line(Coach, 65, "In it");
        Assert.Equal([("Before", null), ("In it", (long?)65_000)], QuotedLine.Of(lesson.Notes).Select(line => (line.Line.Text, line.Lesson)));
    }

    [Fact]
    public void Filters_show_one_look_for_one_author_or_one_lane()
    {
        var lesson = new Lesson().Line(Coach, 0, "Four hands.", "3b").Line(Teacher, 1, "I was nervous.", "3b", "2c").Line(Coach, 2, "Maybe the wait.").Do(Coach, 3, new InterpretationMarked(V1, "i1", 27, 42, null, null));
        var lines = QuotedLine.Of(lesson.Notes);
        Assert.Equal(["Four hands.", "I was nervous."], Shown(NoteFilterKind.LookFor, "3b"));
        Assert.Equal(["I was nervous."], Shown(NoteFilterKind.Author, Teacher));
        Assert.Equal(["Maybe the wait."], Shown(NoteFilterKind.Interpretation));
        Assert.Equal(["Four hands.", "I was nervous."], Shown(NoteFilterKind.Evidence));
        Assert.Equal((2, 2, 3), (new NoteFilter(NoteFilterKind.LookFor, "3b").Tags(lines), new NoteFilter(NoteFilterKind.Author, Teacher).Tags(lines), NoteFilter.All.Tags(lines)));

        IEnumerable<string> Shown(NoteFilterKind kind, string value = "") => lines.Where(new NoteFilter(kind, value).Shows).Select(line => line.Line.Text);
    }
}
