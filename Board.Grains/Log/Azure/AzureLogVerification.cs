using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>Reads every entry of every space from its beginning, knowing nothing but what is in the store. Appends go on meanwhile.</summary>
internal sealed class AzureLogVerification(BlobContainer container, LogBlobs blobs, AzureSnapshots snapshots, AzureLogOptions options)
{
    public async Task<LogReport> RunAsync(CancellationToken cancellation)
    {
        var (spaces, beginnings, others) = (new List<SpaceReport>(), new HashSet<string>(), new HashSet<string>());
        await foreach (var (name, length) in container.ListAsync(LogBlobNames.Logs, options.ListPage, cancellation))
        {
            if (LogBlobNames.SpaceOfFirst(name) is not { } first) others.Add(LogBlobNames.SpaceOf(name));
            else if (length > 0 && beginnings.Add(first) && SpaceId.TryParse(first, out var space)) spaces.Add(await VerifyAsync(space, cancellation));
        }
        var damages = new List<string>();
        foreach (var name in others.Except(beginnings))
        {
            // It may have been deleted while we read; an empty beginning is none.
            if (!await IsBeingDeletedAsync(name, cancellation)) damages.Add($"The beginning of the log of {name} is missing, and a part of the rest is there.");
        }
        return new LogReport(spaces, damages, []);
    }

    private async Task<SpaceReport> VerifyAsync(SpaceId space, CancellationToken cancellation)
    {
        var chain = new SpaceChain(space, blobs, options);
        using var scan = new ChainScan(blobs, space, chain.Beginning, options.Chunk);
        try
        {
            while (await scan.NextAsync(cancellation))
            {
                // The scan checks each entry.
            }
            var (snapshot, damaged) = await snapshots.LoadAsync(space, chain, cancellation);
            return new SpaceReport(space, scan.Place.Sequence, scan.Place.Sequence, snapshot?.Sequence, damaged, null);
        }
        catch (ChainBrokenException broken)
        {
            return await ReportAsync(space, scan.Place.Sequence, SpaceChain.Damaged(space, broken), cancellation);
        }
        catch (LogDamagedException damage)
        {
            return await ReportAsync(space, scan.Place.Sequence, damage, cancellation);
        }
    }

    /// <summary>How many entries there should be is asked of the log's end, if that can be read.</summary>
    private async Task<SpaceReport> ReportAsync(SpaceId space, long verified, LogDamagedException damage, CancellationToken cancellation)
    {
        var entries = verified;
        try
        {
            entries = (await new SpaceChain(space, blobs, options).EndAsync(cancellation)).Place.Sequence;
        }
        catch (LogDamagedException)
        {
            // So that is not known either.
        }
        return new SpaceReport(space, Math.Max(entries, verified), verified, null, false, damage.Message);
    }

    private async Task<bool> IsBeingDeletedAsync(string space, CancellationToken cancellation)
    {
        await foreach (var _ in container.ListAsync($"{LogBlobNames.Deletions}{space}/", 1, cancellation)) return true;
        await foreach (var (name, length) in container.ListAsync(LogBlobNames.LogOf(space), options.ListPage, cancellation))
        {
            if (length > 0) return LogBlobNames.SpaceOfFirst(name) is not null; // begun anew meanwhile
        }
        return true;
    }
}
