using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Surfaces.Protocol;

/// <summary>What a protocol does to the room (SPEC.md, PROT1 to PROT4).</summary>
public sealed class ProtocolRulesTests
{
    private const string X = "x1";

    private static readonly Phase Think = new("think", "Think", 60, "Write, on your own.", "The question.", PhaseGround.Wall, true, PhaseWriters.Everyone, PhaseTiming.Published) { Section = "thoughts", Signal = Signal.StopAndJot };
    private static readonly Phase Share = new("share", "Share", 0, "Look at it.", "The cards.", PhaseGround.Talk, false, PhaseWriters.Nobody, PhaseTiming.Proposed) { Signal = Signal.WholeGroupShareOut };
    private static readonly Phase Wonder = new("wonder", "Wonder", 30, "Write questions.", "", PhaseGround.Wall, true, PhaseWriters.Everyone, PhaseTiming.Proposed) { Section = "questions" };
    private static readonly Phase Tend = new("tend", "Tend", 30, "Group.", "", PhaseGround.Wall, false, PhaseWriters.Leaders, PhaseTiming.Proposed);
    private static readonly Phase Rate = new("rate", "Rate", 90, "Vote.", "", PhaseGround.Rating, false, PhaseWriters.Nobody, PhaseTiming.Async) { RatingStage = RatingStage.Vote };

    private readonly Room _room = new Room().Does(Facilitator,
        new ActivityAdded(X, ActivityKind.Protocol, "Think and share", 0, 5), new ProtocolSet(X, "Think and share", "", [Think, Share, Wonder, Tend, Rate], true),
        new StatementSet(X, "p", "We try it", "", "i"), new ActivityBegun(X));

    private WallState Wall => _room.State.Walls[X];

    private ProtocolState Protocol => _room.State.Protocols[X];

    private void Begins(string? phase) => _room.Does(Facilitator, new PhaseBegun(X, phase));

    [Fact]
    public void PROT2_A_phase_brings_all_with_it_at_once()
    {
        var (before, at) = (_room.AudienceOf(Ana)!.Key, _room.Now);
        Begins("think");
        Assert.Equal((false, false, Signal.StopAndJot, new RoomTimer(60_000, at + 60_000)), (Wall.Locked, Wall.Revealed, _room.State.Signal, _room.State.Timer));
        Assert.Equal(new WallSection("thoughts", "Think", "Write, on your own.", "i"), Assert.Single(Wall.Sections));
        Assert.NotEqual(before, _room.AudienceOf(Ana)!.Key); // one picture for everybody
        _room.Does(Ana, new CardPosted(X, "a1", "thoughts", "i", new("Mondays.")));
        Assert.Empty(_room.Seen(Ben).Walls[X].Cards);
        Begins("share");
        Assert.Equal((true, true, Signal.WholeGroupShareOut, null), (Wall.Locked, Wall.Revealed, _room.State.Signal, _room.State.Timer));
        Assert.Single(_room.Seen(Ben).Walls[X].Cards);
        Assert.Equal("locked", _room.Tries(Ana, new CardPosted(X, "a2", "thoughts", "i", new("Late."))));
        Begins("tend");
        Assert.Equal("locked", _room.Tries(Ana, new CardPosted(X, "a2", "thoughts", "i", new("Late."))));
        Assert.Null(_room.Tries(Co, new CardPinned(X, "a1", true)));
        Begins("rate");
        Assert.Equal((RatingStage.Vote, "p", null), (_room.State.Ratings[X].Statement("p")!.Stage, _room.State.Ratings[X].Current, _room.State.Signal));
        _room.Does(Ana, new Voted(X, "p", -1, 2));
    }

    [Fact]
    public void PROT2_Signal_and_time_of_a_phase_stay_behind_with_the_protocol()
    {
        Begins("think");
        _room.Does(Facilitator, new ActivityBegun(TheWall));
        Assert.Equal((null, null, "think"), (_room.State.Signal, _room.State.Timer, Protocol.Current));
        _room.Does(Facilitator, new SignalGiven(Signal.Network), new TimerStarted(60_000), new ActivityBegun(X));
        Assert.Equal((Signal.Network, 60_000L), (_room.State.Signal, _room.State.Timer!.Length)); // those of no phase go along
    }

    [Fact]
    public void PROT2_The_phase_that_the_room_is_in_does_not_begin_anew()
    {
        Begins("think");
        var before = _room.Does(Facilitator, new TimerExtended(60_000)).State;
        Assert.Same(before, _room.Does(Co, new PhaseBegun(X, "think")).State);
    }

    [Fact]
    public void PROT2_A_phase_begins_where_the_room_is()
    {
        _room.Does(Facilitator, new ActivityBegun(TheWall));
        Assert.Equal("not-here", _room.Tries(Facilitator, new PhaseBegun(X, "think")));
        Assert.Equal("not-there", _room.Does(Facilitator, new ActivityBegun(X)).Tries(Facilitator, new PhaseBegun(X, "nothing")));
        Assert.Equal("not-there", _room.Tries(Facilitator, new PhaseBegun(TheWall, "think")));
    }

    [Fact]
    public void PROT2_A_section_that_a_facilitator_made_stays_as_it_is()
    {
        _room.Does(Facilitator, new SectionSet(X, "thoughts", "Ours", "Our prompt", "z"));
        Begins("think");
        Assert.Equal("Our prompt", Assert.Single(Wall.Sections).Prompt);
        _room.Does(Facilitator, new SectionRemoved(X, "thoughts"));
        Begins("share");
        Begins("think");
        Assert.Equal(("Write, on your own.", "z", false), (Wall.Section("thoughts")!.Prompt, Wall.Section("thoughts")!.Order, Wall.Section("thoughts")!.Removed));
    }

    [Fact]
    public void PROT3_What_the_room_has_seen_it_keeps_seeing_when_a_later_phase_hides_what_is_written()
    {
        Begins("think");
        _room.Does(Ana, new CardPosted(X, "seen", "thoughts", "i", new("Mondays.")));
        Begins("share");
        Begins("wonder");
        _room.Does(Ana, new CardPosted(X, "hidden", "questions", "i", new("Why?")));
        Assert.Equal(["seen"], _room.Seen(Ben).Walls[X].Cards.Keys);
        Assert.Equal(["hidden", "seen"], _room.Seen(Ana).Walls[X].Cards.Keys);
        Assert.Null(_room.Seen(Ben).Walls[X].HiddenSince);
        _room.Does(Ana, new CardWithdrawn(X, "seen", true));
        Assert.IsType<CardGone>(_room.Told(Ben, _room.Entries[^1])!.Op);
        _room.Does(Ana, new CardWithdrawn(X, "hidden", true));
        // Who has written, and that it went, is nobody's to know: only how many there are now.
        Assert.Equal(0, Assert.IsType<WallTold>(_room.Told(Ben, _room.Entries[^1])!.Op).Wall.Writers);
    }

    [Fact]
    public void PROT3_Hidden_twice_in_a_row_nothing_of_the_first_is_seen()
    {
        Begins("think");
        _room.Does(Ana, new CardPosted(X, "a1", "thoughts", "i", new("Mondays.")));
        Begins("wonder");
        Assert.Empty(_room.Seen(Ben).Walls[X].Cards);
        Begins("share");
        Assert.Empty(_room.Does(Facilitator, new WallRevealed(X, false)).Seen(Ben).Walls[X].Cards); // a facilitator hides it all
    }

    [Fact]
    public void PROT4_When_it_is_over_the_signal_and_the_timer_end_and_what_was_voted_on_comes_out()
    {
        Begins("rate");
        _room.Does(Ana, new Voted(X, "p", -1, 2));
        Begins(null);
        Assert.Equal((null, null, null), (Protocol.Current, _room.State.Signal, _room.State.Timer));
        Assert.Equal(1, _room.Seen(Ben).Ratings[X].Statement("p")!.First!.Spread!.Value[0][2]);
        Begins("rate");
        _room.Does(Facilitator, new RatingStaged(X, "p", RatingStage.VoteAgain)).Does(Ana, new Voted(X, "p", -1, 3));
        Begins(null);
        Assert.Equal(1, _room.Seen(Ben).Ratings[X].Statement("p")!.Second!.Spread!.Value[0][3]);
    }

    [Fact]
    public void PROT1_It_is_edited_while_it_runs_and_the_phase_that_the_room_is_in_stays_by_its_id()
    {
        Begins("think");
        var timer = _room.State.Timer;
        _room.Does(Facilitator, new ProtocolSet(X, "Ours", "", [Share, Think with { Name = "Think alone", Seconds = 600, Hidden = false, Signal = null }], false));
        Assert.Equal(("think", "Ours", false, timer), (Protocol.Current, Protocol.Name, Protocol.RunsByItself, _room.State.Timer));
        Assert.Equal((true, false, null), (Wall.Revealed, Wall.Locked, _room.State.Signal));
        Assert.Null(_room.Does(Facilitator, new ProtocolSet(X, "Ours", "", [Share], false)).State.Protocols[X].Current);
    }

    [Fact]
    public void PROT1_An_edit_of_another_phase_leaves_the_room_alone()
    {
        Begins("think");
        _room.Does(Facilitator, new WallRevealed(X, true));
        var access = _room.State.Access;
        _room.Does(Facilitator, new ProtocolSet(X, "Ours", "", [Think, Share with { Name = "Say" }], true));
        Assert.Same(access, _room.State.Access);
        Assert.True(Wall.Revealed);
        var before = _room.State;
        Assert.Same(before, _room.Does(Facilitator, new ProtocolSet(X, "Ours", "", [Think, Share with { Name = "Say" }], true)).State);
    }

    [Fact]
    public void PROT1_Where_a_phase_rates_there_is_a_rating()
    {
        _room.Does(Facilitator, new ActivityAdded("x2", ActivityKind.Protocol, "Talk", 0, 5), new ProtocolSet("x2", "Talk", "", [Share], true));
        Assert.False(_room.State.Ratings.ContainsKey("x2"));
        Assert.Equal(RatingState.Empty, _room.Does(Facilitator, new ProtocolSet("x2", "Talk", "", [Share, Rate], true)).State.Ratings["x2"]);
    }

    [Fact]
    public void The_next_phase_is_the_one_after_the_current_one()
    {
        Assert.Equal("think", Protocol.Next()!.Id);
        Begins("tend");
        Assert.Equal("rate", Protocol.Next()!.Id);
        Begins("rate");
        Assert.Null(Protocol.Next());
    }

    [Fact]
    public void Taken_back_the_room_goes_back_to_the_phase_and_the_phases_are_as_they_were()
    {
        Begins("think");
        _room.TakesBack(Facilitator, new PhaseBegun(X, "share"));
        Assert.Equal(("think", false), (Protocol.Current, Wall.Revealed));
        var before = _room.Written;
        Assert.Equal(before, _room.TakesBack(Facilitator, new ProtocolSet(X, "Ours", "s", [Think], false)).Written);
    }

    private static readonly Dictionary<string, (ProtocolSet Op, string Code)> Wrong = new()
    {
        ["a phase twice"] = (new(X, "Ours", "", [Think, Think], true), "malformed"),
        ["too many phases"] = (new(X, "Ours", "", [.. Enumerable.Range(0, ProtocolSurface.MaxPhases + 1).Select(i => Think with { Id = $"p{i}" })], true), "too-many"),
        ["a long name"] = (new(X, Beyond(120), "", [Think], true), "too-long"),
        ["a long source"] = (new(X, "Ours", Beyond(500), [Think], true), "too-long"),
        ["a phase without a name"] = (new(X, "Ours", "", [Think with { Name = "" }], true), "empty"),
        ["a phase with an odd id"] = (new(X, "Ours", "", [Think with { Id = "A b" }], true), "malformed"),
        ["a phase with an odd section"] = (new(X, "Ours", "", [Think with { Section = "A b" }], true), "malformed"),
        ["a phase of less than no time"] = (new(X, "Ours", "", [Think with { Seconds = -1 }], true), "out-of-range"),
        ["a phase of more than a day"] = (new(X, "Ours", "", [Think with { Seconds = 86_401 }], true), "out-of-range"),
        ["much to do"] = (new(X, "Ours", "", [Think with { Do = Beyond(500) }], true), "too-long"),
        ["much to show"] = (new(X, "Ours", "", [Think with { Screen = Beyond(500) }], true), "too-long"),
        ["no protocol"] = (new("x9", "Ours", "", [Think], true), "not-there"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused(string what)
    {
        var before = _room.State;
        Assert.Equal(Wrong[what].Code, _room.Tries(Facilitator, Wrong[what].Op));
        Assert.Same(before, _room.State);
    }
}
