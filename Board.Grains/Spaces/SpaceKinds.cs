using Board.Spaces.CoachingCycle;
using Board.Spaces.Desk;
using Board.Spaces.District;
using Board.Spaces.Lobby;
using Board.Spaces.Workshop;

namespace Board.Spaces;

/// <summary>The kinds of space there are: one line each.</summary>
public static class SpaceKinds
{
    public static IReadOnlyList<SpaceKind> All { get; } =
    [
        new DistrictSpace(),
        new CycleSpace(),
        new DeskSpace(),
        new WorkshopSpace(),
        new LobbySpace(),
    ];

    /// <summary>The kind of that space, or null.</summary>
    public static SpaceKind? Of(SpaceId space)
    {
        foreach (var kind in All)
        {
            if (kind.Name == space.Kind) return kind;
        }
        return null;
    }
}
