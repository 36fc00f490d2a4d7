namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>Which lines of a note are shown.</summary>
/// <param name="Value">The look-for's code or the person's id.</param>
public sealed record NoteFilter(NoteFilterKind Kind, string Value = "")
{
    public static NoteFilter All { get; } = new(NoteFilterKind.All);

    public bool Shows(QuotedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Kind switch
        {
            NoteFilterKind.LookFor => line.Tags.Any(tag => tag.Code == Value) || line.Parts.Any(part => part.Code == Value),
            NoteFilterKind.Author => line.Line.Author == Value,
            NoteFilterKind.Evidence => !line.IsInterpretation,
            NoteFilterKind.Interpretation => line.IsInterpretation,
            _ => true,
        };
    }

    /// <summary>How many tags stand on the lines that are shown; of a look-for, its own.</summary>
    public int Tags(IEnumerable<QuotedLine> lines) =>
        lines.Where(Shows).Sum(line => Kind == NoteFilterKind.LookFor ? line.Tags.Count(tag => tag.Code == Value) : line.Tags.Count());
}

public enum NoteFilterKind
{
    All,
    LookFor,
    Author,
    Evidence,
    Interpretation,
}
