using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Board.Spaces;

namespace Board.Surfaces.Wall;

/// <summary>
/// What somebody sees of a wall (SPEC.md, WALL4 to WALL7). All of it goes through <see cref="See(WallState, Card, WallEyes)"/>: a snapshot
/// holds what it lets through, and a live page is told of a card by what it makes of the card as it is now, never by what was done.
/// </summary>
/// <remarks>
/// Saying how a card is, and not what was done to it, has a second reason: it may be said twice and late. An entry from an hour
/// ago tells today's card, and the entries after it end at the same one.
/// </remarks>
public static class WallViews
{
    /// <summary>Counted once for the same cards: on a hidden wall everybody who has written is an audience alone, and all are told of each card.</summary>
    private static readonly ConditionalWeakTable<ImmutableSortedDictionary<string, Card>, StrongBox<int>> Writers = [];

    /// <summary>The wall as these eyes see it.</summary>
    public static WallState View(WallState wall, WallEyes eyes)
    {
        var seen = ImmutableSortedDictionary.CreateBuilder<string, Card>();
        foreach (var card in wall.Cards.Values)
        {
            if (See(wall, card, eyes) is { } shown) seen.Add(card.Id, shown);
        }
        return wall with { Writers = WritersOf(wall), HiddenSince = null, Cards = seen.ToImmutable(), Groups = SeesGroups(wall, eyes) ? wall.Groups : [] };
    }

    /// <summary>The op by which a live page learns of an op that was done, or null if it is not to know.</summary>
    public static WallOp? Tell(WallState wall, WallOp op, WallEyes eyes)
    {
        if (op is GroupNamed or GroupDissolved && !SeesGroups(wall, eyes)) return null;
        if (op is Reacted { Kind: ReactionKind.Dot } && wall.Settings.DotsHidden) return null;
        if (CardOf(op) is not { } id) return op;
        if (wall.Cards.TryGetValue(id, out var card) && See(wall, card, eyes) is { } seen)
            return op is Reacted ? new CardCounted(op.Surface, id, seen.Counts!) : new CardTold(op.Surface, seen);
        // Who never saw anything is not told that it went either; whoever wrote it did.
        return card is not null && (wall.WasRevealed(card) || eyes.Person == card.By || eyes.Leads && !wall.IsPrivate(card)) && op is CardWithdrawn or CardModerated or CardEdited ? new CardGone(op.Surface, id) : null;
    }

    /// <summary>The wall around its cards, as these eyes see it.</summary>
    public static BareWall Bare(WallState wall, WallEyes eyes) =>
        new(wall.Settings, wall.Revealed, wall.Locked, wall.Focus, wall.Sections, SeesGroups(wall, eyes) ? wall.Groups : []) { Writers = WritersOf(wall) };

    /// <summary>Whether an op on a hidden wall changes how many have written, which everybody is told while nobody sees what.</summary>
    internal static bool CountsWriters(WallState wall, WallOp op) => !wall.Revealed && op is CardPosted or CardWithdrawn;

    /// <summary>How many have written, while what they wrote is hidden.</summary>
    private static int? WritersOf(WallState wall) => wall.Revealed ? null : Writers.GetValue(wall.Cards, static cards =>
        new(cards.Values.Where(card => !card.Withdrawn).Select(card => card.By).Distinct().Count())).Value;

    /// <summary>A person's own cards, comments and reactions on a wall, for a page whose frames are everybody's.</summary>
    public static OwnOnWall OwnOf(WallState wall, string person) => new(
        [.. wall.Cards.Values.Where(card => card.By == person && !card.Withdrawn).Select(card => card.Id)],
        [.. wall.Cards.Values.SelectMany(card => card.Comments.Where(comment => comment.By == person && !comment.Withdrawn).Select(comment => comment.Id))],
        [.. wall.Cards.Values.SelectMany(card => card.ReactionsByKind().Where(kind => kind.Value.Contains(person)).Select(kind => new OwnReaction(card.Id, kind.Key)))]);

    /// <summary>Whoever wrote something that the room does not see: they alone see it.</summary>
    internal static IEnumerable<string> Withheld(WallState wall)
    {
        foreach (var card in wall.Cards.Values)
        {
            if (card.Withdrawn) continue;
            var open = wall.IsOpen(card);
            if (!open) yield return card.By;
            foreach (var comment in card.Comments)
            {
                if (!comment.Withdrawn && (!open || comment.Standing != CardStanding.Shown)) yield return comment.By;
            }
        }
    }

    internal static bool SeesPicture(WallState wall, string picture, WallEyes eyes) => wall.Cards.Values.Any(card => card.Content.Image == picture && See(wall, card, eyes) is not null);

    private static Card? See(WallState wall, Card card, WallEyes eyes)
    {
        var mine = eyes.Person == card.By;
        if (card.Withdrawn || !mine && (eyes.Leads ? wall.IsPrivate(card) : !wall.IsOpen(card))) return null;
        return card with
        {
            By = wall.Settings.NamesShown ? card.By : "",
            Name = wall.Settings.NamesShown ? eyes.NameOf(card.By) : null,
            Mine = mine,
            Reactions = null,
            Counts = card.ReactionsByKind().Where(kind => IsCounted(wall.Settings, kind.Key)).ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Value.Count),
            Comments = [.. card.Comments.Where(comment => Sees(comment, eyes)).Select(comment => comment with
            {
                By = wall.Settings.NamesShown ? comment.By : "",
                Name = wall.Settings.NamesShown ? eyes.NameOf(comment.By) : null,
                Mine = eyes.Person == comment.By,
            })],
        };
    }

    private static bool IsCounted(WallSettings settings, string kind) =>
        kind == ReactionKind.Dot ? settings is { Dots: > 0, DotsHidden: false } : settings.Reactions.Any(known => known.Id == kind);

    /// <summary>What hidden cards are called together tells of them.</summary>
    private static bool SeesGroups(WallState wall, WallEyes eyes) => eyes.Leads || wall.Revealed;

    private static bool Sees(CardComment comment, WallEyes eyes) =>
        !comment.Withdrawn && (comment.Standing == CardStanding.Shown || eyes.Leads || eyes.Person == comment.By);

    /// <summary>Whether an op is about a card that only whoever wrote it sees.</summary>
    public static bool IsPrivate(WallState wall, WallOp op) => CardOf(op) is { } id && wall.Cards.TryGetValue(id, out var card) && wall.IsPrivate(card);

    /// <summary>The card that an op is about; null for what is done to the wall as a whole.</summary>
    internal static string? CardOf(WallOp op) => op switch
    {
        CardPosted posted => posted.Id,
        CardEdited edited => edited.Id,
        CardWithdrawn withdrawn => withdrawn.Id,
        CardMoved moved => moved.Id,
        CardPinned pinned => pinned.Id,
        CardGrouped grouped => grouped.Id,
        CardModerated moderated => moderated.Id,
        Reacted reacted => reacted.Id,
        CardCommented commented => commented.Id,
        CardCommentWithdrawn withdrawn => withdrawn.Id,
        CardCommentModerated moderated => moderated.Id,
        _ => null,
    };
}

/// <param name="Cards">Ids of cards.</param>
/// <param name="Comments">Ids of comments.</param>
public sealed record OwnOnWall(ImmutableArray<string> Cards, ImmutableArray<string> Comments, ImmutableArray<OwnReaction> Reactions);

public readonly record struct OwnReaction(string Card, string Kind);
