using System.Text;
using System.Text.Json;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Spaces.Workshop;

/// <summary>
/// Who sees what of a workshop: every person × every field (SPEC.md, WALL4 to WALL7). Each field holds a word of its own, which is looked for in
/// all that the view sends and in all that a live page is told.
/// </summary>
public sealed class WorkshopViewTests
{
    // field × who: + seen, . withheld, D closed door. The wall w1 hides names, w2 shows them, w3 is not revealed, w4 has not begun; nor have r2, t2 and x2.
    private const string Table = """
                          facilitator co ana ben waiting removed screen stranger archive
        title             +           +  +   +   +       D       +      D        +
        norm              +           +  +   +   .       D       +      D        +
        agenda            +           +  +   +   .       D       +      D        +
        prompt            +           +  +   +   .       D       +      D        +
        prompt-ahead      +           +  .   .   .       D       .      D        +
        shown             +           +  +   +   .       D       +      D        +
        link              +           +  +   +   .       D       +      D        +
        alt               +           +  +   +   .       D       +      D        +
        pending           +           +  +   .   .       D       .      D        +
        changed           +           +  +   .   .       D       .      D        +
        set-aside         +           +  +   .   .       D       .      D        +
        reword            +           +  +   .   .       D       .      D        +
        ask               +           +  +   .   .       D       .      D        +
        withdrawn         .           .  .   .   .       D       .      D        .
        unrevealed        +           +  +   .   .       D       .      D        +
        ahead             +           +  .   .   .       D       .      D        +
        group             +           +  +   +   .       D       +      D        +
        group-unrevealed  +           +  .   .   .       D       .      D        +
        comment           +           +  +   +   .       D       +      D        +
        comment-pending   +           +  +   .   .       D       .      D        +
        comment-aside     +           +  +   .   .       D       .      D        +
        comment-withdrawn .           .  .   .   .       D       .      D        .
        named             +           +  +   +   .       D       +      D        +
        name-of-ana       +           +  +   +   .       D       +      D        +
        name-of-ben       +           +  .   .   .       D       .      D        +
        name-of-waiting   +           +  .   .   .       D       .      D        +
        code              +           +  .   .   .       D       +      D        .
        private           .           .  +   .   .       D       .      D        .
        statement         +           +  +   +   .       D       +      D        +
        statement-ahead   +           +  .   .   .       D       .      D        +
        decision          +           +  +   +   .       D       +      D        +
        page              +           +  +   +   .       D       +      D        +
        page-ahead        +           +  .   .   .       D       .      D        +
        phase             +           +  +   +   .       D       +      D        +
        phase-ahead       +           +  .   .   .       D       .      D        +
        """;

    private static readonly Dictionary<string, string> Signs = new()
    {
        ["title"] = "SignTitle",
        ["norm"] = "SignNorm",
        ["agenda"] = "SignAgenda",
        ["prompt"] = "SignPrompt",
        ["prompt-ahead"] = "SignAheadPrompt",
        ["shown"] = "SignShown",
        ["link"] = "https://sign.example/",
        ["alt"] = "SignAlt",
        ["pending"] = "SignPending",
        ["changed"] = "SignChanged",
        ["set-aside"] = "SignAside",
        ["reword"] = "SignReword",
        ["ask"] = "SignAsk",
        ["withdrawn"] = "SignWithdrawn",
        ["unrevealed"] = "SignUnrevealed",
        ["ahead"] = "SignAheadCard",
        ["group"] = "SignGroup",
        ["group-unrevealed"] = "SignHiddenGroup",
        ["comment"] = "SignComment",
        ["comment-pending"] = "SignRemarkPending",
        ["comment-aside"] = "SignRemarkAside",
        ["comment-withdrawn"] = "SignRemarkWithdrawn",
        ["named"] = "SignNamed",
        ["name-of-ana"] = "SignAna",
        ["name-of-ben"] = "SignBen",
        ["name-of-waiting"] = "SignWim",
        ["code"] = "SignSecretOfTheDoor",
        ["private"] = "SignForMyself",
        ["statement"] = "SignStatement",
        ["statement-ahead"] = "SignAheadStatement",
        ["decision"] = "SignDecision",
        ["page"] = "SignPage",
        ["page-ahead"] = "SignAheadPage",
        ["phase"] = "SignPhase",
        ["phase-ahead"] = "SignAheadPhase",
    };

    public static TheoryData<string, string, string> Rows() => WhoTable.Rows(Table);

    public static TheoryData<string> Onlookers => ["facilitator", "co", "ana", "ben", "screen", "archive"];

    [Theory, MemberData(nameof(Rows))]
    public void The_view_shows(string who, string field, string expected)
    {
        var room = Workshop();
        var seen = room.AudienceOf(Id(who)) is null ? "D" : Json(room.Seen(Id(who))).Contains(Signs[field], StringComparison.Ordinal) ? "+" : ".";
        Assert.Equal(expected, seen);
    }

    /// <summary>Each entry is told with today's state and with the state right after it, as a page that was there the whole time heard it.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void Entries_tell_no_more_than_the_view(string who, string field, string expected)
    {
        // A file of what happened tells it as it was said in its time; so do pages of those who lead and of whoever wrote it.
        if (expected != "." || field is "withdrawn" or "comment-withdrawn" && who is not ("ben" or "screen")) return;
        var room = Workshop(after: (now, entry) => Check(now, entry));
        foreach (var entry in room.Entries) Check(room, entry);

        void Check(Room now, Entry entry)
        {
            if (now.AudienceOf(Id(who)) is null || now.Told(Id(who), entry) is not { } told) return;
            Assert.DoesNotContain(Signs[field], Json(told), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whoever_sees_a_card_gets_its_picture_and_nobody_else_does()
    {
        var room = Workshop().Does(Ana, new CardPosted("w3", "q1", "schools", "z", new("", Image: "hidden")));
        foreach (var who in WhoTable.Cells(Table).First().Where(who => who != "archive"))
        {
            foreach (var picture in (string[])["f1", "hidden", "none"])
            {
                var seen = room.AudienceOf(Id(who)) is not null && room.Seen(Id(who)).Walls.Values.Any(wall => wall.Cards.Values.Any(card => card.Content.Image == picture));
                Assert.Equal(seen, WorkshopSpace.SeesPicture(room.State, Of(Id(who)), picture));
            }
        }
        Assert.Equal((true, true, false), (WorkshopSpace.SeesPicture(room.State, Of(Screen), "f1"), WorkshopSpace.SeesPicture(room.State, Of(Ana), "hidden"), WorkshopSpace.SeesPicture(room.State, Of(Ben), "hidden")));
    }

    [Fact]
    public void Every_sign_is_somewhere_in_the_state_so_that_the_table_can_fail()
    {
        var json = Workshop().Written;
        Assert.All(Signs.Values, sign => Assert.Contains(sign, json, StringComparison.Ordinal));
        Assert.Equal(Signs.Keys, WhoTable.Things(Table));
    }

    /// <summary>Of the wall without names: no id, no session and no name of whoever wrote, commented or reacted, for anybody but themselves.</summary>
    [Theory, MemberData(nameof(Onlookers))]
    public void WALL5_Where_names_are_hidden_nothing_that_is_sent_leads_to_who_it_was(string who)
    {
        var room = Workshop();
        var snapshot = Json(room.Seen(Id(who)).Walls[TheWall]);
        foreach (var person in (string[])[Ana, Ben, Facilitator, Co]) Assert.DoesNotContain($"\"{person}\"", snapshot, StringComparison.Ordinal);
        Assert.DoesNotContain("SignAna", snapshot, StringComparison.Ordinal);
        var told = room.Entries.Where(entry => entry.Op is WallOp { Surface: TheWall }).Select(entry => (entry, Seen: room.Told(Id(who), entry))).Where(one => one.Seen is not null).ToList();
        Assert.Contains(told, one => one.entry.By != Id(who));
        foreach (var (entry, seen) in told)
        {
            var json = Json(seen!);
            if (entry.By != Id(who))
            {
                Assert.Equal(("", "", 0), (seen!.By, seen.Session, seen.Number));
                Assert.DoesNotContain($"s-{entry.By}", json, StringComparison.Ordinal);
            }
            foreach (var person in (string[])[Ana, Ben, Facilitator, Co])
            {
                if (person != entry.By) Assert.DoesNotContain($"\"{person}\"", json, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Where one card waits, whoever has something that the room does not see is whoever wrote it.</summary>
    [Theory, MemberData(nameof(Onlookers))]
    public void WALL5_Nobody_is_told_who_has_something_that_waits(string who)
    {
        var room = Workshop();
        Assert.NotEmpty(room.State.People.Own);
        Assert.Empty(room.Seen(Id(who)).People.Own);
    }

    [Fact]
    public void WALL5_Where_names_show_a_card_says_who_wrote_it_and_the_entry_still_does_not()
    {
        var room = Workshop();
        Assert.Equal((Ana, "SignAna"), (room.Seen(Screen).Walls["w2"].Cards["n1"].By, room.Seen(Screen).Walls["w2"].Cards["n1"].Name));
        Assert.Equal("", room.Told(Screen, room.Entries.Single(entry => entry.Op is CardPosted { Id: "n1" }))!.By);
    }

    [Fact]
    public void WALL4_While_a_wall_is_hidden_everybody_is_told_how_many_have_written_and_not_what()
    {
        var room = new Room().Does(Facilitator, new WallRevealed(TheWall, false)).Does(Ana, Post("a1", "SignHidden"), Post("a2"));
        Assert.Equal(1, room.Seen(Screen).Walls[TheWall].Writers);
        room.Does(Ben, Post("b1"));
        var told = room.Told(Screen, room.Entries[^1])!;
        Assert.Equal(2, Assert.IsType<WallTold>(told.Op).Wall.Writers);
        Assert.DoesNotContain("b1", Json(told), StringComparison.Ordinal);
        Assert.Null(room.Told(Screen, room.Does(Ben, new CardEdited(TheWall, "b1", new("Other words."))).Entries[^1]));
        Assert.Null(room.Does(Facilitator, new WallRevealed(TheWall, true)).Seen(Screen).Walls[TheWall].Writers);
    }

    [Fact]
    public void WALL6_The_room_is_one_audience_and_who_has_something_hidden_is_one_alone_until_it_is_shown()
    {
        var room = new Room();
        Assert.Equal(room.AudienceOf(Ana), room.AudienceOf(Ben));
        Assert.Null(room.AudienceOf(Ana)!.Person);
        room.Does(Facilitator, new WallRevealed(TheWall, false)).Does(Ana, Post("a1")).Does(Ben, new CardPosted(TheWall, "b1", "schools", "i", new("Ours.")));
        Assert.Equal((Ana, Ben), (room.AudienceOf(Ana)!.Person, room.AudienceOf(Ben)!.Person));
        Assert.Equal(["a1"], room.Seen(Ana).Walls[TheWall].Cards.Keys);
        Assert.True(room.Seen(Ana).Walls[TheWall].Cards["a1"].Mine);
        Assert.Null(room.Does(Ben, new CardWithdrawn(TheWall, "b1", true)).AudienceOf(Ben)!.Person);
        var before = room.AudienceOf(Ben)!.Key;
        room.Does(Facilitator, new WallRevealed(TheWall, true));
        Assert.Equal(room.AudienceOf(Ana), room.AudienceOf(Ben));
        Assert.NotEqual(before, room.AudienceOf(Ben)!.Key); // so that everybody begins anew, with one picture
        Assert.Equal(["a1"], room.Seen(Ben).Walls[TheWall].Cards.Keys);
    }

    [Fact]
    public void WALL6_Whoever_has_a_comment_that_waits_is_one_alone_until_it_is_shown()
    {
        var room = new Room().Does(Co, new WallSet(TheWall, WallSettings.Usual with { Moderation = Moderation.Before }), Post("m1")).Does(Ben, new CardCommented(TheWall, "m1", "k1", "Ours, too."));
        Assert.Equal((Ben, null), (room.AudienceOf(Ben)!.Person, room.AudienceOf(Ana)!.Person));
        Assert.True(Assert.Single(room.Seen(Ben).Walls[TheWall].Cards["m1"].Comments).Mine);
        Assert.Null(room.Does(Co, new CardCommentModerated(TheWall, "m1", "k1", CardStanding.Shown)).AudienceOf(Ben)!.Person);
    }

    [Fact]
    public void WALL6_What_changes_nobodys_sight_keeps_everybodys_audience()
    {
        var room = new Room();
        var access = room.State.Access;
        room.Does(Ana, Post("a1")).Does(Ben, new Reacted(TheWall, "a1", "agree", true), new CardCommented(TheWall, "a1", "k1", "Fridays.")).Does(Facilitator, new CardPinned(TheWall, "a1", true), new WallLocked(TheWall, true));
        Assert.Same(access, room.State.Access);
        access = room.Does(Facilitator, new WallRevealed(TheWall, false)).State.Access;
        Assert.Same(access, room.Does(Co, Post("m1")).State.Access); // who leads sees everything as it is
    }

    [Fact]
    public void WALL6_Ones_own_cards_are_known_by_their_ids_also_where_the_frames_are_everybodys()
    {
        var room = new Room().Does(Ana, Post("a1"), Post("a2"), new CardWithdrawn(TheWall, "a2", true)).Does(Ben, new Reacted(TheWall, "a1", "agree", true), new CardCommented(TheWall, "a1", "k1", "Fridays."));
        Assert.Equal("a1", Assert.Single(WorkshopSpace.OwnOf(room.State, Of(Ana), TheWall)!.Cards));
        var bens = WorkshopSpace.OwnOf(room.State, Of(Ben), TheWall)!;
        Assert.Equal((0, "k1", new OwnReaction("a1", "agree")), (bens.Cards.Length, bens.Comments.Single(), bens.Reactions.Single()));
        Assert.Null(WorkshopSpace.OwnOf(room.State, Of(Gone), TheWall));
        Assert.Null(WorkshopSpace.OwnOf(room.State, Of(Screen), TheWall));
    }

    [Fact]
    public void The_audiences_of_a_full_room_are_few()
    {
        var room = new Room().Does(Facilitator, new JoiningSet(JoinSettings.Usual));
        for (var i = 10; i < 60; i++) room.Does($"p{i}", new ParticipantJoined(""), Post($"c{i}"));
        Assert.Single(Enumerable.Range(10, 50).Select(i => room.AudienceOf($"p{i}")!.Key).Distinct());
    }

    /// <summary>What a page makes of what it was told in the course of the workshop is what a page that opens now is shown.</summary>
    [Theory, MemberData(nameof(Pages))]
    public void WALL7_A_page_that_was_there_all_the_time_shows_what_one_shows_that_opens_now(string who)
    {
        var (page, audience) = (new Dictionary<string, Card>(), "");
        var room = Workshop(after: (now, entry) =>
        {
            // Another audience, or another edition of it, makes a page begin anew.
            if (now.AudienceOf(Id(who))!.Key == audience) Fold(page, now.Told(Id(who), entry)?.Op);
            else page = new(now.Seen(Id(who)).Walls[TheWall].Cards);
            audience = now.AudienceOf(Id(who))!.Key;
        });
        AssertShows(room, who, page);
    }

    /// <summary>The same for a page that was asleep, and is told everything now.</summary>
    [Theory, MemberData(nameof(Pages))]
    public void WALL7_A_page_that_is_told_everything_late_shows_what_one_shows_that_opens_now(string who)
    {
        var (room, page) = (Workshop(), new Dictionary<string, Card>());
        foreach (var entry in room.Entries) Fold(page, room.Told(Id(who), entry)?.Op);
        AssertShows(room, who, page);
    }

    public static TheoryData<string> Pages => ["facilitator", "co", "ana", "ben", "screen"];

    [Fact]
    public void WALL7_A_reaction_is_told_as_a_count_and_a_card_that_went_back_to_wait_as_gone()
    {
        var room = new Room().Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Moderation = Moderation.Before })).Does(Ana, Post("a1")).Does(Co, new CardModerated(TheWall, "a1", CardStanding.Shown, "")).Does(Ben, new Reacted(TheWall, "a1", "agree", true));
        Assert.Equal(1, Assert.IsType<CardCounted>(room.Told(Screen, room.Entries[^1])!.Op).Counts["agree"]);
        Assert.IsType<CardGone>(room.Does(Ana, new CardEdited(TheWall, "a1", new("Else."))).Told(Screen, room.Entries[^1])!.Op);
        Assert.IsType<CardGone>(room.Told(Screen, room.Entries[^3])!.Op); // that it was shown, told late
    }

    [Fact]
    public void WALL7_Whoever_takes_one_of_two_hidden_cards_back_is_told_that_it_went_and_nobody_else_is()
    {
        var room = new Room().Does(Facilitator, new WallRevealed(TheWall, false)).Does(Ana, Post("a1"), Post("a2"), new CardWithdrawn(TheWall, "a1", true));
        Assert.Equal("a1", Assert.IsType<CardGone>(room.Told(Ana, room.Entries[^1])!.Op).Id);
        Assert.IsType<WallTold>(room.Told(Ben, room.Entries[^1])!.Op);
    }

    private static void Fold(Dictionary<string, Card> page, SpaceOp? op)
    {
        switch (op)
        {
            case CardTold { Surface: TheWall } told: page[told.Card.Id] = told.Card; break;
            case CardGone { Surface: TheWall } gone: page.Remove(gone.Id); break;
            case CardCounted { Surface: TheWall } counted when page.TryGetValue(counted.Id, out var card): page[counted.Id] = card with { Counts = counted.Counts }; break;
        }
    }

    private static void AssertShows(Room room, string who, Dictionary<string, Card> page)
    {
        var want = room.Seen(Id(who)).Walls[TheWall].Cards;
        Assert.Equal(want.Keys.Order(), page.Keys.Order());
        Assert.All(want.Values, card => Assert.Equal(Json(card), Json(page[card.Id])));
    }

    [Fact]
    public void A_workshop_comes_back_from_its_log_as_it_was_without_anybodys_roles() =>
        Assert.Equal(Workshop().Written, Encoding.UTF8.GetString(SpaceJson.Write(Workshop().Replayed())));

    [Fact]
    public void A_workshop_comes_back_from_its_snapshot_as_it_was()
    {
        var room = Workshop();
        var read = (WorkshopState)SpaceJson.ReadState(Space, SpaceJson.Write(room.State));
        Assert.Equal(room.Written, Encoding.UTF8.GetString(SpaceJson.Write(read)));
        Assert.Equal(room.AudienceOf(Ana), Space.AudienceOf(read, Of(Ana)));
    }

    private static string Id(string who) => who switch
    {
        "facilitator" => Facilitator,
        "co" => Co,
        "ana" => Ana,
        "ben" => Ben,
        "waiting" => Waits,
        "removed" => Gone,
        "screen" => Screen,
        "stranger" => Stranger,
        _ => who,
    };

    private static string Json(object value) => JsonSerializer.Serialize(value, value.GetType(), SpaceJson.Options);

    private static Phase Jot(string name) => new("jot", name, 30, "Write.", "", PhaseGround.Wall, true, PhaseWriters.Everyone, PhaseTiming.Published);

    private static Room Workshop(Action<Room, Entry>? after = null)
    {
        var room = new Room();
        foreach (var (who, op) in ((string, SpaceOp)[])
        [
            (Facilitator, new WorkshopChanged("SignTitle", [new(2026, 11, 17)])), (Facilitator, new NormsSet(["SignNorm"])),
            (Facilitator, new ParticipantRenamed(Ana, "SignAna")), (Facilitator, new ParticipantRenamed(Ben, "SignBen")), (Facilitator, new ParticipantRenamed(Waits, "SignWim")),
            (Facilitator, new SectionSet(TheWall, "schools", "Schools", "SignPrompt", "i")), (Facilitator, new WallSet(TheWall, WallSettings.Usual with { Moderation = Moderation.Before })),
            (Ana, Post("shown", "SignShown")), (Facilitator, new CardModerated(TheWall, "shown", CardStanding.Shown, "")),
            (Ana, new CardPosted(TheWall, "link", "schools", "j", new("", "https://sign.example/"))), (Co, new CardModerated(TheWall, "link", CardStanding.Shown, "")),
            (Ana, new CardPosted(TheWall, "image", "schools", "k", new("", null, "f1", "SignAlt"))), (Co, new CardModerated(TheWall, "image", CardStanding.Shown, "")),
            (Ana, Post("pending", "SignPending")), (Ana, Post("aside", "SignAside")), (Co, new CardModerated(TheWall, "aside", CardStanding.SetAside, "")),
            (Ana, Post("reword", "SignReword")), (Co, new CardModerated(TheWall, "reword", CardStanding.Reword, "SignAsk")),
            (Ana, Post("withdrawn", "SignWithdrawn")), (Ana, new CardWithdrawn(TheWall, "withdrawn", true)),
            (Ben, new Reacted(TheWall, "shown", "agree", true)), (Facilitator, new Reacted(TheWall, "shown", "agree", true)), (Facilitator, new CardCommented(TheWall, "shown", "k0", "SignComment")),
            (Ana, new CardCommented(TheWall, "shown", "k1", "SignRemarkPending")), (Ana, new CardCommented(TheWall, "shown", "k2", "SignRemarkAside")),
            (Co, new CardCommentModerated(TheWall, "shown", "k2", CardStanding.SetAside)), (Ana, new CardCommented(TheWall, "shown", "k3", "SignRemarkWithdrawn")), (Ana, new CardCommentWithdrawn(TheWall, "shown", "k3", true)),
            (Co, new CardPinned(TheWall, "shown", true)),
            (Ana, Post("changed", "Before.")), (Co, new CardModerated(TheWall, "changed", CardStanding.Shown, "")), (Ana, new CardEdited(TheWall, "changed", new("SignChanged"))),
            (Facilitator, new ActivityAdded("w2", ActivityKind.Wall, "Named", 0, 0)), (Facilitator, new WallSet("w2", WallSettings.Usual with { NamesShown = true })),
            (Facilitator, new SectionSet("w2", "schools", "Schools", "", "i")), (Facilitator, new ActivityBegun("w2")), (Ana, Post("n1", "SignNamed", wall: "w2")), (Ben, new Reacted("w2", "n1", "agree", true)),
            (Facilitator, new ActivityAdded("w3", ActivityKind.Wall, "Hidden", 0, 0)), (Facilitator, new WallRevealed("w3", false)),
            (Facilitator, new SectionSet("w3", "schools", "Schools", "", "i")), (Facilitator, new ActivityBegun("w3")), (Ana, Post("u1", "SignUnrevealed", wall: "w3")),
            (Co, new GroupNamed(TheWall, "g1", "SignGroup")), (Co, new GroupNamed("w3", "g1", "SignHiddenGroup")), (Co, new CardGrouped("w3", "u1", "g1")),
            (Facilitator, new ActivityAdded("w4", ActivityKind.Wall, "SignAgenda", 0, 0)), (Facilitator, new SectionSet("w4", "schools", "Schools", "SignAheadPrompt", "i")), (Facilitator, Post("l1", "SignAheadCard", wall: "w4")),
            ("system", new RoomCodeIssued("K7M4QX", "SignSecretOfTheDoor")),
            (Facilitator, new SectionSet(TheWall, "own", "For yourself", "", "z") { Private = true }), (Ana, Post("own", "SignForMyself", section: "own")),
            (Facilitator, new ActivityAdded("r1", ActivityKind.Rating, "Rate", 0, 7)), (Facilitator, new StatementSet("r1", "s1", "SignStatement", "", "i")), (Facilitator, new ActivityBegun("r1")),
            (Facilitator, new RatingStaged("r1", "s1", RatingStage.Vote)), (Ana, new Voted("r1", "s1", 0, 1)), (Ben, new Voted("r1", "s1", 0, 3)), (Facilitator, new DecisionMinuted("r1", "s1", 1, "SignDecision", "")),
            (Facilitator, new ActivityAdded("r2", ActivityKind.Rating, "Later", 0, 7)), (Facilitator, new StatementSet("r2", "s1", "SignAheadStatement", "", "i")),
            (Facilitator, new ActivityAdded("t1", ActivityKind.Page, "Read", 0, 0)), (Facilitator, new PageWritten("t1", "SignPage")), (Facilitator, new ActivityBegun("t1")),
            (Facilitator, new ActivityAdded("t2", ActivityKind.Page, "Later", 0, 0)), (Facilitator, new PageWritten("t2", "SignAheadPage")),
            (Facilitator, new ActivityAdded("x1", ActivityKind.Protocol, "Jot", 0, 0)), (Facilitator, new ProtocolSet("x1", "Jot", "", [Jot("SignPhase")], true)), (Facilitator, new ActivityBegun("x1")), (Facilitator, new PhaseBegun("x1", "jot")),
            (Facilitator, new ActivityAdded("x2", ActivityKind.Protocol, "Later", 0, 0)), (Facilitator, new ProtocolSet("x2", "Later", "", [Jot("SignAheadPhase")], true)),
        ])
        {
            room.Does(who, op);
            after?.Invoke(room, room.Entries[^1]);
        }
        return room;
    }
}
