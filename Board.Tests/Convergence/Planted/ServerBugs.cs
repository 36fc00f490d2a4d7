using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence.Planted;

/// <summary>A door before the engine that rebases submissions itself, in a wrong way, so that the grain has nothing left to do.</summary>
internal abstract class RebasingFront(ISpaceEngine engine, ISpaceLog log) : ISpaceEngine
{
    public async Task<Answer> SubmitAsync(SpaceId space, Submission submission, CancellationToken cancellation = default)
    {
        var (at, own) = (submission.At, 0);
        var pending = submission.Ops.ToList();
        var over = new List<(ChangeSet? Changes, bool Own)>();
        while (await log.ReadAsync(space, at, 1000, cancellation) is { Count: > 0 } page)
        {
            at = page[^1].Sequence;
            foreach (var entry in page.Select(stored => JsonSerializer.Deserialize<Entry>(stored.Payload.Span, SpaceJson.Options)!))
            {
                var mine = entry.Session == submission.Session && entry.Number == submission.Number + own && own < pending.Count;
                if (mine) own++;
                over.Add(((entry.Op as NotesEdit)?.Changes, mine));
            }
        }
        Rebase(pending, over);
        if (pending.Count == 0) return new Answer(at);
        return await engine.SubmitAsync(space, submission with { At = at, Number = submission.Number + own, Ops = [.. pending] }, cancellation);
    }

    public ValueTask<SpaceLease> OpenAsync(SpaceId space, CancellationToken cancellation = default) => engine.OpenAsync(space, cancellation);

    public Task DeactivateAsync(SpaceId space) => engine.DeactivateAsync(space);

    /// <param name="pending">The submission's ops; own entries are to be dropped from the front.</param>
    /// <param name="over">The entries since; without changes where an entry is no edit.</param>
    protected abstract void Rebase(List<SpaceOp> pending, IReadOnlyList<(ChangeSet? Changes, bool Own)> over);
}

/// <summary>Composes what came in and maps over all of it at once, as the stock <c>rebaseUpdates</c> does.</summary>
internal sealed class FrontThatRebasesInBatches(ISpaceEngine engine, ISpaceLog log) : RebasingFront(engine, log)
{
    protected override void Rebase(List<SpaceOp> pending, IReadOnlyList<(ChangeSet? Changes, bool Own)> over)
    {
        ChangeSet? foreign = null;
        foreach (var (changes, own) in over)
        {
            if (own)
            {
                if (pending[0] is NotesEdit mine) foreign = foreign?.Map(mine.Changes, before: true);
                pending.RemoveAt(0);
            }
            else if (changes is not null)
            {
                foreign = foreign?.Compose(changes) ?? changes;
            }
        }
        if (foreign is not null) NotesSurface.Rebase(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pending), foreign);
    }
}

/// <summary>Puts a late insertion before the one that was there first.</summary>
internal sealed class FrontThatLetsTheLateGoFirst(ISpaceEngine engine, ISpaceLog log) : RebasingFront(engine, log)
{
    protected override void Rebase(List<SpaceOp> pending, IReadOnlyList<(ChangeSet? Changes, bool Own)> over)
    {
        foreach (var (changes, own) in over)
        {
            if (own) pending.RemoveAt(0);
            if (own || changes is not { } foreign) continue;
            for (var i = 0; i < pending.Count; i++)
            {
                if (pending[i] is IAnchored anchored) pending[i] = anchored.Over(foreign);
                if (pending[i] is not NotesEdit edit) continue;
                pending[i] = edit with { Changes = edit.Changes.Map(foreign, before: true) };
                foreign = foreign.Map(edit.Changes);
            }
        }
    }
}
