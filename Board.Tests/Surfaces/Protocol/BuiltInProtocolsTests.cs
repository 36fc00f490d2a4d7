using System.Text.Json;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Surfaces.Protocol;

/// <summary>The protocols, ratings and activities that come with Board (SPEC.md, PROT5).</summary>
public sealed class BuiltInProtocolsTests
{
    // id, then for each phase its minutes and where they are from: v published, p proposed, a between meetings
    private const string Minutes = """
        fist-to-five              1p 1p 1p 3p 1p
        dot-vote                  3p 3p 2p 3p
        notice-wonder             5v 5v 5v 10v 15v
        gallery-walk              5v 20v 5v
        tuning                    10v 3v 4v 3v 10v 5v 5v
        used-to-think             3p 3p 4p
        consensus-gradients       2p 2p 1p 4p 1p
        stop-and-jot              0.1v 0.5v 2p
        think-pair-share          2p 2v 3p
        data-driven-dialogue      10p 10p 15p 20p 5p
        rose-bud-thorn            8p 10p 12p
        pdsa                      20p 0a 12p 8p
        five-whys                 3p 17p 5p
        area-of-focus-coaching    3v 8v 9v 10v
        area-of-focus-instruction 3v 8v 9v 10v
        four-characteristics      3p 3p 3p 3p 5p
        """;

    public static TheoryData<string> Ids => [.. BuiltInProtocols.All.Select(protocol => protocol.Id)];

    public static TheoryData<string> Ratings => [.. BuiltInRatings.All.Select(rating => rating.Id)];

    [Fact]
    public void PROT5_Each_has_the_minutes_of_its_source_and_says_where_they_are_from()
    {
        var written = BuiltInProtocols.All.Select(protocol => $"{protocol.Id} {string.Join(' ', protocol.Phases.Select(phase =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{phase.Seconds / 60.0:0.#}{(phase.Timing == PhaseTiming.Published ? 'v' : phase.Timing == PhaseTiming.Proposed ? 'p' : 'a')}")))}");
        Assert.Equal(Minutes.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), written);
    }

    [Theory, MemberData(nameof(Ids))]
    public void PROT5_Each_runs_from_its_first_phase_to_its_last(string id)
    {
        var room = SetUp(id);
        var (protocol, builtIn) = (room.State.Protocols["x"], BuiltInProtocols.Of(id)!);
        Assert.True(protocol.RunsByItself);
        Assert.NotEqual("", protocol.Source);
        Assert.Equal(builtIn.Rating is not null, room.State.Ratings.ContainsKey("x"));
        Assert.Equal(builtIn.Rating is not null, protocol.Phases.Any(phase => phase.Rates));
        foreach (var phase in protocol.Phases)
        {
            Assert.Equal(phase.Id, room.State.Protocols["x"].Next()!.Id);
            room.Does(Facilitator, new PhaseBegun("x", phase.Id));
            if (phase is not { On: PhaseGround.Wall, Writes: PhaseWriters.Everyone }) continue;
            var section = phase.Section ?? room.State.Walls["x"].SectionsInOrder().First().Id;
            room.Does(Ana, new CardPosted("x", $"c{phase.Id}", section, "i", new("A card")));
            if (phase.Hidden && builtIn.Dots == 0) Assert.DoesNotContain($"c{phase.Id}", room.Seen(Ben).Walls["x"].Cards.Keys);
        }
        room.Does(Facilitator, new PhaseBegun("x", null));
        Assert.Equal(builtIn.Sections.Select(section => section.Id), room.State.Walls["x"].Sections.Select(section => section.Id)); // no phase had to make one
    }

    [Fact]
    public void WALL11_What_people_write_for_themselves_in_a_protocol_stays_theirs_to_its_end()
    {
        foreach (var (id, section) in (ReadOnlySpan<(string, string)>)[("used-to-think", "before"), ("used-to-think", "now"), ("think-pair-share", "thoughts")])
        {
            var room = SetUp(id).Does(Facilitator, new PhaseBegun("x", "p1")).Does(Ana, new CardPosted("x", "a1", section, "i", new("Mine")));
            foreach (var phase in room.State.Protocols["x"].Phases.Skip(1)) room.Does(Facilitator, new PhaseBegun("x", phase.Id));
            room.Does(Facilitator, new PhaseBegun("x", null), new WallRevealed("x", true));
            foreach (var who in (string[])[Facilitator, Ben, Screen, "archive"]) Assert.Empty(room.Seen(who).Walls["x"].Cards);
            Assert.Single(room.Seen(Ana).Walls["x"].Cards);
        }
    }

    [Fact]
    public void WALL12_Dots_are_given_in_silence_and_come_out_together()
    {
        var room = SetUp("dot-vote").Does(Facilitator, new PhaseBegun("x", "p1"), new CardPosted("x", "c1", "options", "i", new("One")), new PhaseBegun("x", "p3")).Does(Ana, new Reacted("x", "c1", "dot", true));
        Assert.DoesNotContain("dot", room.Seen(Ben).Walls["x"].Cards["c1"].Counts!.Keys);
        Assert.Equal(1, room.Does(Facilitator, new PhaseBegun("x", "p4")).Seen(Ben).Walls["x"].Cards["c1"].Counts!["dot"]);
        Assert.Equal("locked", room.Tries(Ben, new Reacted("x", "c1", "dot", true)));
    }

    [Theory, MemberData(nameof(Ratings))]
    public void Each_rating_that_comes_with_Board_can_be_set_up(string id)
    {
        var room = new Room().Does(Facilitator, new ActivityAdded("r", ActivityKind.Rating, "Rate", 0, 7)).Does(Facilitator, [.. ActivityTemplate.Rating(id, "r")]);
        Assert.Equal(BuiltInRatings.Of(id)!.Statements.Select(statement => statement.Id), room.State.Ratings["r"].InOrder().Select(statement => statement.Id));
        Assert.Equal(JsonSerializer.Serialize(BuiltInRatings.Of(id)!.Settings, SpaceJson.Options), JsonSerializer.Serialize(room.State.Ratings["r"].Settings, SpaceJson.Options));
    }

    [Fact]
    public void The_components_are_rated_with_three_voices_and_words_for_levels()
    {
        var consensus = BuiltInRatings.Of(BuiltInRatings.Consensus)!;
        Assert.Equal("COACH PRINCIPAL DISTRICT", string.Join(' ', consensus.Settings.Voices));
        Assert.Equal(["Not yet", "Starting", "In place", "Lasting"], consensus.Settings.Levels.Select(level => level.Name));
        Assert.Equal(7, consensus.Statements.Length);
    }

    [Fact]
    public void What_does_not_come_with_Board_sets_nothing_up()
    {
        Assert.Empty(ProtocolTemplate.Of("nothing", "x"));
        Assert.Empty(ActivityTemplate.Rating("nothing", "x"));
    }

    [Fact]
    public void A_do_now_and_an_exit_survey_are_walls_that_hide_answers_and_names()
    {
        var room = new Room().Does(Facilitator, new ActivityAdded("d", ActivityKind.Wall, "Do now", 0, 5), new ActivityAdded("e", ActivityKind.Wall, "Exit survey", 0, 5))
            .Does(Facilitator, [.. ActivityTemplate.DoNow("d", "What will you adjust?"), .. ActivityTemplate.ExitSurvey("e", ActivityTemplate.SessionOutcomes)]);
        Assert.Equal((false, "What will you adjust?"), (room.State.Walls["d"].Revealed, Assert.Single(room.State.Walls["d"].Sections).Prompt));
        Assert.Equal((false, false), (room.State.Walls["e"].Revealed, room.State.Walls["e"].Settings.NamesShown));
        Assert.Equal(ActivityTemplate.SessionOutcomes, room.State.Walls["e"].SectionsInOrder().Select(section => section.Prompt));
    }

    private static Room SetUp(string id) => new Room()
        .Does(Facilitator, new ActivityAdded("x", ActivityKind.Protocol, "A protocol", 0, 0))
        .Does(Facilitator, [.. ProtocolTemplate.Of(id, "x")])
        .Does(Facilitator, new ActivityBegun("x"));
}
