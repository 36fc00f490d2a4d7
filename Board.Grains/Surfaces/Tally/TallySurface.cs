using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Tally;

/// <summary>
/// The rules of counting. What two people do at the same moment is never refused: taking back what is taken back already changes nothing.
/// </summary>
public static class TallySurface
{
    public const int MaxMarks = 5_000;

    /// <summary>The longest wait that is believed: an hour.</summary>
    public const int MaxWait = 3_600_000;

    /// <summary>The largest class.</summary>
    public const int MaxClass = 500;

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<Counted>("counted"),
        OpType.Of<WaitTimed>("wait-timed"),
        OpType.Of<Swept>("swept"),
        OpType.Of<TalkTurned>("talk-turned"),
        OpType.Of<TallyTakenBack>("tally-taken-back"),
    ];

    public static Refusal? Apply(TallyState state, TallyOp op, OpContext context, out TallyState counted)
    {
        counted = state;
        return op switch
        {
            Counted one => Add(state, new(one.Id, one.Counter, context.Person.Id, context.Milliseconds, 1, 0), out counted),
            WaitTimed wait => wait.Milliseconds is < 0 or > MaxWait
                ? NotANumber
                : Add(state, new(wait.Id, wait.Counter, context.Person.Id, context.Milliseconds, wait.Milliseconds, 0), out counted),
            Swept sweep => sweep.Of is < 1 or > MaxClass || sweep.Count < 0 || sweep.Count > sweep.Of
                ? NotANumber
                : Add(state, new(sweep.Id, sweep.Counter, context.Person.Id, context.Milliseconds, sweep.Count, sweep.Of), out counted),
            TalkTurned turned => Turn(state, new(context.Milliseconds, turned.To), out counted),
            TallyTakenBack back => TakeBack(state, back, out counted),
            _ => throw new UnreachableException(),
        };
    }

    private static Refusal? Add(TallyState state, TallyMark mark, out TallyState counted)
    {
        counted = state;
        if ((Words.Id(mark.Id) ?? Words.Id(mark.Counter)) is { } refusal) return refusal;
        if (state.Marks.Length >= MaxMarks) return new("too-many", $"A lesson holds {MaxMarks} counts. Nothing was changed.");
        if (!state.Marks.Any(other => other.Id == mark.Id)) counted = state with { Marks = state.Marks.Add(mark) };
        return null;
    }

    private static Refusal? Turn(TallyState state, TalkTurn turn, out TallyState counted)
    {
        counted = state;
        if (state.Turns.Length >= MaxMarks) return new("too-many", $"A lesson holds {MaxMarks} changes of talk. Nothing was changed.");
        var last = state.Turns.IsEmpty ? Talk.Off : state.Turns[^1].To;
        if (last != turn.To) counted = state with { Turns = state.Turns.Add(turn) };
        return null;
    }

    private static Refusal? TakeBack(TallyState state, TallyTakenBack op, out TallyState counted)
    {
        counted = state;
        for (var i = 0; i < state.Marks.Length; i++)
        {
            if (state.Marks[i].Id == op.Id) counted = state with { Marks = state.Marks.SetItem(i, state.Marks[i] with { TakenBack = op.TakenBack }) };
        }
        return null;
    }

    private static readonly Refusal NotANumber = new("malformed", "The page sent a number that can't be right. Nothing was changed; reload the page.");
}
