using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;

namespace Board.Surfaces.Notes;

/// <summary>The rules of a shared text.</summary>
public static class NotesSurface
{
    /// <summary>
    /// The longest text, in UTF-16 units. Editors stop people before it (<see cref="EditorLimit"/>); the room between the two
    /// is for what several people write at once, so that nobody is left with words that can't be sent.
    /// </summary>
    public const int MaxLength = 2_100_000;

    /// <summary>The length at which an editor takes no more, in UTF-16 units.</summary>
    public const int EditorLimit = 2_000_000;

    public static ImmutableArray<OpType> Ops { get; } = [OpType.Of<NotesEdit>("notes-edit")];

    public static Refusal? Apply(NotesState state, NotesOp op, OpContext context, out NotesState written)
    {
        written = state;
        return op switch
        {
            NotesEdit edit => Edit(state, edit.Changes, context, out written),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// Moves pending edits over one entry that came in before them. The entry goes first where both insert at one place.
    /// Entries must come one at a time: composing several of them first gives another text (SPEC.md, NOTE2).
    /// </summary>
    /// <param name="pending">Edits of which each is based on the one before; the first on the same text as <paramref name="over"/>.</param>
    public static void Rebase(Span<ChangeSet> pending, ChangeSet over)
    {
        foreach (ref var changes in pending)
        {
            var moved = changes.Map(over);
            over = over.Map(changes, before: true);
            changes = moved;
        }
    }

    private static Refusal? Edit(NotesState state, ChangeSet changes, OpContext context, out NotesState written)
    {
        written = state;
        if (!changes.FitsDocument(state.Text.Length)) return DoesNotFit;
        if (changes.NewLength > MaxLength && changes.NewLength > state.Text.Length) return Full;
        if (changes.SplitsSurrogatePair(state.Text.CharAt)) return HalfACharacter;
        var authors = state.Authors.Note(context.Person.Id, context.At, out var author, out var seconds);
        written = new NotesState(state.Text.Apply(changes, author, seconds), authors);
        return null;
    }

    private static readonly Refusal DoesNotFit = new(
        "does-not-fit", "This edit does not fit the note on the server. Your words are kept on this device; copy them and reload the page.");

    private static readonly Refusal Full = new(
        "text-full", "This note is full (2 million characters). What you just wrote is kept on this device; copy it and start another note.");

    private static readonly Refusal HalfACharacter = new(
        "half-a-character", "This edit would cut a character in two. Your words are kept on this device; copy them and reload the page.");
}
