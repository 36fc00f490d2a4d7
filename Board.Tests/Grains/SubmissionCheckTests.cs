using Board.Grains;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Grains;

/// <summary>Submissions that mix edits with what is said beside them (SPEC.md: OP3, NOTE1, NOTE6, MARK1).</summary>
public sealed class SubmissionCheckTests
{
    private static readonly Person Ana = Person.Of("ana");
    private static readonly NotesEdit Types = new("v1", ChangeSet.Replace(7, 7, 7, " three"));
    private static readonly LookForTagged Tags = new("v1", "m1", 4, 13, "3b");
    private static readonly Counted Counts = new("v1", "t1", "open");
    private static readonly NotesEdit Foreign = new("v1", ChangeSet.Replace(7, 0, 0, ">> "));

    [Fact]
    public void NOTE6_Edits_and_ops_move_over_what_came_in_and_keep_their_order()
    {
        Assert.Null(SubmissionCheck.Rebase(Submit(1, Types, Tags, Counts), [Entry(1, "b", 1, Foreign)], 0, out var rebased));
        Assert.Equal(10, ((NotesEdit)rebased[0]).Changes.Length);
        Assert.Equal((7, 16), (((LookForTagged)rebased[1]).From, ((LookForTagged)rebased[1]).To));
        Assert.Same(Counts, rebased[2]);
    }

    [Fact]
    public void MARK1_An_op_between_edits_moves_over_what_came_in_before_it_and_not_over_its_own()
    {
        NotesEdit before = new("v1", ChangeSet.Replace(7, 4, 4, "x"));
        LookForTagged tag = new("v1", "m1", 5, 8, "3b");
        NotesEdit foreign = new("v1", ChangeSet.Replace(7, 4, 4, "FF"));
        Assert.Null(SubmissionCheck.Rebase(Submit(1, before, tag), [Entry(1, "b", 1, foreign)], 0, out var rebased));
        Assert.Equal((7, 10), (((LookForTagged)rebased[1]).From, ((LookForTagged)rebased[1]).To));
    }

    [Fact]
    public void OP3_What_was_accepted_is_dropped_from_the_front_whatever_it_is()
    {
        Entry[] since = [Entry(1, "a", 1, Types), Entry(2, "b", 1, new NotesEdit("v1", ChangeSet.Replace(13, 0, 0, "> "))), Entry(3, "a", 2, Tags)];
        Assert.Null(SubmissionCheck.Rebase(Submit(1, Types, Tags, Counts), since, 2, out var rebased));
        Assert.Same(Counts, Assert.Single(rebased));
    }

    [Fact]
    public void Entries_that_are_no_edits_of_this_text_move_nothing()
    {
        Entry[] since = [Entry(1, "b", 1, Tags with { Id = "m2" }), Entry(2, "b", 2, Foreign with { Surface = "v2" }), Entry(3, "b", 3, Counts)];
        Assert.Null(SubmissionCheck.Rebase(Submit(1, Types, Tags), since, 0, out var rebased));
        Assert.Equal<SpaceOp>([Types, Tags], rebased);
    }

    [Fact]
    public void An_own_entry_out_of_its_turn_is_out_of_step()
    {
        Assert.Equal("out-of-step", SubmissionCheck.Rebase(Submit(1, Types, Tags), [Entry(1, "a", 2, Tags)], 1, out _)?.Code);
    }

    [Fact]
    public void A_place_behind_the_text_as_the_submission_leaves_it_does_not_fit()
    {
        Assert.Null(Form(Types, Tags));
        Assert.Equal("does-not-fit", Form(Types, Tags with { To = 14 })?.Code);
        Assert.Equal("does-not-fit", Form(new NotesEdit("v1", ChangeSet.Replace(7, 0, 7, "")), new MomentMarked("v1", "m1", 1))?.Code);
        Assert.Equal("does-not-fit", SubmissionCheck.Rebase(Submit(1, Tags with { To = 99 }), [Entry(1, "b", 1, Foreign)], 0, out _)?.Code);
    }

    [Fact]
    public void A_submission_that_names_places_is_about_one_text()
    {
        Assert.Equal("malformed", Form(Types, Counts with { Surface = "v2" })?.Code);
        Assert.Equal("malformed", Form(Tags, new Board.Spaces.CoachingCycle.GoalSet("More talk"))?.Code);
        Assert.False(SubmissionCheck.NamesPlaces(Submit(1, Counts)));
        Assert.True(SubmissionCheck.NamesPlaces(Submit(1, Counts, Tags)));
    }

    private static Refusal? Form(params SpaceOp[] ops) => SubmissionCheck.Form(Submit(1, ops), default, 0, out _);

    private static Submission Submit(int number, params SpaceOp[] ops) => new(Ana, "a", 0, number, [.. ops]);

    private static Entry Entry(long sequence, string session, int number, SpaceOp op) => new(sequence, DateTimeOffset.UnixEpoch, session, session, number, op);
}
