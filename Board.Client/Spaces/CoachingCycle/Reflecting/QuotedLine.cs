using System.Collections.Immutable;
using Board.Surfaces.Notes;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>A line of a note as it is quoted after the lesson: its minute, its hand, what was tagged and said.</summary>
/// <param name="Lesson">Milliseconds of the lesson; null for what has none.</param>
/// <param name="Parts">The text, cut where tags begin and end.</param>
/// <param name="Marks">What begins on it.</param>
public sealed record QuotedLine(NoteLine Line, long? Lesson, ImmutableArray<QuotedPart> Parts, ImmutableArray<Mark> Marks)
{
    public bool IsInterpretation { get; init; }

    public IEnumerable<Mark> Tags => Marks.Where(mark => mark.Kind == MarkKind.LookFor);

    public IEnumerable<Mark> Moments => Marks.Where(mark => mark.Kind == MarkKind.Moment);

    public IEnumerable<Comment> Comments => Marks.Where(mark => mark.Kind == MarkKind.Thread).SelectMany(mark => mark.Comments!).Where(comment => !comment.Withdrawn);

    /// <summary>The lines of a note that say something, in order.</summary>
    public static ImmutableArray<QuotedLine> Of(NotesState notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var lines = NoteLine.Of(notes);
        var marks = notes.Marks.Where(mark => !mark.Removed).ToList();
        var begun = marks.ToLookup(mark => NoteLines.At(lines, mark.From).From);
        var tags = marks.Where(mark => mark.Kind == MarkKind.LookFor && mark.To > mark.From).OrderBy(mark => mark.From).ToList();
        var guesses = marks.Where(mark => mark.Kind == MarkKind.Interpretation && mark.To > mark.From).ToList();
        return
        [
            .. lines.Where(line => line.Text.Length > 0 || begun.Contains(line.From)).Select(line =>
                new QuotedLine(line, line.LessonTime(notes.Clock), Cut(line, tags), [.. begun[line.From]])
                {
                    IsInterpretation = guesses.Exists(mark => mark.From < line.To && mark.To > line.From),
                }),
        ];
    }

    private static ImmutableArray<QuotedPart> Cut(NoteLine line, List<Mark> tags)
    {
        var here = tags.Where(mark => mark.From < line.To && mark.To > line.From).ToList();
        var cuts = here.SelectMany(mark => new[] { mark.From, mark.To }).Where(at => at > line.From && at < line.To).Append(line.From).Append(line.To).Distinct().Order().ToList();
        var parts = ImmutableArray.CreateBuilder<QuotedPart>(cuts.Count);
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var mark = here.Find(tag => tag.From <= cuts[i] && tag.To >= cuts[i + 1]);
            parts.Add(new QuotedPart(line.Text[(cuts[i] - line.From)..(cuts[i + 1] - line.From)], mark?.Code, mark?.Id));
        }
        return parts.ToImmutable();
    }
}

/// <param name="Code">Of the look-for that it is tagged with; of two that overlap, the one that begins first.</param>
/// <param name="Mark">Id of the tag.</param>
public sealed record QuotedPart(string Text, string? Code, string? Mark);
