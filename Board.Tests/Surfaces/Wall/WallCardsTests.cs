using Board.Spaces;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Surfaces.Wall;

/// <summary>What becomes of cards (SPEC.md, WALL1 to WALL4, WALL8 to WALL10).</summary>
public sealed class WallCardsTests
{
    private readonly Room _room = new();

    [Fact]
    public void A_card_is_its_writers_at_the_time_at_which_it_was_put_up()
    {
        var at = _room.Now;
        _room.Does(Ana, Post("a1", "Ours."));
        Assert.Equal(new Card("a1", "schools", "i", new("Ours."), Ana, at, CardStanding.Shown), _room.Card("a1") with { Comments = _room.Card("a1").Comments });
        Assert.Empty(_room.Card("a1").Comments);
    }

    [Fact]
    public void WALL8_The_same_post_again_changes_nothing_and_anothers_id_is_refused()
    {
        var before = _room.Does(Ana, Post("a1")).State;
        Assert.Same(before, _room.Does(Ana, Post("a1", "Something else")).State);
        Assert.Equal("exists", _room.Tries(Ben, Post("a1")));
    }

    [Fact]
    public void An_edit_changes_the_content_alone_and_says_so()
    {
        var was = _room.Does(Ana, Post("a1")).Card("a1");
        Assert.Equal(was with { Content = new("Ours.", "https://board.example/", "f1", "A board"), Edited = true }, _room.Does(Ana, new CardEdited(TheWall, "a1", new("Ours.", "https://board.example/", "f1", "A board"))).Card("a1"));
        var before = _room.State;
        Assert.Same(before, _room.Does(Ana, new CardEdited(TheWall, "a1", _room.Card("a1").Content)).State);
    }

    [Fact]
    public void WALL1_What_was_taken_back_is_nobodys_to_answer_and_comes_back_as_it_was()
    {
        var was = _room.Does(Ana, Post("a1")).Card("a1");
        _room.Does(Ana, new CardWithdrawn(TheWall, "a1", true), new CardWithdrawn(TheWall, "a1", true));
        Assert.Equal("not-there", _room.Tries(Ben, new Reacted(TheWall, "a1", "agree", true)));
        Assert.Equal("not-there", _room.Tries(Facilitator, new CardCommented(TheWall, "a1", "k1", "Hm.")));
        Assert.Equal("not-there", _room.Tries(Ben, new CardWithdrawn(TheWall, "a1", false)));
        Assert.Equal(was, _room.Does(Ana, new CardWithdrawn(TheWall, "a1", false)).Card("a1"));
    }

    [Fact]
    public void WALL4_Where_cards_are_looked_at_first_a_card_waits_and_so_does_what_is_changed_and_what_is_said_to_it()
    {
        _room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Moderation = Moderation.Before })).Does(Ana, Post("a1"));
        Assert.Equal(CardStanding.Pending, _room.Card("a1").Standing);
        _room.Does(Ana, new CardEdited(TheWall, "a1", new("Ours.")));
        Assert.Equal(CardStanding.Pending, _room.Card("a1").Standing);
        _room.Does(Co, new CardModerated(TheWall, "a1", CardStanding.Shown, "")).Does(Ben, new CardCommented(TheWall, "a1", "k1", "Hm."));
        Assert.Equal((CardStanding.Shown, CardStanding.Pending), (_room.Card("a1").Standing, _room.Card("a1").Comment("k1")!.Standing));
        _room.Does(Co, new CardCommentModerated(TheWall, "a1", "k1", CardStanding.Shown)).Does(Ana, new CardEdited(TheWall, "a1", new("Ours!")));
        Assert.Equal((CardStanding.Pending, CardStanding.Shown), (_room.Card("a1").Standing, _room.Card("a1").Comment("k1")!.Standing));
    }

    [Fact]
    public void What_somebody_who_leads_writes_needs_nobodys_look()
    {
        _room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Moderation = Moderation.Before })).Does(Co, Post("m1"), new CardCommented(TheWall, "m1", "k1", "And this."));
        Assert.Equal((CardStanding.Shown, CardStanding.Shown), (_room.Card("m1").Standing, _room.Card("m1").Comment("k1")!.Standing));
        Assert.Equal(CardStanding.Shown, _room.Does(Co, new CardEdited(TheWall, "m1", new("Else."))).Card("m1").Standing);
    }

    [Theory]
    [InlineData(Moderation.After)]
    [InlineData(Moderation.Before)]
    public void What_somebody_was_asked_to_reword_is_looked_at_again(Moderation moderation)
    {
        _room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Moderation = moderation })).Does(Ana, Post("a1")).Does(Co, new CardModerated(TheWall, "a1", CardStanding.Reword, "Without a name, please."));
        Assert.Equal("Without a name, please.", _room.Seen(Ana).Walls[TheWall].Cards["a1"].Ask);
        _room.Does(Ana, new CardEdited(TheWall, "a1", new("Somebody walks in.")));
        Assert.Equal((CardStanding.Pending, (string?)null), (_room.Card("a1").Standing, _room.Card("a1").Ask));
    }

    [Fact]
    public void What_was_set_aside_stays_aside_however_it_is_worded()
    {
        _room.Does(Ana, Post("a1")).Does(Co, new CardModerated(TheWall, "a1", CardStanding.SetAside, "")).Does(Ana, new CardEdited(TheWall, "a1", new("Else.")));
        Assert.Equal(CardStanding.SetAside, _room.Card("a1").Standing);
    }

    [Fact]
    public void A_person_reacts_once_in_each_way_and_takes_it_back()
    {
        _room.Does(Ana, Post("a1")).Does(Ben, new Reacted(TheWall, "a1", "agree", true), new Reacted(TheWall, "a1", "agree", true), new Reacted(TheWall, "a1", "more", true)).Does(Ana, new Reacted(TheWall, "a1", "agree", true));
        Assert.Equal([("agree", 2), ("more", 1)], _room.Seen(Screen).Walls[TheWall].Cards["a1"].Counts!.Select(kind => (kind.Key, kind.Value)));
        _room.Does(Ben, new Reacted(TheWall, "a1", "more", false), new Reacted(TheWall, "a1", "more", false), new Reacted(TheWall, "a1", "agree", false)).Does(Ana, new Reacted(TheWall, "a1", "agree", false));
        Assert.Null(_room.Card("a1").Reactions);
        Assert.Equal("not-there", _room.Tries(Ben, new Reacted(TheWall, "a1", "heart", true)));
    }

    [Fact]
    public void A_reaction_that_the_wall_has_no_more_does_not_count_until_it_is_back()
    {
        _room.Does(Ana, Post("a1"), new Reacted(TheWall, "a1", "more", true)).Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Reactions = [new("agree", "Yes")] }));
        Assert.Empty(_room.Seen(Ben).Walls[TheWall].Cards["a1"].Counts!);
        Assert.Equal(1, _room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual)).Seen(Ben).Walls[TheWall].Cards["a1"].Counts!["more"]);
    }

    [Fact]
    public void Comments_stand_in_their_order_and_only_who_wrote_one_takes_it_back()
    {
        _room.Does(Ana, Post("a1"), new CardCommented(TheWall, "a1", "k2", "One.")).Does(Ben, new CardCommented(TheWall, "a1", "k1", "Two."), new CardCommented(TheWall, "a1", "k1", "Again."));
        Assert.Equal(["One.", "Two."], _room.Card("a1").Comments.Select(comment => comment.Text));
        Assert.Equal("exists", _room.Tries(Ana, new CardCommented(TheWall, "a1", "k1", "Mine.")));
        Assert.Equal("not-allowed", _room.Tries(Ana, new CardCommentWithdrawn(TheWall, "a1", "k1", true)));
        _room.Does(Ben, new CardCommentWithdrawn(TheWall, "a1", "k1", true));
        Assert.Equal(["One."], _room.Seen(Facilitator).Walls[TheWall].Cards["a1"].Comments.Select(comment => comment.Text));
        Assert.Equal("not-there", _room.Tries(Ana, new CardCommentWithdrawn(TheWall, "a1", "k1", false)));
        Assert.Equal(["One.", "Two."], _room.Does(Ben, new CardCommentWithdrawn(TheWall, "a1", "k1", false)).Seen(Screen).Walls[TheWall].Cards["a1"].Comments.Select(comment => comment.Text));
    }

    [Fact]
    public void Where_comments_are_switched_off_only_those_who_lead_comment()
    {
        _room.Does(Ana, Post("a1")).Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Comments = false }), new CardCommented(TheWall, "a1", "k1", "Thank you."));
        Assert.Equal("comments-closed", _room.Tries(Ana, new CardCommented(TheWall, "a1", "k2", "Oh.")));
    }

    private static readonly Dictionary<string, SpaceOp> WhileLocked = new()
    {
        ["a post"] = Post("a2"),
        ["an edit"] = new CardEdited(TheWall, "a1", new("Late.")),
        ["a reaction"] = new Reacted(TheWall, "a1", "agree", true),
        ["a comment"] = new CardCommented(TheWall, "a1", "k2", "Late."),
        ["bringing a card back"] = new CardWithdrawn(TheWall, "a1", false),
        ["bringing a comment back"] = new CardCommentWithdrawn(TheWall, "a1", "k1", false),
    };

    public static TheoryData<string> Late => [.. WhileLocked.Keys];

    [Theory, MemberData(nameof(Late))]
    public void WALL2_While_a_wall_is_locked_or_the_workshop_is_over_nobody_writes(string what)
    {
        _room.Does(Ana, Post("a1"), new CardCommented(TheWall, "a1", "k1", "Hm.")).Does(Facilitator, new WallLocked(TheWall, true));
        Assert.Equal("locked", _room.Tries(Ana, WhileLocked[what]));
        _room.Does(Facilitator, new WallLocked(TheWall, false), new Board.Spaces.Workshop.WorkshopEnded(true));
        Assert.Equal("ended", _room.Tries(Ana, WhileLocked[what]));
        _room.Does(Facilitator, new Board.Spaces.Workshop.WorkshopEnded(false)).Does(Ana, WhileLocked[what]);
    }

    [Fact]
    public void WALL1_Taking_back_is_never_too_late()
    {
        _room.Does(Ana, Post("a1"), new CardCommented(TheWall, "a1", "k1", "Hm.")).Does(Facilitator, new WallLocked(TheWall, true), new Board.Spaces.Workshop.WorkshopEnded(true));
        _room.Does(Ana, new CardCommentWithdrawn(TheWall, "a1", "k1", true), new CardWithdrawn(TheWall, "a1", true));
        Assert.Empty(_room.Seen(Screen).Walls[TheWall].Cards);
    }

    [Fact]
    public void WALL2_Those_who_lead_write_on_a_locked_wall() => _room.Does(Facilitator, new WallLocked(TheWall, true)).Does(Co, Post("m1"), new CardEdited(TheWall, "m1", new("Else.")), new CardCommented(TheWall, "m1", "k1", "Hm."));

    [Fact]
    public void WALL10_A_card_that_goes_from_the_wall_goes_from_every_screen()
    {
        foreach (var goes in (SpaceOp[])[new CardModerated(TheWall, "a1", CardStanding.SetAside, ""), new WallRevealed(TheWall, false)])
        {
            var room = new Room().Does(Ana, Post("a1")).Does(Facilitator, new CardFocused(TheWall, "a1"));
            Assert.Equal("a1", room.Seen(Screen).Walls[TheWall].Focus);
            Assert.Null(room.Does(Facilitator, goes).OnWall.Focus);
            Assert.Equal("not-shown", room.Tries(Facilitator, new CardFocused(TheWall, "a1")));
        }
        Assert.Null(_room.Does(Ana, Post("a1")).Does(Facilitator, new CardFocused(TheWall, "a1")).Does(Ana, new CardWithdrawn(TheWall, "a1", true)).OnWall.Focus);
        Assert.Null(_room.Does(Ana, Post("a2")).Does(Facilitator, new CardFocused(TheWall, "a2"), new CardFocused(TheWall, null)).OnWall.Focus);
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op, string Code)> Wrong = new()
    {
        ["an id that names a path"] = (Ana, Post("../a"), "malformed"),
        ["no words"] = (Ana, Post("a1", ""), "empty"),
        ["blanks"] = (Ana, Post("a1", " \n"), "empty"),
        ["blanks beside a link"] = (Ana, Content(new(" ", "https://board.example/")), "empty"),
        ["too many words"] = (Ana, Post("a1", Beyond(WallCards.MaxText)), "too-long"),
        ["words that can't be shown"] = (Ana, Post("a1", "a\u001b"), "malformed"),
        ["a script for a link"] = (Ana, Content(new("", "javascript:alert(1)")), "not-a-link"),
        ["data for a link"] = (Ana, Content(new("", "data:text/html,hello")), "not-a-link"),
        ["half a link"] = (Ana, Content(new("", "/spaces/w1")), "not-a-link"),
        ["a file for a link"] = (Ana, Content(new("", "file:///etc/hosts")), "not-a-link"),
        ["a link with a password"] = (Ana, Content(new("", "https://me:secret@board.example/")), "not-a-link"),
        ["a link with blanks"] = (Ana, Content(new("", "https://board.example/ x")), "not-a-link"),
        ["an empty link"] = (Ana, Content(new("Ours.", "")), "not-a-link"),
        ["a link that is too long"] = (Ana, Content(new("", $"https://board.example/{Beyond(WallCards.MaxLink)}")), "not-a-link"),
        ["an image whose id names a path"] = (Ana, Content(new("", null, "../f1")), "malformed"),
        ["a description of no image"] = (Ana, Content(new("Ours.", null, null, "A board")), "malformed"),
        ["a long description"] = (Ana, Content(new("", null, "f1", Beyond(WallCards.MaxAlt))), "too-long"),
        ["no such section"] = (Ana, Post("a1", section: "nowhere"), "not-there"),
        ["no place"] = (Ana, Post("a1", order: ""), "malformed"),
        ["a place with a zero at its end"] = (Ana, Post("a1", order: "i0"), "malformed"),
        ["an edit to nothing"] = (Ana, new CardEdited(TheWall, "a0", new("")), "empty"),
        ["an edit of no card"] = (Ana, new CardEdited(TheWall, "a9", new("Else.")), "not-there"),
        ["taking back no card"] = (Ana, new CardWithdrawn(TheWall, "a9", true), "not-there"),
        ["moving no card"] = (Co, new CardMoved(TheWall, "a9", "schools", "i"), "not-there"),
        ["moving to no section"] = (Co, new CardMoved(TheWall, "a0", "nowhere", "i"), "not-there"),
        ["moving to no place"] = (Co, new CardMoved(TheWall, "a0", "schools", "-"), "malformed"),
        ["pinning no card"] = (Co, new CardPinned(TheWall, "a9", true), "not-there"),
        ["grouping no card"] = (Co, new CardGrouped(TheWall, "a9", null), "not-there"),
        ["grouping into no group"] = (Co, new CardGrouped(TheWall, "a0", "g9"), "not-there"),
        ["moderating no card"] = (Co, new CardModerated(TheWall, "a9", CardStanding.Shown, ""), "not-there"),
        ["showing with words to reword"] = (Co, new CardModerated(TheWall, "a0", CardStanding.Shown, "Hm."), "malformed"),
        ["asking at length"] = (Co, new CardModerated(TheWall, "a0", CardStanding.Reword, Beyond(WallCards.MaxComment)), "too-long"),
        ["reacting to no card"] = (Ben, new Reacted(TheWall, "a9", "agree", true), "not-there"),
        ["commenting on no card"] = (Ben, new CardCommented(TheWall, "a9", "k1", "Hm."), "not-there"),
        ["an empty comment"] = (Ben, new CardCommented(TheWall, "a0", "k1", " "), "empty"),
        ["a long comment"] = (Ben, new CardCommented(TheWall, "a0", "k1", Beyond(WallCards.MaxComment)), "too-long"),
        ["a comment whose id is none"] = (Ben, new CardCommented(TheWall, "a0", "K 1", "Hm."), "malformed"),
        ["taking back no comment"] = (Ben, new CardCommentWithdrawn(TheWall, "a0", "k9", true), "not-there"),
        ["moderating no comment"] = (Co, new CardCommentModerated(TheWall, "a0", "k9", CardStanding.Shown), "not-there"),
        ["asking to reword a comment"] = (Co, new CardCommentModerated(TheWall, "a0", "k0", CardStanding.Reword), "malformed"),
        ["focus on no card"] = (Co, new CardFocused(TheWall, "a9"), "not-shown"),
        ["no such wall"] = (Ana, Post("a1", wall: "w9"), "not-there"),
        ["no such wall for those who lead"] = (Co, Post("a1", wall: "w9"), "not-there"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _room.Does(Ana, Post("a0"), new CardCommented(TheWall, "a0", "k0", "Hm."));
        var before = _room.State;
        Assert.Equal(Wrong[what].Code, _room.Tries(Wrong[what].Who, Wrong[what].Op));
        Assert.Same(before, _room.State);
    }

    [Theory]
    [InlineData("https://board.example/a?b=c#d")]
    [InlineData("http://board.example")]
    [InlineData("HTTPS://board.example/ä")]
    public void A_card_may_be_a_link_alone(string link) => Assert.Equal(link, _room.Does(Ana, Content(new("", link))).Card("a1").Content.Link);

    [Fact]
    public void A_person_puts_up_so_many_cards_and_no_more_taken_back_or_not_and_those_who_lead_more()
    {
        for (var i = 0; i < WallCards.MaxOfPerson; i++) _room.Does(Ana, Post($"a{i}")).Does(Co, Post($"m{i}"));
        _room.Does(Ana, new CardWithdrawn(TheWall, "a0", true));
        Assert.Equal("too-many", _room.Tries(Ana, Post("more")));
        _room.Does(Co, Post("more")).Does(Ben, Post("b1"));
    }

    [Fact]
    public void A_wall_holds_so_many_cards_and_no_more()
    {
        for (var i = 0; i < WallCards.MaxCards; i++) _room.Does(Co, Post($"m{i}"));
        Assert.Equal("wall-full", _room.Tries(Ana, Post("more")));
        Assert.Equal("wall-full", _room.Tries(Co, Post("more")));
    }

    [Fact]
    public void A_card_takes_so_many_comments_and_no_more()
    {
        _room.Does(Ana, Post("a1"));
        for (var i = 0; i < WallCards.MaxCommentsOfPerson; i++) _room.Does(Ben, new CardCommented(TheWall, "a1", $"k{i}", "Hm."));
        Assert.Equal("too-many", _room.Tries(Ben, new CardCommented(TheWall, "a1", "more", "Hm.")));
        for (var i = WallCards.MaxCommentsOfPerson; i < WallCards.MaxComments; i++) _room.Does(Co, new CardCommented(TheWall, "a1", $"k{i}", "Hm."));
        Assert.Equal("too-many", _room.Tries(Co, new CardCommented(TheWall, "a1", "more", "Hm.")));
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op)> Undone = new()
    {
        ["an edit that waits"] = (Ana, new CardEdited(TheWall, "wait", new("Else."))),
        ["taking back"] = (Ana, new CardWithdrawn(TheWall, "a0", true)),
        ["a move"] = (Co, new CardMoved(TheWall, "a0", "districts", "z")),
        ["a pin"] = (Co, new CardPinned(TheWall, "a0", true)),
        ["a group"] = (Co, new CardGrouped(TheWall, "a0", "g1")),
        ["setting aside"] = (Co, new CardModerated(TheWall, "a0", CardStanding.SetAside, "")),
        ["showing what was to be reworded"] = (Co, new CardModerated(TheWall, "reword", CardStanding.Shown, "")),
        ["a reaction"] = (Ben, new Reacted(TheWall, "a0", "agree", true)),
        ["taking a comment back"] = (Ana, new CardCommentWithdrawn(TheWall, "a0", "k0", true)),
        ["setting a comment aside"] = (Co, new CardCommentModerated(TheWall, "a0", "k0", CardStanding.SetAside)),
        ["a focus"] = (Co, new CardFocused(TheWall, "reacted")),
        ["a lock"] = (Co, new WallLocked(TheWall, true)),
        ["a name of a group"] = (Co, new GroupNamed(TheWall, "g1", "Else")),
        ["dissolving a group"] = (Co, new GroupDissolved(TheWall, "g1")),
        ["a section"] = (Co, new SectionSet(TheWall, "schools", "Else", "Why?", "z")),
        ["removing a section"] = (Co, new SectionRemoved(TheWall, "districts")),
        ["the wall's settings"] = (Co, new WallSet(TheWall, WallSettings.Usual with { Sort = WallSort.Newest })),
    };

    public static TheoryData<string> Undos => [.. Undone.Keys];

    [Theory, MemberData(nameof(Undos))]
    public void OP6_Taken_back_it_is_as_it_was(string what)
    {
        _room.Does(Facilitator, new GroupNamed(TheWall, "g1", "Time")).Does(Ana, Post("a0"), new CardCommented(TheWall, "a0", "k0", "Hm."), Post("wait"), new CardEdited(TheWall, "wait", new("Edited before.")), Post("reword"), Post("reacted"))
            .Does(Co, new CardModerated(TheWall, "wait", CardStanding.Pending, ""), new CardModerated(TheWall, "reword", CardStanding.Reword, "Without a name."));
        var before = _room.Written;
        Assert.Equal(before, _room.TakesBack(Undone[what].Who, Undone[what].Op).Written);
    }

    [Fact]
    public void OP6_What_was_put_up_is_withdrawn_and_a_reveal_hides_again()
    {
        Assert.True(_room.TakesBack(Ana, Post("a1")).Card("a1").Withdrawn);
        _room.Does(Ana, Post("a2")).TakesBack(Ben, new CardCommented(TheWall, "a2", "k1", "Hm."));
        Assert.True(_room.Card("a2").Comment("k1")!.Withdrawn);
        Assert.True(_room.TakesBack(Co, new WallRevealed(TheWall, false)).OnWall.Revealed);
    }

    [Fact]
    public void OP6_Undoing_a_post_that_changed_nothing_takes_nothing_away() => Assert.Null(Space.Inverse(_room.Does(Ana, Post("a1")).State, Post("a1")));

    private static CardPosted Content(CardContent content) => new(TheWall, "a1", "schools", "i", content);
}
