using System.Collections.Immutable;

namespace Board.Surfaces.Notes;

/// <summary>A line of a note with its hand and its minute (SPEC.md, AUTH2, CLOCK1).</summary>
/// <param name="From">Where it begins, in UTF-16 units.</param>
/// <param name="Text">Without the line break.</param>
/// <param name="Author">The person who wrote most of it; null for an empty line.</param>
/// <param name="At">When it was begun, in milliseconds since 1970 UTC, to the second; null for an empty line.</param>
public sealed record NoteLine(int From, string Text, string? Author, long? At)
{
    /// <summary>Where it ends, before the line break.</summary>
    public int To => From + Text.Length;

    /// <summary>The line's time on a lesson's clock, in milliseconds; null for an empty line and for what was written before the lesson began.</summary>
    public long? LessonTime(LessonClock clock) => At is { } at && clock.IsStarted && at + 999 >= clock.Runs[0].From ? clock.At(Math.Max(at, clock.Runs[0].From)) : null;

    /// <summary>All lines of a note, in order.</summary>
    public static ImmutableArray<NoteLine> Of(NotesState notes)
    {
        var (text, authors) = (notes.Text.ToString(), notes.Authors);
        var lines = ImmutableArray.CreateBuilder<NoteLine>();
        var runs = notes.Text.Runs().ToArray();
        var (run, before) = (0, 0); // the run that touches the line's start, and where it begins
        var share = new Dictionary<int, int>();
        for (var start = 0; start <= text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            while (run < runs.Length && before + runs[run].Length <= start) before += runs[run++].Length;
            share.Clear();
            var earliest = int.MaxValue;
            for (var (i, at) = (run, before); i < runs.Length && at < end; at += runs[i++].Length)
            {
                var touched = Math.Min(at + runs[i].Length, end) - Math.Max(at, start);
                if (touched <= 0) continue;
                share[runs[i].Author] = share.GetValueOrDefault(runs[i].Author) + touched;
                earliest = Math.Min(earliest, runs[i].Seconds);
            }
            // Where two wrote as much, the one who comes first in the line: a dictionary that only grows keeps that order.
            var author = share.Count == 0 ? (int?)null : share.MaxBy(hand => hand.Value).Key;
            lines.Add(new NoteLine(
                start,
                text[start..end],
                author is { } hand ? authors.People[hand] : null,
                author is null ? null : (authors.Start + earliest) * 1_000));
            start = end + 1;
        }
        return lines.ToImmutable();
    }
}
