using Board.Client.Surfaces.Wall;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Client.Wall;

/// <summary>Where a dropped card comes to stand (SPEC.md, WALL9).</summary>
public sealed class WallPlacesTests
{
    private readonly Room _room = new Room().Does(Ana, Post("a", order: "c"), Post("b", order: "f"), Post("c", order: "k"), Post("x", section: "districts"));

    private WallState Wall => _room.Seen(Facilitator).Walls[TheWall];

    private string Row(string section) => string.Join(' ', Wall.InOrder(section).Select(card => card.Id));

    private void Does(CardMoved? moved) => _room.Does(Facilitator, moved!);

    [Theory]
    [InlineData("c", "a", "c a b")]
    [InlineData("c", "b", "a c b")]
    [InlineData("a", "c", "b a c")]
    [InlineData("a", null, "b c a")]
    [InlineData("b", "gone", "a c b")]
    public void WALL9_a_card_that_is_dropped_before_another_stands_before_it(string card, string? before, string expected)
    {
        Does(WallPlaces.Put(Wall, TheWall, card, "schools", before));
        Assert.Equal(expected, Row("schools"));
    }

    [Fact]
    public void A_card_goes_to_another_section()
    {
        Does(WallPlaces.Put(Wall, TheWall, "b", "districts", "x"));
        Assert.Equal(("a c", "b x"), (Row("schools"), Row("districts")));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("c", null)]
    [InlineData("a", "a")]
    [InlineData("nobody", null)]
    public void A_card_that_stands_there_already_is_not_moved(string card, string? before) => Assert.Null(WallPlaces.Put(Wall, TheWall, card, "schools", before));

    [Fact]
    public void A_card_that_is_dropped_elsewhere_is_out_of_its_group()
    {
        _room.Does(Facilitator, new GroupNamed(TheWall, "g", "Time"), new CardGrouped(TheWall, "a", "g"), new CardGrouped(TheWall, "b", "g"));
        _room.Does(Facilitator, [.. WallPlaces.Drop(Wall, TheWall, "a", "districts", null)]);
        Assert.Equal(("b c", "x a"), (Row("schools"), Row("districts")));
        Assert.Null(_room.Card("a").Group);
        Assert.IsType<CardGrouped>(Assert.Single(WallPlaces.Drop(Wall, TheWall, "b", "schools", "c")));
        Assert.Empty(WallPlaces.Drop(Wall, TheWall, "c", "schools", null));
        Assert.Empty(WallPlaces.Drop(Wall, TheWall, "nobody", "schools", null));
    }

    [Fact]
    public void A_card_steps_past_its_neighbours_and_not_past_the_ends()
    {
        Does(WallPlaces.Step(Wall, TheWall, "a", 1));
        Assert.Equal("b a c", Row("schools"));
        Does(WallPlaces.Step(Wall, TheWall, "c", -1));
        Assert.Equal("b c a", Row("schools"));
        Assert.Null(WallPlaces.Step(Wall, TheWall, "b", -1));
        Assert.Null(WallPlaces.Step(Wall, TheWall, "a", 1));
    }

    [Fact]
    public void What_waits_is_no_neighbour()
    {
        _room.Does(Facilitator, new CardModerated(TheWall, "b", CardStanding.Pending, ""));
        Does(WallPlaces.Step(Wall, TheWall, "c", -1));
        Assert.Equal("c", WallOutline.OfShown(Wall).Sections[0].Entries[0].Id);
    }

    [Fact]
    public void WALL9_the_end_is_after_everything_what_waits_included()
    {
        var end = WallPlaces.AtEnd(Wall, "schools");
        Assert.All(Wall.Cards.Values.Where(card => card.Section == "schools"), card => Assert.True(string.CompareOrdinal(card.Order, end) < 0));
        Assert.True(CardOrder.IsPlace(WallPlaces.AtEnd(WallState.Empty, "schools")));
    }
}
