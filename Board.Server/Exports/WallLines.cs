using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Board.Surfaces.Wall;
using CsvHelper;
using CsvHelper.Configuration;

namespace Board.Server.Exports;

/// <summary>Cards from a table or a text: words only, each with the title of the section that it stands under, where it says one.</summary>
internal static partial class WallLines
{
    /// <summary>A table's column "text" and "section" where its first row names them; else its first column, each row a card.</summary>
    public static ImmutableArray<Line> OfTable(string csv)
    {
        using var text = new StringReader(csv.TrimStart('\uFEFF'));
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, BadDataFound = null });
        var (lines, words, section) = (ImmutableArray.CreateBuilder<Line>(), 0, -1);
        for (var first = true; parser.Read(); first = false)
        {
            var row = parser.Record!;
            if (first && Array.FindIndex(row, cell => IsNamed(cell, "text")) is >= 0 and var named)
            {
                (words, section) = (named, Array.FindIndex(row, cell => IsNamed(cell, "section")));
                continue;
            }
            Add(lines, section >= 0 ? row.ElementAtOrDefault(section)?.Trim() : null, Unquoted(row.ElementAtOrDefault(words) ?? ""));
        }
        return lines.ToImmutable();
    }

    /// <summary>
    /// A text, Markdown or not: a line a card. A heading of the second level begins a section; other headings, and what is indented below
    /// a card, are not cards. In a text with items, only the items are.
    /// </summary>
    public static ImmutableArray<Line> OfText(string text)
    {
        var (lines, section) = (ImmutableArray.CreateBuilder<Line>(), (string?)null);
        var rows = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var items = rows.Any(row => Item().IsMatch(row));
        foreach (var row in rows)
        {
            if (row.StartsWith("## ", StringComparison.Ordinal)) section = Unescaped(row[3..].Trim());
            else if (row.StartsWith('#') || row.StartsWith("  ", StringComparison.Ordinal) || row.StartsWith('\t')) continue;
            else if (Item().Match(row) is { Success: true } item) Add(lines, section, Unescaped(row[item.Length..].Trim()));
            else if (!items) Add(lines, section, Unescaped(row.Trim()));
        }
        return lines.ToImmutable();
    }

    private static void Add(ImmutableArray<Line>.Builder lines, string? section, string words)
    {
        words = words.Trim().ReplaceLineEndings("\n");
        if (words.Length > 0) lines.Add(new Line(string.IsNullOrEmpty(section) ? null : section, words));
    }

    private static bool IsNamed(string cell, string name) => cell.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without the apostrophe that our own tables put before what looks like a formula.</summary>
    private static string Unquoted(string cell) => cell is ['\'', ..] && LessonCsv.Harmless(cell[1..]) == cell ? cell[1..] : cell;

    private static string Unescaped(string words) => Escape().Replace(words, "$1");

    [GeneratedRegex(@"^(?:[-*+]|\d{1,4}[.)])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.!|<>~&=])", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    /// <param name="Section">Null where the line says none.</param>
    internal sealed record Line(string? Section, string Words);
}
