using System.Collections.Immutable;
using Board.Client.Spaces.CoachingCycle;
using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;

namespace Board.Server.Exports;

/// <summary>One lesson as it is told on paper: lines with their minutes and hands, what was tagged and said, numbers, the talk after it.</summary>
/// <remarks>Private notes are no part of it, the asker's own neither: what is copied out of the house can be handed on.</remarks>
internal sealed class LessonReport
{
    private readonly DistrictState _district;

    public LessonReport(CycleState cycle, string visit, DistrictState district, Func<string, string?> lookFor)
    {
        (_district, Cycle) = (district, cycle);
        Visit = cycle.Visit(visit)!;
        Notes = cycle.Notes[visit].For(null);
        Reflection = cycle.Reflection(visit);
        LookFor = code => code == "G" && cycle.Plan.GoalLookFor.Length > 0 ? cycle.Plan.GoalLookFor : lookFor(code) ?? code;
        var marks = Notes.Marks.Where(mark => !mark.Removed).ToLookup(LineOf);
        Lines = [.. NoteLine.Of(Notes).Select(line => new ReportLine(line, Minute(line.LessonTime(Notes.Clock)), Name(line.Author), [.. marks[line.From]]))];
    }

    public CycleState Cycle { get; }

    public Visit Visit { get; }

    public NotesState Notes { get; }

    public Reflection Reflection { get; }

    public ImmutableArray<ReportLine> Lines { get; }

    /// <summary>The label of a look-for, by its code.</summary>
    public Func<string, string> LookFor { get; }

    public string Title => Visit.Title;

    /// <summary>Who, where and when, as far as it is known.</summary>
    public string Subtitle => string.Join(" · ", new[]
    {
        $"{Name(Cycle.Members.Teacher)} and {Name(Cycle.Members.Coach)}", Visit.Place, VisitWords.Day(Visit.On) ?? "",
    }.Where(part => part.Length > 0));

    /// <summary>How often each look-for was tagged, most often first.</summary>
    public IEnumerable<(string Code, int Count)> Counts => Notes.Marks
        .Where(mark => mark is { Kind: MarkKind.LookFor, Removed: false, Code: not null })
        .GroupBy(mark => mark.Code!)
        .Select(group => (group.Key, group.Count()))
        .OrderByDescending(count => count.Item2).ThenBy(count => count.Key, StringComparer.Ordinal);

    /// <summary>The steps of this lesson that the teacher agreed to.</summary>
    public IEnumerable<ActionStep> Steps => Cycle.Steps.Where(step => step is { IsAgreed: true, Removed: false } && step.Visit == Visit.Id);

    public string Name(string? person) => person is null ? "" : _district.People.TryGetValue(person, out var member) ? member.Name : "Somebody";

    public string Owner(Owner owner) => owner switch
    {
        Board.Spaces.CoachingCycle.Owner.Teacher => Name(Cycle.Members.Teacher),
        Board.Spaces.CoachingCycle.Owner.Coach => Name(Cycle.Members.Coach),
        _ => $"{Name(Cycle.Members.Teacher)} and {Name(Cycle.Members.Coach)}",
    };

    /// <summary>The lesson's minute of a time of the server.</summary>
    public string MinuteAt(long at) => Notes.Clock.IsStarted ? Minute(Notes.Clock.At(at)) : "";

    /// <summary><c>mm:ss</c>, from an hour on <c>h:mm:ss</c>; nothing for what has no minute.</summary>
    public static string Minute(long? lesson) => LessonMinute.Of(lesson);

    /// <summary>The start of the line that a mark begins on.</summary>
    private int LineOf(Mark mark)
    {
        _starts ??= [.. NoteLine.Of(Notes).Select(line => line.From)];
        var at = Array.BinarySearch(_starts, mark.From);
        return _starts[at >= 0 ? at : ~at - 1];
    }

    private int[]? _starts;
}

/// <param name="Minute">On the lesson's clock; empty where it has none.</param>
/// <param name="Author">The person's name; empty for an empty line.</param>
/// <param name="Marks">What begins on it.</param>
internal sealed record ReportLine(NoteLine Line, string Minute, string Author, ImmutableArray<Mark> Marks)
{
    public bool IsInterpretation => Marks.Any(mark => mark.Kind == MarkKind.Interpretation);

    public IEnumerable<string> Codes => Marks.Where(mark => mark is { Kind: MarkKind.LookFor, Code: not null }).Select(mark => mark.Code!).Distinct();

    public IEnumerable<Comment> Comments => Marks.Where(mark => mark.Kind == MarkKind.Thread).SelectMany(mark => mark.Comments!).Where(comment => !comment.Withdrawn);
}
