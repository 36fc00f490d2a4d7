using Board.Spaces;
using Board.Spaces.Workshop;

namespace Board.Client.Spaces.Workshop;

/// <summary>Makes links by which another computer becomes a screen of a room.</summary>
public interface IScreenLinks
{
    /// <summary>What stands behind the # of the address; it holds for half a day, and no longer than the room's code. For those who lead.</summary>
    string Link(SpaceId room, RoomCode code);
}
