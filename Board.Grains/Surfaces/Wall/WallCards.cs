using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Wall;

/// <summary>What becomes of cards: how many there may be, what may stand on them, and who has to look at them first.</summary>
public static class WallCards
{
    public const int MaxCards = 2_000;

    /// <summary>Cards of one participant on one wall, those that they took back included.</summary>
    public const int MaxOfPerson = 60;

    public const int MaxText = 1_000;
    public const int MaxAlt = 300;
    public const int MaxLink = 2_000;
    public const int MaxComments = 100;

    /// <summary>Comments of one participant on one card, those that they took back included.</summary>
    public const int MaxCommentsOfPerson = 10;

    public const int MaxComment = 500;

    internal static Refusal? Apply(WallState wall, WallOp op, OpContext context, WallHand hand, out WallState changed)
    {
        changed = wall;
        return op switch
        {
            CardPosted posted => Post(wall, posted, context, hand, out changed),
            CardEdited edited => Check(edited.Content) ?? Change(wall, edited.Id, out changed, card => Edit(wall, card, edited.Content, hand)),
            CardWithdrawn withdrawn => Change(wall, withdrawn.Id, out changed, card => card with { Withdrawn = withdrawn.Withdrawn }),
            CardMoved moved => CheckPlace(wall, moved.Section, moved.Order) ?? Change(wall, moved.Id, out changed, card => card with { Section = moved.Section, Order = moved.Order }),
            CardPinned pinned => Change(wall, pinned.Id, out changed, card => card with { Pinned = pinned.Pinned }),
            CardGrouped grouped => grouped.Group is { } group && wall.Group(group) is not { Dissolved: false }
                ? Refusals.NotThere("This group")
                : Change(wall, grouped.Id, out changed, card => card with { Group = grouped.Group }),
            CardModerated moderated => CheckModeration(moderated) ?? Change(wall, moderated.Id, out changed, card => card with
            {
                Standing = moderated.Standing,
                Ask = moderated.Standing == CardStanding.Reword ? moderated.Words : null,
            }),
            Reacted reacted => CheckReaction(wall, reacted, context.Person.Id)
                ?? Change(wall, reacted.Id, out changed, card => React(card, reacted, context.Person.Id)),
            CardCommented commented => Comment(wall, commented, context, hand, out changed),
            CardCommentWithdrawn withdrawn => ChangeComment(wall, withdrawn.Id, withdrawn.Comment, out changed, comment => comment with { Withdrawn = withdrawn.Withdrawn }),
            CardCommentModerated moderated => moderated.Standing == CardStanding.Reword
                ? Refusals.UnknownOp
                : ChangeComment(wall, moderated.Id, moderated.Comment, out changed, comment => comment with { Standing = moderated.Standing }),
            _ => throw new UnreachableException(),
        };
    }

    internal static WallOp? Inverse(WallState before, WallOp op) => op switch
    {
        CardPosted posted => before.Cards.ContainsKey(posted.Id) ? null : new CardWithdrawn(posted.Surface, posted.Id, true),
        CardEdited edited when before.Cards.TryGetValue(edited.Id, out var was) => new CardEdited(edited.Surface, was.Id, was.Content),
        CardWithdrawn withdrawn when before.Cards.TryGetValue(withdrawn.Id, out var was) => new CardWithdrawn(withdrawn.Surface, was.Id, was.Withdrawn),
        CardMoved moved when before.Cards.TryGetValue(moved.Id, out var was) => new CardMoved(moved.Surface, was.Id, was.Section, was.Order),
        CardPinned pinned when before.Cards.TryGetValue(pinned.Id, out var was) => new CardPinned(pinned.Surface, was.Id, was.Pinned),
        CardGrouped grouped when before.Cards.TryGetValue(grouped.Id, out var was) => new CardGrouped(grouped.Surface, was.Id, was.Group),
        CardModerated moderated when before.Cards.TryGetValue(moderated.Id, out var was) => new CardModerated(moderated.Surface, was.Id, was.Standing, was.Ask ?? ""),
        Reacted reacted => reacted with { On = !reacted.On },
        CardCommented commented => new CardCommentWithdrawn(commented.Surface, commented.Id, commented.Comment, true),
        CardCommentWithdrawn withdrawn => new CardCommentWithdrawn(withdrawn.Surface, withdrawn.Id, withdrawn.Comment, !withdrawn.Withdrawn),
        CardCommentModerated moderated when before.Cards.GetValueOrDefault(moderated.Id)?.Comment(moderated.Comment) is { } was =>
            new CardCommentModerated(moderated.Surface, moderated.Id, was.Id, was.Standing),
        _ => null,
    };

    private static Refusal? Post(WallState wall, CardPosted op, OpContext context, WallHand hand, out WallState changed)
    {
        changed = wall;
        if (Words.Id(op.Id) is { } malformed) return malformed;
        if (wall.Cards.TryGetValue(op.Id, out var there)) return there.By == hand.Person ? null : new("exists", "A card with this name is there already. Send yours once more.");
        if ((Check(op.Content) ?? CheckPlace(wall, op.Section, op.Order)) is { } refusal) return refusal;
        if (wall.Cards.Count >= MaxCards) return new("wall-full", $"A wall holds {MaxCards} cards. Your words are still in the field; tell your facilitator.");
        if (!hand.Leads && wall.Cards.Values.Count(card => card.By == hand.Person) >= MaxOfPerson)
            return new("too-many", $"One person can put {MaxOfPerson} cards on a wall. Your words are still in the field; you can change a card that you have.");
        var card = new Card(op.Id, op.Section, op.Order, op.Content, hand.Person, context.Milliseconds, First(wall, hand));
        changed = wall with { Cards = wall.Cards.Add(card.Id, card) };
        return null;
    }

    /// <summary>What a facilitator writes needs nobody's look.</summary>
    private static CardStanding First(WallState wall, WallHand hand) =>
        hand.Leads || wall.Settings.Moderation == Moderation.After ? CardStanding.Shown : CardStanding.Pending;

    /// <summary>What was looked at is looked at again when it says something else, and what was asked for, too.</summary>
    private static Card Edit(WallState wall, Card card, CardContent content, WallHand hand) => content == card.Content ? card : card with
    {
        Content = content,
        Edited = true,
        Ask = null,
        Standing = card.Standing switch
        {
            CardStanding.Reword => hand.Leads ? CardStanding.Shown : CardStanding.Pending,
            CardStanding.Shown => First(wall, hand),
            _ => card.Standing,
        },
    };

    private static Refusal? CheckReaction(WallState wall, Reacted op, string person)
    {
        var dots = wall.Settings.Dots;
        if (op.Kind != ReactionKind.Dot || dots == 0) return wall.Settings.Reactions.Any(kind => kind.Id == op.Kind) ? null : Refusals.NotThere("This reaction");
        return op.On && wall.Cards.Values.Count(card => card.Id != op.Id && !card.Withdrawn && card.HasReaction(ReactionKind.Dot, person)) >= dots
            ? new("no-dots-left", $"You have used all your dots ({dots}). Take one back to give it to another card.")
            : null;
    }

    private static Card React(Card card, Reacted op, string person)
    {
        if (card.HasReaction(op.Kind, person) == op.On) return card;
        var all = card.Reactions ?? ImmutableSortedDictionary<string, ImmutableSortedSet<string>>.Empty;
        var people = all.GetValueOrDefault(op.Kind, []);
        people = op.On ? people.Add(person) : people.Remove(person);
        all = people.IsEmpty ? all.Remove(op.Kind) : all.SetItem(op.Kind, people);
        return card with { Reactions = all.IsEmpty ? null : all };
    }

    private static Refusal? Comment(WallState wall, CardCommented op, OpContext context, WallHand hand, out WallState changed)
    {
        changed = wall;
        if ((Words.Id(op.Comment) ?? Words.Remark(op.Text, "A comment") ?? Words.Text(op.Text, "A comment", MaxComment)) is { } refusal) return refusal;
        if (!wall.Cards.TryGetValue(op.Id, out var card)) return Refusals.NotThere("This card");
        if (card.Comment(op.Comment) is { } there) return there.By == hand.Person ? null : new("exists", "A comment with this name is there already. Send yours once more.");
        if (card.Comments.Length >= MaxComments) return new("too-many", $"A card holds {MaxComments} comments. Your words are still in the field.");
        if (!hand.Leads && card.Comments.Count(comment => comment.By == hand.Person) >= MaxCommentsOfPerson)
            return new("too-many", $"One person can comment on a card {MaxCommentsOfPerson} times. Your words are still in the field.");
        return Change(wall, op.Id, out changed, was => was with
        {
            Comments = was.Comments.Add(new CardComment(op.Comment, hand.Person, context.Milliseconds, op.Text, First(wall, hand))),
        });
    }

    private static Refusal? Check(CardContent content) =>
        content.Text.Length == 0 && content.Link is null && content.Image is null || content.Text.Length > 0 && string.IsNullOrWhiteSpace(content.Text)
            ? new("empty", "A card needs a few words, a link or a picture. Nothing was changed.")
            : Words.Text(content.Text, "A card", MaxText)
            ?? (content.Link is { } link && !IsLink(link) ? new Refusal("not-a-link", "This is not an address of a web page. It begins with https:// or http://; nothing was changed.") : null)
            ?? (content.Image is { } image ? Words.Id(image) : content.Alt.Length > 0 ? Refusals.UnknownOp : null)
            ?? Words.Text(content.Alt, "The description of a picture", MaxAlt);

    /// <summary>Nothing that runs, and nobody's password in it.</summary>
    private static bool IsLink(string link) =>
        link.Length <= MaxLink && link.All(c => c > ' ' && !char.IsControl(c)) && Words.Text(link, "", MaxLink) is null
        && Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static Refusal? CheckPlace(WallState wall, string section, string order) =>
        !CardOrder.IsPlace(order) ? Refusals.UnknownOp
        : wall.Section(section) is { Removed: false } ? null
        : Refusals.NotThere("This section");

    private static Refusal? CheckModeration(CardModerated op) =>
        op.Standing != CardStanding.Reword && op.Words.Length > 0 ? Refusals.UnknownOp : Words.Text(op.Words, "What you ask for", MaxComment);

    private static Refusal? Change(WallState wall, string id, out WallState changed, Func<Card, Card> change)
    {
        changed = wall;
        if (!wall.Cards.TryGetValue(id, out var card)) return Refusals.NotThere("This card");
        var other = change(card);
        if (!ReferenceEquals(other, card) && other != card) changed = wall with { Cards = wall.Cards.SetItem(id, other) };
        return null;
    }

    private static Refusal? ChangeComment(WallState wall, string id, string comment, out WallState changed, Func<CardComment, CardComment> change)
    {
        changed = wall;
        if (wall.Cards.GetValueOrDefault(id)?.Comment(comment) is not { } was) return Refusals.NotThere("This comment");
        return Change(wall, id, out changed, card => card with { Comments = card.Comments.Replace(was, change(was)) });
    }
}
