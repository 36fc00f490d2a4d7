namespace Board.Surfaces.Notes;

/// <summary>
/// What <see cref="ChangeSet.MapPos"/> does with a position around which text was deleted.
/// </summary>
public enum MapMode
{
    /// <summary>Always gives a position: the place where the deleted text was.</summary>
    Simple,

    /// <summary>Gives null when the position lies strictly inside a deleted or replaced range.</summary>
    TrackDel,

    /// <summary>Gives null when the unit before the position is deleted.</summary>
    TrackBefore,

    /// <summary>Gives null when the unit after the position is deleted.</summary>
    TrackAfter,
}
