using Board.Spaces;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Surfaces.Wall;

/// <summary>The wall around the cards: settings, sections, groups, order (SPEC.md, WALL3).</summary>
public sealed class WallSettingsTests
{
    private readonly Room _room = new();

    [Fact]
    public void A_wall_begins_with_two_reactions_hidden_names_and_cards_that_show_at_once()
    {
        var settings = WallState.Empty.Settings;
        Assert.Equal((2, false, Moderation.After, true), (settings.Reactions.Length, settings.NamesShown, settings.Moderation, WallState.Empty.Revealed));
    }

    [Fact]
    public void WALL3_Whether_names_show_is_open_until_the_first_card_and_fixed_by_it_even_when_that_is_taken_back()
    {
        var shown = new WallSet(TheWall, WallSettings.Usual with { NamesShown = true });
        _room.Does(Facilitator, shown, new WallSet(TheWall, WallSettings.Usual), shown).Does(Ana, Post("a1"), new CardWithdrawn(TheWall, "a1", true));
        Assert.Equal("names-fixed", _room.Tries(Facilitator, new WallSet(TheWall, WallSettings.Usual)));
        _room.Does(Facilitator, shown with { Settings = shown.Settings with { Layout = WallLayout.Grid, Moderation = Moderation.Before } });
        Assert.Equal((true, WallLayout.Grid, Moderation.Before), (_room.OnWall.Settings.NamesShown, _room.OnWall.Settings.Layout, _room.OnWall.Settings.Moderation));
    }

    private static readonly Dictionary<string, (SpaceOp Op, string Code)> Wrong = new()
    {
        ["a reaction twice"] = (new WallSet(TheWall, WallSettings.Usual with { Reactions = [new("a", "One"), new("a", "Two")] }), "malformed"),
        ["a reaction whose id is none"] = (new WallSet(TheWall, WallSettings.Usual with { Reactions = [new("A!", "One")] }), "malformed"),
        ["a reaction without a name"] = (new WallSet(TheWall, WallSettings.Usual with { Reactions = [new("a", "")] }), "empty"),
        ["too many reactions"] = (new WallSet(TheWall, WallSettings.Usual with { Reactions = [.. Enumerable.Range(0, 7).Select(i => new ReactionKind($"r{i}", "Hm"))] }), "too-many"),
        ["a section without a title"] = (new SectionSet(TheWall, "s", " ", "", "i"), "empty"),
        ["a section whose id is none"] = (new SectionSet(TheWall, "S", "Schools", "", "i"), "malformed"),
        ["a section at no place"] = (new SectionSet(TheWall, "s", "Schools", "", "0"), "malformed"),
        ["a long prompt"] = (new SectionSet(TheWall, "s", "Schools", Beyond(WallSurface.MaxPrompt), "i"), "too-long"),
        ["removing no section"] = (new SectionRemoved(TheWall, "s"), "not-there"),
        ["removing a section with cards"] = (new SectionRemoved(TheWall, "schools"), "in-use"),
        ["a group without a name"] = (new GroupNamed(TheWall, "g", ""), "empty"),
        ["a group whose id is none"] = (new GroupNamed(TheWall, "", "Time"), "malformed"),
        ["dissolving no group"] = (new GroupDissolved(TheWall, "g"), "not-there"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _room.Does(Ana, Post("a1"));
        var before = _room.State;
        Assert.Equal(Wrong[what].Code, _room.Tries(Facilitator, Wrong[what].Op));
        Assert.Same(before, _room.State);
    }

    [Fact]
    public void A_wall_has_so_many_sections_and_groups_and_no_more()
    {
        for (var i = 2; i < WallSurface.MaxSections; i++) _room.Does(Co, new SectionSet(TheWall, $"s{i}", "More", "", "i"));
        Assert.Equal("too-many", _room.Tries(Co, new SectionSet(TheWall, "more", "More", "", "i")));
        _room.Does(Co, new SectionSet(TheWall, "schools", "All schools", "", "i"));
        for (var i = 0; i < WallSurface.MaxGroups; i++) _room.Does(Co, new GroupNamed(TheWall, $"g{i}", "Time"));
        Assert.Equal("too-many", _room.Tries(Co, new GroupNamed(TheWall, "more", "Time")));
        _room.Does(Co, new GroupNamed(TheWall, "g1", "Forms"));
    }

    [Fact]
    public void Nothing_goes_into_a_section_that_was_removed_or_a_group_that_was_dissolved_until_they_are_back()
    {
        _room.Does(Co, new SectionRemoved(TheWall, "districts"), new GroupNamed(TheWall, "g1", "Time"), new GroupDissolved(TheWall, "g1")).Does(Ana, Post("a1"));
        Assert.Equal(["schools"], _room.OnWall.SectionsInOrder().Select(section => section.Id));
        Assert.Equal("not-there", _room.Tries(Ana, Post("a2", section: "districts")));
        Assert.Equal("not-there", _room.Tries(Co, new CardGrouped(TheWall, "a1", "g1")));
        _room.Does(Co, new SectionSet(TheWall, "districts", "Districts", "", "a"), new GroupNamed(TheWall, "g1", "Time"), new CardGrouped(TheWall, "a1", "g1")).Does(Ana, Post("a2", section: "districts"));
        Assert.Equal(["districts", "schools"], _room.OnWall.SectionsInOrder().Select(section => section.Id));
    }

    [Theory]
    [InlineData(WallSort.Placed, "pin,a1,a2,a3")]
    [InlineData(WallSort.Newest, "pin,a2,a1,a3")]
    [InlineData(WallSort.MostReactions, "pin,a2,a3,a1")]
    public void Cards_stand_as_the_wall_sorts_them_the_pinned_first_and_the_older_before_the_younger(WallSort sort, string expected)
    {
        _room.Does(Ana, Post("a3", order: "r"), Post("a1", order: "c"), Post("a2", order: "c"), Post("pin", order: "z"))
            .Does(Co, new CardPinned(TheWall, "pin", true), new WallSet(TheWall, WallSettings.Usual with { Sort = sort })).Does(Ben, new Reacted(TheWall, "a2", "agree", true));
        Assert.Equal(expected.Split(','), _room.Seen(Screen).Walls[TheWall].InOrder("schools").Select(card => card.Id));
        Assert.Empty(_room.Seen(Screen).Walls[TheWall].InOrder("districts"));
    }
}
