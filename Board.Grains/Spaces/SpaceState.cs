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

    /// <summary>All surfaces, with names for people.</summary>
    public virtual IEnumerable<NamedSurface> Surfaces() => [];
}

/// <param name="Id">Of the surface, within its space.</param>
/// <param name="Name">What people call it, such as a lesson's title.</param>
/// <param name="State">What is on it.</param>
public sealed record NamedSurface(string Id, string Name, SurfaceState State);

/// <summary>Everything that is true on one surface.</summary>
public abstract record SurfaceState;
