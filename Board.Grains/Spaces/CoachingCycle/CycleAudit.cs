namespace Board.Spaces.CoachingCycle;

/// <summary>What the two can read about who saw or changed what others may see.</summary>
public enum AuditKind
{
    Shared,
    TakenBack,
    LookedAt,
    Exported,
    Imported,
    Admitted,
    Dismissed,
    CoachChanged,
}

/// <param name="At">Milliseconds since 1970 UTC.</param>
/// <param name="By">Who did it.</param>
/// <param name="Visit">The visit that it was about, if one.</param>
/// <param name="About">The other person, the format, or what was shared; null for none.</param>
public sealed record AuditLine(long At, string By, AuditKind Kind, string? Visit, string? About);

/// <summary>A photo at its time of the lesson.</summary>
/// <param name="Id">Also the name of its file.</param>
/// <param name="At">Milliseconds since 1970 UTC.</param>
public sealed record Photo(string Id, string By, long At, int Width, int Height, string Caption, bool Removed = false);

/// <summary>What somebody sees of a visit of which only the themes are shared: no notes, no quotes.</summary>
public sealed record Themes(string Goal, System.Collections.Immutable.ImmutableSortedDictionary<string, int> LookFors, System.Collections.Immutable.ImmutableArray<ActionStep> Steps);
