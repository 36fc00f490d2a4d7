using System.Globalization;
using Board.Surfaces.Notes;
using CsvHelper;
using CsvHelper.Configuration;

namespace Board.Server.Exports;

/// <summary>
/// A lesson as a table (RFC 4180), a row a line, tag or comment. A cell that a spreadsheet would take for a formula is made text, since
/// anybody in the notes could have typed it (OWASP, CSV injection).
/// </summary>
internal static class LessonCsv
{
    /// <summary>Tells spreadsheets that it is UTF-8.</summary>
    private const string ByteOrderMark = "﻿";

    public static string Write(LessonReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        text.Write(ByteOrderMark);
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        Row(csv, "minute", "kind", "lane", "who", "code", "look-for", "text");
        foreach (var line in report.Lines)
        {
            var lane = line.IsInterpretation ? "interpretation" : "evidence";
            if (line.Line.Text.Length > 0) Row(csv, line.Minute, "line", lane, line.Author, string.Join(' ', line.Codes), "", line.Line.Text);
            foreach (var mark in line.Marks) Row(csv, report, line, lane, mark);
        }
        csv.Flush();
        return text.ToString();
    }

    private static void Row(CsvWriter csv, LessonReport report, ReportLine line, string lane, Mark mark)
    {
        switch (mark.Kind)
        {
            case MarkKind.LookFor:
                Row(csv, report.MinuteAt(mark.At), "look-for", lane, report.Name(mark.By), mark.Code!, report.LookFor(mark.Code!), mark.Quote);
                break;
            case MarkKind.Thread:
                foreach (var comment in mark.Comments!.Where(comment => !comment.Withdrawn))
                    Row(csv, line.Minute, "comment", lane, report.Name(comment.By), "", "", comment.Text);
                break;
            case MarkKind.Moment:
                Row(csv, report.MinuteAt(mark.At), "moment", lane, report.Name(mark.By), "", "", mark.Text ?? "");
                break;
        }
    }

    private static void Row(CsvWriter csv, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(Harmless(cell));
        csv.NextRecord();
    }

    /// <summary>With an apostrophe before what begins like a formula.</summary>
    internal static string Harmless(string cell) => cell.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || cell is ['\t' or '\r' or '\n', ..]
        ? $"'{cell}"
        : cell;
}
