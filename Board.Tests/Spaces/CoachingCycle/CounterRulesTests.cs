using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Tally;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>What is counted in a lesson: one of the two proposes, nothing is counted until the other agrees.</summary>
public sealed class CounterRulesTests
{
    private static readonly CounterProposed Open = new("open", "Open questions", CounterKind.Count, "o", 0);
    private static readonly CounterProposed Task = new("task", "On task", CounterKind.Sweep, "s", 5);

    private readonly Pair _pair = new();

    private Counter Counter(string id) => _pair.Plan.Counters.Single(counter => counter.Id == id);

    [Theory]
    [InlineData(Coach, Teacher)]
    [InlineData(Teacher, Coach)]
    public void Nothing_is_counted_until_the_other_agrees(string one, string other)
    {
        _pair.Does(one, Task);
        Assert.Equal(new Counter("task", "On task", CounterKind.Sweep, "s", 5, one, Agreed: false, Dropped: false), Counter("task"));
        Assert.Equal("not-agreed", _pair.Tries(other, new Swept("v1", "t1", "task", 22, 24)));
        Assert.Equal("not-allowed", _pair.Tries(one, new CounterAgreed("task")));
        _pair.Does(other, new CounterAgreed("task"), new Swept("v1", "t1", "task", 22, 24));
        Assert.Equal(new Counter("task", "On task", CounterKind.Sweep, "s", 5, one, Agreed: true, Dropped: false), Counter("task"));
    }

    [Fact]
    public void An_agreement_again_changes_nothing_whoever_says_it()
    {
        _pair.Does(Coach, Open).Does(Teacher, new CounterAgreed("open"));
        var before = _pair.Plan.Counters;
        Assert.Equal(before.AsEnumerable(), _pair.Does(Teacher, new CounterAgreed("open")).Does(Coach, new CounterAgreed("open")).Plan.Counters.AsEnumerable());
    }

    [Fact]
    public void What_is_proposed_in_other_words_waits_for_agreement_again_and_keeps_its_place()
    {
        _pair.Does(Coach, Open, Task).Does(Teacher, new CounterAgreed("open"), Open with { Name = "Why-questions", Key = "y" });
        Assert.Equal(new Counter("open", "Why-questions", CounterKind.Count, "y", 0, Teacher, Agreed: false, Dropped: false), _pair.Plan.Counters[0]);
        Assert.Equal("not-allowed", _pair.Tries(Teacher, new CounterAgreed("open")));
        Assert.Equal(2, _pair.Plan.Counters.Length);
    }

    [Fact]
    public void A_count_that_one_drops_comes_back_only_as_a_proposal_to_the_other()
    {
        _pair.Does(Coach, Open).Does(Teacher, new CounterAgreed("open"), new CounterDropped("open"), new CounterDropped("open"));
        Assert.Equal((true, true), (Counter("open").Agreed, Counter("open").Dropped));
        Assert.Equal("not-there", _pair.Tries(Coach, new CounterAgreed("open")));
        Assert.Equal("not-there", _pair.Tries(Teacher, new CounterAgreed("open")));
        _pair.Does(Coach, Open);
        Assert.Equal((false, false), (Counter("open").Agreed, Counter("open").Dropped));
        _pair.Does(Teacher, new CounterAgreed("open"));
        Assert.Equal((true, false), (Counter("open").Agreed, Counter("open").Dropped));
    }

    [Fact]
    public void A_proposal_that_was_declined_can_not_be_agreed_to_behind_its_back()
    {
        _pair.Does(Coach, Open).Does(Teacher, new CounterDropped("open"));
        Assert.Equal("not-there", _pair.Tries(Teacher, new CounterAgreed("open")));
        Assert.Equal("not-there", _pair.Tries(Coach, new CounterAgreed("open")));
    }

    [Fact]
    public void What_was_counted_before_a_count_was_dropped_is_still_taken()
    {
        _pair.Does(Coach, Open).Does(Teacher, new CounterAgreed("open"), new CounterDropped("open")).Does(Coach, new Counted("v1", "t1", "open"));
        Assert.Single(_pair.State.Notes["v1"].Tally.Of("open"));
    }

    [Fact]
    public void What_a_former_coach_proposed_is_for_the_teacher_to_agree_to()
    {
        _pair.Does(Coach, Open).Does(Teacher, Task, new CoachChanged("lena"));
        Assert.Equal("not-allowed", _pair.Tries("lena", new CounterAgreed("open")));
        _pair.Does(Teacher, new CounterAgreed("open")).Does("lena", new CounterAgreed("task"));
        Assert.All(_pair.Plan.Counters, counter => Assert.True(counter.Agreed));
    }

    [Fact]
    public void A_letter_is_free_again_when_its_count_is_dropped()
    {
        _pair.Does(Coach, Open);
        Assert.Equal("exists", _pair.Tries(Teacher, Task with { Key = "o" }));
        _pair.Does(Coach, new CounterDropped("open")).Does(Teacher, Task with { Key = "o" });
        Assert.Equal("exists", _pair.Tries(Coach, Open));
    }

    private static readonly Dictionary<string, (SpaceOp Op, string Code)> Wrong = new()
    {
        ["no id"] = (Open with { Id = "" }, "malformed"),
        ["an id that is none"] = (Open with { Id = "Open!" }, "malformed"),
        ["no name"] = (Open with { Name = "" }, "empty"),
        ["a name that is too long"] = (Open with { Name = Beyond(120) }, "too-long"),
        ["no letter"] = (Open with { Key = "" }, "malformed"),
        ["a capital letter"] = (Open with { Key = "O" }, "malformed"),
        ["two letters"] = (Open with { Key = "oo" }, "malformed"),
        ["a letter from elsewhere"] = (Open with { Key = "ö" }, "malformed"),
        ["less than no minutes"] = (Open with { Every = -1 }, "malformed"),
        ["too many minutes"] = (Open with { Every = 121 }, "malformed"),
        ["a letter that is taken"] = (Open with { Id = "other", Key = "s" }, "exists"),
        ["to agree to no count"] = (new CounterAgreed("open"), "not-there"),
        ["to drop no count"] = (new CounterDropped("open"), "not-there"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _pair.Does(Teacher, Task);
        _pair.Refuses(Coach, Wrong[what].Op, Wrong[what].Code);
    }

    [Fact]
    public void So_many_and_no_more_but_what_is_there_may_still_be_changed()
    {
        for (var i = 0; i < PlanRules.MaxCounters; i++) _pair.Does(Coach, Open with { Id = $"c{i}", Key = $"{(char)('a' + i)}", Every = 120 });
        Assert.Equal("too-many", _pair.Tries(Coach, Open with { Id = "more", Key = "z" }));
        Assert.Equal("Other", _pair.Does(Teacher, Open with { Id = "c0", Key = "a", Name = "Other" }).Plan.Counters[0].Name);
    }

    [Fact]
    public void A_proposal_that_is_taken_back_is_dropped_and_a_drop_that_is_taken_back_is_a_proposal()
    {
        Assert.True(_pair.TakesBack(Coach, Open).Plan.Counters[0].Dropped);
        _pair.Does(Coach, Open).Does(Teacher, new CounterAgreed("open")).TakesBack(Teacher, new CounterDropped("open"));
        Assert.Equal(new Counter("open", "Open questions", CounterKind.Count, "o", 0, Teacher, Agreed: false, Dropped: false), Counter("open"));
        Assert.Null(_pair.Inverse(new CounterAgreed("open")));
    }
}
