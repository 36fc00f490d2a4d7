using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Spaces.Workshop;

/// <summary>Leading, joining and the agenda (SPEC.md, SHOP1 to SHOP6).</summary>
public sealed class WorkshopRulesTests
{
    private readonly Room _room = new();

    private Participant Participant(string who) => _room.State.People.Participants[who];

    [Fact]
    public void SHOP2_The_lead_is_handed_to_a_co_facilitator_and_whoever_had_it_goes_on_helping()
    {
        _room.Does(Facilitator, new FacilitationHandedOver(Co));
        Assert.Equal((Co, Facilitator), (_room.State.People.Facilitator, Assert.Single(_room.State.People.CoFacilitators)));
        Assert.Equal("not-allowed", _room.Tries(Facilitator, new FacilitationHandedOver(Facilitator)));
        _room.Does(Facilitator, new WallLocked(TheWall, true)).Does(Co, new FacilitationHandedOver(Facilitator));
        Assert.Equal(Facilitator, _room.State.People.Facilitator);
        Assert.Null(Space.Inverse(_room.State, new FacilitationHandedOver(Co)));
    }

    [Fact]
    public void SHOP2_A_co_facilitator_leaves_by_themselves_and_leads_no_more()
    {
        _room.Does(Co, new CoFacilitatorDismissed(Co));
        Assert.Null(_room.AudienceOf(Co));
        Assert.Equal("closed-door", _room.Tries(Co, new WallLocked(TheWall, true)));
    }

    [Fact]
    public void SHOP3_Whoever_waits_sees_the_title_and_is_let_in_once()
    {
        Assert.Equal(("Systems for coaching", 0, 0), (_room.Seen(Waits).Title, _room.Seen(Waits).Activities.Length, _room.Seen(Waits).Walls.Count));
        Assert.False(_room.AudienceOf(Waits)!.MayWrite);
        Assert.Equal("waiting", _room.Tries(Waits, Post("a1")));
        _room.Does(Facilitator, new ParticipantAdmitted(Waits)).Does(Waits, new ParticipantJoined("Wim"), Post("a1"));
        Assert.Equal(new Participant("Wim", ParticipantStanding.In), Participant(Waits));
    }

    [Fact]
    public void SHOP3_Coming_again_changes_nothing_also_when_the_room_is_closed_or_the_workshop_over()
    {
        var before = _room.Does(Facilitator, new JoiningSet(JoinSettings.Usual with { Open = false }), new WorkshopEnded(true)).State;
        Assert.Same(before, _room.Does(Ana, new ParticipantJoined("Somebody else")).State);
        Assert.Equal("ended", _room.Tries(Stranger, new ParticipantJoined("")));
        _room.Does(Facilitator, new WorkshopEnded(false));
        Assert.Equal("joining-closed", _room.Tries(Stranger, new ParticipantJoined("")));
        _room.Does(Facilitator, new JoiningSet(JoinSettings.Usual)).Does(Stranger, new ParticipantJoined(""));
    }

    [Fact]
    public void SHOP3_Whoever_was_removed_stays_out_until_they_are_admitted_and_their_cards_stay()
    {
        _room.Does(Ana, Post("a1")).Does(Co, new ParticipantRemoved(Ana));
        Assert.Null(_room.AudienceOf(Ana));
        Assert.Equal("removed", _room.Tries(Ana, new ParticipantJoined("Ana")));
        Assert.Equal("closed-door", _room.Tries(Ana, new CardWithdrawn(TheWall, "a1", true)));
        Assert.Single(_room.Seen(Screen).Walls[TheWall].Cards);
        _room.Does(Facilitator, new JoiningSet(JoinSettings.Usual)); // open again, for everybody but them
        Assert.Equal("removed", _room.Tries(Ana, new ParticipantJoined("Ana")));
        _room.Does(Co, new ParticipantAdmitted(Ana)).Does(Ana, Post("a2"));
    }

    [Fact]
    public void SHOP3_Whoever_was_removed_and_comes_back_as_somebody_new_waits_at_the_door()
    {
        _room.Does(Facilitator, new JoiningSet(JoinSettings.Usual)).Does(Stranger, new ParticipantJoined("Zoe")).Does(Co, new ParticipantRemoved(Stranger));
        Assert.True(_room.State.Joining.WaitingRoom);
        Assert.Equal(ParticipantStanding.Waiting, _room.Does("p10", new ParticipantJoined("Zoe")).State.People.Participants["p10"].Standing);
        Assert.True(_room.Does(Co, new ParticipantAdmitted(Stranger)).State.Joining.WaitingRoom);
        _room.Does(Facilitator, new JoiningSet(JoinSettings.Usual));
        var before = _room.State;
        Assert.Same(before, _room.Does(Co, new ParticipantRemoved(Gone)).State); // who is out already is not removed again
    }

    [Fact]
    public void SHOP4_A_screen_that_is_closed_shows_nothing_more()
    {
        Assert.False(_room.AudienceOf(Screen)!.MayWrite);
        Assert.Null(_room.Does(Co, new ProjectorClosed(Screen)).AudienceOf(Screen));
    }

    [Theory]
    [InlineData(JoinNames.NotAsked, "Zoe", "", null)]
    [InlineData(JoinNames.NotAsked, "Facilitator", "", null)]
    [InlineData(JoinNames.Optional, "Zoe", "Zoe", null)]
    [InlineData(JoinNames.Optional, "", "", null)]
    [InlineData(JoinNames.Needed, "Zoe", "Zoe", null)]
    [InlineData(JoinNames.Needed, "", "", "name-needed")]
    [InlineData(JoinNames.Needed, "  ", "", "empty")]
    public void SHOP5_A_name_is_kept_where_it_is_asked_for(JoinNames names, string said, string kept, string? refused)
    {
        _room.Does(Facilitator, new JoiningSet(JoinSettings.Usual with { Names = names }));
        Assert.Equal(refused, _room.Tries("p7", new ParticipantJoined(said)));
        if (refused is null) Assert.Equal(kept, Participant("p7").Name);
    }

    [Theory]
    [InlineData("Zoë", null)]
    [InlineData("Нина", null)]
    [InlineData("李雷", null)]
    [InlineData("Grade 4, Room 4B", null)]
    [InlineData("Boardman", null)]
    [InlineData("Lena's board", null)]
    [InlineData("Facilitator", "name-reserved")]
    [InlineData("  f a c i l i t a t o r 2", "name-reserved")]
    [InlineData("Fаcilitаtor", "name-reserved")] // with Cyrillic letters
    [InlineData("ＡＤＭＩＮ", "name-reserved")] // wide
    [InlineData("Ádmín", "name-reserved")]
    [InlineData("m0derat0r", "name-reserved")]
    [InlineData("Faci1itator", "name-reserved")]
    [InlineData("FaciIitator", "name-reserved")] // with a capital I
    [InlineData("Ann\u202e", "malformed")]
    [InlineData("An\u200bn", "malformed")]
    [InlineData("A\u0007", "malformed")]
    [InlineData("\ue000", "malformed")]
    [InlineData("   ", "empty")]
    public void SHOP5_A_name_can_be_read_and_is_nobodys_who_leads(string name, string? expected) => Assert.Equal(expected, ParticipantNames.Check(name)?.Code);

    [Fact]
    public void SHOP5_A_name_is_as_long_as_this_and_made_of_whole_characters()
    {
        Assert.Null(ParticipantNames.Check(new string('x', ParticipantNames.MaxLength)));
        Assert.Equal("too-long", ParticipantNames.Check(Beyond(ParticipantNames.MaxLength))?.Code);
        Assert.Equal("malformed", ParticipantNames.Check("Ann\ud800")?.Code);
    }

    [Fact]
    public void SHOP5_Another_name_goes_to_every_screen_at_once()
    {
        var before = _room.AudienceOf(Screen)!.Key;
        Assert.NotEqual(before, _room.Does(Co, new ParticipantRenamed(Ben, "Benno")).AudienceOf(Screen)!.Key);
        var same = _room.State;
        Assert.Same(same, _room.Does(Co, new ParticipantRenamed(Ben, "Benno")).State);
        Assert.Equal("name-reserved", _room.Tries(Co, new ParticipantRenamed(Ben, "Admin")));
    }

    [Fact]
    public void SHOP6_The_room_comes_to_a_wall_when_its_activity_begins_and_may_go_back_to_one_it_has_seen()
    {
        _room.Does(Facilitator, new ActivityAdded("w2", ActivityKind.Wall, "Exit", 0, 5), new SectionSet("w2", "schools", "Schools", "", "i"));
        Assert.Equal([TheWall], _room.Seen(Ana).Walls.Keys);
        var before = _room.AudienceOf(Ana)!.Key;
        _room.Does(Facilitator, new ActivityBegun("w2"));
        Assert.Equal("w2", _room.State.Current);
        Assert.NotEqual(before, _room.AudienceOf(Ana)!.Key);
        Assert.Equal([TheWall, "w2"], _room.Does(Ana, Post("a1", wall: "w2"), Post("a2")).Seen(Ana).Walls.Keys);
        before = _room.AudienceOf(Ana)!.Key;
        _room.Does(Facilitator, new ActivityBegun(TheWall), new ActivityBegun(null));
        Assert.Equal((null, before), (_room.State.Current, _room.AudienceOf(Ana)!.Key));
    }

    [Fact]
    public void SHOP6_An_activity_that_is_taken_off_the_agenda_is_gone_for_the_room_and_kept()
    {
        var before = _room.Does(Ana, Post("a1")).AudienceOf(Screen)!.Key;
        Assert.NotEqual(before, _room.Does(Facilitator, new ActivityRemoved(TheWall, true)).AudienceOf(Screen)!.Key); // so that it goes from every screen
        Assert.Null(_room.State.Current);
        Assert.Empty(_room.Seen(Ana).Walls);
        Assert.Empty(_room.Seen(Ana).Activities);
        Assert.Single(_room.Seen(Facilitator).Activities);
        Assert.Equal("not-there", _room.Tries(Ana, Post("a2")));
        Assert.Equal("not-there", _room.Tries(Facilitator, new ActivityBegun(TheWall)));
        Assert.Equal(["a1"], _room.Does(Facilitator, new ActivityRemoved(TheWall, false)).Seen(Ben).Walls[TheWall].Cards.Keys);
    }

    [Fact]
    public void SHOP6_What_somebody_has_of_their_own_on_a_wall_that_is_gone_sets_them_apart_no_more()
    {
        _room.Does(Facilitator, new WallRevealed(TheWall, false)).Does(Ana, Post("a1"));
        Assert.NotNull(_room.AudienceOf(Ana)!.Person);
        Assert.Null(_room.Does(Facilitator, new ActivityRemoved(TheWall, true)).AudienceOf(Ana)!.Person);
        Assert.NotNull(_room.Does(Facilitator, new ActivityRemoved(TheWall, false)).AudienceOf(Ana)!.Person);
    }

    [Fact]
    public void Activities_stand_where_they_are_put()
    {
        _room.Does(Facilitator, new ActivityAdded("w2", ActivityKind.Wall, "Two", 0, 0), new ActivityAdded("w3", ActivityKind.Wall, "Three", 0, 0), new ActivityPlaced("w3", 0), new ActivityPlaced(TheWall, 2));
        Assert.Equal(["w3", "w2", TheWall], _room.State.Activities.Select(activity => activity.Id));
        Assert.Equal(["Three", "Two", "Share out"], _room.State.Surfaces().Select(surface => surface.Name));
    }

    [Fact]
    public void SHOP7_A_workshop_held_again_has_what_was_prepared_and_nothing_of_those_who_came()
    {
        _room.Does(Facilitator, new NormsSet(["Candor"]), new LanguageSet([new("Cycle", "Plan, act, reflect")]), new JoiningSet(new(true, false, JoinNames.Needed)),
            new ActivityAdded("w2", ActivityKind.Wall, "Exit", 0, 5), new ActivityPlaced("w2", 0), new ActivityAdded("slip", ActivityKind.Wall, "A slip", 0, 0), new ActivityRemoved("slip", true),
            new WallSet("w2", WallSettings.Usual with { NamesShown = true, Moderation = Moderation.Before }), new WallRevealed("w2", false), new SectionSet("w2", "all", "All", "What do you take home?", "i"),
            new SectionSet("w2", "own", "For yourself", "", "z") { Private = true },
            new ActivityAdded("r1", ActivityKind.Rating, "Rate", 0, 7), new RatingSet("r1", RatingSettings.Usual with { Voices = ["COACH"] }), new StatementSet("r1", "s1", "The purpose is clear", "", "i"),
            new ActivityAdded("t1", ActivityKind.Page, "Read", 0, 0), new PageWritten("t1", "What we mean"),
            new ActivityAdded("x1", ActivityKind.Protocol, "Fist to five", 0, 8)).Does(Facilitator, [.. ProtocolTemplate.Of("fist-to-five", "x1")]).Does(Facilitator,
            new ActivityBegun("r1"), new RatingStaged("r1", "s1", RatingStage.Vote), new Voted("r1", "s1", 0, 1), new DecisionMinuted("r1", "s1", 1, "SignDecision", ""), new ActivityBegun("x1"), new PhaseBegun("x1", "p1"),
            new SignalGiven(Signal.GroupTask), new TimerStarted(60_000), new EveryoneCalled(false),
            new ActivityBegun("w2"), new GroupNamed(TheWall, "g1", "SignGroup")).Does(Ana, Post("a1", "SignCard"), new CardPosted("w2", "a2", "all", "i", new("SignOther"))).Does(Facilitator, new WallRevealed("w2", true), new WorkshopEnded(true));
        SpaceState again = WorkshopState.None;
        foreach (var op in WorkshopTemplate.Of(_room.Seen(Facilitator), "Once more", [new(2027, 1, 12)]))
        {
            var context = new OpContext(Of(Co), "s", DateTimeOffset.UnixEpoch, 1);
            Assert.Null(Space.Policy(again, op, context));
            again = Space.Apply(again, op, context).State!;
        }
        var copy = (WorkshopState)again;
        Assert.Equal(("Once more", Co, "Candor", "Cycle", JoinNames.Needed), (copy.Title, copy.People.Facilitator, copy.Norms[0], copy.Language[0].Word, copy.Joining.Names));
        Assert.Equal(["w2", TheWall, "r1", "t1", "x1"], copy.Activities.Select(activity => activity.Id));
        Assert.Equal((true, "COACH", RatingStage.Waiting, "What we mean"), (copy.Walls["w2"].Section("own")!.Private, copy.Ratings["r1"].Settings.Voices[0], copy.Ratings["r1"].Statement("s1")!.Stage, copy.Pages["t1"].Text));
        Assert.Equal((5, null, "Our proposal", 6), (copy.Protocols["x1"].Phases.Length, copy.Protocols["x1"].Current, copy.Ratings["x1"].Statements[0].Text, copy.Ratings["x1"].Settings.Levels.Length));
        Assert.Equal((null, null, null, null), (copy.Signal, copy.Timer, copy.Call, copy.Code));
        Assert.Empty(copy.Ratings["r1"].VoiceOf);
        Assert.Equal((false, true, "What do you take home?"), (copy.Walls["w2"].Revealed, copy.Walls["w2"].Settings.NamesShown, copy.Walls["w2"].Sections[0].Prompt));
        Assert.Equal((true, 2), (copy.Walls[TheWall].Revealed, copy.Walls[TheWall].Sections.Length));
        Assert.Equal((null, false), (copy.Current, copy.Ended));
        Assert.DoesNotContain("Sign", System.Text.Encoding.UTF8.GetString(SpaceJson.Write(copy)), StringComparison.Ordinal);
        Assert.Empty(copy.People.Participants);
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op, string Code)> Wrong = new()
    {
        ["founding what is there"] = (Co, new WorkshopFounded("Mine", [new(2026, 11, 17)]), "exists"),
        ["no title"] = (Co, new WorkshopChanged("", [new(2026, 11, 17)]), "empty"),
        ["no day"] = (Co, new WorkshopChanged("Systems", []), "out-of-range"),
        ["too many days"] = (Co, new WorkshopChanged("Systems", [.. Enumerable.Range(1, Leadership.MaxDays + 1).Select(i => new DateOnly(2026, 1, 1).AddDays(i))]), "out-of-range"),
        ["a day twice"] = (Co, new WorkshopChanged("Systems", [new(2026, 11, 17), new(2026, 11, 17)]), "out-of-range"),
        ["days that do not follow"] = (Co, new WorkshopChanged("Systems", [new(2026, 11, 17), new(2026, 11, 16)]), "out-of-range"),
        ["a day less than is planned"] = (Co, new WorkshopChanged("Systems", [new(2026, 11, 17)]), "in-use"),
        ["handing over to a stranger"] = (Facilitator, new FacilitationHandedOver("owen"), "not-a-co-facilitator"),
        ["handing over to a participant"] = (Facilitator, new FacilitationHandedOver(Ana), "not-a-co-facilitator"),
        ["a participant as co-facilitator"] = (Facilitator, new CoFacilitatorNamed(Ana), "is-participant"),
        ["somebody removed as co-facilitator"] = (Facilitator, new CoFacilitatorNamed(Gone), "is-participant"),
        ["a screen as co-facilitator"] = (Facilitator, new CoFacilitatorNamed(Screen), "same-person"),
        ["a co-facilitator whose id is none"] = (Facilitator, new CoFacilitatorNamed("Owen!"), "malformed"),
        ["dismissing a stranger"] = (Facilitator, new CoFacilitatorDismissed("owen"), "not-there"),
        ["dismissing the facilitator"] = (Facilitator, new CoFacilitatorDismissed(Facilitator), "not-there"),
        ["joining as a screen"] = (Screen, new ParticipantJoined(""), "same-person"),
        ["joining as one who leads"] = (Co, new ParticipantJoined(""), "same-person"),
        ["admitting a stranger"] = (Co, new ParticipantAdmitted(Stranger), "not-there"),
        ["removing a stranger"] = (Co, new ParticipantRemoved(Stranger), "not-there"),
        ["removing the facilitator"] = (Co, new ParticipantRemoved(Facilitator), "not-there"),
        ["renaming a stranger"] = (Co, new ParticipantRenamed(Stranger, "Zoe"), "not-there"),
        ["a screen whose id is none"] = (Co, new ProjectorOpened("../x"), "malformed"),
        ["a screen that is a participant"] = (Co, new ProjectorOpened(Ana), "same-person"),
        ["a screen that leads"] = (Co, new ProjectorOpened(Facilitator), "same-person"),
        ["closing no screen"] = (Co, new ProjectorClosed("screen9"), "not-there"),
        ["an activity that is there"] = (Co, new ActivityAdded(TheWall, ActivityKind.Wall, "Again", 0, 0), "exists"),
        ["an activity whose id is none"] = (Co, new ActivityAdded("W!", ActivityKind.Wall, "More", 0, 0), "malformed"),
        ["an activity without a title"] = (Co, new ActivityAdded("w3", ActivityKind.Wall, "", 0, 0), "empty"),
        ["an activity on no day"] = (Co, new ActivityAdded("w3", ActivityKind.Wall, "More", 2, 0), "out-of-range"),
        ["an activity on a day before all"] = (Co, new ActivityAdded("w3", ActivityKind.Wall, "More", -1, 0), "out-of-range"),
        ["an activity of less than no time"] = (Co, new ActivityAdded("w3", ActivityKind.Wall, "More", 0, -1), "out-of-range"),
        ["an activity of more than a day"] = (Co, new ActivityChanged(TheWall, "More", 0, Agenda.MaxMinutes + 1), "out-of-range"),
        ["changing no activity"] = (Co, new ActivityChanged("w9", "More", 0, 0), "not-there"),
        ["placing no activity"] = (Co, new ActivityPlaced("w9", 0), "not-there"),
        ["placing beyond the end"] = (Co, new ActivityPlaced(TheWall, 2), "malformed"),
        ["placing before the beginning"] = (Co, new ActivityPlaced(TheWall, -1), "malformed"),
        ["removing no activity"] = (Co, new ActivityRemoved("w9", true), "not-there"),
        ["beginning no activity"] = (Co, new ActivityBegun("w9"), "not-there"),
        ["a norm of nothing"] = (Co, new NormsSet([""]), "empty"),
        ["too many norms"] = (Co, new NormsSet([.. Enumerable.Repeat("Focus", Leadership.MaxNorms + 1)]), "too-many"),
        ["a word of nothing"] = (Co, new LanguageSet([new("", "Hm")]), "empty"),
        ["a long meaning"] = (Co, new LanguageSet([new("Look-for", Beyond(2_000))]), "too-long"),
        ["too many words"] = (Co, new LanguageSet([.. Enumerable.Repeat(new SharedWord("Look-for", ""), Leadership.MaxWords + 1)]), "too-many"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _room.Does(Facilitator, new WorkshopChanged("Systems", [new(2026, 11, 17), new(2026, 11, 24)]), new ActivityAdded("w2", ActivityKind.Wall, "Exit", 1, 5));
        var before = _room.State;
        Assert.Equal(Wrong[what].Code, _room.Tries(Wrong[what].Who, Wrong[what].Op));
        Assert.Same(before, _room.State);
    }

    [Fact]
    public void A_workshop_holds_so_much_and_no_more()
    {
        for (var i = 1; i < Agenda.MaxActivities; i++) _room.Does(Co, new ActivityAdded($"w{i + 1}", ActivityKind.Wall, "More", 0, 0));
        Assert.Equal("too-many", _room.Tries(Co, new ActivityAdded("more", ActivityKind.Wall, "More", 0, 0)));
        for (var i = 1; i < Leadership.MaxCoFacilitators; i++) _room.Does(Facilitator, new CoFacilitatorNamed($"k{i}"));
        Assert.Equal("too-many", _room.Tries(Facilitator, new CoFacilitatorNamed("more")));
        for (var i = 1; i < Joining.MaxProjectors; i++) _room.Does(Co, new ProjectorOpened($"s{i}"));
        Assert.Equal("too-many", _room.Tries(Co, new ProjectorOpened("more")));
        _room.Does(Co, new ProjectorOpened("s1"));
        for (var i = _room.State.People.Participants.Count; i < Joining.MaxParticipants; i++) _room.Does($"p1{i}", new ParticipantJoined(""));
        Assert.Equal("room-full", _room.Tries(Stranger, new ParticipantJoined("")));
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op)> Undone = new()
    {
        ["a title"] = (Co, new WorkshopChanged("Else", [new(2026, 11, 17), new(2026, 11, 24)])),
        ["a co-facilitator"] = (Facilitator, new CoFacilitatorNamed("owen")),
        ["a dismissal"] = (Facilitator, new CoFacilitatorDismissed(Co)),
        ["settings"] = (Co, new JoiningSet(new(false, false, JoinNames.NotAsked))),
        ["a removal"] = (Co, new ParticipantRemoved(Ben)),
        ["admitting whoever was removed"] = (Co, new ParticipantAdmitted(Gone)),
        ["a screen"] = (Co, new ProjectorOpened("screen2")),
        ["closing a screen"] = (Co, new ProjectorClosed(Screen)),
        ["another title for an activity"] = (Co, new ActivityChanged(TheWall, "Else", 0, 9)),
        ["another place for an activity"] = (Co, new ActivityPlaced(TheWall, 1)),
        ["the end"] = (Co, new WorkshopEnded(true)),
        ["norms"] = (Co, new NormsSet(["Candor"])),
        ["language"] = (Co, new LanguageSet([new("Cycle", "Plan, act, reflect")])),
    };

    public static TheoryData<string> Undos => [.. Undone.Keys];

    [Theory, MemberData(nameof(Undos))]
    public void OP6_Taken_back_it_is_as_it_was(string what)
    {
        _room.Does(Facilitator, new ActivityAdded("w2", ActivityKind.Wall, "Exit", 0, 5));
        var before = _room.Written;
        Assert.Equal(before, _room.TakesBack(Undone[what].Who, Undone[what].Op).Written);
    }

    [Fact]
    public void OP6_An_activity_whose_adding_is_taken_back_is_off_the_agenda_and_one_that_began_turns_the_room_back()
    {
        Assert.True(_room.TakesBack(Co, new ActivityAdded("w2", ActivityKind.Wall, "Exit", 0, 5)).State.Activity("w2")!.Removed);
        _room.Does(Co, new ActivityRemoved("w2", false)).TakesBack(Co, new ActivityBegun("w2"));
        Assert.Equal(TheWall, _room.State.Current);
        Assert.Equal("Ben", _room.TakesBack(Co, new ParticipantRenamed(Ben, "Benno")).State.People.NameOf(Ben));
        Assert.False(_room.TakesBack(Co, new ActivityRemoved("w2", true)).State.Activity("w2")!.Removed);
        Assert.Null(Space.Inverse(_room.State, new ParticipantJoined("")));
        Assert.Equal(ParticipantStanding.Removed, _room.TakesBack(Co, new ParticipantAdmitted(Waits)).State.People.Participants[Waits].Standing);
    }
}
