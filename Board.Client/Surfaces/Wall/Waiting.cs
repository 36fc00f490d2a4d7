using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>A card or a comment that somebody who leads decides about.</summary>
/// <param name="Comment">Null where it is the card itself.</param>
public sealed record Waiting(Card Card, CardComment? Comment)
{
    public string Id => Comment is null ? Card.Id : $"{Card.Id}-{Comment.Id}";

    public string Text => Comment?.Text ?? (Card.Content.Text.Length > 0 ? Card.Content.Text : Card.Content.Alt);

    public bool MayName => NameHint.MayName(Text);

    public bool HasPhoto => Comment is null && Card.Content.Image is not null;

    private long At => Comment?.At ?? Card.At;

    /// <summary>What stands like this, the oldest first. What is said at a card that is not shown goes with the card.</summary>
    public static List<Waiting> Of(WallState wall, CardStanding standing)
    {
        ArgumentNullException.ThrowIfNull(wall);
        return [.. wall.Cards.Values.SelectMany(card => Of(card, standing)).OrderBy(item => item.At).ThenBy(item => item.Id, StringComparer.Ordinal)];
    }

    /// <summary>Which section, and when; of a comment, at which card.</summary>
    public string Where(WallStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var place = Comment is null ? stage.Now.Section(Card.Section)?.Title ?? "" : $"Comment on “{CardWords.Name(Card)}”";
        var writer = stage.Writer(Comment?.By ?? Card.By, Comment is null ? Card.Name : Comment.Name);
        return string.Join(", ", new[] { writer, place, stage.Age(At) }.Where(part => !string.IsNullOrEmpty(part)));
    }

    public WallOp To(string surface, CardStanding standing, string words = "") =>
        Comment is null ? new CardModerated(surface, Card.Id, standing, words) : new CardCommentModerated(surface, Card.Id, Comment.Id, standing);

    public string Said(CardStanding standing) => $"The {(Comment is null ? "card" : "comment")} is {(standing == CardStanding.Shown ? "shown" : "set aside")}.";

    private static IEnumerable<Waiting> Of(Card card, CardStanding standing)
    {
        if (card.Standing == standing) yield return new Waiting(card, null);
        if (card.Standing != CardStanding.Shown) yield break;
        foreach (var comment in card.Comments)
        {
            if (comment.Standing == standing) yield return new Waiting(card, comment);
        }
    }
}
