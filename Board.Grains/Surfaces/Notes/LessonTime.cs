using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Notes;

/// <summary>The rules of the lesson clock. Starting what runs, or pausing what rests, changes nothing and is no error.</summary>
internal static class LessonTime
{
    /// <summary>The longest lesson that a phase can be put into: a day.</summary>
    private const long MaxLesson = 86_400_000;

    public static Refusal? Apply(NotesState state, NotesOp op, OpContext context, out NotesState written)
    {
        written = state;
        var (clock, now) = (state.Clock, context.Milliseconds);
        switch (op)
        {
            case ClockStarted: return Set(clock.Start(now), out written);
            case ClockPaused: return Set(clock.Stop(now, end: false), out written);
            case ClockResumed: return Set(clock.Resume(now), out written);
            case ClockEnded: return Set(clock.Stop(now, end: true), out written);
            case PhaseMarked marked: return Mark(new LessonPhase(marked.Id, marked.Name, clock.At(now)), out written);
            case PhaseChanged { Starts: < 0 or > MaxLesson }: return Refusals.UnknownOp;
            case PhaseChanged changed when clock.Phases.All(phase => phase.Id != changed.Id): return null;
            case PhaseChanged changed: return Mark(new LessonPhase(changed.Id, changed.Name, changed.Starts), out written);
            case PhaseRemoved removed: return Set(clock.Without(removed.Id), out written);
            default: throw new UnreachableException();
        }

        Refusal? Mark(LessonPhase phase, out NotesState marked)
        {
            marked = state;
            if ((Words.Id(phase.Id) ?? Words.Name(phase.Name, "A part of the lesson")) is { } refusal) return refusal;
            if (clock.Phases.Length >= LessonClock.MaxPhases && clock.Phases.All(other => other.Id != phase.Id))
                return new("too-many", $"A lesson has {LessonClock.MaxPhases} parts at most. Nothing was changed.");
            return Set(clock.With(phase), out marked);
        }

        Refusal? Set(LessonClock changed, out NotesState set)
        {
            set = changed == clock ? state : state with { Clock = changed };
            return null;
        }
    }
}
