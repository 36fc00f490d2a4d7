using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>
/// Removes a space's blobs. Its first blob decides: with it the space is gone, and what is left can't be taken for a part of a new log
/// of that name, since it carries the old one's incarnation. A note in the store tells which incarnation is to be removed, for whoever
/// opens the store after a deletion was cut off; nothing is ever removed just because it looks lost.
/// </summary>
internal sealed class AzureDeletion(BlobContainer container, LogBlobs blobs, AzureSnapshots snapshots, int page)
{
    public async Task DeleteAsync(SpaceId space, CancellationToken cancellation)
    {
        Incarnation? incarnation;
        try
        {
            incarnation = await blobs.IncarnationAsync(space, cancellation);
        }
        catch (ChainBrokenException)
        {
            incarnation = null; // it is damaged, and to be deleted all the same
        }
        if (incarnation is { } noted) await NoteAsync(space, noted, cancellation);
        await blobs.DeleteAsync(LogBlobNames.FirstOf(space.ToString()), cancellation);
        // The space is gone; it would be half a deletion not to go on.
        await snapshots.DeleteAsync(space, null, CancellationToken.None);
        await RemoveAsync(LogBlobNames.LogOf(space.ToString()), _ => true);
        if (incarnation is { } done) await blobs.DeleteAsync(LogBlobNames.DeletionOf(space.ToString(), done), CancellationToken.None);
    }

    /// <summary>Goes on with deletions that have got as far as the first blob.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        var begun = new List<string>();
        await foreach (var (name, _) in container.ListAsync(LogBlobNames.Deletions, page, cancellation)) begun.Add(name);
        foreach (var name in begun)
        {
            if (name.Split('/') is not [_, var of, var key] || !SpaceId.TryParse(of, out var space)) continue;
            var incarnation = new Incarnation(key);
            // Where it is still there nobody was told that it is gone, and people may have gone on with it.
            if (await IsThereAsync(space, incarnation, cancellation) is false)
            {
                await snapshots.DeleteAsync(space, incarnation, cancellation);
                await RemoveAsync(LogBlobNames.LogOf(of), blob => LogBlobNames.IncarnationIn(blob) == incarnation);
            }
            await blobs.DeleteAsync(name, cancellation);
        }
    }

    private async Task<bool> IsThereAsync(SpaceId space, Incarnation incarnation, CancellationToken cancellation)
    {
        try
        {
            return await blobs.IncarnationAsync(space, cancellation) == incarnation;
        }
        catch (ChainBrokenException)
        {
            return true; // nobody knows, so nothing is removed
        }
    }

    private async Task NoteAsync(SpaceId space, Incarnation incarnation, CancellationToken cancellation)
    {
        var reply = await container.SendAsync(
            new BlobRequest(HttpMethod.Put, LogBlobNames.DeletionOf(space.ToString(), incarnation)) { Headers = [("x-ms-blob-type", "BlockBlob")] }, cancellation);
        if (!reply.Succeeded) throw BlobFailure.Of(reply.Status, reply.Code);
    }

    private async Task RemoveAsync(string prefix, Func<string, bool> which)
    {
        var rest = new List<string>();
        await foreach (var (name, _) in container.ListAsync(prefix, page, CancellationToken.None)) rest.Add(name);
        foreach (var name in rest.Where(which)) await blobs.DeleteAsync(name, CancellationToken.None);
    }
}
