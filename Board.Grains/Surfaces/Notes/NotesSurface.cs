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

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<NotesEdit>("notes-edit"),
        OpType.Of<LookForTagged>("look-for-tagged"),
        OpType.Of<ThreadStarted>("thread-started"),
        OpType.Of<ThreadAnswered>("thread-answered"),
        OpType.Of<CommentReworded>("comment-reworded"),
        OpType.Of<CommentWithdrawn>("comment-withdrawn"),
        OpType.Of<ThreadSettled>("thread-settled"),
        OpType.Of<InterpretationMarked>("interpretation-marked"),
        OpType.Of<EvidenceChosen>("evidence-chosen"),
        OpType.Of<MomentMarked>("moment-marked"),
        OpType.Of<MomentWorded>("moment-worded"),
        OpType.Of<MarkRemoved>("mark-removed"),
        OpType.Of<PrivateNoteWritten>("private-note-written"),
        OpType.Of<PrivateNoteRemoved>("private-note-removed"),
        OpType.Of<ClockStarted>("clock-started"),
        OpType.Of<ClockPaused>("clock-paused"),
        OpType.Of<ClockResumed>("clock-resumed"),
        OpType.Of<ClockEnded>("clock-ended"),
        OpType.Of<PhaseMarked>("phase-marked"),
        OpType.Of<PhaseChanged>("phase-changed"),
        OpType.Of<PhaseRemoved>("phase-removed"),
    ];

    public static Refusal? Apply(NotesState state, NotesOp op, OpContext context, out NotesState written)
    {
        written = state;
        return op switch
        {
            NotesEdit edit => Edit(state, edit.Changes, context, out written),
            IAnchored anchored when anchored.Reach > state.Text.Length => DoesNotFit,
            PrivateNoteWritten or PrivateNoteRemoved => PrivateNotes.Apply(state, op, context, out written),
            ClockStarted or ClockPaused or ClockResumed or ClockEnded or PhaseMarked or PhaseChanged or PhaseRemoved =>
                LessonTime.Apply(state, op, context, out written),
            LookForTagged or ThreadStarted or ThreadAnswered or CommentReworded or CommentWithdrawn or ThreadSettled or InterpretationMarked
                or EvidenceChosen or MomentMarked or MomentWorded or MarkRemoved => Marks.Apply(state, op, context, out written),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// Moves pending ops over one edit that came in before them. The entry goes first where both insert at one place.
    /// Entries must come one at a time: composing several of them first gives another text (SPEC.md, NOTE2).
    /// </summary>
    /// <param name="pending">Ops of which each is based on the one before; the first on the same text as <paramref name="over"/>.</param>
    public static void Rebase(Span<SpaceOp> pending, ChangeSet over)
    {
        foreach (ref var op in pending)
        {
            if (op is IAnchored anchored)
            {
                op = anchored.Over(over);
            }
            else if (op is NotesEdit edit)
            {
                op = edit with { Changes = edit.Changes.Map(over) };
                over = over.Map(edit.Changes, before: true);
            }
        }
    }

    private static Refusal? Edit(NotesState state, ChangeSet changes, OpContext context, out NotesState written)
    {
        written = state;
        if (!changes.FitsDocument(state.Text.Length)) return DoesNotFit;
        if (changes.NewLength > MaxLength && changes.NewLength > state.Text.Length) return Full;
        if (changes.SplitsSurrogatePair(state.Text.CharAt)) return HalfACharacter;
        var authors = state.Authors.Note(context.Person.Id, context.At, out var author, out var seconds);
        written = state with
        {
            Text = state.Text.Apply(changes, author, seconds),
            Authors = authors,
            Marks = Marks.Over(state.Marks, changes),
            Private = PrivateNotes.Over(state.Private, changes),
        };
        return null;
    }

    private static readonly Refusal DoesNotFit = new(
        "does-not-fit", "This edit does not fit the note on the server. Your words are kept on this device; copy them and reload the page.");

    private static readonly Refusal Full = new(
        "text-full", "This note is full (2 million characters). What you just wrote is kept on this device; copy it and start another note.");

    private static readonly Refusal HalfACharacter = new(
        "half-a-character", "This edit would cut a character in two. Your words are kept on this device; copy them and reload the page.");
}
