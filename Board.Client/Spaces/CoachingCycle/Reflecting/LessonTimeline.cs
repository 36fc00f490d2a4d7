using System.Collections.Immutable;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>A lesson along its clock: what was looked for, who talked, who was on task, which photos. All times are milliseconds of the lesson.</summary>
/// <param name="Length">How long it took; 0 for a lesson whose clock never ran.</param>
/// <param name="Rows">One for each look-for that was tagged: the goal first, then as the palette has them, then by code.</param>
/// <param name="Talk">One for each minute; empty where nobody listened for it.</param>
public sealed record LessonTimeline(
    long Length,
    ImmutableArray<PhaseSpan> Phases,
    ImmutableArray<LookForRow> Rows,
    ImmutableArray<TalkMinute> Talk,
    TalkSum Sum,
    ImmutableArray<TimedSweep> Sweeps,
    ImmutableArray<TimedPhoto> Photos)
{
    public bool HasClock => Length > 0;

    public int Minutes => (int)((Length + LessonMinute.Minute - 1) / LessonMinute.Minute);

    public int Tags => Rows.Sum(row => row.Tags.Length);

    /// <summary>Everything that one can go to, in the lesson's order.</summary>
    public IEnumerable<Stop> Stops() =>
        Rows.SelectMany(row => row.Tags.Select(tag => new Stop(tag.Lesson, row.Code, tag.Quote, tag.Line)))
            .Concat(Photos.Select(photo => new Stop(photo.Lesson, "photo", photo.Photo.Caption, null)))
            .Concat(Sweeps.Select(sweep => new Stop(sweep.Lesson, "on task", $"{sweep.Count} of {sweep.Of}", null)))
            .OrderBy(stop => stop.Lesson);

    /// <param name="now">Ends a clock that still runs.</param>
    public static LessonTimeline Of(CycleState cycle, string visit, long now)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        var notes = cycle.Notes.GetValueOrDefault(visit, NotesState.Empty);
        var clock = notes.Clock;
        var length = clock.Length(now);
        var lines = NoteLine.Of(notes);
        var sweeps = cycle.Plan.Counters.Where(counter => counter.Kind == CounterKind.Sweep).Select(counter => counter.Id).ToHashSet();
        return new LessonTimeline(
            length,
            PhasesOf(clock, length),
            RowsOf(notes, lines, cycle.Plan.LookFors),
            TalkMinutes.Of(notes.Tally.Turns, clock, length),
            TalkMinutes.Sum(notes.Tally.Turns, clock, length),
            [.. notes.Tally.Marks.Where(mark => !mark.TakenBack && mark.Of > 0 && sweeps.Contains(mark.Counter)).Select(mark => new TimedSweep(clock.At(mark.At), mark.Value, mark.Of))],
            [.. cycle.PhotosOf(visit).Where(photo => !photo.Removed).Select(photo => new TimedPhoto(clock.At(photo.At), photo)).OrderBy(photo => photo.Lesson)]);
    }

    private static ImmutableArray<PhaseSpan> PhasesOf(LessonClock clock, long length) =>
        [.. clock.Phases.Where(phase => phase.Starts < length).Select((phase, i) =>
            new PhaseSpan(phase.Name, phase.Starts, i + 1 < clock.Phases.Length ? Math.Min(clock.Phases[i + 1].Starts, length) : length))];

    private static ImmutableArray<LookForRow> RowsOf(NotesState notes, ImmutableArray<NoteLine> lines, ImmutableArray<string> palette) =>
        [.. notes.Marks
            .Where(mark => mark is { Kind: MarkKind.LookFor, Removed: false, Code: not null })
            .GroupBy(mark => mark.Code!)
            .OrderBy(group => group.Key == LookForLabels.Goal ? -1 : palette.IndexOf(group.Key) is >= 0 and var place ? place : int.MaxValue)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new LookForRow(group.Key, [.. group.Select(mark => Time(mark, notes.Clock, lines)).OrderBy(tag => tag.Lesson)]))];

    /// <summary>Evidence is of the minute in which it was written down, not of the one in which somebody tagged it.</summary>
    private static TimedTag Time(Mark mark, LessonClock clock, ImmutableArray<NoteLine> lines)
    {
        var line = NoteLines.At(lines, mark.From);
        return new TimedTag(line.LessonTime(clock) ?? (line.At is null ? clock.At(mark.At) : 0), mark.Id, line.From, mark.Quote);
    }
}

/// <param name="From">Where it begins.</param>
public sealed record PhaseSpan(string Name, long From, long To);

public sealed record LookForRow(string Code, ImmutableArray<TimedTag> Tags);

/// <param name="Line">Where the line begins, in UTF-16 units.</param>
public sealed record TimedTag(long Lesson, string Mark, int Line, string Quote);

public sealed record TimedSweep(long Lesson, int Count, int Of);

public sealed record TimedPhoto(long Lesson, Photo Photo);

/// <summary>Something on the timeline that one can go to.</summary>
/// <param name="Code">Of the look-for, or what it is.</param>
/// <param name="Line">The line to go to, if there is one.</param>
public sealed record Stop(long Lesson, string Code, string Words, int? Line);

/// <summary>Finds lines by places.</summary>
internal static class NoteLines
{
    public static NoteLine At(ImmutableArray<NoteLine> lines, int position)
    {
        var (low, high) = (0, lines.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (lines[middle].From <= position) low = middle;
            else high = middle - 1;
        }
        return lines[low];
    }
}
