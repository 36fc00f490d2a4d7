using System.Text.RegularExpressions;

namespace Board.Client.Surfaces.Wall;

/// <summary>
/// Whether a text may name somebody, so that a facilitator looks twice: a title with a name, an initial or a school's "coach Ann" after it. It is
/// a hint and nothing more: it misses bare first names, and it decides nothing.
/// </summary>
public static partial class NameHint
{
    public static bool MayName(string text) => Titled().IsMatch(text) || FullName().IsMatch(text);

    [GeneratedRegex(@"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sr|Sra|Principal|Coach|Superintendent|Director|Teacher)\b\.?\s+\p{Lu}(?:\p{Ll}+|\b\.?)", RegexOptions.CultureInvariant)]
    private static partial Regex Titled();

    /// <summary>Two capitalised words within a sentence, such as "when Dana Whitfield says"; a sentence's first word tells nothing.</summary>
    [GeneratedRegex(@"(?<=[\p{Ll},;:]\s)\p{Lu}\p{Ll}{2,}\s(?:\p{Lu}\.\s)?\p{Lu}\p{Ll}{2,}\b", RegexOptions.CultureInvariant)]
    private static partial Regex FullName();
}
