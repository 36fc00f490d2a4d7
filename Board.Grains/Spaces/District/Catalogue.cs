using System.Collections.Immutable;

namespace Board.Spaces.District;

/// <summary>Something to look for in a lesson: a code that is typed and printed, and what it stands for.</summary>
/// <param name="Code">1 to 6 letters, digits and dots; unique in its catalogue.</param>
/// <param name="Short">A word or two for the palette; empty where the label is short enough.</param>
/// <param name="Family">1 to <see cref="Families"/>: what it shares its colour with.</param>
/// <param name="Description">What one would see; may be empty.</param>
public sealed record LookFor(string Code, string Label, string Short, int Family, string Description)
{
    public const int Families = 4;
}

/// <summary>A list of look-fors that a district can choose.</summary>
/// <param name="Source">Whose it is and under which terms, to be shown where it is chosen; empty for the district's own.</param>
/// <param name="Removed">Can't be chosen any more, and comes back as it was.</param>
public sealed record Catalogue(string Id, string Name, string Source, ImmutableArray<LookFor> LookFors, bool Removed = false)
{
    /// <summary>The look-for of that code, or null. Codes are compared to the letter.</summary>
    public LookFor? LookFor(string code) => LookFors.FirstOrDefault(lookFor => lookFor.Code == code);
}
