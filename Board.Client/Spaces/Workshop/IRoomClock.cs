using Board.Spaces;

namespace Board.Client.Spaces.Workshop;

/// <summary>Does in a room what is due by itself.</summary>
public interface IRoomClock
{
    /// <summary>Something may have changed in that room.</summary>
    void Look(SpaceId workshop);
}
