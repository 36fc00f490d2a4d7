using System.Collections.Immutable;
using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>What a wall shows, in its order: sections, and in each cards and the groups that they form. Boards, outlines and copies are made of it.</summary>
public sealed record WallOutline(ImmutableArray<OutlineSection> Sections)
{
    /// <summary>Of a view, with the cards for which <paramref name="shows"/> holds.</summary>
    public static WallOutline Of(WallState wall, Func<Card, bool> shows)
    {
        ArgumentNullException.ThrowIfNull(wall);
        var groups = wall.Groups.Where(group => !group.Dissolved).ToDictionary(group => group.Id);
        return new([.. wall.SectionsInOrder().Select(section => new OutlineSection(section, Entries(wall.InOrder(section.Id).Where(shows), groups)))]);
    }

    /// <summary>What is on the wall: what waits, is to be reworded or was set aside is not.</summary>
    public static WallOutline OfShown(WallState wall) => Of(wall, card => card.Standing == CardStanding.Shown);

    public IEnumerable<Card> Cards => Sections.SelectMany(section => section.Cards);

    /// <summary>A group stands where its first card does.</summary>
    private static ImmutableArray<OutlineEntry> Entries(IEnumerable<Card> cards, Dictionary<string, CardGroup> groups)
    {
        var entries = new List<(CardGroup? Group, ImmutableArray<Card>.Builder Cards)>();
        var begun = new Dictionary<string, ImmutableArray<Card>.Builder>();
        foreach (var card in cards)
        {
            if (card.Group is { } id && groups.TryGetValue(id, out var group))
            {
                if (begun.TryGetValue(id, out var there))
                {
                    there.Add(card);
                    continue;
                }
                begun[id] = ImmutableArray.CreateBuilder<Card>();
                begun[id].Add(card);
                entries.Add((group, begun[id]));
                continue;
            }
            var alone = ImmutableArray.CreateBuilder<Card>(1);
            alone.Add(card);
            entries.Add((null, alone));
        }
        return [.. entries.Select(entry => new OutlineEntry(entry.Group, entry.Cards.ToImmutable()))];
    }
}

public sealed record OutlineSection(WallSection Section, ImmutableArray<OutlineEntry> Entries)
{
    public IEnumerable<Card> Cards => Entries.SelectMany(entry => entry.Cards);
}

/// <param name="Group">Null for one card that stands alone.</param>
/// <param name="Cards">One or more.</param>
public sealed record OutlineEntry(CardGroup? Group, ImmutableArray<Card> Cards)
{
    public string Id => Group is { } group ? $"group-{group.Id}" : Cards[0].Id;
}
