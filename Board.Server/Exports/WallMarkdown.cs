using System.Globalization;
using System.Text;
using Board.Surfaces.Wall;

namespace Board.Server.Exports;

/// <summary>A wall as Markdown (CommonMark): a heading a section, an item a card, and below it what was said about it.</summary>
internal static class WallMarkdown
{
    public static string Write(WallReport report)
    {
        var text = new StringBuilder();
        text.Append("# ").AppendLine(Plain(report.Title)).AppendLine().AppendLine(Plain(report.Workshop.Title)).AppendLine();
        foreach (var section in report.Outline.Sections)
        {
            text.Append("## ").AppendLine(Plain(section.Section.Title)).AppendLine();
            if (section.Section.Prompt.Length > 0) text.Append('*').Append(Plain(section.Section.Prompt)).AppendLine("*").AppendLine();
            var grouped = false;
            foreach (var entry in section.Entries)
            {
                if (entry.Group is { } group) text.AppendLine().Append("### ").AppendLine(Plain(group.Name)).AppendLine();
                // What stands alone after a group is not of the group.
                else if (grouped) text.AppendLine().AppendLine("### …").AppendLine();
                grouped = entry.Group is not null;
                foreach (var card in entry.Cards) Write(text, report, card);
            }
            text.AppendLine();
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder text, WallReport report, Card card)
    {
        var content = card.Content;
        string[] words = [content.Text.Length > 0 ? Plain(content.Text) : "", content.Alt.Length > 0 ? $"({Plain(content.Alt)})" : "", content.Link is { } link ? $"<{Address(link)}>" : ""];
        text.Append("- ").Append(string.Join(' ', words.Where(part => part.Length > 0)));
        if (report.Writer(card.By, card.Name) is { Length: > 0 } writer) text.Append(" — ").Append(Plain(writer));
        text.AppendLine();
        foreach (var kind in report.Reactions)
        {
            if (card.Counts?.GetValueOrDefault(kind.Id) is > 0 and var count) text.Append(CultureInfo.InvariantCulture, $"  - {Plain(kind.Name)}: {count}").AppendLine();
        }
        foreach (var comment in WallReport.Comments(card)) text.Append("  - *Comment:* ").AppendLine(Plain(comment.Text));
    }

    /// <summary>An address can hold signs that would end it here, and begin a tag; as browsers send it, it holds none.</summary>
    private static string Address(string link) => new Uri(link).AbsoluteUri.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);

    private static string Plain(string words) => LessonMarkdown.Plain(words);
}
