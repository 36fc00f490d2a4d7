using Board.Spaces;
using Board.Spaces.CoachingCycle;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>Planning: goal, phases, dates, look-fors, when lessons are, and the story.</summary>
public sealed class PlanRulesTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private readonly Pair _pair = new();

    [Fact]
    public void A_goal_has_words_a_measure_where_they_are_and_where_they_are_to_be()
    {
        _pair.Does(Teacher, new GoalDescribed("They explain.", "Exit slips", "6 of 24", "20 of 24", "g1"));
        Assert.Equal(("They explain.", new GoalFacts("Exit slips", "6 of 24", "20 of 24", "g1")), (_pair.State.Goal, _pair.Plan.Goal));
        _pair.Does(Coach, new GoalSet("They explain to a partner."));
        Assert.Equal(("They explain to a partner.", "Exit slips"), (_pair.State.Goal, _pair.Plan.Goal.Measure));
        _pair.Does(Coach, new GoalDescribed("", "", "", "", null));
        Assert.Equal(("", GoalFacts.None), (_pair.State.Goal, _pair.Plan.Goal));
    }

    [Fact]
    public void Phases_that_keep_their_name_keep_how_far_they_have_come()
    {
        _pair.Does(Coach, new PhaseProgressed(1, 40), new PhaseProgressed(2, 10), new PhasesChosen("Ours", [new("Act", 60), new("Look back", 40)]));
        Assert.Equal("Ours", _pair.Plan.Model);
        Assert.Equal([new("Act", 60, 40), new("Look back", 40, 0)], _pair.Plan.Phases.AsEnumerable());
    }

    [Fact]
    public void The_phase_that_the_pair_is_in_is_the_first_that_is_not_done()
    {
        Assert.Equal("Plan", _pair.Plan.Current.Name);
        _pair.Does(Teacher, new PhaseProgressed(0, 100), new PhaseProgressed(1, 99));
        Assert.Equal(new CyclePhase("Act", 25, 99), _pair.Plan.Current);
        _pair.Does(Teacher, new PhaseProgressed(1, 100), new PhaseProgressed(2, 100));
        Assert.Equal("Reflect", _pair.Plan.Current.Name);
        Assert.Equal("Plan", _pair.Does(Coach, new PhaseProgressed(0, 0)).Plan.Current.Name);
    }

    [Theory]
    [InlineData("2026-11-01", null)]
    [InlineData("2026-11-02", 1)]
    [InlineData("2026-11-08", 1)]
    [InlineData("2026-11-09", 2)]
    [InlineData("2026-12-13", 6)]
    [InlineData("2026-12-14", null)]
    public void Dates_say_which_week_of_the_cycle_a_day_is_in(string day, int? week)
    {
        _pair.Does(Coach, new CycleDated(Monday, 6));
        Assert.Equal((Monday, 6, new DateOnly(2026, 12, 13)), (_pair.Plan.Starts, _pair.Plan.Weeks, _pair.Plan.Ends));
        Assert.Equal(week, _pair.Plan.WeekOf(DateOnly.ParseExact(day, "yyyy-MM-dd")));
    }

    [Fact]
    public void Dates_that_are_open_give_no_week_and_no_end()
    {
        _pair.Does(Coach, new CycleDated(Monday, 0));
        Assert.Equal((null, null), (_pair.Plan.Ends, _pair.Plan.WeekOf(Monday)));
        _pair.Does(Teacher, new CycleDated(null, PlanRules.MaxWeeks));
        Assert.Equal((null, null), (_pair.Plan.Ends, _pair.Plan.WeekOf(Monday)));
    }

    [Fact]
    public void A_cycle_from_the_last_days_of_the_calendar_ends_with_it()
    {
        _pair.Does(Coach, new CycleDated(DateOnly.MaxValue.AddDays(-10), 60));
        Assert.Equal(DateOnly.MaxValue, _pair.Plan.Ends);
        Assert.Equal(2, _pair.Plan.WeekOf(DateOnly.MaxValue));
    }

    [Fact]
    public void A_finished_cycle_is_not_locked_and_may_be_taken_up_again()
    {
        _pair.Does(Coach, new CycleFinished(true)).Does(Teacher, new GoalSet("More."));
        Assert.True(_pair.Plan.Finished);
        Assert.False(_pair.Does(Teacher, new CycleFinished(false)).Plan.Finished);
    }

    [Fact]
    public void Look_fors_keep_their_order_each_once()
    {
        _pair.Does(Coach, new LookForsChosen(["3b", "2b", "3b"], "Partners explain first"));
        Assert.Equal(["3b", "2b"], _pair.Plan.LookFors.AsEnumerable());
        Assert.Equal("Partners explain first", _pair.Plan.GoalLookFor);
        _pair.Does(Coach, new LookForsChosen([], ""));
        Assert.Equal((0, ""), (_pair.Plan.LookFors.Length, _pair.Plan.GoalLookFor));
    }

    [Fact]
    public void A_visit_is_scheduled_beside_what_else_it_is()
    {
        var before = _pair.State.Visit("v1")!;
        _pair.Does(Teacher, new VisitScheduled("v1", VisitKind.CoTeach, new(9, 40), 45));
        Assert.Equal(before with { Kind = VisitKind.CoTeach, Starts = new(9, 40), Minutes = 45 }, _pair.State.Visit("v1"));
        Assert.Equal(["v1", "v2"], _pair.State.Visits.Select(visit => visit.Id));
    }

    [Fact]
    public void Two_who_tell_the_story_at_once_lose_nothing()
    {
        _pair.Does(Teacher, new StoryWritten("Hands", "Six hands went up.", ""));
        Assert.Equal(new Story("Hands", "Six hands went up."), _pair.Plan.Story);
        Assert.Equal("changed-meanwhile", _pair.Tries(Coach, new StoryWritten("Hands", "Nobody spoke.", "")));
        Assert.Equal("Six hands went up.", _pair.Plan.Story.Text);
        _pair.Does(Coach, new StoryWritten("Fourteen", new string('x', 20_000), "Six hands went up."));
        Assert.Equal(("Fourteen", 20_000), (_pair.Plan.Story.Title, _pair.Plan.Story.Text.Length));
    }

    private static PhasesChosen Phases(params int[] weights) => new("Ours", [.. weights.Select((weight, i) => new PhaseShare($"Phase {i}", weight))]);

    private static readonly Dictionary<string, (SpaceOp Op, string Code)> Wrong = new()
    {
        ["a goal that is too long"] = (new GoalDescribed(Beyond(2_000), "", "", "", null), "too-long"),
        ["a measure that is too long"] = (new GoalDescribed("", Beyond(2_000), "", "", null), "too-long"),
        ["a baseline that is too long"] = (new GoalDescribed("", "", Beyond(2_000), "", null), "too-long"),
        ["a target that can't be shown"] = (new GoalDescribed("", "", "", "20\u0001", null), "malformed"),
        ["a goal that serves what is no id"] = (new GoalDescribed("", "", "", "", "G 1"), "malformed"),
        ["a model without a name"] = (new PhasesChosen("", [new("All", 100)]), "empty"),
        ["a model whose name is too long"] = (new PhasesChosen(Beyond(120), [new("All", 100)]), "too-long"),
        ["no phases"] = (Phases(), "out-of-range"),
        ["nine phases"] = (Phases(20, 10, 10, 10, 10, 10, 10, 10, 10), "out-of-range"),
        ["phases of less than the whole"] = (Phases(50, 49), "out-of-range"),
        ["phases of more than the whole"] = (Phases(50, 51), "out-of-range"),
        ["a phase of no weight"] = (Phases(100, 0), "out-of-range"),
        ["a phase of less than no weight"] = (Phases(60, 60, -20), "out-of-range"),
        ["nothing in a phase's place"] = (new PhasesChosen("Ours", [null!]), "out-of-range"),
        ["a phase without a name"] = (new PhasesChosen("Ours", [new(" ", 100)]), "empty"),
        ["a phase whose name has two lines"] = (new PhasesChosen("Ours", [new("Plan\nAct", 100)]), "malformed"),
        ["the phase before the first"] = (new PhaseProgressed(-1, 50), "not-there"),
        ["the phase after the last"] = (new PhaseProgressed(3, 50), "not-there"),
        ["less than no progress"] = (new PhaseProgressed(0, -1), "not-there"),
        ["more than all progress"] = (new PhaseProgressed(0, 101), "not-there"),
        ["less than no weeks"] = (new CycleDated(Monday, -1), "out-of-range"),
        ["too many weeks"] = (new CycleDated(Monday, 61), "out-of-range"),
        ["too many look-fors"] = (new LookForsChosen([.. Enumerable.Range(0, 41).Select(i => $"{i}a")], ""), "too-many"),
        ["a look-for that is no code"] = (new LookForsChosen(["3b", "3-b"], ""), "malformed"),
        ["nothing in a look-for's place"] = (new LookForsChosen([null!], ""), "malformed"),
        ["a look-for of the goal that is blank"] = (new LookForsChosen([], " "), "empty"),
        ["a look-for of the goal that is too long"] = (new LookForsChosen([], Beyond(120)), "too-long"),
        ["a visit of less than no minutes"] = (new VisitScheduled("v1", VisitKind.Model, null, -1), "malformed"),
        ["a visit of more than a day"] = (new VisitScheduled("v1", VisitKind.Model, null, 1_441), "malformed"),
        ["a visit that is not there"] = (new VisitScheduled("v9", VisitKind.Model, null, 45), "not-there"),
        ["a story whose title is too long"] = (new StoryWritten(Beyond(2_000), "", ""), "too-long"),
        ["a story that is too long"] = (new StoryWritten("", Beyond(20_000), ""), "too-long"),
        ["a story over another"] = (new StoryWritten("", "Mine.", "Hers."), "changed-meanwhile"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what) => _pair.Refuses(Coach, Wrong[what].Op, Wrong[what].Code);

    [Fact]
    public void So_many_and_no_more()
    {
        _pair.Does(Coach, Phases(93, 1, 1, 1, 1, 1, 1, 1), new LookForsChosen([.. Enumerable.Range(0, PlanRules.MaxLookFors).Select(i => $"{i}")], ""));
        Assert.Equal((8, 40), (_pair.Plan.Phases.Length, _pair.Plan.LookFors.Length));
    }

    private static readonly Dictionary<string, SpaceOp> Undone = new()
    {
        ["a goal"] = new GoalDescribed("They ask.", "", "0", "9", null),
        ["progress"] = new PhaseProgressed(0, 70),
        ["dates"] = new CycleDated(null, 0),
        ["the end"] = new CycleFinished(true),
        ["look-fors"] = new LookForsChosen(["2b"], ""),
        ["a schedule"] = new VisitScheduled("v1", VisitKind.Model, null, 0),
        ["a story"] = new StoryWritten("New", "Other words.", "Six hands."),
    };

    public static TheoryData<string> Undos => [.. Undone.Keys];

    [Theory, MemberData(nameof(Undos))]
    public void Taken_back_it_is_as_it_was(string what)
    {
        _pair.Does(Coach, new GoalDescribed("They explain.", "Slips", "6", "20", "g1"), new PhaseProgressed(0, 30), new CycleDated(Monday, 6), new LookForsChosen(["3b"], "First"));
        _pair.Does(Coach, new VisitScheduled("v1", VisitKind.CoTeach, new(9, 40), 45), new StoryWritten("Old", "Six hands.", ""));
        var before = _pair.Written;
        Assert.Equal(before, _pair.TakesBack(Teacher, Undone[what]).Written);
    }

    [Fact]
    public void Phases_that_are_taken_back_are_as_they_were_divided()
    {
        Assert.Equal(CycleModels.PlanActReflect.Phases.AsEnumerable(), _pair.TakesBack(Coach, Phases(100)).Plan.Phases.Select(phase => new PhaseShare(phase.Name, phase.Weight)));
    }
}
