using Board.Tests.Convergence;

namespace Board.Tests.Surfaces.Notes;

/// <summary>Draws cases: mostly short texts, where changes meet, and now and then a long one.</summary>
internal static class ChangeCaseSource
{
    // What breaks text handling: line breaks, surrogate pairs, joiners, and whatever JSON escapes or
    // that some JSON writers do.
    private static readonly string[] Characters =
    [
        "a", "b", "c", "d", "e", "X", "Y", "Z", " ", "\n", "\n", "é", "e\u0301", "ß", "漢", "😀", "🎉", "👩\u200D🏫", "🇳🇴",
        "\"", "\\", "/", "<", "&", "'", "+", "\t", "\b", "\f", "\0", "\u001f", "\u007f", "\u0085", "\u00a0", "\u2028", "\u2029",
        "\ufeff", "\uffff", "\ufffd",
    ];

    public static ChangeCase Draw(int seed)
    {
        var random = FuzzRun.Source(seed);
        var (length, specs, links) = random.Next(100) switch
        {
            < 10 => (0, 3, 3),
            < 60 => (random.Next(1, 13), 4, 3),
            < 98 => (random.Next(13, 60), 6, 4),
            _ => (random.Next(500, 3000), 150, 2),
        };
        var text = Text(random, length);
        return new ChangeCase(text, Chain(), Chain(), Chain());

        ChangeLink[] Chain() => [.. Enumerable.Range(0, random.Next(1, links + 1)).Select(_ => Link(random, text.Length, specs))];
    }

    private static ChangeLink Link(Random random, int length, int specs)
    {
        var changes = new List<ChangeSpec>();
        var end = 0;
        for (var count = random.Next(specs + 1); count > 0; count--)
        {
            // Beside the change before, a little after it, or anywhere.
            var from = random.Next(4) switch
            {
                0 => end,
                1 => end + random.Next(3),
                _ => random.Next(length + 1),
            };
            end = from + random.Next(8) switch
            {
                < 4 => 0,
                < 7 => random.Next(1, 5),
                _ => random.Next(length + 1),
            };
            changes.Add(new ChangeSpec(from, end, random.Next(3) == 0 ? "" : Text(random, random.Next(50) == 0 ? 300 : random.Next(1, 5))));
        }
        if (random.Next(2) == 0)
            changes.Sort((one, other) => one.From.CompareTo(other.From));
        return new ChangeLink(changes, random.Next(5) == 0 ? random.Next(1, int.MaxValue) : 0);
    }

    private static string Text(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Characters[random.Next(Characters.Length)]));
}
