using Board.Spaces;

namespace Board.Surfaces.Wall;

/// <summary>
/// Who may do what on a wall (SPEC.md, WALL1, WALL2): everybody writes cards of their own and answers those that they see;
/// facilitators tend the wall, and never put words into somebody's card.
/// </summary>
internal static class WallPolicy
{
    private static readonly Refusal Locked = new("locked", "The facilitator has locked this wall. Your words are still in the field; they can be sent when it opens again.");
    private static readonly Refusal NoComments = new("comments-closed", "Comments are switched off on this wall. Your words are still in the field.");

    /// <summary>For a card that is not there, and for one that this person may not know of: the same answer.</summary>
    private static readonly Refusal NoCard = Refusals.NotThere("This card");

    private static readonly Refusal NoComment = Refusals.NotThere("This comment");

    public static Refusal? Of(WallState wall, WallOp op, WallHand hand) => op switch
    {
        WallTold or CardTold or CardGone or CardCounted => Refusals.UnknownOp,
        CardPosted => WhileOpen(wall, hand),
        CardEdited edited => Own(wall, edited.Id, hand) ?? WhileOpen(wall, hand),
        CardWithdrawn withdrawn => Own(wall, withdrawn.Id, hand) ?? (WallSurface.TakesBack(op) ? null : WhileOpen(wall, hand)),
        Reacted reacted => Sees(wall, reacted.Id, hand) ?? WhileOpen(wall, hand),
        CardCommented commented => Sees(wall, commented.Id, hand) ?? WhileOpen(wall, hand) ?? (wall.Settings.Comments || hand.Leads ? null : NoComments),
        CardCommentWithdrawn withdrawn => Sees(wall, withdrawn.Id, hand) ?? OwnComment(wall.Cards[withdrawn.Id], withdrawn.Comment, hand)
            ?? (WallSurface.TakesBack(op) ? null : WhileOpen(wall, hand)),
        _ => !hand.Leads ? Refusals.NotAllowed("a facilitator") : WallViews.CardOf(op) is { } id && IsOthersAlone(wall, id, hand) ? NoCard : null,
    };

    private static Refusal? WhileOpen(WallState wall, WallHand hand) => wall.Locked && !hand.Leads ? Locked : null;

    private static Refusal? Own(WallState wall, string id, WallHand hand) =>
        wall.Cards.TryGetValue(id, out var card) && card.By == hand.Person ? null
        : Sees(wall, id, hand) ?? Refusals.NotAllowed("whoever wrote this card");

    private static Refusal? Sees(WallState wall, string id, WallHand hand) =>
        wall.Cards.TryGetValue(id, out var card) && !card.Withdrawn && (hand.Leads || card.By == hand.Person || wall.IsOpen(card)) && !IsOthersAlone(wall, id, hand) ? null : NoCard;

    private static bool IsOthersAlone(WallState wall, string id, WallHand hand) =>
        wall.Cards.TryGetValue(id, out var card) && card.By != hand.Person && wall.IsPrivate(card);

    private static Refusal? OwnComment(Card card, string id, WallHand hand) => card.Comment(id) switch
    {
        { } comment when comment.By == hand.Person => null,
        { Withdrawn: false } comment when hand.Leads || comment.Standing == CardStanding.Shown => Refusals.NotAllowed("whoever wrote this comment"),
        _ => NoComment,
    };
}
