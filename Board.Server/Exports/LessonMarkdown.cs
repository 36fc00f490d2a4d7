using System.Text;
using Board.Spaces.CoachingCycle;

namespace Board.Server.Exports;

/// <summary>A lesson as Markdown (CommonMark). What people wrote is escaped, so that it is read as they wrote it.</summary>
internal static class LessonMarkdown
{
    private const string Special = @"\`*_{}[]()#+-.!|<>~&=";

    public static string Write(LessonReport report)
    {
        var text = new StringBuilder();
        text.Append("# ").AppendLine(Plain(report.Title)).AppendLine().AppendLine(Plain(report.Subtitle)).AppendLine();
        if (report.Cycle.Goal.Length > 0) text.Append("**Our goal:** ").AppendLine(Plain(report.Cycle.Goal)).AppendLine();
        text.AppendLine("## Notes").AppendLine();
        foreach (var line in report.Lines.Where(line => line.Line.Text.Length > 0 || !line.Marks.IsEmpty)) Write(text, line);
        Numbers(text, report);
        Conversation(text, report);
        if (report.Steps.Any())
        {
            text.AppendLine("## Steps we agreed").AppendLine();
            foreach (var step in report.Steps)
            {
                var due = step.Words.Due is { } day ? $", by {Board.Client.Spaces.CoachingCycle.VisitWords.Day(day)}" : "";
                text.Append("- ").Append(Plain(step.Words.Text)).Append(" (").Append(Plain(report.Owner(step.Words.Owner))).Append(due).AppendLine(")");
            }
            text.AppendLine();
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder text, ReportLine line)
    {
        var codes = string.Join(", ", line.Codes);
        text.Append("- ");
        if (line.Minute.Length > 0) text.Append('`').Append(line.Minute).Append("` ");
        if (line.IsInterpretation) text.Append("*What it might mean:* ");
        text.Append(Plain(line.Line.Text));
        if (codes.Length > 0) text.Append(" **[").Append(Plain(codes)).Append("]**");
        if (line.Author.Length > 0) text.Append(" — ").Append(Plain(line.Author));
        text.AppendLine();
        foreach (var mark in line.Marks.Where(mark => mark.Kind == Surfaces.Notes.MarkKind.Moment))
            text.Append("  - *A moment:* ").AppendLine(Plain(mark.Text ?? ""));
    }

    private static void Numbers(StringBuilder text, LessonReport report)
    {
        var counts = report.Counts.ToList();
        var comments = report.Lines.SelectMany(line => line.Comments.Select(comment => (line, comment))).ToList();
        if (comments.Count > 0)
        {
            text.AppendLine().AppendLine("## Comments").AppendLine();
            foreach (var (line, comment) in comments)
            {
                var where = line.Minute.Length > 0 ? $"`{line.Minute}` " : "";
                text.Append("- ").Append(where).Append(Plain(report.Name(comment.By))).Append(": ").AppendLine(Plain(comment.Text));
            }
        }
        if (counts.Count > 0)
        {
            text.AppendLine().AppendLine("## Look-fors").AppendLine();
            foreach (var (code, count) in counts) text.Append("- ").Append(Plain(code)).Append(' ').Append(Plain(report.LookFor(code))).Append(": ").Append(count).AppendLine();
        }
        var said = TallyWords.Of(report).ToList();
        if (said.Count > 0)
        {
            text.AppendLine().AppendLine("## What we counted").AppendLine();
            foreach (var sentence in said) text.Append("- ").AppendLine(Plain(sentence));
        }
        text.AppendLine();
    }

    private static void Conversation(StringBuilder text, LessonReport report)
    {
        var (reflection, replies) = (report.Reflection, report.Reflection.Replies.ToLookup(reply => reply.Prompt));
        var parts = reflection.Method.Parts.Select((part, index) => (part, Words: reflection.Part(index))).Where(part => part.Words.Length > 0).ToList();
        if (replies.Count == 0 && parts.Count == 0) return;
        text.AppendLine("## Our conversation").AppendLine();
        foreach (var prompt in reflection.Prompts.Where(prompt => replies.Contains(prompt.Id)))
        {
            text.Append("### ").AppendLine(Plain(prompt.Text)).AppendLine();
            foreach (var reply in replies[prompt.Id]) text.Append("- ").Append(Plain(report.Name(reply.By))).Append(": ").AppendLine(Plain(reply.Text));
            text.AppendLine();
        }
        foreach (var (part, words) in parts) text.Append("**").Append(Plain(part.Title)).Append(":** ").AppendLine(Plain(words)).AppendLine();
    }

    /// <summary>Words that mean themselves, on one line.</summary>
    internal static string Plain(string words)
    {
        var text = new StringBuilder(words.Length + 8);
        foreach (var c in words)
        {
            if (c is '\n' or '\r') text.Append(' ');
            else if (Special.Contains(c, StringComparison.Ordinal)) text.Append('\\').Append(c);
            else text.Append(c);
        }
        return text.ToString();
    }
}
