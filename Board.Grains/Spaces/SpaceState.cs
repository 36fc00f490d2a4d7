namespace Board.Spaces;

/// <summary>
/// Everything that is true in a space after its ops so far. Immutable, so that one copy serves every viewer;
/// parts that did not change keep their reference.
/// </summary>
public abstract record SpaceState
{
    /// <summary>
    /// Who may see what depends on this object alone (beside the district's roles): while its reference is the same,
    /// nobody's access has changed.
    /// </summary>
    public abstract object Access { get; }

    /// <summary>The surface of that id, or null.</summary>
    public virtual SurfaceState? Surface(string id) => null;
}

/// <summary>Everything that is true on one surface.</summary>
public abstract record SurfaceState;
