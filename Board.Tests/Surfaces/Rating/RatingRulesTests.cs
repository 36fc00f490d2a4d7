using System.Text.Json;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Rating;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Surfaces.Rating;

/// <summary>What becomes of a rating (SPEC.md, RATE1 to RATE5).</summary>
public sealed class RatingRulesTests
{
    private const string R = "r1";
    private static readonly RatingSettings Voices = RatingSettings.Usual with { Voices = ["COACH", "PRINCIPAL", "DISTRICT"] };

    private readonly Room _room = new Room().Does(Facilitator,
        new ActivityAdded(R, ActivityKind.Rating, "Come to consensus", 0, 7), new RatingSet(R, Voices),
        new StatementSet(R, "plans", "Plans name a focus", "And a method.", "r"), new StatementSet(R, "purpose", "The purpose is clear", "", "i"), new ActivityBegun(R));

    private RatingState Rating => _room.State.Ratings[R];

    private RatingState Seen(string who = Ana) => _room.Seen(who).Ratings[R];

    private void Stages(RatingStage stage, string statement = "plans") => _room.Does(Facilitator, new RatingStaged(R, statement, stage));

    [Fact]
    public void RATE1_Statements_stand_where_they_are_put_and_the_room_turns_to_one()
    {
        Assert.Equal(["purpose", "plans"], Seen().Statements.Select(statement => statement.Id));
        Assert.Equal("purpose", Rating.AtHand()!.Id);
        Assert.Equal("plans", _room.Does(Co, new StatementTurnedTo(R, "plans")).State.Ratings[R].AtHand()!.Id);
        _room.Does(Co, new StatementRemoved(R, "plans"));
        Assert.Null(Rating.Current);
        Assert.Equal(["purpose"], Seen(Facilitator).Statements.Select(statement => statement.Id));
        Assert.Equal("not-there", _room.Tries(Co, new StatementTurnedTo(R, "plans")));
    }

    [Fact]
    public void RATE1_A_statement_that_comes_back_has_its_votes()
    {
        Stages(RatingStage.Vote);
        var before = _room.Does(Ana, new Voted(R, "plans", 0, 2)).Written;
        _room.TakesBack(Facilitator, new StatementRemoved(R, "plans"));
        Assert.Equal(before, _room.Written);
    }

    [Fact]
    public void RATE2_A_vote_is_taken_while_the_round_is_open_and_the_last_one_counts()
    {
        Assert.Equal("vote-closed", _room.Tries(Ana, new Voted(R, "plans", 0, 1)));
        Stages(RatingStage.Vote);
        _room.Does(Ana, new Voted(R, "plans", 0, 1), new Voted(R, "plans", 0, 3)).Does(Co, new Voted(R, "plans", 2, 0));
        var before = _room.State;
        Assert.Same(before, _room.Does(Ana, new Voted(R, "plans", 0, 3)).State);
        Assert.Equal(2, Seen().Statement("plans")!.First!.Voted);
        Assert.Null(Seen(Facilitator).Statement("plans")!.First!.Spread);
        Stages(RatingStage.Reveal);
        Assert.Equal([[0, 0, 0, 1], [0, 0, 0, 0], [1, 0, 0, 0]], Seen().Statement("plans")!.First!.Spread!.Value.Select(row => row.ToArray()));
        Assert.Equal("vote-closed", _room.Tries(Ana, new Voted(R, "plans", 0, 1)));
        Assert.Equal("not-there", _room.Tries(Ana, new Voted(R, "nothing", 0, 1)));
    }

    [Fact]
    public void RATE2_A_vote_that_is_opened_again_keeps_what_was_cast_and_hides_it()
    {
        Stages(RatingStage.Vote);
        _room.Does(Ana, new Voted(R, "plans", 0, 1));
        Stages(RatingStage.Reveal);
        Stages(RatingStage.Vote);
        Assert.Equal((1, true), (Seen().Statement("plans")!.First!.Voted, Seen().Statement("plans")!.First!.Spread is null));
        Stages(RatingStage.Waiting);
        Assert.Equal(1, Seen().Statement("plans")!.First!.Voted);
    }

    [Theory]
    [InlineData(RatingStage.Reveal)]
    [InlineData(RatingStage.Talk)]
    [InlineData(RatingStage.VoteAgain)]
    [InlineData(RatingStage.Agree)]
    [InlineData(RatingStage.Done)]
    public void RATE2_Nothing_comes_out_that_nobody_was_asked(RatingStage stage) =>
        Assert.Equal("not-voted", _room.Tries(Facilitator, new RatingStaged(R, "plans", stage)));

    [Fact]
    public void RATE3_The_first_vote_fixes_levels_and_voices_and_the_threshold_of_its_statement()
    {
        Stages(RatingStage.Vote);
        _room.Does(Ana, new Voted(R, "plans", 0, 1));
        Assert.Equal("votes-in", _room.Tries(Facilitator, new RatingSet(R, Voices with { Levels = Voices.Levels.SetItem(0, new("Never", "")) })));
        Assert.Equal("votes-in", _room.Tries(Facilitator, new RatingSet(R, Voices with { Voices = [] })));
        _room.Does(Facilitator, new RatingSet(R, Voices with { Threshold = new(1, 50) }));
        Stages(RatingStage.Vote, "purpose");
        _room.Does(Ana, new Voted(R, "purpose", 0, 1));
        Assert.Equal((new RatingThreshold(2, 80), new RatingThreshold(1, 50)), (Seen().Statement("plans")!.Threshold, Seen().Statement("purpose")!.Threshold));
    }

    [Fact]
    public void RATE3_So_does_a_decision_for_a_level()
    {
        _room.Does(Facilitator, new DecisionMinuted(R, "plans", 3, "Lasting.", ""));
        Assert.Equal("votes-in", _room.Tries(Facilitator, new RatingSet(R, Voices with { Levels = [.. Voices.Levels.Take(3)] })));
    }

    [Fact]
    public void RATE3_A_voice_can_be_put_right_until_a_vote_of_theirs_is_closed_and_stays_then()
    {
        Stages(RatingStage.Vote);
        _room.Does(Ana, new Voted(R, "plans", 0, 1), new Voted(R, "plans", 1, 1));
        Stages(RatingStage.Reveal);
        Assert.Equal(1, Seen().Statement("plans")!.First!.Spread!.Value[1][1]);
        Stages(RatingStage.VoteAgain);
        Assert.Equal("voice-fixed", _room.Tries(Ana, new Voted(R, "plans", 0, 1)));
        Stages(RatingStage.Vote, "purpose");
        Assert.Equal("voice-fixed", _room.Tries(Ana, new Voted(R, "purpose", 2, 1)));
        _room.Does(Ana, new Voted(R, "purpose", 1, 1)).Does(Ben, new Voted(R, "purpose", 2, 1));
    }

    [Fact]
    public void RATE4_Nobody_is_told_who_voted_how_and_whoever_voted_finds_it_again()
    {
        Stages(RatingStage.Vote);
        _room.Does(Ana, new Voted(R, "plans", 1, 3)).Does(Ben, new Voted(R, "plans", 0, 0));
        Stages(RatingStage.VoteAgain);
        _room.Does(Ana, new Voted(R, "plans", 1, 2));
        foreach (var who in (string[])[Facilitator, Co, Ana, Screen, "archive"])
        {
            var seen = JsonSerializer.Serialize(Seen(who), SpaceJson.Options);
            Assert.DoesNotContain($"\"{Ana}\"", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Votes", seen, StringComparison.Ordinal);
            foreach (var entry in _room.Entries.Where(entry => entry.Op is Voted))
            {
                var told = _room.Told(who, entry);
                if (who == "archive") Assert.Null(told);
                else Assert.Equal(new VoteCounted(R, "plans", RatingSettings.Usual.Threshold, 2, 1), told!.Op);
                if (who != entry.By) Assert.Equal("", told?.By ?? "");
            }
        }
        var own = WorkshopSpace.OwnInRatingOf(_room.State, Of(Ana), R)!;
        Assert.Equal((1, 3, 2), (own.Voice, own.First["plans"], own.Second["plans"]));
        Assert.Equal(-1, WorkshopSpace.OwnInRatingOf(_room.State, Of(Co), R)!.Voice);
        Assert.Null(WorkshopSpace.OwnInRatingOf(_room.State, Of(Screen), R));
        Assert.Null(WorkshopSpace.OwnInRatingOf(_room.State, Of(Gone), R));
    }

    [Fact]
    public void RATE4_A_vote_leaves_the_whole_room_one_audience()
    {
        Stages(RatingStage.Vote);
        var access = _room.State.Access;
        _room.Does(Ana, new Voted(R, "plans", 0, 1));
        Stages(RatingStage.Reveal);
        Assert.Same(access, _room.State.Access);
        Assert.Same(_room.AudienceOf(Ana), _room.AudienceOf(Ben));
    }

    [Fact]
    public void RATE5_The_second_vote_stands_beside_the_first_and_comes_out_when_the_room_agrees()
    {
        Stages(RatingStage.Vote);
        _room.Does(Ana, new Voted(R, "plans", 0, 0));
        Stages(RatingStage.Reveal);
        Stages(RatingStage.Talk);
        Stages(RatingStage.VoteAgain);
        _room.Does(Ana, new Voted(R, "plans", 0, 1));
        Assert.Equal((1, true), (Seen().Statement("plans")!.Second!.Voted, Seen().Statement("plans")!.Second!.Spread is null));
        Assert.Equal(1, Seen().Statement("plans")!.First!.Spread!.Value[0][0]);
        Stages(RatingStage.Agree);
        Assert.Equal(1, Seen().Statement("plans")!.Second!.Spread!.Value[0][1]);
        _room.Does(Facilitator, new DecisionMinuted(R, "plans", 1, "Starting.", "One of us sees more."));
        Stages(RatingStage.Done);
        Assert.Equal(new Decision(1, "Starting.", "One of us sees more."), Seen(Screen).Statement("plans")!.Decision);
        Assert.Null(_room.Does(Co, new DecisionMinuted(R, "plans", null, "", "")).State.Ratings[R].Statement("plans")!.Decision);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "malformed")]
    public void Where_there_are_no_voices_everybody_speaks_for_themselves_in_one_row(int voice, string? expected)
    {
        _room.Does(Facilitator, new RatingSet(R, RatingSettings.Usual));
        Stages(RatingStage.Vote);
        Assert.Equal(expected, _room.Tries(Ana, new Voted(R, "plans", voice, 1)));
        Stages(RatingStage.Reveal);
        Assert.Equal(expected is null ? 1 : 0, Assert.Single(Seen().Statement("plans")!.First!.Spread!.Value)[1]);
    }

    [Fact]
    public void SHOP6_After_the_end_nobody_votes()
    {
        Stages(RatingStage.Vote);
        _room.Does(Facilitator, new WorkshopEnded(true));
        Assert.Equal("ended", _room.Tries(Ana, new Voted(R, "plans", 0, 1)));
    }

    private static readonly Dictionary<string, (SpaceOp Op, string Code)> Wrong = new()
    {
        ["one level"] = (new RatingSet(R, Voices with { Levels = [new("Yes", "")] }), "out-of-range"),
        ["too many levels"] = (new RatingSet(R, Voices with { Levels = [.. Enumerable.Range(0, RatingSurface.MaxLevels + 1).Select(i => new RatingLevel($"{i}", ""))] }), "out-of-range"),
        ["a level without a name"] = (new RatingSet(R, Voices with { Levels = [new("", ""), new("Yes", "")], Threshold = new(1, 80) }), "empty"),
        ["a long hint"] = (new RatingSet(R, Voices with { Levels = [new("No", Beyond(RatingSurface.MaxStatement)), new("Yes", ""), new("Ja", "")] }), "too-long"),
        ["too many voices"] = (new RatingSet(R, Voices with { Voices = [.. Enumerable.Range(0, RatingSurface.MaxVoices + 1).Select(i => $"{i}")] }), "too-many"),
        ["a voice twice"] = (new RatingSet(R, Voices with { Voices = ["A", "A"] }), "same-name"),
        ["a voice without a name"] = (new RatingSet(R, Voices with { Voices = [""] }), "empty"),
        ["a threshold at no level"] = (new RatingSet(R, Voices with { Threshold = new(4, 80) }), "out-of-range"),
        ["a threshold of nobody"] = (new RatingSet(R, Voices with { Threshold = new(1, 0) }), "out-of-range"),
        ["a threshold of more than all"] = (new RatingSet(R, Voices with { Threshold = new(1, 101) }), "out-of-range"),
        ["a statement without words"] = (new StatementSet(R, "s", " ", "", "i"), "empty"),
        ["a long statement"] = (new StatementSet(R, "s", Beyond(RatingSurface.MaxStatement), "", "i"), "too-long"),
        ["a long detail"] = (new StatementSet(R, "s", "S", Beyond(RatingSurface.MaxDetail), "i"), "too-long"),
        ["a statement nowhere"] = (new StatementSet(R, "s", "S", "", "I"), "malformed"),
        ["a statement with an odd id"] = (new StatementSet(R, "S", "S", "", "i"), "malformed"),
        ["removing nothing"] = (new StatementRemoved(R, "s"), "not-there"),
        ["staging nothing"] = (new RatingStaged(R, "s", RatingStage.Vote), "not-there"),
        ["minuting nothing"] = (new DecisionMinuted(R, "s", 0, "", ""), "not-there"),
        ["a decision for no level"] = (new DecisionMinuted(R, "plans", 4, "", ""), "malformed"),
        ["a long dissent"] = (new DecisionMinuted(R, "plans", 1, "", Beyond(2_000)), "too-long"),
        ["a vote for no level"] = (new Voted(R, "purpose", 0, 4), "malformed"),
        ["a vote below all levels"] = (new Voted(R, "purpose", 0, -1), "malformed"),
        ["a vote with no voice"] = (new Voted(R, "purpose", -1, 1), "malformed"),
        ["a vote with another voice"] = (new Voted(R, "purpose", 3, 1), "malformed"),
        ["a rating that is not there"] = (new RatingSet("r9", Voices), "not-there"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused(string what)
    {
        Stages(RatingStage.Vote, "purpose");
        var before = _room.State;
        Assert.Equal(Wrong[what].Code, _room.Tries(Facilitator, Wrong[what].Op));
        Assert.Same(before, _room.State);
    }

    [Fact]
    public void A_rating_has_as_many_statements_as_this()
    {
        for (var i = 2; i < RatingSurface.MaxStatements; i++) _room.Does(Facilitator, new StatementSet(R, $"s{i}", "S", "", "z"));
        Assert.Equal("too-many", _room.Tries(Facilitator, new StatementSet(R, "more", "S", "", "z")));
    }

    private static readonly Dictionary<string, SpaceOp> TakenBack = new()
    {
        ["settings"] = new RatingSet(R, RatingSettings.Usual),
        ["a changed statement"] = new StatementSet(R, "plans", "Else", "", "z"),
        ["a removed statement"] = new StatementRemoved(R, "plans"),
        ["a turn"] = new StatementTurnedTo(R, "plans"),
        ["a stage"] = new RatingStaged(R, "plans", RatingStage.Vote),
        ["a decision"] = new DecisionMinuted(R, "plans", 1, "Starting", ""),
    };

    public static TheoryData<string> Backs => [.. TakenBack.Keys];

    [Theory, MemberData(nameof(Backs))]
    public void Taken_back_it_is_as_it_was(string what)
    {
        var before = _room.Written;
        _room.TakesBack(Facilitator, TakenBack[what]);
        Assert.Equal(before, _room.Written);
    }

    [Fact]
    public void A_new_statement_is_taken_back_and_a_vote_is_changed_by_voting()
    {
        _room.TakesBack(Facilitator, new StatementSet(R, "more", "More", "", "z"));
        Assert.Null(Rating.Statement("more"));
        Assert.Null(Space.Inverse(_room.State, new Voted(R, "plans", 0, 1)));
    }
}
