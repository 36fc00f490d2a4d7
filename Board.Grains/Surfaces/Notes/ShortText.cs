namespace Board.Surfaces.Notes;

/// <summary>
/// Most insertions are one key. Keeping one string for each ASCII character spares an allocation per
/// keystroke, and its memory in every log that is held.
/// </summary>
internal static class ShortText
{
    private static readonly string[] Single = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    public static string From(ReadOnlySpan<char> text) =>
        text.Length == 1 && char.IsAscii(text[0]) ? Single[text[0]] : new string(text);
}
