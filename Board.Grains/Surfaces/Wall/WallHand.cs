namespace Board.Surfaces.Wall;

/// <summary>Who is at work on a wall.</summary>
/// <param name="Person">Their id.</param>
/// <param name="Leads">They facilitate: they see everything, and tend the wall.</param>
public readonly record struct WallHand(string Person, bool Leads);

/// <summary>Who looks at a wall.</summary>
/// <param name="Person">The one person who looks; null for many at once, who see the same.</param>
/// <param name="Leads">They see what waits, what is set aside and what is not revealed.</param>
/// <param name="NameOf">What a person is called; null where they did not say.</param>
public readonly record struct WallEyes(string? Person, bool Leads, Func<string, string?> NameOf);
