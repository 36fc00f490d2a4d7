using Board.Spaces;
using Board.Spaces.CoachingCycle;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>Conferences and next steps: both partners write them, and the same id again changes one.</summary>
public sealed class ConferenceRulesTests
{
    private static readonly ConferenceSet Post = new("k1", ConferenceKind.Post, "v1", new(2026, 11, 18), new(10, 30), 30, "What did we see?");
    private static readonly NextStepSet Cards = new("x1", "Send the task cards", Owner.Coach, new(2026, 11, 16));

    private readonly Pair _pair = new();

    [Fact]
    public void A_conference_that_is_set_again_is_changed_and_stays_held_and_in_its_place()
    {
        _pair.Does(Coach, Post, new ConferenceSet("k2", ConferenceKind.FollowUp, null, null, null, 0, ""), new ConferenceHeld("k1", true), new ConferenceRemoved("k1", true));
        Assert.Equal(new Conference("k1", ConferenceKind.Post, "v1", new(2026, 11, 18), new(10, 30), 30, "What did we see?", Held: true, Removed: true), _pair.Plan.Conferences[0]);
        _pair.Does(Teacher, Post with { Kind = ConferenceKind.Pre, Visit = null, Minutes = 45 });
        Assert.Equal(new Conference("k1", ConferenceKind.Pre, null, new(2026, 11, 18), new(10, 30), 45, "What did we see?", Held: true, Removed: true), _pair.Plan.Conferences[0]);
        _pair.Does(Teacher, new ConferenceHeld("k1", false), new ConferenceRemoved("k1", false));
        Assert.Equal((false, false), (_pair.Plan.Conferences[0].Held, _pair.Plan.Conferences[0].Removed));
        Assert.Equal(["k1", "k2"], _pair.Plan.Conferences.Select(one => one.Id));
    }

    [Fact]
    public void A_next_step_that_is_set_again_is_changed_and_stays_done_and_in_its_place()
    {
        _pair.Does(Coach, Cards, Cards with { Id = "x2" }, new NextStepChecked("x1", true), new NextStepRemoved("x1", true));
        Assert.Equal(new NextStep("x1", "Send the task cards", Owner.Coach, new(2026, 11, 16), Done: true, Removed: true), _pair.Plan.NextSteps[0]);
        _pair.Does(Teacher, Cards with { Owner = Owner.Both, Due = null });
        Assert.Equal(new NextStep("x1", "Send the task cards", Owner.Both, null, Done: true, Removed: true), _pair.Plan.NextSteps[0]);
        _pair.Does(Teacher, new NextStepChecked("x1", false), new NextStepRemoved("x1", false));
        Assert.Equal((false, false), (_pair.Plan.NextSteps[0].Done, _pair.Plan.NextSteps[0].Removed));
        Assert.Equal(["x1", "x2"], _pair.Plan.NextSteps.Select(one => one.Id));
    }

    private static readonly Dictionary<string, (SpaceOp Op, string Code)> Wrong = new()
    {
        ["a conference without an id"] = (Post with { Id = "" }, "malformed"),
        ["a conference with a long agenda"] = (Post with { Agenda = Beyond(2_000) }, "too-long"),
        ["a conference of less than no minutes"] = (Post with { Minutes = -1 }, "malformed"),
        ["a conference of more than a day"] = (Post with { Minutes = 1_441 }, "malformed"),
        ["a conference about a lesson that is not there"] = (Post with { Visit = "v9" }, "not-there"),
        ["to hold no conference"] = (new ConferenceHeld("k9", true), "not-there"),
        ["to remove no conference"] = (new ConferenceRemoved("k9", true), "not-there"),
        ["a next step without an id"] = (Cards with { Id = "" }, "malformed"),
        ["a next step without words"] = (Cards with { Text = " " }, "empty"),
        ["a next step that is too long"] = (Cards with { Text = Beyond(2_000) }, "too-long"),
        ["to check no next step"] = (new NextStepChecked("x9", true), "not-there"),
        ["to remove no next step"] = (new NextStepRemoved("x9", true), "not-there"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what) => _pair.Refuses(Coach, Wrong[what].Op, Wrong[what].Code);

    [Fact]
    public void So_many_and_no_more_but_what_is_there_may_still_be_changed()
    {
        for (var i = 0; i < PlanRules.MaxConferences; i++) _pair.Does(Coach, Post with { Id = $"k{i}" });
        for (var i = 0; i < PlanRules.MaxNextSteps; i++) _pair.Does(Coach, Cards with { Id = $"x{i}" });
        Assert.Equal("too-many", _pair.Tries(Coach, Post with { Id = "more" }));
        Assert.Equal("too-many", _pair.Tries(Coach, Cards with { Id = "more" }));
        _pair.Does(Teacher, Post with { Id = "k7", Agenda = "Else" }, Cards with { Id = "x7", Text = "Else" });
        Assert.Equal((200, "Else", 300, "Else"), (_pair.Plan.Conferences.Length, _pair.Plan.Conferences[7].Agenda, _pair.Plan.NextSteps.Length, _pair.Plan.NextSteps[7].Text));
    }

    private static readonly Dictionary<string, SpaceOp> Undone = new()
    {
        ["a change of a conference"] = Post with { Agenda = "", On = null },
        ["that they met"] = new ConferenceHeld("k1", true),
        ["that they won't meet"] = new ConferenceRemoved("k1", true),
        ["a change of a next step"] = Cards with { Text = "Print them", Owner = Owner.Teacher },
        ["that it is done"] = new NextStepChecked("x1", true),
        ["that it won't be"] = new NextStepRemoved("x1", true),
    };

    public static TheoryData<string> Undos => [.. Undone.Keys];

    [Theory, MemberData(nameof(Undos))]
    public void Taken_back_it_is_as_it_was(string what)
    {
        var before = _pair.Does(Coach, Post, Cards).Written;
        Assert.Equal(before, _pair.TakesBack(Teacher, Undone[what]).Written);
    }

    [Fact]
    public void What_was_added_is_off_the_list_when_it_is_taken_back()
    {
        Assert.True(_pair.TakesBack(Coach, Post).Plan.Conferences[0].Removed);
        Assert.True(_pair.TakesBack(Coach, Cards).Plan.NextSteps[0].Removed);
    }
}
