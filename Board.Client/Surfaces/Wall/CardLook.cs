using System.Collections.Immutable;
using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>
/// What a card shows. A view makes every card anew for each look, so that a reference tells nothing: with 1,000 cards on the wall,
/// one that shows the same is not rendered again.
/// </summary>
internal sealed record CardLook(
    CardContent Content, CardStanding Standing, bool Pinned, string? Group, string Section, bool Edited, string? Writer, string Age, bool OnScreens,
    WallSettings Settings, ImmutableArray<int> Counts, ImmutableArray<bool> Own, ImmutableArray<CardComment> Comments)
{
    public static CardLook Of(Card card, WallStage stage)
    {
        var kinds = stage.Kinds.ToList();
        return new(
            card.Content, card.Standing, card.Pinned, card.Group, card.Section, card.Edited, stage.Writer(card.By, card.Name), stage.Age(card.At), stage.Now.Focus == card.Id,
            stage.Now.Settings,
            [.. kinds.Select(kind => card.Counts?.GetValueOrDefault(kind.Id) ?? 0)],
            [.. kinds.Select(kind => stage.Reacts(card.Id, kind.Id))],
            card.Comments);
    }

    public bool IsLike(CardLook? other) => other is not null
        && Content == other.Content && Standing == other.Standing && Pinned == other.Pinned && Group == other.Group && Section == other.Section && Edited == other.Edited
        && Writer == other.Writer && Age == other.Age && OnScreens == other.OnScreens && ReferenceEquals(Settings, other.Settings)
        && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan()) && Own.AsSpan().SequenceEqual(other.Own.AsSpan()) && Comments.SequenceEqual(other.Comments);
}
