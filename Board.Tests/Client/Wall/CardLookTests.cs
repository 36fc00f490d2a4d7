using Board.Client.Surfaces.Wall;
using Board.Spaces;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Client.Wall;

/// <summary>What makes a card be rendered again, and what does not: with 1,000 on a wall it decides how fast a new one shows.</summary>
public sealed class CardLookTests
{
    private readonly Room _room = new Room().Does(Ana, Post("a"), Post("b")).Does(Ben, new CardCommented(TheWall, "a", "k", "Yes."), new Reacted(TheWall, "a", "agree", true));
    private readonly WallStage _stage = new("k", TheWall, () => TimeZoneInfo.Utc, _ => "", (_, _) => Task.FromResult(true));

    private CardLook Look()
    {
        _stage.Show(_room.Seen(Facilitator).Walls[TheWall], Board.Spaces.Workshop.WorkshopSpace.OwnOf(_room.State, Of(Facilitator), TheWall)!);
        return CardLook.Of(_stage.Now.Cards["a"], _stage);
    }

    public static TheoryData<SpaceOp> Elsewhere() =>
    [
        Post("c"), new CardPinned(TheWall, "b", true), new Reacted(TheWall, "b", "more", true), new CardMoved(TheWall, "a", "schools", "z"), new WallLocked(TheWall, true),
        new SectionSet(TheWall, "schools", "All schools", "", "i"), new CardFocused(TheWall, "b"), new CardCommented(TheWall, "b", "k2", "No."),
    ];

    public static TheoryData<SpaceOp> Here() =>
    [
        new CardPinned(TheWall, "a", true), new Reacted(TheWall, "a", "more", true), new Reacted(TheWall, "a", "agree", true), new CardFocused(TheWall, "a"),
        new CardCommented(TheWall, "a", "k2", "No."), new CardCommentModerated(TheWall, "a", "k", CardStanding.SetAside), new CardModerated(TheWall, "a", CardStanding.SetAside, ""),
        new CardMoved(TheWall, "a", "districts", "i"), new WallSet(TheWall, WallSettings.Usual with { Reactions = [new("agree", "Other words")] }),
    ];

    [Theory, MemberData(nameof(Elsewhere))]
    public void What_happens_elsewhere_leaves_a_card_as_it_looks(SpaceOp op)
    {
        var before = Look();
        _room.Does(Facilitator, op);
        Assert.True(Look().IsLike(before));
    }

    [Theory, MemberData(nameof(Here))]
    public void What_happens_to_a_card_changes_its_look(SpaceOp op)
    {
        var before = Look();
        _room.Does(Facilitator, op);
        Assert.False(Look().IsLike(before));
    }

    [Fact]
    public void Other_words_change_a_cards_look()
    {
        var before = Look();
        _room.Does(Ana, new CardEdited(TheWall, "a", new("Other words.")));
        Assert.False(Look().IsLike(before));
        Assert.False(before.IsLike(null));
    }
}
