using System.Collections.Immutable;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>
/// How one note and its counts came to be, entry by entry, as one person may see it; any moment of it can be looked at. Time is the lesson's, so that pauses
/// of the clock are none; of a note without a clock it is the writing itself, in which nothing rests longer than <see cref="LongestRest"/>.
/// </summary>
public sealed class ReplayTape
{
    /// <summary>In milliseconds.</summary>
    public const long LongestRest = 3_000;

    /// <summary>A state is kept after so many entries, so that going back does not begin at the beginning.</summary>
    private const int Stride = 400;

    private readonly List<(Entry Entry, long At)> _entries = [];
    private readonly List<NotesState> _states = [];
    private readonly LessonClock _clock;
    private NotesState _state = NotesState.Empty;

    /// <param name="clock">Of the note as it is now.</param>
    public ReplayTape(LessonClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _states.Add(_state);
    }

    public int Count => _entries.Count;

    /// <summary>In milliseconds.</summary>
    public long Length => _entries.Count == 0 ? 0 : _entries[^1].At;

    /// <summary>Whether <see cref="Length"/> and places are the lesson's time.</summary>
    public bool IsOfLesson => _clock.IsStarted;

    /// <summary>Adds what happened next. What is not of this note is passed over.</summary>
    public void Add(Entry entry, string visit)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Op is VisitImported imported && imported.Visit.Id == visit)
        {
            // How it was written before it came here is not in this log.
            _state = _states[0] = imported.Notes;
            return;
        }
        if (entry.Op is not (NotesOp or TallyOp) || ((SurfaceOp)entry.Op).Surface != visit) return;
        if (Apply(_state, entry) is not { } next) return;
        _state = next;
        _entries.Add((entry, Place(entry.At.ToUnixTimeMilliseconds())));
        if (_entries.Count % Stride == 0) _states.Add(_state);
    }

    /// <summary>The note at a moment, and the place in the text where the last key before it fell.</summary>
    /// <param name="position">Milliseconds from the tape's beginning.</param>
    public (NotesState Notes, int Place, string? By) At(long position)
    {
        var count = CountAt(position);
        var state = _states[count / Stride];
        for (var i = count / Stride * Stride; i < count; i++) state = Apply(state, _entries[i].Entry)!;
        for (var i = count - 1; i >= 0; i--)
        {
            if (_entries[i].Entry.Op is NotesEdit edit) return (state, Math.Min(FirstChange(edit.Changes), state.Text.Length), _entries[i].Entry.By);
        }
        return (state, 0, null);
    }

    /// <summary>How many entries there are up to a moment.</summary>
    private int CountAt(long position)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].At <= position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private long Place(long time)
    {
        if (_clock.IsStarted) return _clock.At(time);
        if (_entries.Count == 0) return 0;
        var (last, at) = _entries[^1];
        return at + Math.Clamp(time - last.At.ToUnixTimeMilliseconds(), 0, LongestRest);
    }

    /// <summary>The note after an entry; null for one that changes nothing of it.</summary>
    private static NotesState? Apply(NotesState state, Entry entry)
    {
        var context = new OpContext(Person.Of(entry.By), entry.Session, entry.At, entry.Sequence);
        return entry.Op is TallyOp count
            ? TallySurface.Apply(state.Tally, count, context, out var tally) is null ? state with { Tally = tally } : null
            : NotesSurface.Apply(state, (NotesOp)entry.Op, context, out var next) is null ? next : null;
    }

    private static int FirstChange(ChangeSet changes) => changes.Sections is [var kept, < 0, ..] ? kept : 0;
}
