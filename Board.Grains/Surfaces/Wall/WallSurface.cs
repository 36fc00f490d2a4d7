using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Wall;

/// <summary>
/// The rules of a wall. Doing what is done already changes nothing and is no refusal: phones send again what they are not sure of.
/// </summary>
public static class WallSurface
{
    public const int MaxSections = 12;
    public const int MaxGroups = 60;
    public const int MaxReactionKinds = 6;
    public const int MaxPrompt = 500;
    public const int MaxDots = 20;

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<WallSet>("wall-set"),
        OpType.Of<SectionSet>("section-set"),
        OpType.Of<SectionRemoved>("section-removed"),
        OpType.Of<CardPosted>("card-posted"),
        OpType.Of<CardEdited>("card-edited"),
        OpType.Of<CardWithdrawn>("card-withdrawn"),
        OpType.Of<CardMoved>("card-moved"),
        OpType.Of<CardPinned>("card-pinned"),
        OpType.Of<CardGrouped>("card-grouped"),
        OpType.Of<CardModerated>("card-moderated"),
        OpType.Of<GroupNamed>("group-named"),
        OpType.Of<GroupDissolved>("group-dissolved"),
        OpType.Of<Reacted>("reacted"),
        OpType.Of<CardCommented>("card-commented"),
        OpType.Of<CardCommentWithdrawn>("card-comment-withdrawn"),
        OpType.Of<CardCommentModerated>("card-comment-moderated"),
        OpType.Of<WallLocked>("wall-locked"),
        OpType.Of<WallRevealed>("wall-revealed"),
        OpType.Of<CardFocused>("card-focused"),
        OpType.Of<WallTold>("wall-told"),
        OpType.Of<CardTold>("card-told"),
        OpType.Of<CardGone>("card-gone"),
        OpType.Of<CardCounted>("card-counted"),
    ];

    /// <summary>May this person do this now? Null means yes.</summary>
    public static Refusal? Policy(WallState wall, WallOp op, WallHand hand) => WallPolicy.Of(wall, op, hand);

    /// <summary>Whether somebody takes back what they said, which is never too late.</summary>
    public static bool TakesBack(WallOp op) => op is CardWithdrawn { Withdrawn: true } or CardCommentWithdrawn { Withdrawn: true };

    /// <summary>Does it; a refusal changes nothing.</summary>
    public static Refusal? Apply(WallState wall, WallOp op, OpContext context, WallHand hand, out WallState changed)
    {
        changed = wall;
        var refusal = op switch
        {
            WallSet set => Set(wall, set.Settings, out changed),
            SectionSet set => Set(wall, set, out changed),
            SectionRemoved removed => Remove(wall, removed, out changed),
            GroupNamed named => Name(wall, named, out changed),
            GroupDissolved dissolved => Dissolve(wall, dissolved, out changed),
            WallLocked locked => To(wall with { Locked = locked.Locked }, out changed),
            WallRevealed revealed => To(wall with { Revealed = revealed.Revealed, HiddenSince = null, BeginsHidden = wall.Cards.IsEmpty ? !revealed.Revealed : wall.BeginsHidden }, out changed),
            CardFocused focused => Focus(wall, focused, out changed),
            WallTold or CardTold or CardGone or CardCounted => null, // said to pages, done by nobody
            _ => WallCards.Apply(wall, op, context, hand, out changed),
        };
        if (refusal is not null || changed == wall) changed = wall;
        // A card that went from the wall goes from every screen.
        else if (changed.Focus is { } focus && !changed.IsOpen(changed.Cards[focus])) changed = changed with { Focus = null };
        return refusal;
    }

    /// <summary>What would take it back, in the same person's name; null where nothing can.</summary>
    public static WallOp? Inverse(WallState before, WallOp op) => op switch
    {
        WallSet set => new WallSet(set.Surface, before.Settings),
        SectionSet set when before.Section(set.Id) is { Removed: false } was => Again(set.Surface, was),
        SectionSet set => new SectionRemoved(set.Surface, set.Id),
        SectionRemoved removed when before.Section(removed.Id) is { Removed: false } was => Again(removed.Surface, was),
        GroupNamed named when before.Group(named.Id) is { Dissolved: false } was => new GroupNamed(named.Surface, was.Id, was.Name),
        GroupNamed named => new GroupDissolved(named.Surface, named.Id),
        GroupDissolved dissolved when before.Group(dissolved.Id) is { Dissolved: false } was => new GroupNamed(dissolved.Surface, was.Id, was.Name),
        WallLocked locked => new WallLocked(locked.Surface, before.Locked),
        WallRevealed revealed => new WallRevealed(revealed.Surface, before.Revealed),
        CardFocused focused => new CardFocused(focused.Surface, before.Focus),
        _ => WallCards.Inverse(before, op),
    };

    /// <summary>The op that makes this section once more, here or on another wall.</summary>
    internal static SectionSet Again(string surface, WallSection section) =>
        new(surface, section.Id, section.Title, section.Prompt, section.Order) { Private = section.Private };

    private static Refusal? Set(WallState wall, WallSettings settings, out WallState changed)
    {
        changed = wall;
        if (settings.Reactions.IsDefault || settings.Reactions.Any(kind => kind is null) || settings.Reactions.DistinctBy(kind => kind.Id).Count() != settings.Reactions.Length) return Refusals.UnknownOp;
        if (settings.Reactions.Any(kind => kind.Id == ReactionKind.Dot)) return Refusals.UnknownOp;
        if (settings.Dots is < 0 or > MaxDots) return new("out-of-range", $"Everybody has between no dots and {MaxDots}. Nothing was changed.");
        if (settings.Reactions.Length > MaxReactionKinds) return new("too-many", $"A wall has {MaxReactionKinds} reactions at most. Nothing was changed.");
        foreach (var kind in settings.Reactions)
        {
            if ((Words.Id(kind.Id) ?? Words.Name(kind.Name, "A reaction")) is { } refusal) return refusal;
        }
        if (settings.NamesShown != wall.Settings.NamesShown && !wall.Cards.IsEmpty)
            return new("names-fixed", "People were told before they wrote whether names show, so this stays as it is on this wall. Nothing was changed; a new wall can do it differently.");
        return To(wall with { Settings = settings }, out changed);
    }

    private static Refusal? Set(WallState wall, SectionSet set, out WallState changed)
    {
        changed = wall;
        if ((Words.Id(set.Id) ?? Words.Name(set.Title, "A section") ?? Words.Text(set.Prompt, "The prompt", MaxPrompt)) is { } refusal) return refusal;
        if (!CardOrder.IsPlace(set.Order)) return Refusals.UnknownOp;
        var (was, section) = (wall.Section(set.Id), new WallSection(set.Id, set.Title, set.Prompt, set.Order) { Private = set.Private });
        if (was is not null && was.Private != set.Private && wall.Cards.Values.Any(card => card.Section == set.Id))
            return new("private-fixed", "People were told before they wrote who sees what stands here, so this stays as it is. Nothing was changed; a new section can do it differently.");
        if (was is null && wall.Sections.Length >= MaxSections) return new("too-many", $"A wall has {MaxSections} sections at most. Nothing was changed.");
        return To(wall with { Sections = was is null ? wall.Sections.Add(section) : wall.Sections.Replace(was, section) }, out changed);
    }

    private static Refusal? Remove(WallState wall, SectionRemoved op, out WallState changed)
    {
        changed = wall;
        if (wall.Section(op.Id) is not { } section) return Refusals.NotThere("This section");
        if (wall.Cards.Values.Any(card => card.Section == op.Id && !card.Withdrawn))
            return new("in-use", "There are cards in this section. Move them first; nothing was changed.");
        return To(wall with { Sections = wall.Sections.Replace(section, section with { Removed = true }) }, out changed);
    }

    private static Refusal? Name(WallState wall, GroupNamed op, out WallState changed)
    {
        changed = wall;
        if ((Words.Id(op.Id) ?? Words.Name(op.Name, "A group")) is { } refusal) return refusal;
        var (was, group) = (wall.Group(op.Id), new CardGroup(op.Id, op.Name));
        if (was is null && wall.Groups.Length >= MaxGroups) return new("too-many", $"A wall has {MaxGroups} groups at most. Nothing was changed.");
        return To(wall with { Groups = was is null ? wall.Groups.Add(group) : wall.Groups.Replace(was, group) }, out changed);
    }

    private static Refusal? Dissolve(WallState wall, GroupDissolved op, out WallState changed)
    {
        changed = wall;
        return wall.Group(op.Id) is { } group
            ? To(wall with { Groups = wall.Groups.Replace(group, group with { Dissolved = true }) }, out changed)
            : Refusals.NotThere("This group");
    }

    private static Refusal? Focus(WallState wall, CardFocused op, out WallState changed)
    {
        changed = wall;
        if (op.Id is { } id && (!wall.Cards.TryGetValue(id, out var card) || !wall.IsOpen(card)))
            return new("not-shown", "The room does not see this card, so it can't be put on every screen. Show it first; nothing was changed.");
        return To(wall with { Focus = op.Id }, out changed);
    }

    private static Refusal? To(WallState wall, out WallState changed)
    {
        changed = wall;
        return null;
    }
}
