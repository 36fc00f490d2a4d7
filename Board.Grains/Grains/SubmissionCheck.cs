using System.Collections.Immutable;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Grains;

/// <summary>
/// What a submission is by its form, before anybody looks at the state: which of its ops were accepted before (a repeat),
/// and, for what is done to a text, which entries it has to be moved over.
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
        if (!NamesPlaces(submission)) return null;
        var surface = (submission.Ops[0] as SurfaceOp)?.Surface;
        int? length = null;
        foreach (var op in submission.Ops)
        {
            if (op is not SurfaceOp on || on.Surface != surface) return Malformed;
            switch (op)
            {
                case NotesEdit edit when length is not null && edit.Changes.Length != length: return DoesNotFit;
                case NotesEdit edit: length = edit.Changes.NewLength; break;
                case IAnchored anchored when anchored.Reach > length: return DoesNotFit;
            }
        }
        return null;
    }

    /// <summary>Whether a submission is about a text, so that a late one has to be moved over the edits that came in before it.</summary>
    public static bool NamesPlaces(Submission submission) => submission.Ops.Any(op => op is NotesEdit or IAnchored);

    /// <summary>
    /// Moves the ops of a submission over everything that came in since they were made (SPEC.md, NOTE1): an entry of the
    /// same session is one of them and is dropped from the front, any other edit is mapped over, one at a time.
    /// </summary>
    /// <param name="since">The entries after the submission's base, in order, up to the present.</param>
    public static Refusal? Rebase(Submission submission, IEnumerable<Entry> since, int repeated, out ImmutableArray<SpaceOp> rebased)
    {
        rebased = [];
        var surface = ((SurfaceOp)submission.Ops[0]).Surface;
        var pending = submission.Ops.ToArray();
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
        rebased = [.. pending.Skip(dropped)];
        return null;
    }
}
