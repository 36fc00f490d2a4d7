using Board.Surfaces.Notes;
using Board.Surfaces.Tally;
using Board.Tests.Surfaces.Notes;

namespace Board.Tests.Surfaces.Tally;

/// <summary>Counting (SPEC.md, TALLY1 to TALLY3), beyond the cases that are shared with the browser.</summary>
public sealed class TallySurfaceTests
{
    [Fact]
    public void TALLY2_What_is_taken_back_does_not_count_and_comes_back_in_its_place()
    {
        var telling = new Telling().Says("ana", new Counted("v1", "t1", "open")).Says("ana", new Counted("v1", "t2", "open")).Says("ben", new Counted("v1", "t3", "closed"));
        telling.Says("ben", new TallyTakenBack("v1", "t1", true)).Says("ben", new TallyTakenBack("v1", "t1", true));
        Assert.Equal(["t2"], telling.State.Tally.Of("open").Select(mark => mark.Id));
        telling.Says("ana", new TallyTakenBack("v1", "t1", false));
        Assert.Equal(["t1", "t2"], telling.State.Tally.Of("open").Select(mark => mark.Id));
    }

    public static TheoryData<TallyOp> Wrong =>
    [
        new Counted("v1", "", "open"), new Counted("v1", "t1", "Open!"), new WaitTimed("v1", "t1", "wait", -1), new WaitTimed("v1", "t1", "wait", 3_600_001),
        new Swept("v1", "t1", "task", 25, 24), new Swept("v1", "t1", "task", -1, 24), new Swept("v1", "t1", "task", 0, 0), new Swept("v1", "t1", "task", 1, 501),
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_number_that_can_not_be_is_refused(TallyOp op)
    {
        var telling = new Telling();
        Assert.Equal("malformed", telling.Tries("ana", op)?.Code);
        Assert.True(telling.State.Tally.IsEmpty);
    }

    [Fact]
    public void Counting_leaves_the_text_and_its_marks_alone()
    {
        var telling = new Telling("one two").Says("ana", new LookForTagged("v1", "m1", 0, 3, "3b"));
        var before = telling.State;
        telling.Says("ana", new TalkTurned("v1", Talk.Group));
        Assert.Same(before.Text, telling.State.Text);
        Assert.Equal(before.Marks, telling.State.Marks);
    }
}
