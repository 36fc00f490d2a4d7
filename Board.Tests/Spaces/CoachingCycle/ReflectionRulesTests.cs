using System.Collections.Immutable;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>The conversation after a visit: it is the partners', and each rewords only what they said themselves.</summary>
public sealed class ReflectionRulesTests
{
    private static readonly ReplyWritten Said = new("v1", "r1", "thinking", "I swallowed it.");

    private readonly Pair _pair = new();

    private Reflection Talk => _pair.State.Reflection("v1");

    [Fact]
    public void A_talk_that_nobody_began_has_a_question_and_a_method_and_is_not_written_down()
    {
        Assert.Equal(("thinking", "See it, name it, do it", 0), (Assert.Single(Talk.Prompts).Id, Talk.Method.Name, _pair.State.Reflections.Count));
        _pair.Does(Coach, Said with { Visit = "v2" });
        Assert.Equal("v2", Assert.Single(_pair.State.Reflections).Key);
        Assert.Same(Reflection.None, Talk);
    }

    [Fact]
    public void Questions_are_chosen_in_their_order_each_once()
    {
        _pair.Does(Teacher, new PromptsChosen("v1", [new("own1", "What of Sam?"), ReflectionPrompts.BuiltIn[4], new("own1", "What of Sam and Ana?")]));
        Assert.Equal([new("own1", "What of Sam?"), ReflectionPrompts.BuiltIn[4]], Talk.Prompts.AsEnumerable());
    }

    [Fact]
    public void Replies_to_a_question_that_was_chosen_no_more_are_kept()
    {
        _pair.Does(Teacher, Said, new PromptsChosen("v1", [ReflectionPrompts.BuiltIn[4]]));
        Assert.Equal("I swallowed it.", Assert.Single(Talk.Replies).Text);
    }

    [Fact]
    public void A_reply_is_its_writers_from_when_it_was_begun_and_keeps_its_place_when_it_is_reworded()
    {
        _pair.Does(Teacher, Said).Does(Coach, new ReplyWritten("v1", "r2", "thinking", "I saw it."));
        _pair.Does(Teacher, Said with { Text = "I nearly answered.", Prompt = "surprise" });
        Assert.Equal([new("r1", "thinking", Teacher, Start + 3_000, "I nearly answered."), new("r2", "thinking", Coach, Start + 4_000, "I saw it.")], Talk.Replies.AsEnumerable());
    }

    [Theory]
    [InlineData(Teacher, Coach)]
    [InlineData(Coach, Teacher)]
    public void Nobody_rewords_or_takes_back_what_the_other_said(string one, string other)
    {
        _pair.Does(one, Said);
        Assert.Equal("not-allowed", _pair.Tries(other, Said with { Text = "Not hers." }));
        Assert.Equal("not-allowed", _pair.Tries(other, Said with { Text = "" }));
        Assert.Equal((one, "I swallowed it."), (Talk.Replies[0].By, Talk.Replies[0].Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Empty_words_take_a_reply_back_and_again_change_nothing(string nothing)
    {
        _pair.Does(Teacher, Said, Said with { Text = nothing });
        Assert.Empty(Talk.Replies);
        _pair.Does(Teacher, Said with { Text = nothing }).Does(Coach, Said with { Text = nothing });
        Assert.Empty(Talk.Replies);
    }

    [Fact]
    public void Another_method_leaves_the_words_that_stand_in_its_parts()
    {
        _pair.Does(Coach, new PartWritten("v1", 0, "Fourteen hands.", ""), new PartWritten("v1", 2, "Hold the pause.", ""));
        Assert.Equal(["Fourteen hands.", "", "Hold the pause."], Talk.Parts.AsEnumerable());
        _pair.Does(Teacher, new MethodChosen("v1", "Two", [new("See", ""), new("Do", "What?")]));
        Assert.Equal("Two", Talk.Method.Name);
        Assert.Equal([new("See", ""), new("Do", "What?")], Talk.Method.Parts.AsEnumerable());
        Assert.Equal("not-there", _pair.Tries(Teacher, new PartWritten("v1", 2, "More.", "Hold the pause.")));
        _pair.Does(Teacher, new MethodChosen("v1", FeedbackMethods.SeeNameDo.Name, FeedbackMethods.SeeNameDo.Parts));
        Assert.Equal("Hold the pause.", Talk.Part(2));
    }

    [Fact]
    public void Two_who_write_in_a_part_at_once_lose_nothing()
    {
        _pair.Does(Coach, new PartWritten("v1", 1, "Hand over.", ""));
        Assert.Equal("changed-meanwhile", _pair.Tries(Teacher, new PartWritten("v1", 1, "Wait.", "")));
        Assert.Equal("Hand over.", Talk.Part(1));
        _pair.Does(Teacher, new PartWritten("v1", 1, "Hand over, wait.", "Hand over."), new PartWritten("v1", 0, "Fourteen.", ""));
        Assert.Equal(["Fourteen.", "Hand over, wait."], Talk.Parts.AsEnumerable());
    }

    [Fact]
    public void A_former_coach_leaves_what_she_said_and_can_not_change_it()
    {
        _pair.Does(Coach, Said).Does(Teacher, new CoachChanged("lena"));
        Assert.Equal("closed-door", _pair.Tries(Coach, Said with { Text = "Else." }));
        Assert.Equal("not-allowed", _pair.Tries("lena", Said with { Text = "Else." }));
        Assert.Equal(Coach, Talk.Replies[0].By);
    }

    private static ImmutableArray<MethodPart> Parts(int count) => [.. Enumerable.Range(0, count).Select(i => new MethodPart($"Part {i}", ""))];

    private static ImmutableArray<ReflectionPrompt> Prompts(int count) => [.. Enumerable.Range(0, count).Select(i => new ReflectionPrompt($"p{i}", "Why?"))];

    private static readonly Dictionary<string, (SpaceOp Op, string Code)> Wrong = new()
    {
        ["questions about no lesson"] = (new PromptsChosen("v9", Prompts(1)), "not-there"),
        ["no questions"] = (new PromptsChosen("v1", []), "too-many"),
        ["thirteen questions"] = (new PromptsChosen("v1", Prompts(13)), "too-many"),
        ["a question without an id"] = (new PromptsChosen("v1", [new("", "Why?")]), "malformed"),
        ["a question without words"] = (new PromptsChosen("v1", [new("p1", " ")]), "empty"),
        ["a question that is too long"] = (new PromptsChosen("v1", [new("p1", Beyond(2_000))]), "too-long"),
        ["nothing in a question's place"] = (new PromptsChosen("v1", [null!]), "malformed"),
        ["a reply about no lesson"] = (Said with { Visit = "v9" }, "not-there"),
        ["a reply without an id"] = (Said with { Id = "" }, "malformed"),
        ["a reply to what is no id"] = (Said with { Prompt = "a b" }, "malformed"),
        ["a reply that is too long"] = (Said with { Text = Beyond(2_000) }, "too-long"),
        ["a reply that can't be shown"] = (Said with { Text = "a\u0000" }, "malformed"),
        ["a method for no lesson"] = (new MethodChosen("v9", "Two", Parts(2)), "not-there"),
        ["a method without a name"] = (new MethodChosen("v1", "", Parts(2)), "empty"),
        ["a method whose name is too long"] = (new MethodChosen("v1", Beyond(120), Parts(2)), "too-long"),
        ["a method of one part"] = (new MethodChosen("v1", "One", Parts(1)), "too-many"),
        ["a method of seven parts"] = (new MethodChosen("v1", "Seven", Parts(7)), "too-many"),
        ["a part without a title"] = (new MethodChosen("v1", "Two", [new("See", ""), new("", "")]), "empty"),
        ["a part whose title is too long"] = (new MethodChosen("v1", "Two", [new("See", ""), new(Beyond(120), "")]), "too-long"),
        ["a part whose question is too long"] = (new MethodChosen("v1", "Two", [new("See", ""), new("Do", Beyond(2_000))]), "too-long"),
        ["nothing in a part's place"] = (new MethodChosen("v1", "Two", [new("See", ""), null!]), "malformed"),
        ["words about no lesson"] = (new PartWritten("v9", 0, "See.", ""), "not-there"),
        ["words before the first part"] = (new PartWritten("v1", -1, "See.", ""), "not-there"),
        ["words after the last part"] = (new PartWritten("v1", 3, "See.", ""), "not-there"),
        ["words that are too long"] = (new PartWritten("v1", 0, Beyond(2_000), ""), "too-long"),
        ["words over others"] = (new PartWritten("v1", 0, "See.", "Saw."), "changed-meanwhile"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what) => _pair.Refuses(Coach, Wrong[what].Op, Wrong[what].Code);

    [Fact]
    public void So_many_and_no_more_but_what_is_there_may_still_be_changed()
    {
        _pair.Does(Coach, new PromptsChosen("v1", Prompts(ReflectionRules.MaxPrompts)), new MethodChosen("v1", "Six", Parts(ReflectionRules.MaxParts)), new PartWritten("v1", 5, "Last.", ""));
        Assert.Equal((12, 6, "Last."), (Talk.Prompts.Length, Talk.Method.Parts.Length, Talk.Part(5)));
        for (var i = 0; i < ReflectionRules.MaxReplies; i++) _pair.Does(Coach, Said with { Id = $"r{i}" });
        Assert.Equal("too-many", _pair.Tries(Coach, Said with { Id = "more" }));
        _pair.Does(Coach, Said with { Id = "r7", Text = "Else." }, Said with { Id = "r8", Text = "" }, Said with { Id = "more" });
        Assert.Equal(ReflectionRules.MaxReplies, Talk.Replies.Length);
    }

    private static readonly Dictionary<string, SpaceOp> Undone = new()
    {
        ["questions"] = new PromptsChosen("v1", Prompts(3)),
        ["a reply"] = new ReplyWritten("v1", "r9", "thinking", "Else."),
        ["other words of a reply"] = Said with { Text = "Else." },
        ["a method"] = new MethodChosen("v1", "Two", Parts(2)),
        ["words in a part"] = new PartWritten("v1", 0, "Fifteen.", "Fourteen."),
    };

    public static TheoryData<string> Undos => [.. Undone.Keys];

    [Theory, MemberData(nameof(Undos))]
    public void Taken_back_it_is_as_it_was(string what)
    {
        _pair.Does(Teacher, Said, new PromptsChosen("v1", Prompts(2)), new MethodChosen("v1", "Four", Parts(4)), new PartWritten("v1", 0, "Fourteen.", ""));
        var before = _pair.Written;
        Assert.Equal(before, _pair.TakesBack(Teacher, Undone[what]).Written);
    }

    [Fact]
    public void A_reply_that_was_taken_back_comes_again_with_its_words()
    {
        _pair.Does(Teacher, Said).TakesBack(Teacher, Said with { Text = "" });
        Assert.Equal(("r1", Teacher, "I swallowed it."), (Talk.Replies[0].Id, Talk.Replies[0].By, Talk.Replies[0].Text));
    }
}
