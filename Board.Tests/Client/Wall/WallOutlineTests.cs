using Board.Client.Surfaces.Wall;
using Board.Spaces;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Client.Wall;

public sealed class WallOutlineTests
{
    private static WallState Seen(Room room) => room.Seen(Facilitator).Walls[TheWall];

    private static string Told(Room room) => string.Join(" | ", WallOutline.OfShown(Seen(room)).Sections.Select(section =>
        $"{section.Section.Title}: {string.Join(' ', section.Entries.Select(entry => entry.Group is { } group ? $"{group.Name}({string.Join(' ', entry.Cards.Select(card => card.Id))})" : entry.Cards[0].Id))}"));

    [Fact]
    public void Sections_and_cards_stand_as_the_wall_has_them_and_a_pinned_card_stands_first()
    {
        var room = new Room().Does(Ana, Post("a", order: "c"), Post("b", order: "f"), Post("c", section: "districts"), Post("d", order: "k"))
            .Does(Facilitator, new CardPinned(TheWall, "d", true));
        Assert.Equal("Schools: d a b | Districts: c", Told(room));
    }

    [Fact]
    public void A_group_stands_where_its_first_card_does_and_one_that_was_dissolved_is_none()
    {
        var room = new Room().Does(Ana, Post("a", order: "c"), Post("b", order: "f"), Post("c", order: "k"), Post("d", section: "districts"))
            .Does(Facilitator, new GroupNamed(TheWall, "g", "Time"), new CardGrouped(TheWall, "a", "g"), new CardGrouped(TheWall, "c", "g"), new CardGrouped(TheWall, "d", "g"));
        Assert.Equal("Schools: Time(a c) b | Districts: Time(d)", Told(room));
        room.Does(Facilitator, new GroupDissolved(TheWall, "g"));
        Assert.Equal("Schools: a b c | Districts: d", Told(room));
    }

    [Fact]
    public void What_waits_is_to_be_reworded_or_was_set_aside_is_not_on_the_wall()
    {
        var room = new Room().Does(Ana, Post("a"), Post("b"), Post("c"), Post("d")).Does(Facilitator,
            new CardModerated(TheWall, "a", CardStanding.Pending, ""), new CardModerated(TheWall, "b", CardStanding.Reword, "Kindly."), new CardModerated(TheWall, "c", CardStanding.SetAside, ""));
        Assert.Equal("Schools: d | Districts: ", Told(room));
    }

    [Fact]
    public void What_waits_is_listed_with_its_comments_oldest_first_and_what_is_said_at_a_hidden_card_is_not()
    {
        var room = new Room().Does(Ana, Post("a"), Post("b")).Does(Ben, new CardCommented(TheWall, "a", "k1", "Yes."), new CardCommented(TheWall, "b", "k2", "No."))
            .Does(Facilitator, new CardCommentModerated(TheWall, "a", "k1", CardStanding.Pending), new CardCommentModerated(TheWall, "b", "k2", CardStanding.Pending), new CardModerated(TheWall, "b", CardStanding.Pending, ""));
        Assert.Equal(["b", "a-k1"], Waiting.Of(Seen(room), CardStanding.Pending).Select(item => item.Id));
    }

    [Fact]
    public void A_card_is_called_by_its_words_by_where_it_leads_or_by_what_its_picture_shows()
    {
        static string Name(CardContent content) => CardWords.Name(new Card("a", "s", "i", content, "", 0, CardStanding.Shown));
        Assert.Equal("Two lines", Name(new("Two\nlines")));
        Assert.Equal("example.org", Name(new("", "https://example.org/a?b=c")));
        Assert.Equal("A schedule", Name(new("", null, "i1", "A schedule")));
        Assert.Equal("A picture", Name(new("", null, "i1")));
        var cut = Name(new(string.Concat(Enumerable.Repeat("😀", 60))));
        Assert.EndsWith("😀…", cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(108_000, "1:48")]
    [InlineData(3_599_000, "59:59")]
    [InlineData(-5_000, "0:00")]
    public void A_cards_age_is_counted_from_the_walls_first_card(long after, string expected) =>
        Assert.Equal(expected, CardWords.Age(Start + after, Start, TimeZoneInfo.Utc));

    [Fact]
    public void After_an_hour_a_cards_age_is_the_time_of_day() =>
        Assert.Equal("3:13 PM", CardWords.Age(1_790_003_600_000, 1_790_000_000_000, TimeZoneInfo.Utc));
}
