using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Surfaces.Notes;

/// <summary>
/// The clock of a lesson: when it ran, by the server's time. What was written gets its lesson minute from its own time, so the minute is
/// right however often the clock was paused. All times are milliseconds: of the server since 1970 UTC, of the lesson since it began.
/// </summary>
/// <param name="Runs">When the clock ran, in order; the last run is open while it runs.</param>
/// <param name="Phases">The parts of the lesson, by their beginning.</param>
/// <param name="Ended">The lesson is over.</param>
public sealed record LessonClock(ImmutableArray<ClockRun> Runs, ImmutableArray<LessonPhase> Phases, bool Ended)
{
    public const int MaxPhases = 40;

    public static LessonClock None { get; } = new([], [], false);

    [JsonIgnore]
    public bool IsStarted => !Runs.IsEmpty;

    [JsonIgnore]
    public bool IsRunning => !Runs.IsEmpty && Runs[^1].To is null;

    /// <summary>The lesson's time at a time of the server; 0 before it began.</summary>
    public long At(long time)
    {
        var elapsed = 0L;
        foreach (var (from, to) in Runs)
        {
            if (time <= from) break;
            elapsed += Math.Min(time, to ?? time) - from;
        }
        return elapsed;
    }

    /// <summary>
    /// The lesson's time of a line that was begun then; null if that was before the lesson (SPEC.md, CLOCK1). Lines know their time in whole
    /// seconds, rounded down, so the second in which the clock was started counts.
    /// </summary>
    public long? TimeOf(long time) => IsStarted && time + 1000 > Runs[0].From ? At(time) : null;

    /// <summary>How long the lesson took, or has taken until then.</summary>
    public long Length(long now) => At(now);

    /// <summary>The phase at a time of the lesson, if one has begun.</summary>
    public LessonPhase? PhaseAt(long lesson) => Phases.LastOrDefault(phase => phase.Starts <= lesson);

    internal LessonClock Start(long now) => IsStarted ? this : this with { Runs = [new ClockRun(now, null)] };

    internal LessonClock Stop(long now, bool end)
    {
        if (!IsStarted) return this;
        var runs = IsRunning ? Runs.SetItem(Runs.Length - 1, Runs[^1] with { To = now }) : Runs;
        return this with { Runs = runs, Ended = Ended || end };
    }

    internal LessonClock Resume(long now) => !IsStarted || IsRunning ? this : this with { Runs = Runs.Add(new ClockRun(now, null)), Ended = false };

    internal LessonClock With(LessonPhase phase) =>
        this with { Phases = [.. Phases.Where(other => other.Id != phase.Id).Append(phase).OrderBy(other => other.Starts)] };

    internal LessonClock Without(string phase) => this with { Phases = [.. Phases.Where(other => other.Id != phase)] };
}

/// <param name="To">Null while it runs.</param>
public readonly record struct ClockRun(long From, long? To);

/// <summary>A part of a lesson, such as "Launch".</summary>
/// <param name="Starts">Milliseconds on the lesson clock.</param>
public sealed record LessonPhase(string Id, string Name, long Starts);
