using Board.Spaces;
using Board.Spaces.CoachingCycle;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>Action steps (SPEC.md, STEP1): a coach proposes; the teacher accepts, amends or declines.</summary>
public sealed class StepRulesTests
{
    private static readonly StepWords Hold = new("Hold the pause", "3b", RootCause.Skill, Owner.Teacher, new(2026, 11, 24));
    private static readonly StepWords Wait = new("Wait for three hands", "", null, Owner.Both, null);

    private readonly Pair _pair = new();

    private ActionStep A1 => _pair.Step("a1");

    [Fact]
    public void STEP1_What_a_coach_proposes_is_no_step_until_the_teacher_accepts_it()
    {
        _pair.Does(Coach, new StepProposed("a1", "v1", Hold));
        Assert.Equal(new ActionStep("a1", "v1", Hold, Coach, Start + 3_000, StepState.Proposed, ""), A1);
        Assert.False(A1.IsAgreed);
        _pair.Does(Teacher, new StepAnswered("a1", true, "Gladly."));
        Assert.Equal(new ActionStep("a1", "v1", Hold, Coach, Start + 3_000, StepState.Accepted, "Gladly."), A1);
        Assert.True(A1.IsAgreed);
    }

    [Fact]
    public void STEP1_What_the_teacher_proposes_she_has_accepted()
    {
        _pair.Does(Teacher, new StepProposed("a1", null, Wait));
        Assert.Equal(new ActionStep("a1", null, Wait, Teacher, Start + 3_000, StepState.Accepted, ""), A1);
    }

    [Fact]
    public void Steps_stand_in_the_order_in_which_they_were_proposed()
    {
        _pair.Does(Coach, new StepProposed("b2", null, Hold), new StepProposed("a1", null, Hold)).Does(Teacher, new StepAmended("b2", Wait));
        Assert.Equal(["b2", "a1"], _pair.State.Steps.Select(step => step.Id));
    }

    [Fact]
    public void STEP1_A_step_that_she_declines_is_none_and_keeps_her_words()
    {
        _pair.Does(Coach, new StepProposed("a1", "v1", Hold)).Does(Teacher, new StepAnswered("a1", false, "Not this month."));
        Assert.Equal((StepState.Declined, "Not this month.", false), (A1.State, A1.Why, A1.IsAgreed));
        Assert.Equal("not-agreed", _pair.Tries(Coach, new StepReached("a1", StepState.Seen)));
        Assert.Equal(StepState.Declined, A1.State);
    }

    [Theory]
    [InlineData(Teacher, StepState.Proposed, StepState.Accepted)]
    [InlineData(Teacher, StepState.Declined, StepState.Accepted)]
    [InlineData(Teacher, StepState.Accepted, StepState.Accepted)]
    [InlineData(Teacher, StepState.Seen, StepState.Seen)]
    [InlineData(Coach, StepState.Proposed, StepState.Proposed)]
    [InlineData(Coach, StepState.Declined, StepState.Proposed)]
    [InlineData(Coach, StepState.Accepted, StepState.Proposed)]
    [InlineData(Coach, StepState.Transferred, StepState.Proposed)]
    public void STEP1_Other_words_of_hers_are_her_acceptance_and_those_of_a_coach_wait_for_it(string who, StepState before, StepState after)
    {
        Come(before);
        _pair.Does(who, new StepAmended("a1", Wait));
        Assert.Equal((Wait, after), (A1.Words, A1.State));
        Assert.Equal((Coach, "v1", Start + 3_000), (A1.ProposedBy, A1.Visit, A1.At));
    }

    [Fact]
    public void Her_own_words_for_a_step_that_she_declined_take_the_place_of_her_no()
    {
        _pair.Does(Coach, new StepProposed("a1", "v1", Hold)).Does(Teacher, new StepAnswered("a1", false, "Not this month."));
        _pair.Does(Coach, new StepAmended("a1", Hold with { Due = null }));
        Assert.Equal("Not this month.", A1.Why);
        _pair.Does(Teacher, new StepAmended("a1", Wait));
        Assert.Equal("", A1.Why);
    }

    [Theory]
    [InlineData(StepState.Proposed, true, StepState.Accepted)]
    [InlineData(StepState.Declined, true, StepState.Accepted)]
    [InlineData(StepState.Accepted, true, StepState.Accepted)]
    [InlineData(StepState.Practised, true, StepState.Practised)]
    [InlineData(StepState.Transferred, true, StepState.Transferred)]
    [InlineData(StepState.Accepted, false, StepState.Declined)]
    [InlineData(StepState.Seen, false, StepState.Declined)]
    public void An_answer_again_takes_the_place_of_the_one_before_and_of_what_was_reached_only_if_it_is_no(StepState before, bool accepted, StepState after)
    {
        Come(before);
        _pair.Does(Teacher, new StepAnswered("a1", accepted, "Well."));
        Assert.Equal((after, "Well."), (A1.State, A1.Why));
    }

    [Theory]
    [InlineData(StepState.Declined)]
    [InlineData(StepState.Accepted)]
    [InlineData(StepState.Seen)]
    public void An_answer_that_she_takes_back_leaves_a_proposal_without_words_of_hers(StepState before)
    {
        Come(before);
        _pair.Does(Teacher, new StepAnswered("a1", before != StepState.Declined, "Why?"), new StepReopened("a1"));
        Assert.Equal((StepState.Proposed, ""), (A1.State, A1.Why));
    }

    [Fact]
    public void Either_of_them_says_how_far_an_agreed_step_has_come_and_it_may_go_back()
    {
        Come(StepState.Accepted);
        foreach (var (who, state) in ((string, StepState)[])[(Coach, StepState.Seen), (Teacher, StepState.Transferred), (Coach, StepState.Practised), (Teacher, StepState.Accepted)])
        {
            _pair.Does(who, new StepReached("a1", state));
            Assert.Equal(state, A1.State);
        }
    }

    [Fact]
    public void A_step_that_is_taken_off_the_list_keeps_what_it_was_and_comes_back()
    {
        Come(StepState.Seen);
        var before = A1;
        _pair.Does(Teacher, new StepRemoved("a1", true), new StepRemoved("a1", true));
        Assert.Equal(before with { Removed = true }, A1);
        _pair.Does(Teacher, new StepRemoved("a1", false));
        Assert.Equal(before, A1);
    }

    [Theory]
    [InlineData(StepState.Proposed, null)]
    [InlineData(StepState.Declined, null)]
    [InlineData(StepState.Accepted, "not-allowed")]
    [InlineData(StepState.Transferred, "not-allowed")]
    public void STEP1_A_coach_withdraws_a_proposal_and_never_an_agreed_step(StepState state, string? refusal)
    {
        Come(state);
        Assert.Equal(refusal, _pair.Tries(Coach, new StepRemoved("a1", true)));
        Assert.Equal(refusal is null, A1.Removed);
    }

    [Fact]
    public void STEP1_Other_words_do_not_make_an_agreed_step_a_coachs_to_let_go_of()
    {
        Come(StepState.Seen);
        _pair.Does(Coach, new StepAmended("a1", Wait), new StepAmended("a1", Hold));
        Assert.Equal("not-allowed", _pair.Tries(Coach, new StepRemoved("a1", true)));
        _pair.Does(Teacher, new StepAnswered("a1", false, "")).Does(Coach, new StepRemoved("a1", true));
        Assert.True(A1.Removed);
    }

    [Fact]
    public void A_step_that_she_made_a_proposal_again_can_be_withdrawn_again()
    {
        Come(StepState.Accepted);
        _pair.Does(Coach, new StepAmended("a1", Wait)).Does(Teacher, new StepReopened("a1")).Does(Coach, new StepRemoved("a1", true));
        Assert.True(A1.Removed);
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op, string Code)> Wrong = new()
    {
        ["an id in capitals"] = (Coach, new StepProposed("A1", null, Hold), "malformed"),
        ["no id"] = (Coach, new StepProposed("", null, Hold), "malformed"),
        ["an id that is too long"] = (Coach, new StepProposed(Beyond(SpaceId.MaxKeyLength), null, Hold), "malformed"),
        ["a step without words"] = (Coach, new StepProposed("a9", null, Hold with { Text = " \n " }), "empty"),
        ["a step that is too long"] = (Coach, new StepProposed("a9", null, Hold with { Text = Beyond(2_000) }), "too-long"),
        ["a step that can't be shown"] = (Coach, new StepProposed("a9", null, Hold with { Text = "Hold\0" }), "malformed"),
        ["a component that is no code"] = (Coach, new StepProposed("a9", null, Hold with { Component = "3b!" }), "malformed"),
        ["a component that is too long"] = (Coach, new StepProposed("a9", null, Hold with { Component = "abcdefg" }), "malformed"),
        ["a step of a lesson that is not there"] = (Coach, new StepProposed("a9", "v9", Hold), "not-there"),
        ["a step that is there"] = (Teacher, new StepProposed("a1", null, Wait), "exists"),
        ["other words that are none"] = (Teacher, new StepAmended("a1", Hold with { Text = "" }), "empty"),
        ["other words that are too long"] = (Coach, new StepAmended("a1", Hold with { Text = Beyond(2_000) }), "too-long"),
        ["other words with a component that is no code"] = (Coach, new StepAmended("a1", Hold with { Component = "a b" }), "malformed"),
        ["other words for no step"] = (Coach, new StepAmended("a9", Hold), "not-there"),
        ["an answer that is too long"] = (Teacher, new StepAnswered("a1", true, Beyond(2_000)), "too-long"),
        ["an answer that can't be shown"] = (Teacher, new StepAnswered("a1", false, "No\u0007"), "malformed"),
        ["an answer to no step"] = (Teacher, new StepAnswered("a9", true, ""), "not-there"),
        ["an answer of the coach"] = (Coach, new StepAnswered("a1", true, ""), "not-allowed"),
        ["an answer that the coach takes back"] = (Coach, new StepReopened("a2"), "not-allowed"),
        ["to reopen no step"] = (Teacher, new StepReopened("a9"), "not-there"),
        ["a proposal that was practised"] = (Teacher, new StepReached("a1", StepState.Practised), "not-agreed"),
        ["a step that came to be a proposal"] = (Coach, new StepReached("a2", StepState.Proposed), "malformed"),
        ["a step that came to be declined"] = (Teacher, new StepReached("a2", StepState.Declined), "malformed"),
        ["no step that came far"] = (Coach, new StepReached("a9", StepState.Seen), "not-there"),
        ["to remove no step"] = (Coach, new StepRemoved("a9", true), "not-there"),
        ["to put back an agreed step as a coach"] = (Coach, new StepRemoved("a2", false), "not-allowed"),
        ["a step of a guest"] = (Observer, new StepProposed("a9", "v1", Hold), "not-allowed"),
        ["a step of a stranger"] = (Stranger, new StepProposed("a9", "v1", Hold), "closed-door"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _pair.Does(Coach, new GuestAdmitted(Observer, GuestRole.Observer), new StepProposed("a1", "v1", Hold)).Does(Teacher, new StepProposed("a2", null, Hold));
        _pair.Refuses(Wrong[what].Who, Wrong[what].Op, Wrong[what].Code);
    }

    [Fact]
    public void A_cycle_holds_so_many_steps_and_no_more()
    {
        for (var i = 0; i < StepRules.MaxSteps; i++) _pair.Does(Coach, new StepProposed($"a{i}", null, Hold));
        Assert.Equal("too-many", _pair.Tries(Coach, new StepProposed("more", null, Hold)));
        _pair.Does(Coach, new StepAmended("a0", Wait));
    }

    private static readonly Dictionary<string, (string Who, StepState State, SpaceOp Op)> Undone = new()
    {
        ["words of a proposal"] = (Coach, StepState.Proposed, new StepAmended("a1", Wait)),
        ["her words for an agreed step"] = (Teacher, StepState.Seen, new StepAmended("a1", Wait)),
        ["a yes"] = (Teacher, StepState.Proposed, new StepAnswered("a1", true, "Gladly.")),
        ["a no"] = (Teacher, StepState.Proposed, new StepAnswered("a1", false, "No.")),
        ["how far"] = (Coach, StepState.Practised, new StepReached("a1", StepState.Transferred)),
        ["a removal"] = (Teacher, StepState.Accepted, new StepRemoved("a1", true)),
    };

    public static TheoryData<string> Undos => [.. Undone.Keys];

    [Theory, MemberData(nameof(Undos))]
    public void Taken_back_it_is_as_it_was(string what)
    {
        Come(Undone[what].State);
        var before = A1;
        _pair.TakesBack(Undone[what].Who, Undone[what].Op);
        Assert.Equal(before, A1);
    }

    [Fact]
    public void A_proposal_that_is_taken_back_is_off_the_list_and_an_answer_over_another_can_not_be()
    {
        Assert.True(_pair.TakesBack(Coach, new StepProposed("a1", null, Hold)).Step("a1").Removed);
        _pair.Does(Teacher, new StepAnswered("a1", false, ""));
        Assert.Null(_pair.Inverse(new StepAnswered("a1", true, "")));
        Assert.Null(_pair.Inverse(new StepReopened("a1")));
        Assert.Null(_pair.Inverse(new StepReached("a1", StepState.Seen)));
    }

    /// <summary>A step of the coach's that has come to this state.</summary>
    private void Come(StepState state)
    {
        _pair.Does(Coach, new StepProposed("a1", "v1", Hold));
        if (state != StepState.Proposed) _pair.Does(Teacher, new StepAnswered("a1", state != StepState.Declined, ""));
        if (state > StepState.Accepted) _pair.Does(Coach, new StepReached("a1", state));
    }
}
