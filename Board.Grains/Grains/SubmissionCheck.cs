using System.Collections.Immutable;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Grains;

/// <summary>
/// What a submission is by its form, before anybody looks at the state: which of its ops were accepted before (a repeat),
/// and, for edits of a text, which entries they have to be moved over.
/// </summary>
internal static class SubmissionCheck
{
    private static readonly Refusal OutOfStep = new(
        "out-of-step", "This page and the server have lost step. Your words are kept on this device; reload the page to go on.");

    private static readonly Refusal DoesNotFit = new(
        "does-not-fit", "This edit does not fit the note on the server. Your words are kept on this device; copy them and reload the page.");

    private static readonly Refusal Malformed = new(
        "malformed", "The page sent something that the server does not understand. Nothing was changed; reload the page.");

    /// <summary>Refuses what can't be right in itself.</summary>
    /// <param name="repeated">How many of the first ops were accepted before.</param>
    public static Refusal? Form(Submission submission, Sessions.Progress progress, long head, out int repeated)
    {
        repeated = progress.Number - submission.Number + 1;
        if (submission.Ops.IsDefaultOrEmpty || submission.Ops.Length > Submission.MaxOps || submission.Number < 1) return Malformed;
        if (submission.At < 0 || submission.At > head || repeated < 0) return OutOfStep;
        if (submission.Ops[0] is not NotesEdit first) return submission.Ops.Any(op => op is NotesEdit) ? Malformed : null;
        var length = first.Changes.Length;
        foreach (var op in submission.Ops)
        {
            if (op is not NotesEdit edit || edit.Surface != first.Surface) return Malformed;
            if (edit.Changes.Length != length) return DoesNotFit;
            length = edit.Changes.NewLength;
        }
        return null;
    }

    /// <summary>
    /// Moves the edits of a submission over everything that came in since they were made (SPEC.md, NOTE1): an entry of the
    /// same session is one of them and is dropped from the front, any other entry is mapped over, one at a time.
    /// </summary>
    /// <param name="since">The entries after the submission's base, in order, up to the present.</param>
    public static Refusal? Rebase(Submission submission, IEnumerable<Entry> since, int repeated, out ImmutableArray<SpaceOp> rebased)
    {
        rebased = [];
        var surface = ((NotesEdit)submission.Ops[0]).Surface;
        var pending = submission.Ops.Select(op => ((NotesEdit)op).Changes).ToArray();
        var dropped = 0;
        try
        {
            foreach (var entry in since)
            {
                if (entry.Session == submission.Session)
                {
                    if (dropped == pending.Length || entry.Number != submission.Number + dropped) return OutOfStep;
                    dropped++;
                }
                else if (entry.Op is NotesEdit edit && edit.Surface == surface)
                {
                    NotesSurface.Rebase(pending.AsSpan(dropped), edit.Changes);
                }
            }
        }
        catch (ArgumentException)
        {
            return DoesNotFit; // made for another text than the one it says it is based on
        }
        if (dropped != repeated) return OutOfStep;
        rebased = [.. pending.Skip(dropped).Select(changes => new NotesEdit(surface, changes))];
        return null;
    }
}
