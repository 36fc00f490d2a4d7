using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>
/// Keeps a wall still under a hand: while somebody drags, has a menu open or types at a card, cards stay where they are and new
/// ones wait. What is taken off the wall goes at once, and a card that says something else says it at once.
/// </summary>
public sealed class CalmWall
{
    private WallState _shown = WallState.Empty;
    private WallState _now = WallState.Empty;
    private bool _held;

    /// <summary>The wall as it is to be shown.</summary>
    public WallState Shown => _shown;

    /// <summary>How many shown cards wait for the hand to leave.</summary>
    public int Waiting => _held ? _now.Cards.Values.Count(card => card.Standing == CardStanding.Shown && !IsUp(card.Id)) : 0;

    public WallState Follow(WallState now)
    {
        ArgumentNullException.ThrowIfNull(now);
        _now = now;
        _shown = _held ? Held(_shown, now) : now;
        return _shown;
    }

    /// <summary>A hand is at the wall from now on, or has left it.</summary>
    public WallState Hold(bool held)
    {
        _held = held;
        return held ? _shown : _shown = _now;
    }

    /// <summary>Shows what waits although the hand is still there.</summary>
    public WallState LetIn() => _shown = _now;

    private bool IsUp(string id) => _shown.Cards.TryGetValue(id, out var card) && card.Standing == CardStanding.Shown;

    private static WallState Held(WallState shown, WallState now)
    {
        var cards = now.Cards.ToBuilder();
        foreach (var card in now.Cards.Values)
        {
            if (!shown.Cards.TryGetValue(card.Id, out var was))
            {
                if (card.Standing == CardStanding.Shown) cards.Remove(card.Id);
            }
            else if (was.Standing != CardStanding.Shown && card.Standing == CardStanding.Shown) cards[card.Id] = was;
            else if (was.Section != card.Section || was.Order != card.Order || was.Pinned != card.Pinned || was.Group != card.Group)
                cards[card.Id] = card with { Section = was.Section, Order = was.Order, Pinned = was.Pinned, Group = was.Group };
        }
        return now with { Cards = cards.ToImmutable(), Groups = shown.Groups, Sections = shown.Sections, Settings = now.Settings with { Sort = shown.Settings.Sort } };
    }
}
