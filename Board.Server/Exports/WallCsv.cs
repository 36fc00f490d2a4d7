using System.Globalization;
using Board.Surfaces.Wall;
using CsvHelper;
using CsvHelper.Configuration;

namespace Board.Server.Exports;

/// <summary>A wall as a table (RFC 4180), a row a card. Formulas are made text, as in a lesson's table.</summary>
internal static class WallCsv
{
    private const string ByteOrderMark = "\uFEFF";

    public static string Write(WallReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        text.Write(ByteOrderMark);
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        Row(csv, ["section", "group", "text", "link", "picture shows", "name", "pinned", .. report.Reactions.Select(kind => kind.Name), "comments", "at"]);
        foreach (var section in report.Outline.Sections)
        {
            foreach (var entry in section.Entries)
            {
                foreach (var card in entry.Cards) Row(csv, Cells(report, section.Section.Title, entry.Group?.Name ?? "", card));
            }
        }
        csv.Flush();
        return text.ToString();
    }

    private static IEnumerable<string> Cells(WallReport report, string section, string group, Card card) =>
    [
        section, group, card.Content.Text, card.Content.Link ?? "", card.Content.Alt, report.Writer(card.By, card.Name), card.Pinned ? "yes" : "",
        .. report.Reactions.Select(kind => (card.Counts?.GetValueOrDefault(kind.Id) ?? 0).ToString(CultureInfo.InvariantCulture)),
        string.Join('\n', WallReport.Comments(card).Select(comment => comment.Text)),
        DateTimeOffset.FromUnixTimeMilliseconds(card.At).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    ];

    private static void Row(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(LessonCsv.Harmless(cell));
        csv.NextRecord();
    }
}
