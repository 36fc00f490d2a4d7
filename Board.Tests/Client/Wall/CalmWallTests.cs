using Board.Client.Surfaces.Wall;
using Board.Spaces;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Client.Wall;

/// <summary>Nothing moves under a hand (SPEC.md, WALL13).</summary>
public sealed class CalmWallTests
{
    private readonly Room _room = new Room().Does(Ana, Post("a", order: "c"), Post("b", order: "f"));
    private readonly CalmWall _calm = new();

    public CalmWallTests() => _calm.Follow(Now);

    private WallState Now => _room.Seen(Facilitator).Walls[TheWall];

    private string Shown => string.Join(' ', WallOutline.OfShown(_calm.Shown).Sections[0].Cards.Select(card => card.Id));

    private void Happens(params SpaceOp[] ops)
    {
        foreach (var op in ops) _room.Does(op is CardPosted or CardEdited or CardWithdrawn ? Ana : Facilitator, op);
        _calm.Follow(Now);
    }

    [Fact]
    public void WALL13_a_card_that_comes_shows_at_its_place()
    {
        Happens(Post("n", order: "d"));
        Assert.Equal(("a n b", 0), (Shown, _calm.Waiting));
    }

    [Fact]
    public void WALL13_under_a_hand_new_cards_wait_and_the_others_stay_where_they_are()
    {
        _calm.Hold(true);
        Happens(Post("n", order: "a"), Post("m"), new CardPinned(TheWall, "b", true), new CardMoved(TheWall, "a", "districts", "i"));
        Assert.Equal(("a b", 2), (Shown, _calm.Waiting));
        _calm.Hold(false);
        Assert.Equal(("b n m", 0), (Shown, _calm.Waiting));
    }

    [Fact]
    public void WALL13_what_waits_can_be_let_in_while_the_hand_is_there()
    {
        _calm.Hold(true);
        Happens(Post("n", order: "a"));
        _calm.LetIn();
        Assert.Equal(("n a b", 0), (Shown, _calm.Waiting));
        Happens(Post("o", order: "z"));
        Assert.Equal(("n a b", 1), (Shown, _calm.Waiting));
    }

    [Fact]
    public void WALL13_what_is_taken_off_goes_at_once_and_other_words_are_read_at_once()
    {
        _calm.Hold(true);
        Happens(new CardEdited(TheWall, "a", new("Other words.")), new CardWithdrawn(TheWall, "b", true));
        Assert.Equal("a", Shown);
        Assert.Equal("Other words.", _calm.Shown.Cards["a"].Content.Text);
    }

    [Fact]
    public void WALL13_a_card_that_was_shown_by_a_facilitator_waits_like_a_new_one()
    {
        Happens(new CardModerated(TheWall, "a", CardStanding.Pending, ""));
        _calm.Hold(true);
        Happens(new CardModerated(TheWall, "a", CardStanding.Shown, ""));
        Assert.Equal(("b", 1), (Shown, _calm.Waiting));
    }

    [Fact]
    public void WALL13_the_order_of_the_wall_stays_too()
    {
        _calm.Hold(true);
        Happens(new WallSet(TheWall, Now.Settings with { Sort = WallSort.Newest }));
        Assert.Equal("a b", Shown);
        _calm.Hold(false);
        Assert.Equal("b a", Shown);
    }

    [Fact]
    public void A_stage_is_held_until_the_last_hand_has_left()
    {
        var stage = new WallStage("k", TheWall, () => TimeZoneInfo.Utc, _ => "", (_, _) => Task.FromResult(true));
        var changes = 0;
        stage.Changed += () => changes++;
        stage.Show(Now, new([], [], []));
        stage.Hold("menu", true);
        stage.Hold("field", true);
        stage.Hold("menu", false);
        _room.Does(Ana, Post("n"));
        stage.Show(Now, new([], [], []));
        Assert.Equal(1, stage.Waiting);
        stage.Hold("field", false);
        Assert.Equal(0, stage.Waiting);
        Assert.Equal(3, stage.Outline.Cards.Count());
        Assert.Equal(2, changes);
    }
}
