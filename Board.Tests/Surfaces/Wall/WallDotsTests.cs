using Board.Spaces.Workshop;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Surfaces.Wall;

/// <summary>Dots, and sections that everybody writes in for themselves (SPEC.md, WALL11, WALL12).</summary>
public sealed class WallDotsTests
{
    private readonly Room _room = new Room().Does(Ana, Post("a1"), Post("a2"), Post("a3"));

    private static Reacted Dot(string card, bool on = true) => new(TheWall, card, ReactionKind.Dot, on);

    [Fact]
    public void WALL12_Everybody_gives_as_many_dots_as_there_are_each_to_another_card()
    {
        Assert.Equal("not-there", _room.Tries(Ben, Dot("a1")));
        _room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Dots = 2 })).Does(Ben, Dot("a1"), Dot("a1"), Dot("a2"));
        Assert.Equal("no-dots-left", _room.Tries(Ben, Dot("a3")));
        _room.Does(Ben, Dot("a1", on: false), Dot("a3"), new Reacted(TheWall, "a1", "agree", true)).Does(Ana, Dot("a3"));
        Assert.Equal(2, _room.Seen(Screen).Walls[TheWall].Cards["a3"].Counts!["dot"]);
        Assert.Equal(["a2", "a3"], WorkshopSpace.OwnOf(_room.State, Of(Ben), TheWall)!.Reactions.Where(one => one.Kind == "dot").Select(one => one.Card));
        Assert.Null(_room.Does(Ana, new CardWithdrawn(TheWall, "a2", true)).Tries(Ben, Dot("a1"))); // a dot on a card that went is there to be given again
    }

    [Fact]
    public void WALL12_Hidden_dots_are_seen_by_nobody_and_told_to_nobody_and_come_out_in_one_picture()
    {
        _room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Dots = 2, DotsHidden = true })).Does(Ben, Dot("a1"));
        foreach (var who in (string[])[Facilitator, Ana, Ben, Screen])
        {
            Assert.Empty(_room.Seen(who).Walls[TheWall].Cards["a1"].Counts!);
            Assert.Null(_room.Told(who, _room.Entries[^1]));
        }
        var before = _room.AudienceOf(Screen)!.Key;
        _room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Dots = 2 }));
        Assert.NotEqual(before, _room.AudienceOf(Screen)!.Key);
        Assert.Equal(1, _room.Seen(Screen).Walls[TheWall].Cards["a1"].Counts!["dot"]);
        Assert.Empty(_room.Does(Facilitator, new WallSet(TheWall, WallSettings.Usual)).Seen(Screen).Walls[TheWall].Cards["a1"].Counts!);
    }

    [Theory]
    [InlineData(-1, "out-of-range")]
    [InlineData(WallSurface.MaxDots, null)]
    [InlineData(WallSurface.MaxDots + 1, "out-of-range")]
    public void There_are_as_many_dots_as_this(int dots, string? expected) => Assert.Equal(expected, _room.Tries(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Dots = dots })));

    [Fact]
    public void No_other_reaction_is_called_a_dot() =>
        Assert.Equal("malformed", _room.Tries(Facilitator, new WallSet(TheWall, WallSettings.Usual with { Reactions = [new(ReactionKind.Dot, "Mine")] })));

    [Fact]
    public void WALL11_What_somebody_writes_for_themselves_is_seen_by_nobody_else_not_by_those_who_lead_either()
    {
        _room.Does(Facilitator, new SectionSet(TheWall, "own", "For yourself", "", "z") { Private = true }).Does(Ana, Post("own", section: "own"));
        Assert.True(_room.Seen(Ana).Walls[TheWall].Cards["own"].Mine);
        foreach (var who in (string[])[Facilitator, Co, Ben, Screen, "archive"])
        {
            Assert.DoesNotContain("own", _room.Seen(who).Walls[TheWall].Cards.Keys);
            Assert.Null(_room.Told(who, _room.Entries[^1]));
        }
        _room.Does(Ana, new CardWithdrawn(TheWall, "own", true));
        Assert.Null(_room.Told(Facilitator, _room.Entries[^1]));
    }

    [Fact]
    public void WALL11_Nobody_else_touches_it_and_it_goes_on_no_screen()
    {
        _room.Does(Facilitator, new SectionSet(TheWall, "own", "For yourself", "", "z") { Private = true }).Does(Ana, Post("own", section: "own"));
        foreach (var op in (WallOp[])
        [
            new CardMoved(TheWall, "own", "schools", "i"), new CardPinned(TheWall, "own", true), new CardModerated(TheWall, "own", CardStanding.Shown, ""),
            new Reacted(TheWall, "own", "agree", true), new CardCommented(TheWall, "own", "k1", "Hm."), new CardEdited(TheWall, "own", new("Else")), new CardWithdrawn(TheWall, "own", true),
        ]) Assert.Equal("not-there", _room.Tries(Facilitator, op));
        Assert.Equal("not-shown", _room.Tries(Facilitator, new CardFocused(TheWall, "own")));
        Assert.Equal(Ana, _room.AudienceOf(Ana)!.Person);
    }

    [Fact]
    public void WALL11_The_first_card_fixes_who_sees_a_section()
    {
        _room.Does(Facilitator, new SectionSet(TheWall, "own", "For yourself", "", "z") { Private = true }, new SectionSet(TheWall, "own", "For all", "", "z"), new SectionSet(TheWall, "own", "For yourself", "", "z") { Private = true });
        _room.Does(Ana, Post("own", section: "own"));
        Assert.Equal("private-fixed", _room.Tries(Facilitator, new SectionSet(TheWall, "own", "For all", "", "z")));
        Assert.Equal("private-fixed", _room.Tries(Facilitator, new SectionSet(TheWall, "schools", "Schools", "", "i") { Private = true }));
        var before = _room.Written;
        Assert.Equal(before, _room.TakesBack(Facilitator, new SectionSet(TheWall, "own", "Yours", "", "z") { Private = true }).Written);
    }
}
