using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Surfaces.Notes;

/// <summary>A note that is built from ops, each a second after the one before.</summary>
internal sealed class Telling
{
    public const long Start = 1_790_000_000_000;

    private int _count;

    public Telling(string text = "") => Says("ana", new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, text)));

    public NotesState State { get; private set; } = NotesState.Empty;

    public Mark Mark(string id) => State.Mark(id) ?? throw new ArgumentException($"There is no mark {id}.");

    /// <summary>Does an op that is taken.</summary>
    public Telling Says(string who, SurfaceOp op)
    {
        Assert.Null(Tries(who, op)?.Message);
        return this;
    }

    /// <summary>Does an op, unless it is refused: then nothing changes.</summary>
    public Refusal? Tries(string who, SurfaceOp op)
    {
        var context = new OpContext(Person.Of(who), "s1", DateTimeOffset.FromUnixTimeMilliseconds(Start + _count++ * 1000L), _count);
        var written = State;
        Refusal? refusal;
        if (op is TallyOp number)
        {
            refusal = TallySurface.Apply(State.Tally, number, context, out var tally);
            written = State with { Tally = tally };
        }
        else
        {
            refusal = NotesSurface.Apply(State, (NotesOp)op, context, out written);
        }
        if (refusal is null) State = written;
        return refusal;
    }
}
