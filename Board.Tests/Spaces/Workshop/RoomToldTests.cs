using System.Collections.Immutable;
using System.Text.Json;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Spaces.Workshop;

/// <summary>What phones and screens are told of a room (SPEC.md, SHOP8): how it is, and never what was done.</summary>
public sealed class RoomToldTests
{
    public static TheoryData<string> Quiet => [Ana, Ben, Screen, Waits];

    [Theory, MemberData(nameof(Quiet))]
    public void SHOP8_A_page_that_was_there_all_the_time_shows_what_one_shows_that_opens_now(string who)
    {
        var (page, audience) = (WorkshopState.None, "");
        var room = Run((now, entry) =>
        {
            // Another audience, or another edition of it, makes a page begin anew.
            if (now.AudienceOf(who)!.Key != audience) page = now.Seen(who);
            else if (now.Told(who, entry)?.Op is { } told) page = Fold(page, told);
            audience = now.AudienceOf(who)!.Key;
            Assert.Equal(Json(WithoutCards(now.Seen(who))), Json(WithoutCards(page)));
        });
        Assert.True(room.AudienceOf(who)!.Quiet);
    }

    [Theory, MemberData(nameof(Quiet))]
    public void SHOP8_A_quiet_page_is_told_how_things_are_and_never_what_was_done(string who)
    {
        var told = new HashSet<Type>();
        Run((now, entry) =>
        {
            if (now.Told(who, entry) is { } seen) told.Add(seen.Op.GetType());
        });
        Assert.Subset((HashSet<Type>)[typeof(RoomTold), typeof(WallTold), typeof(CardTold), typeof(CardGone), typeof(CardCounted), typeof(RatingTold), typeof(VoteCounted), typeof(PageTold), typeof(ProtocolTold)], told);
        Assert.Contains(typeof(RoomTold), told);
        if (who == Waits) Assert.Single(told);
    }

    [Fact]
    public void SHOP8_Who_waits_is_told_the_title_and_nothing_of_the_room()
    {
        Run((now, entry) =>
        {
            if (now.Told(Waits, entry)?.Op is not RoomTold told) return;
            Assert.Empty(told.Room.Activities);
            Assert.Empty(told.Room.Norms);
            Assert.Equal((null, null, null, null), (told.Room.Signal, told.Room.Timer, told.Room.Call, told.Room.Current));
        });
    }

    [Fact]
    public void SHOP8_Who_comes_and_goes_is_told_to_nobody_but_those_who_lead()
    {
        var room = new Room().Does(Facilitator, new JoiningSet(JoinSettings.Usual)).Does(Stranger, new ParticipantJoined("Zoe"));
        Assert.Null(room.Told(Ana, room.Entries[^1]));
        Assert.Null(room.Told(Screen, room.Entries[^1]));
        Assert.IsType<ParticipantJoined>(room.Told(Facilitator, room.Entries[^1])!.Op);
    }

    [Fact]
    public void The_audiences_of_a_room_are_made_once()
    {
        var room = new Room().Does(Facilitator, new WallRevealed(TheWall, false)).Does(Ana, Post("a1"));
        foreach (var who in (string[])[Ana, Ben, Screen, Waits]) Assert.Same(room.AudienceOf(who), room.AudienceOf(who));
        var own = room.AudienceOf(Ana);
        room.Does(Ben, Post("b1"));
        Assert.Same(own, room.AudienceOf(Ana));
        Assert.NotEqual(own, room.Does(Facilitator, new WallRevealed(TheWall, true), new WallRevealed(TheWall, false)).AudienceOf(Ana));
        Assert.False(room.AudienceOf(Facilitator)!.Quiet);
    }

    private static WorkshopState Fold(WorkshopState page, SpaceOp op) => op switch
    {
        RoomTold { Room: var room } => page with
        {
            Title = room.Title,
            Days = room.Days,
            People = room.People,
            Joining = room.Joining,
            Activities = room.Activities,
            Current = room.Current,
            Ended = room.Ended,
            Norms = room.Norms,
            Language = room.Language,
            Signal = room.Signal,
            Timer = room.Timer,
            Call = room.Call,
            Code = room.Code,
        },
        WallTold { Wall: var wall } told => page with
        {
            Walls = page.Walls.SetItem(told.Surface, page.Walls[told.Surface] with
            {
                Settings = wall.Settings,
                Revealed = wall.Revealed,
                Locked = wall.Locked,
                Focus = wall.Focus,
                Sections = wall.Sections,
                Groups = wall.Groups,
            }),
        },
        RatingTold told => page with { Ratings = page.Ratings.SetItem(told.Surface, told.Rating) },
        VoteCounted told => page with { Ratings = page.Ratings.SetItem(told.Surface, Counted(page.Ratings[told.Surface], told)) },
        PageTold told => page with { Pages = page.Pages.SetItem(told.Surface, told.Page) },
        ProtocolTold told => page with { Protocols = page.Protocols.SetItem(told.Surface, told.Protocol) },
        _ => page, // of cards: WALL7
    };

    private static RatingState Counted(RatingState rating, VoteCounted told) => rating with
    {
        Statements = [.. rating.Statements.Select(statement => statement.Id != told.Statement ? statement : statement with
        {
            Threshold = told.Threshold,
            First = statement.First! with { Voted = told.First },
            Second = statement.Second! with { Voted = told.Second },
        })],
    };

    private static WorkshopState WithoutCards(WorkshopState state) => state with
    {
        Walls = state.Walls.ToImmutableSortedDictionary(wall => wall.Key, wall => wall.Value with { Cards = WallState.Empty.Cards }),
    };

    private static string Json(object value) => JsonSerializer.Serialize(value, value.GetType(), SpaceJson.Options);

    /// <summary>A bit of everything that happens in a workshop, seen after each op.</summary>
    private static Room Run(Action<Room, Entry> after)
    {
        var room = new Room();
        foreach (var (who, op) in ((string, SpaceOp)[])
        [
            (Facilitator, new WorkshopChanged("Systems", [new(2026, 11, 17), new(2026, 11, 18)])), (Facilitator, new NormsSet(["Candor"])), (Facilitator, new LanguageSet([new("System", "A process")])),
            (Facilitator, new JoiningSet(new(true, true, JoinNames.Optional))), (Facilitator, new CoFacilitatorNamed("owen")), (Facilitator, new FacilitationHandedOver(Co)),
            (Facilitator, new SignalGiven(Signal.GroupTask)), (Facilitator, new TimerStarted(60_000)), (Facilitator, new TimerPaused()), (Facilitator, new EveryoneCalled(true)), (Facilitator, new CallEnded()),
            (Facilitator, new TimerStopped()), (Facilitator, new SignalGiven(null)),
            (Ana, Post("a1")), (Facilitator, new WallSet(TheWall, WallSettings.Usual with { Layout = WallLayout.Grid })), (Facilitator, new SectionSet(TheWall, "more", "More", "?", "z")),
            (Facilitator, new GroupNamed(TheWall, "g1", "Time")), (Facilitator, new CardFocused(TheWall, "a1")), (Facilitator, new WallLocked(TheWall, true)), (Facilitator, new SectionRemoved(TheWall, "more")),
            (Facilitator, new WallRevealed(TheWall, false)), (Facilitator, new GroupNamed(TheWall, "g2", "Hidden")), (Facilitator, new GroupDissolved(TheWall, "g1")),
            (Facilitator, new ActivityAdded("r1", ActivityKind.Rating, "Rate", 1, 7)), (Facilitator, new StatementSet("r1", "s1", "The purpose is clear", "", "i")), (Facilitator, new ActivityBegun("r1")),
            (Facilitator, new RatingSet("r1", RatingSettings.Usual with { Voices = ["COACH", "DISTRICT"] })), (Facilitator, new StatementTurnedTo("r1", "s1")), (Facilitator, new RatingStaged("r1", "s1", RatingStage.Vote)),
            (Ana, new Voted("r1", "s1", 0, 1)), (Facilitator, new RatingStaged("r1", "s1", RatingStage.Reveal)), (Facilitator, new DecisionMinuted("r1", "s1", 1, "Starting", "")),
            (Facilitator, new ActivityAdded("t1", ActivityKind.Page, "Read", 0, 0)), (Facilitator, new ActivityBegun("t1")), (Facilitator, new PageWritten("t1", "What we mean")),
            (Facilitator, new ActivityAdded("x1", ActivityKind.Protocol, "Stop and jot", 0, 0)), .. ProtocolTemplate.Of("stop-and-jot", "x1").Select(op => (Facilitator, op)),
            (Facilitator, new ActivityBegun("x1")), (Facilitator, new PhaseBegun("x1", "p1")), (Facilitator, new PhaseBegun("x1", "p2")),
            (Facilitator, new ProtocolSet("x1", "Ours", "", BuiltInProtocols.Of("stop-and-jot")!.Phases, false)), (Facilitator, new PhaseBegun("x1", null)),
            (Facilitator, new ActivityChanged("t1", "To read", 0, 5)), (Facilitator, new ActivityPlaced("t1", 0)), (Facilitator, new ActivityRemoved("t1", true)), (Facilitator, new ActivityBegun(null)),
            (Facilitator, new ParticipantRenamed(Ben, "Benno")), (Facilitator, new ProjectorOpened("screen2")), (Facilitator, new ProjectorClosed("screen2")),
            (Facilitator, new JoiningSet(new(true, false, JoinNames.Optional))), (Stranger, new ParticipantJoined("Zoe")), (Co, new ParticipantRemoved(Stranger)), (Co, new WorkshopEnded(true)),
        ])
        {
            room.Does(who, op);
            after(room, room.Entries[^1]);
        }
        return room;
    }
}
