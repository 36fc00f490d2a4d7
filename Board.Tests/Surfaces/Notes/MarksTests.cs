using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

/// <summary>What is said about a text (SPEC.md, MARK1 to MARK4), beyond the cases that are shared with the browser.</summary>
public sealed class MarksTests
{
    private static readonly LookForTagged Tag = new("v1", "m1", 4, 7, "3b");
    private static readonly ThreadStarted Thread = new("v1", "m1", 4, 7, "c1", "Six.");

    [Fact]
    public void MARK1_A_late_op_moves_over_edits_as_a_mark_does()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var from = random.Next(12);
            var (tag, note) = (Tag with { From = from, To = random.Next(from, 12) }, new PrivateNoteWritten("v1", "n1", random.Next(12), "x"));
            var (telling, late) = (new Telling("one two tree").Says("ana", tag).Says("ana", note), ((IAnchored)tag, (IAnchored)note));
            for (var edits = 0; edits < 3; edits++)
            {
                var start = random.Next(telling.State.Text.Length + 1);
                var changes = ChangeSet.Replace(telling.State.Text.Length, start, random.Next(start, telling.State.Text.Length + 1), random.Next(2) == 0 ? "" : "new");
                telling.Says("ben", new NotesEdit("v1", changes));
                late = ((IAnchored)late.Item1.Over(changes), (IAnchored)late.Item2.Over(changes));
            }
            var (moved, mark) = ((LookForTagged)late.Item1, telling.Mark("m1"));
            Assert.Equal((mark.From, mark.To), (moved.From, moved.To));
            Assert.InRange(mark.To, mark.From, telling.State.Text.Length);
            Assert.Equal(telling.State.Private[0].Position, ((PrivateNoteWritten)late.Item2).Position);
        }
    }

    [Fact]
    public void MARK1_Marks_that_do_not_move_keep_their_object()
    {
        var telling = new Telling("one two three").Says("ana", Tag);
        var (marks, mark) = (telling.State.Marks, telling.Mark("m1"));
        telling.Says("ben", new NotesEdit("v1", ChangeSet.Replace(13, 13, 13, "!")));
        Assert.Equal(marks, telling.State.Marks);
        telling.Says("ben", new NotesEdit("v1", ChangeSet.Replace(14, 0, 0, "x")));
        Assert.NotSame(mark, telling.Mark("m1"));
    }

    [Fact]
    public void MARK3_A_mark_outlives_its_text_and_its_removal()
    {
        var telling = new Telling("one two three").Says("ana", Thread)
            .Says("ben", new NotesEdit("v1", ChangeSet.Replace(13, 0, 13, "")))
            .Says("ben", new MarkRemoved("v1", "m1", true));
        var mark = telling.Mark("m1");
        Assert.Equal((0, 0, "two", true, "Six."), (mark.From, mark.To, mark.Quote, mark.Removed, mark.Comments![0].Text));
        Assert.False(telling.Says("ana", new MarkRemoved("v1", "m1", false)).Mark("m1").Removed);
    }

    [Fact]
    public void MARK4_Words_that_were_taken_back_are_shown_to_nobody_and_kept_for_when_they_come_back()
    {
        var telling = new Telling("one two three").Says("ana", Thread).Says("ben", new ThreadAnswered("v1", "m1", "c2", "Seven."));
        telling.Says("ben", new CommentWithdrawn("v1", "m1", "c1", true)).Says("ana", new CommentWithdrawn("v1", "m1", "c1", true));
        foreach (var person in (string?[])["ana", "ben", null])
            Assert.Equal(["", "Seven."], telling.State.For(person).Mark("m1")!.Comments!.Select(comment => comment.Text));
        telling.Says("ana", new CommentWithdrawn("v1", "m1", "c1", false));
        Assert.Equal("Six.", telling.State.For("ben").Mark("m1")!.Comments![0].Text);
        Assert.Same(telling.State, telling.State.For("ben"));
    }

    public static TheoryData<string, NotesOp> Wrong => new()
    {
        { "does-not-fit", Tag with { To = 14 } },
        { "malformed", Tag with { From = 8, To = 7 } },
        { "malformed", Tag with { From = -1 } },
        { "malformed", Tag with { Id = "M 1" } },
        { "malformed", Tag with { Code = "3b; drop" } },
        { "empty", Thread with { Text = "  " } },
        { "too-long", Thread with { Text = new string('x', 2_001) } },
        { "malformed", Thread with { Text = "\ud83d" } },
        { "malformed", Thread with { Comment = "" } },
        { "malformed", new InterpretationMarked("v1", "m2", 0, 3, 4, null) },
        { "malformed", new InterpretationMarked("v1", "m2", 0, 3, 7, 4) },
        { "does-not-fit", new InterpretationMarked("v1", "m2", 0, 3, 4, 14) },
        { "malformed", new EvidenceChosen("v1", "m2", 5, 4) },
        { "does-not-fit", new MomentMarked("v1", "m2", 14) },
        { "malformed", new MomentMarked("v1", "m2", -1) },
        { "too-long", new MomentWorded("v1", "m2", new string('x', 2_001)) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_no_page_of_ours_sends_is_refused_and_changes_nothing(string code, NotesOp op)
    {
        var telling = new Telling("one two three");
        var before = telling.State;
        Assert.Equal(code, telling.Tries("ana", op)?.Code);
        Assert.Same(before, telling.State);
    }

    [Fact]
    public void There_is_room_for_four_thousand_marks_and_two_hundred_comments()
    {
        var telling = new Telling("one two three").Says("ana", Thread);
        for (var i = 2; i <= Marks.MaxComments + 1; i++) telling.Says("ben", new ThreadAnswered("v1", "m1", $"c{i}", "Seven."));
        Assert.Equal(Marks.MaxComments, telling.Mark("m1").Comments!.Count);
        for (var i = 2; i <= Marks.MaxMarks; i++) telling.Says("ana", Tag with { Id = $"m{i}" });
        Assert.Equal("too-many", telling.Tries("ana", Tag with { Id = "more" })?.Code);
        Assert.Null(telling.Tries("ana", Tag with { Id = "m7" }));
    }
}
