using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>
/// Keeps logs in Azure Storage: for servers that share a store, and for one that is to have no disk of its own. A space's log is a
/// chain of append blobs (<see cref="ChainWriter"/> tells how it is fenced), its snapshot a block blob beside it.
/// Azure has an append in at least three places before it answers (LOG1). An emulator (Azurite) keeps what it has acknowledged in memory
/// for a while: it is for development and tests, not for a lesson.
/// What this process has read or written of a log it will miss if it is lost; so will the snapshot. A tail that was cut off
/// at the boundary of an append while nobody looked, and that no snapshot is of, can't be told from one that was never written.
/// </summary>
public sealed class AzureSpaceLog : ISpaceLog
{
    private readonly BlobContainer _container;
    private readonly LogBlobs _blobs;
    private readonly AzureSnapshots _snapshots;
    private readonly AzureLogOptions _options;

    // A few hundred bytes for every space that was ever used here; a district has thousands at most.
    private readonly ConcurrentDictionary<SpaceId, (SpaceChain Chain, ChainWriter Writer)> _chains = [];

    private AzureSpaceLog(BlobContainer container, AzureLogOptions options)
    {
        (_container, _blobs, _options) = (container, new LogBlobs(container), options);
        _snapshots = new AzureSnapshots(container, _blobs);
    }

    /// <summary>Opens the store; nothing is asked of Azure before it is needed.</summary>
    /// <param name="account">Where, and by what right.</param>
    /// <param name="options">How, if not as usual.</param>
    public static AzureSpaceLog Open(BlobAccount account, AzureLogOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        var how = options ?? new AzureLogOptions();
        return new AzureSpaceLog(new BlobContainer(account, how.Container, how.Retry, how.Time, how.Handler), how);
    }

    /// <summary>
    /// Makes the container if it is not there, makes sure that its format is one that this program knows, and finishes deletions that
    /// were cut off: at the start, so that what is wrong is told then.
    /// </summary>
    /// <exception cref="LogUnavailableException">Azure does not answer, or does not let us in, or a newer version of the program has written here.</exception>
    public Task PrepareAsync(CancellationToken cancellation = default) => TellingAsync(default, async () =>
    {
        await _container.CreateAsync(cancellation);
        await AzureFormat.CheckAsync(_container, cancellation);
        await new AzureDeletion(_container, _blobs, _snapshots, _options.ListPage).FinishAsync(cancellation);
        return true;
    });

    /// <inheritdoc/>
    /// <remarks>The payloads must not change before the task has ended. Once something was sent, cancelling has no effect.</remarks>
    public Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default)
    {
        LogArguments.CheckAppend(space, extends, payloads);
        return TellingAsync(space, async () =>
        {
            await Of(space).Writer.AppendAsync(extends, payloads, cancellation);
            return true;
        });
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
    {
        LogArguments.CheckRead(space, after, most);
        return new(TellingAsync(space, () => Of(space).Chain.ReadAsync(after, most, cancellation)));
    }

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        return new(TellingAsync(space, async () => (await Of(space).Chain.EndAsync(cancellation)).Place.Sequence));
    }

    /// <inheritdoc/>
    /// <exception cref="LogMovedOnException">The log does not go as far as the snapshot's sequence.</exception>
    public Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default)
    {
        LogArguments.CheckSnapshot(space, snapshot);
        return TellingAsync(space, async () =>
        {
            await _snapshots.SaveAsync(space, Of(space).Chain, snapshot, cancellation);
            return true;
        });
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        return new(TellingAsync(space, async () => (await _snapshots.LoadAsync(space, Of(space).Chain, cancellation)).Snapshot));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SpaceId> SpacesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // A page at a time, told in the words of this interface; yield can't stand in a try with a catch.
        await using var blobs = _container.ListAsync(LogBlobNames.Logs, _options.ListPage, cancellation).GetAsyncEnumerator(cancellation);
        while (await TellingAsync(default, async () => await blobs.MoveNextAsync()))
        {
            // A first blob that is empty is of a log that nobody has appended to.
            if (blobs.Current.Length > 0 && SpaceId.TryParse(LogBlobNames.SpaceOfFirst(blobs.Current.Name), out var space)) yield return space;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The space is gone with its first blob; the rest is removed after it, by whoever opens the store next if need be.</remarks>
    public Task DeleteAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        var (chain, writer) = Of(space);
        return TellingAsync(space, async () =>
        {
            await writer.InTurnAsync(() => new AzureDeletion(_container, _blobs, _snapshots, _options.ListPage).DeleteAsync(space, cancellation), cancellation);
            chain.Forget();
            return true;
        });
    }

    /// <inheritdoc/>
    public Task<LogReport> VerifyAsync(CancellationToken cancellation = default) =>
        TellingAsync(default, () => new AzureLogVerification(_container, _blobs, _snapshots, _options).RunAsync(cancellation));

    /// <inheritdoc/>
    /// <remarks>A write that can't come to pass, since it asks for a version that no blob has: 412 says that it would have been allowed.</remarks>
    public Task CheckAsync(CancellationToken cancellation = default) => TellingAsync(default, async () =>
    {
        var probe = new BlobRequest(HttpMethod.Put, "probe") { Headers = [("x-ms-blob-type", "BlockBlob"), ("If-Match", "\"0x0\"")] };
        var reply = await _container.SendAsync(probe, cancellation);
        return reply.IsConflict || reply.IsMissing ? true : throw BlobFailure.Of(reply.Status, reply.Code);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var (_, writer) in _chains.Values) writer.Dispose();
        _container.Dispose();
        return default;
    }

    private (SpaceChain Chain, ChainWriter Writer) Of(SpaceId space) => _chains.GetOrAdd(
        space,
        static (space, log) =>
        {
            var chain = new SpaceChain(space, log._blobs, log._options);
            return (chain, new ChainWriter(space, chain, log._blobs, log._options));
        },
        this);

    /// <summary>Tells failures in the words of <see cref="ISpaceLog"/>.</summary>
    private static async Task<T> TellingAsync<T>(SpaceId space, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BlobFailure failure)
        {
            throw failure.Told();
        }
        catch (ChainBrokenException broken)
        {
            throw SpaceChain.Damaged(space, broken);
        }
    }
}
