using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Notes;

/// <summary>
/// The rules of private notes: each belongs to who wrote it, and to nobody else. Ids are each person's own: if one could meet somebody
/// else's, what is withheld would show, or words would be lost without a word.
/// </summary>
internal static class PrivateNotes
{
    public const int MaxNotes = 500;

    public static Refusal? Apply(NotesState state, NotesOp op, OpContext context, out NotesState written)
    {
        written = state;
        return op switch
        {
            PrivateNoteWritten note => Write(state, note, context, out written),
            PrivateNoteRemoved removed => Remove(state, removed.Id, context.Person.Id, out written),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The notes on the text after an edit; the same array if nothing moves.</summary>
    public static ImmutableArray<PrivateNote> Over(ImmutableArray<PrivateNote> notes, ChangeSet changes)
    {
        ImmutableArray<PrivateNote>.Builder? moved = null;
        for (var i = 0; i < notes.Length; i++)
        {
            var position = Places.Point(notes[i].Position, changes);
            if (position == notes[i].Position) continue;
            moved ??= notes.ToBuilder();
            moved[i] = notes[i] with { Position = position };
        }
        return moved?.MoveToImmutable() ?? notes;
    }

    private static Refusal? Write(NotesState state, PrivateNoteWritten op, OpContext context, out NotesState written)
    {
        written = state;
        if ((Words.Id(op.Id) ?? Words.Remark(op.Text, "A private note") ?? Words.Stretch(op.Position, op.Position)) is { } refusal) return refusal;
        var known = state.Private.FirstOrDefault(note => note.Id == op.Id && note.By == context.Person.Id);
        if (known is null)
        {
            if (state.Private.Count(note => note.By == context.Person.Id) >= MaxNotes)
                return new("too-many", $"A lesson holds {MaxNotes} private notes of yours. Nothing was changed.");
            written = state with { Private = state.Private.Add(new(op.Id, context.Person.Id, context.Milliseconds, op.Position, op.Text)) };
        }
        else
        {
            written = state with { Private = state.Private.Replace(known, known with { Text = op.Text }) };
        }
        return null;
    }

    private static Refusal? Remove(NotesState state, string id, string person, out NotesState written)
    {
        written = state with { Private = state.Private.RemoveAll(note => note.Id == id && note.By == person) };
        return null;
    }
}
