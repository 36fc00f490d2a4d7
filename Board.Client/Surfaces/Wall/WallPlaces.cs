using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>Where a card comes to stand when somebody puts it down.</summary>
public static class WallPlaces
{
    /// <summary>A place at the end of a section, after whatever stands there.</summary>
    public static string AtEnd(WallState wall, string section)
    {
        ArgumentNullException.ThrowIfNull(wall);
        return CardOrder.Between(wall.Cards.Values.Where(card => card.Section == section).Select(card => card.Order).Max(StringComparer.Ordinal), null);
    }

    /// <summary>The op that puts a card before another one of a section, or at its end; null if it stands there already.</summary>
    /// <param name="before">Id of the card that is to follow; null, or one that has gone meanwhile, for the end.</param>
    public static CardMoved? Put(WallState wall, string surface, string id, string section, string? before)
    {
        ArgumentNullException.ThrowIfNull(wall);
        if (!wall.Cards.TryGetValue(id, out var card) || before == id) return null;
        var others = Placed(wall, section).Where(other => other.Id != id).ToList();
        var at = before is null ? -1 : others.FindIndex(other => other.Id == before);
        if (at < 0) at = others.Count;
        if (card.Section == section && Follower(wall, card) == others.ElementAtOrDefault(at)?.Id) return null;
        return new CardMoved(surface, id, section, CardOrder.Between(at > 0 ? others[at - 1].Order : null, at < others.Count ? others[at].Order : null));
    }

    /// <summary>What a drop does: a card that is taken out of its group by hand is out of it. Nothing where it is put down where it was.</summary>
    public static IReadOnlyList<WallOp> Drop(WallState wall, string surface, string id, string section, string? before)
    {
        ArgumentNullException.ThrowIfNull(wall);
        if (!wall.Cards.TryGetValue(id, out var card)) return [];
        var grouped = card.Group is { } group && wall.Group(group) is { Dissolved: false };
        return (grouped, Put(wall, surface, id, section, before)) switch
        {
            (true, { } moved) => [new CardGrouped(surface, id, null), moved],
            (true, null) => [new CardGrouped(surface, id, null)],
            (false, { } moved) => [moved],
            _ => [],
        };
    }

    /// <summary>The op that takes a card one place on, or back; null at the end.</summary>
    /// <param name="step">1 or −1.</param>
    public static CardMoved? Step(WallState wall, string surface, string id, int step)
    {
        ArgumentNullException.ThrowIfNull(wall);
        if (!wall.Cards.TryGetValue(id, out var card)) return null;
        var row = Placed(wall, card.Section).Where(other => other.Pinned == card.Pinned).ToList();
        var to = row.FindIndex(other => other.Id == id) + step;
        if (to < 0 || to >= row.Count) return null;
        return Put(wall, surface, id, card.Section, step < 0 ? row[to].Id : row.ElementAtOrDefault(to + 1)?.Id);
    }

    private static string? Follower(WallState wall, Card card) =>
        Placed(wall, card.Section).SkipWhile(other => other.Id != card.Id).Skip(1).FirstOrDefault()?.Id;

    /// <summary>What stands on the wall in this section, pinned cards among the others.</summary>
    private static IEnumerable<Card> Placed(WallState wall, string section) => wall.Cards.Values
        .Where(card => card.Section == section && card.Standing == CardStanding.Shown)
        .OrderBy(card => card.Order, StringComparer.Ordinal).ThenBy(card => card.At).ThenBy(card => card.Id, StringComparer.Ordinal);
}
