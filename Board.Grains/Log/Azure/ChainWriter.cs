using System.Security.Cryptography;
using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>
/// Appends to one space's log, one append after the other.
///
/// The fence. A block is appended on the condition that the blob ends where we think (x-ms-blob-condition-appendpos). Azure
/// checks the condition and appends in one step, so of two owners who extend the same end one gets in, and the other gets 412.
///
/// Going on in another blob. A blob takes 50,000 blocks, so a log is a chain of blobs, and there is a moment at which the end moves from
/// one to the next. Were the old blob just left alone, an owner who still thinks that it has room (one that has slept, or counts
/// otherwise) could append to it after the other has gone on: a fork. So the old blob is closed by a last block, the seal, appended on
/// the same condition as any other:
/// 1. Make the next blob, unless it is there (If-None-Match: *). Its name follows from the log, so two owners mean the same blob. Nobody
///    looks at it before a seal names it.
/// 2. Seal the old one at the end that we know. If somebody has appended there meanwhile we get 412 and have moved nobody's end; if
///    somebody has sealed it, that seal names the same blob. After the seal every condition on the old end fails, whoever holds it.
/// 3. Append to the next blob at position 0. Its first block repeats the sequence and hash that it goes on from.
/// Whoever dies in between leaves an empty blob, or a sealed one with an empty blob after it: both are an ordinary end of the log to
/// whoever comes next. A seal is never there without the blob that it names, so a missing blob is damage, not an end.
///
/// Not knowing. Where an answer is lost the append may have got in. It is sent again on the same condition, which can't be met twice.
/// On 412, ours or another's, the entry at that place is read: it carries the random number of the append that wrote it. If it is ours we
/// are done; if it is another's the log has moved on; if there is none we try again from what we have just read.
/// </summary>
internal sealed class ChainWriter(SpaceId space, SpaceChain chain, LogBlobs blobs, AzureLogOptions options) : IDisposable
{
    private const int Attempts = 8;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashChain _hashes = new();
    private readonly int _mostBlocks = Math.Clamp(options.BlocksInABlob, 2, AzureLogOptions.MostBlocks);

    /// <exception cref="LogMovedOnException">Another owner has appended.</exception>
    /// <exception cref="BlobFailure">The store has failed; the append may have got in.</exception>
    public async Task AppendAsync(long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation)
    {
        if (LogBlock.LengthOf(payloads) > LogFrame.MaxPayload) throw new BlobFailure(BlobFailureKind.Full, "an append is larger than a block may be");
        await InTurnAsync(
            async () =>
            {
                // From here on cancelling has no effect: what was sent may get in.
                var append = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
                var end = chain.KnownEnd ?? (extends == 0 ? await FoundAsync() : null) ?? await EndAsync();
                if (end.Place.Sequence < extends) end = await EndAsync();
                for (var attempt = 0; attempt < Attempts; attempt++)
                {
                    if (end.Place.Sequence != extends) throw new LogMovedOnException(space, extends);
                    if (end.Blocks >= _mostBlocks - 1) end = await GoOnInNextAsync(end, append);
                    else if (end.ETag is null) end = await FoundAsync() ?? await EndAsync();
                    else if (await TryAsync(end, payloads, append)) return;
                    else end = await EndAsync();
                    if (end.Place.Sequence > extends && await chain.FindAsync(extends + 1, CancellationToken.None) is var (_, by) && by == append) return;
                }
                throw new BlobFailure(BlobFailureKind.Unavailable, "it refuses to append, and does not say why");
            },
            cancellation);
        LogTelemetry.Committed(payloads.Count);
    }

    /// <summary>Does something while nobody appends.</summary>
    public async Task InTurnAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _hashes.Dispose();
    }

    private Task<LogEnd> EndAsync() => chain.EndAsync(CancellationToken.None);

    /// <summary>Makes the first blob; null if it is there.</summary>
    private async Task<LogEnd?> FoundAsync()
    {
        if (await blobs.CreateAsync(chain.Beginning.Blob) is not { } etag) return null;
        // A log that we knew is gone, or we would not be here.
        chain.Forget();
        return new LogEnd(chain.Beginning, etag, 0);
    }

    private async Task<bool> TryAsync(LogEnd end, IReadOnlyList<ReadOnlyMemory<byte>> payloads, ulong append)
    {
        var incarnation = LogBlobNames.IncarnationIn(end.Place.Blob) ?? Incarnation.New();
        var block = LogBlock.Of(end, incarnation, payloads, append, _hashes);
        var reply = await blobs.AppendAsync(end, block);
        if (reply is { Status: 409, Code: "BlockCountExceedsLimit" }) throw BlobFailure.Of(reply.Status, reply.Code);
        if (!reply.Succeeded) return reply.IsMissing || reply.IsConflict ? false : throw BlobFailure.Of(reply.Status, reply.Code);
        if (reply.ETag is null) throw new BlobFailure(BlobFailureKind.Unavailable, "it does not say which version it has made");
        var place = end.Place with { Offset = end.Place.Offset + block.Bytes.Length, Sequence = block.Sequence, Hash = block.Hash };
        chain.Note(new LogEnd(place, reply.ETag, end.Blocks + 1));
        return true;
    }

    private async Task<LogEnd> GoOnInNextAsync(LogEnd end, ulong append)
    {
        var incarnation = LogBlobNames.IncarnationIn(end.Place.Blob) ?? await blobs.IncarnationAsync(space, CancellationToken.None)
            ?? throw new LogMovedOnException(space, end.Place.Sequence);
        var next = LogBlobNames.Next(space.ToString(), end.Place.Number + 1, incarnation);
        // A refusal does not always mean that it is there, and a seal before it is would be taken for damage.
        if (await blobs.CreateAsync(next) is null && await blobs.HeadAsync(next, CancellationToken.None) is null) return end;
        _ = await blobs.AppendAsync(end, LogBlock.Seal(end, next, append, _hashes));
        // Whether it was our seal or another's, or somebody has appended, is read.
        return await EndAsync();
    }
}
