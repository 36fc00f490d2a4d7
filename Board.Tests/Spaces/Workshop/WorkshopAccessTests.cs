using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Spaces.Workshop;

/// <summary>Who may do what in a workshop: every person × every op (SPEC.md, SHOP1 to SHOP6, WALL1, WALL2).</summary>
public sealed class WorkshopAccessTests
{
    private static readonly Dictionary<string, Person> People = new()
    {
        ["facilitator"] = Of(Facilitator),
        ["co"] = Of(Co),
        ["ana"] = Of(Ana),
        ["ben"] = Of(Ben),
        ["waiting"] = Of(Waits),
        ["removed"] = Of(Gone),
        ["screen"] = Of(Screen),
        ["stranger"] = Of(Stranger),
        ["coach"] = Person.Of("owen", Role.Coach),
        ["administrator"] = Person.Of("dana", Role.Administrator),
        ["server"] = Person.System,
    };

    private static readonly Dictionary<string, SpaceOp> Ops = new()
    {
        ["change"] = new WorkshopChanged("Systems", [new(2026, 11, 17)]),
        ["hand-over"] = new FacilitationHandedOver(Co),
        ["name-a-co"] = new CoFacilitatorNamed("owen"),
        ["dismiss-a-co"] = new CoFacilitatorDismissed("kim"),
        ["set-joining"] = new JoiningSet(JoinSettings.Usual),
        ["join"] = new ParticipantJoined("Zoe"),
        ["admit"] = new ParticipantAdmitted(Waits),
        ["remove"] = new ParticipantRemoved(Ben),
        ["rename"] = new ParticipantRenamed(Ben, "Benno"),
        ["open-a-screen"] = new ProjectorOpened("screen2"),
        ["close-a-screen"] = new ProjectorClosed(Screen),
        ["add-activity"] = new ActivityAdded("w3", ActivityKind.Wall, "Exit", 0, 5),
        ["change-activity"] = new ActivityChanged(TheWall, "Share", 0, 5),
        ["place-activity"] = new ActivityPlaced(TheWall, 1),
        ["remove-activity"] = new ActivityRemoved(TheWall, true),
        ["begin-activity"] = new ActivityBegun("w2"),
        ["end"] = new WorkshopEnded(true),
        ["set-norms"] = new NormsSet(["Focus"]),
        ["set-language"] = new LanguageSet([]),
        ["set-the-wall"] = new WallSet(TheWall, WallSettings.Usual with { Layout = WallLayout.Grid }),
        ["set-a-section"] = new SectionSet(TheWall, "more", "More", "", "z"),
        ["remove-a-section"] = new SectionRemoved(TheWall, "districts"),
        ["post"] = Post("new"),
        ["post-ahead"] = Post("new", wall: "w2"),
        ["edit-anas"] = new CardEdited(TheWall, "ana", new("Else")),
        ["withdraw-anas"] = new CardWithdrawn(TheWall, "ana", true),
        ["edit-anas-hidden"] = new CardEdited(TheWall, "aside", new("Else")),
        ["withdraw-anas-hidden"] = new CardWithdrawn(TheWall, "aside", true),
        ["move"] = new CardMoved(TheWall, "ana", "districts", "i"),
        ["pin"] = new CardPinned(TheWall, "ana", true),
        ["group"] = new CardGrouped(TheWall, "ana", "g1"),
        ["moderate"] = new CardModerated(TheWall, "ana", CardStanding.SetAside, ""),
        ["name-a-group"] = new GroupNamed(TheWall, "g2", "Forms"),
        ["dissolve-a-group"] = new GroupDissolved(TheWall, "g1"),
        ["react"] = new Reacted(TheWall, "ana", "agree", true),
        ["react-to-hidden"] = new Reacted(TheWall, "aside", "agree", true),
        ["comment"] = new CardCommented(TheWall, "ana", "k9", "Ours, too."),
        ["comment-on-hidden"] = new CardCommented(TheWall, "aside", "k9", "Ours, too."),
        ["withdraw-anas-comment"] = new CardCommentWithdrawn(TheWall, "ana", "k1", true),
        ["moderate-a-comment"] = new CardCommentModerated(TheWall, "ana", "k1", CardStanding.SetAside),
        ["lock"] = new WallLocked(TheWall, true),
        ["reveal"] = new WallRevealed(TheWall, false),
        ["focus"] = new CardFocused(TheWall, "ana"),
        ["tell-a-card"] = new CardTold(TheWall, new("ana", "schools", "i", new("Forged"), Ana, 0, CardStanding.Shown)),
        ["tell-a-going"] = new CardGone(TheWall, "ana"),
        ["tell-a-count"] = new CardCounted(TheWall, "ana", System.Collections.Immutable.ImmutableSortedDictionary<string, int>.Empty),
        ["tell-the-wall"] = new WallTold(TheWall, new(WallSettings.Usual, true, false, null, [], [])),
        ["issue-a-code"] = new RoomCodeIssued("K7M4QX", "abcdefghijklmnopqrstuvwx"),
        ["give-a-signal"] = new SignalGiven(Signal.GroupTask),
        ["start-the-timer"] = new TimerStarted(60_000),
        ["extend-the-timer"] = new TimerExtended(60_000),
        ["pause-the-timer"] = new TimerPaused(),
        ["resume-the-timer"] = new TimerResumed(),
        ["stop-the-timer"] = new TimerStopped(),
        ["call-everyone"] = new EveryoneCalled(true),
        ["end-the-call"] = new CallEnded(),
        ["tell-the-room"] = new RoomTold(RoomView.Of(WorkshopState.None)),
        ["set-the-rating"] = new RatingSet("r1", RatingSettings.Usual),
        ["set-a-statement"] = new StatementSet("r1", "s2", "Plans name a focus", "", "r"),
        ["remove-a-statement"] = new StatementRemoved("r1", "s1"),
        ["turn-to-a-statement"] = new StatementTurnedTo("r1", "s1"),
        ["stage-a-vote"] = new RatingStaged("r1", "s1", RatingStage.Reveal),
        ["vote"] = new Voted("r1", "s1", -1, 1),
        ["vote-ahead"] = new Voted("r2", "s1", -1, 1),
        ["minute-a-decision"] = new DecisionMinuted("r1", "s1", 1, "Starting", ""),
        ["tell-the-rating"] = new RatingTold("r1", RatingState.Empty),
        ["tell-the-votes"] = new VoteCounted("r1", "s1", RatingSettings.Usual.Threshold, 99, 0),
        ["write-a-page"] = new PageWritten("t1", "What we mean"),
        ["tell-the-page"] = new PageTold("t1", PageState.Empty),
        ["set-a-protocol"] = new ProtocolSet("x1", "Jot", "", [Jot], false),
        ["begin-a-phase"] = new PhaseBegun("x1", "jot"),
        ["tell-the-protocol"] = new ProtocolTold("x1", ProtocolState.Empty),
        ["found"] = new WorkshopFounded("Mine", [new(2026, 11, 17)]),
    };

    // what × who: + done, A only others than you, L look-only, W waits, D closed door, N not there, R removed, S here already, M malformed, J joining closed, X exists, C vote closed
    private const string Table = """
                                facilitator co ana ben waiting removed screen stranger coach administrator server
        change                  +           +  A   A   W       D       L      D        D     D             D
        hand-over               +           A  A   A   W       D       L      D        D     D             D
        name-a-co               +           A  A   A   W       D       L      D        D     D             D
        dismiss-a-co            +           A  A   A   W       D       L      D        D     D             D
        set-joining             +           +  A   A   W       D       L      D        D     D             D
        join                    S           S  +   +   +       R       S      J        J     J             J
        admit                   +           +  A   A   W       D       L      D        D     D             D
        remove                  +           +  A   A   W       D       L      D        D     D             D
        rename                  +           +  A   A   W       D       L      D        D     D             D
        open-a-screen           +           +  A   A   W       D       L      D        D     D             D
        close-a-screen          +           +  A   A   W       D       L      D        D     D             D
        add-activity            +           +  A   A   W       D       L      D        D     D             D
        change-activity         +           +  A   A   W       D       L      D        D     D             D
        place-activity          +           +  A   A   W       D       L      D        D     D             D
        remove-activity         +           +  A   A   W       D       L      D        D     D             D
        begin-activity          +           +  A   A   W       D       L      D        D     D             D
        end                     +           +  A   A   W       D       L      D        D     D             D
        set-norms               +           +  A   A   W       D       L      D        D     D             D
        set-language            +           +  A   A   W       D       L      D        D     D             D
        set-the-wall            +           +  A   A   W       D       L      D        D     D             D
        set-a-section           +           +  A   A   W       D       L      D        D     D             D
        remove-a-section        +           +  A   A   W       D       L      D        D     D             D
        post                    +           +  +   +   W       D       L      D        D     D             D
        post-ahead              +           +  N   N   W       D       L      D        D     D             D
        edit-anas               A           A  +   A   W       D       L      D        D     D             D
        withdraw-anas           A           A  +   A   W       D       L      D        D     D             D
        edit-anas-hidden        A           A  +   N   W       D       L      D        D     D             D
        withdraw-anas-hidden    A           A  +   N   W       D       L      D        D     D             D
        move                    +           +  A   A   W       D       L      D        D     D             D
        pin                     +           +  A   A   W       D       L      D        D     D             D
        group                   +           +  A   A   W       D       L      D        D     D             D
        moderate                +           +  A   A   W       D       L      D        D     D             D
        name-a-group            +           +  A   A   W       D       L      D        D     D             D
        dissolve-a-group        +           +  A   A   W       D       L      D        D     D             D
        react                   +           +  +   +   W       D       L      D        D     D             D
        react-to-hidden         +           +  +   N   W       D       L      D        D     D             D
        comment                 +           +  +   +   W       D       L      D        D     D             D
        comment-on-hidden       +           +  +   N   W       D       L      D        D     D             D
        withdraw-anas-comment   A           A  +   A   W       D       L      D        D     D             D
        moderate-a-comment      +           +  A   A   W       D       L      D        D     D             D
        lock                    +           +  A   A   W       D       L      D        D     D             D
        reveal                  +           +  A   A   W       D       L      D        D     D             D
        focus                   +           +  A   A   W       D       L      D        D     D             D
        tell-a-card             M           M  M   M   W       D       L      D        D     D             D
        tell-a-going            M           M  M   M   W       D       L      D        D     D             D
        tell-a-count            M           M  M   M   W       D       L      D        D     D             D
        tell-the-wall           M           M  M   M   W       D       L      D        D     D             D
        issue-a-code            A           A  A   A   W       D       L      D        D     D             +
        give-a-signal           +           +  A   A   W       D       L      D        D     D             D
        start-the-timer         +           +  A   A   W       D       L      D        D     D             D
        extend-the-timer        +           +  A   A   W       D       L      D        D     D             D
        pause-the-timer         +           +  A   A   W       D       L      D        D     D             D
        resume-the-timer        +           +  A   A   W       D       L      D        D     D             D
        stop-the-timer          +           +  A   A   W       D       L      D        D     D             D
        call-everyone           +           +  A   A   W       D       L      D        D     D             D
        end-the-call            +           +  A   A   W       D       L      D        D     D             D
        tell-the-room           M           M  M   M   W       D       L      D        D     D             D
        set-the-rating          +           +  A   A   W       D       L      D        D     D             D
        set-a-statement         +           +  A   A   W       D       L      D        D     D             D
        remove-a-statement      +           +  A   A   W       D       L      D        D     D             D
        turn-to-a-statement     +           +  A   A   W       D       L      D        D     D             D
        stage-a-vote            +           +  A   A   W       D       L      D        D     D             D
        vote                    +           +  +   +   W       D       L      D        D     D             D
        vote-ahead              C           C  N   N   W       D       L      D        D     D             D
        minute-a-decision       +           +  A   A   W       D       L      D        D     D             D
        tell-the-rating         M           M  M   M   W       D       L      D        D     D             D
        tell-the-votes          M           M  M   M   W       D       L      D        D     D             D
        write-a-page            +           +  A   A   W       D       L      D        D     D             D
        tell-the-page           M           M  M   M   W       D       L      D        D     D             D
        set-a-protocol          +           +  A   A   W       D       L      D        D     D             D
        begin-a-phase           +           +  A   A   W       D       L      D        D     D             D
        tell-the-protocol       M           M  M   M   W       D       L      D        D     D             D
        found                   X           X  A   A   A       A       A      A        X     A             A
        """;

    private static readonly Dictionary<string, string?> Codes = new()
    {
        ["+"] = null,
        ["A"] = "not-allowed",
        ["L"] = "look-only",
        ["W"] = "waiting",
        ["D"] = "closed-door",
        ["N"] = "not-there",
        ["R"] = "removed",
        ["S"] = "same-person",
        ["M"] = "malformed",
        ["J"] = "joining-closed",
        ["X"] = "exists",
        ["C"] = "vote-closed",
    };

    public static TheoryData<string, string, string> Rows() => WhoTable.Rows(Table);

    [Theory, MemberData(nameof(Rows))]
    public void May(string who, string what, string expected)
    {
        var state = Workshop().State;
        var context = new OpContext(People[who], "s", DateTimeOffset.FromUnixTimeMilliseconds(Start), 100);
        var refusal = Space.Policy(state, Ops[what], context) ?? Space.Apply(state, Ops[what], context).Refusal;
        Assert.Equal(Codes[expected], refusal?.Code);
    }

    [Fact]
    public void The_table_has_every_op_and_everybody()
    {
        Assert.Empty(Space.Ops.Select(op => op.Type).Except(Ops.Values.Select(op => op.GetType())).Select(type => type.Name));
        var lines = WhoTable.Cells(Table).ToList();
        Assert.Equal(Ops.Keys, lines.Skip(1).Select(line => line[0]));
        Assert.Equal(People.Keys, lines[0]);
        Assert.All(lines.Skip(1), line => Assert.Equal(People.Count + 1, line.Length));
    }

    [Theory]
    [InlineData(Role.Coach, null)]
    [InlineData(Role.Principal, null)]
    [InlineData(Role.CohortLead, null)]
    [InlineData(Role.DistrictLeader, null)]
    [InlineData(Role.Teacher, "not-allowed")]
    [InlineData(Role.Administrator, "not-allowed")]
    [InlineData(Role.Participant, "not-allowed")]
    [InlineData(Role.Viewer, "not-allowed")]
    public void SHOP1_A_workshop_is_founded_by_somebody_who_may_facilitate(Role role, string? expected) => Assert.Equal(
        expected, Space.Policy(WorkshopState.None, Ops["found"], new OpContext(Person.Of("kim", role), "s", DateTimeOffset.UnixEpoch, 1))?.Code);

    [Theory]
    [InlineData("join")]
    [InlineData("change")]
    [InlineData("post")]
    public void OP7_A_workshop_that_does_not_exist_has_a_closed_door(string what) => Assert.Equal(
        "closed-door", Space.Policy(WorkshopState.None, Ops[what], new OpContext(Of(Stranger), "s", DateTimeOffset.UnixEpoch, 1))?.Code);

    [Theory]
    [InlineData(Role.Participant)]
    [InlineData(Role.Viewer)]
    public void SHOP2_Nobody_without_an_account_leads_whatever_list_their_id_is_in(Role role)
    {
        var state = Workshop().State;
        var imposter = Person.Of(Co, role);
        Assert.Null(Space.AudienceOf(state, imposter));
        Assert.Equal("closed-door", Space.Policy(state, Ops["reveal"], new OpContext(imposter, "s", DateTimeOffset.UnixEpoch, 100))?.Code);
    }

    private static Phase Jot => new("jot", "Jot", 30, "Write.", "", PhaseGround.Wall, true, PhaseWriters.Everyone, PhaseTiming.Published);

    private static Room Workshop() => new Room()
        .Does(Facilitator, new CoFacilitatorNamed("kim"), new JoiningSet(JoinSettings.Usual with { Open = false }), new ActivityAdded("w2", ActivityKind.Wall, "Later", 0, 0),
            new SectionSet("w2", "schools", "Schools", "", "i"), new GroupNamed(TheWall, "g1", "Time"),
            new ActivityAdded("r1", ActivityKind.Rating, "Consensus", 0, 7), new StatementSet("r1", "s1", "The purpose is clear", "", "i"), new ActivityBegun("r1"), new RatingStaged("r1", "s1", RatingStage.Vote),
            new ActivityAdded("r2", ActivityKind.Rating, "Later", 0, 7), new StatementSet("r2", "s1", "The purpose is clear", "", "i"),
            new ActivityAdded("t1", ActivityKind.Page, "To read", 0, 0), new ActivityBegun("t1"),
            new ActivityAdded("x1", ActivityKind.Protocol, "Jot", 0, 1), new ProtocolSet("x1", "Jot", "", [Jot], true), new ActivityBegun("x1"), new TimerStarted(60_000))
        .Does(Ana, Post("ana"), Post("aside"), new CardCommented(TheWall, "ana", "k1", "Fridays."))
        .Does(Co, new CardModerated(TheWall, "aside", CardStanding.SetAside, ""));
}
