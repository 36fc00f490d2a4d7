using System.Buffers.Binary;
using System.Text;
using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>
/// One snapshot of each space, in a block blob that is replaced on the condition of its version (ETag). Before the payload:
/// a mark (8 bytes), the sequence (8), where in the log its entry ends (number of the blob 4, offset 8), the log's incarnation (16),
/// the entry's hash (32), and the hash of all that and the payload (32). So a replay begins in the middle of a blob.
/// </summary>
internal sealed class AzureSnapshots(BlobContainer container, LogBlobs blobs)
{
    private const int Attempts = 8;
    private const int Covered = 8 + 8 + 4 + 8 + Incarnation.Length + HashChain.Length;
    private const int HeadLength = Covered + HashChain.Length;

    /// <summary>Keeps a snapshot unless there is a later one of the same log.</summary>
    public async Task SaveAsync(SpaceId space, SpaceChain chain, Snapshot snapshot, CancellationToken cancellation)
    {
        if (await chain.FindAsync(snapshot.Sequence, cancellation) is not var (place, _) || await IncarnationAsync(space, cancellation) is not { } incarnation)
            throw new LogMovedOnException(space, snapshot.Sequence);
        var body = Write(space, snapshot, place, incarnation);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var there = await container.SendAsync(Get(space), cancellation);
            if (!there.Succeeded && !there.IsMissing) throw BlobFailure.Of(there.Status, there.Code);
            if (there.Succeeded && Read(space, there.Body) is var (older, _, of) && of == incarnation && older.Sequence > snapshot.Sequence) return;
            var reply = await container.SendAsync(
                new BlobRequest(HttpMethod.Put, Name(space))
                {
                    Headers = [("x-ms-blob-type", "BlockBlob"), there.Succeeded ? ("If-Match", there.ETag!) : ("If-None-Match", "*")],
                    Body = body,
                },
                cancellation);
            if (!reply.Succeeded && !reply.IsConflict) throw BlobFailure.Of(reply.Status, reply.Code);
            if (!reply.Succeeded) continue;
            // Had the space been deleted meanwhile, a snapshot without its log would be taken for a loss.
            if (await IncarnationAsync(space, cancellation) != incarnation) await DeleteAsync(space, incarnation, cancellation);
            return;
        }
        throw new BlobFailure(BlobFailureKind.Unavailable, "others keep saving the same snapshot");
    }

    /// <summary>The snapshot if it is whole and of this log; otherwise null, and whether one was passed over because it is damaged.</summary>
    /// <exception cref="LogDamagedException">It is whole, and the log has lost the entry that it is of.</exception>
    public async Task<(Snapshot? Snapshot, bool Damaged)> LoadAsync(SpaceId space, SpaceChain chain, CancellationToken cancellation)
    {
        var reply = await container.SendAsync(Get(space), cancellation);
        if (reply.IsMissing) return (null, false);
        if (!reply.Succeeded) throw BlobFailure.Of(reply.Status, reply.Code);
        if (Read(space, reply.Body) is not var (snapshot, place, incarnation)) return (null, true);
        if (await chain.HoldsAsync(place, cancellation)) return (snapshot, false);
        // What an interrupted deletion has left is of another log, and is replaced by this one's next snapshot.
        if (await IncarnationAsync(space, cancellation) is { } current ? current != incarnation : await IsBeingDeletedAsync(space, incarnation, cancellation)) return (null, false);
        throw SpaceChain.Damaged(space, new ChainBrokenException($"entry {snapshot.Sequence}, of which there is a snapshot, is missing or not what was saved"));
    }

    /// <summary>Removes the snapshot.</summary>
    /// <param name="space">Whose.</param>
    /// <param name="incarnation">Only if it is of this log; null for any.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task DeleteAsync(SpaceId space, Incarnation? incarnation, CancellationToken cancellation)
    {
        if (incarnation is not null)
        {
            var reply = await container.SendAsync(Get(space), cancellation);
            if (reply.Succeeded && Read(space, reply.Body) is var (_, _, of) && of != incarnation) return;
        }
        await blobs.DeleteAsync(Name(space), cancellation);
    }

    private static string Name(SpaceId space) => LogBlobNames.SnapshotOf(space.ToString());

    private static BlobRequest Get(SpaceId space) => new(HttpMethod.Get, Name(space));

    private async Task<Incarnation?> IncarnationAsync(SpaceId space, CancellationToken cancellation)
    {
        try
        {
            return await blobs.IncarnationAsync(space, cancellation);
        }
        catch (ChainBrokenException broken)
        {
            throw SpaceChain.Damaged(space, broken);
        }
    }

    private async Task<bool> IsBeingDeletedAsync(SpaceId space, Incarnation incarnation, CancellationToken cancellation) =>
        await blobs.HeadAsync(LogBlobNames.DeletionOf(space.ToString(), incarnation), cancellation) is not null;

    private static byte[] Write(SpaceId space, Snapshot snapshot, LogPlace place, Incarnation incarnation)
    {
        var body = new byte[HeadLength + snapshot.Payload.Length];
        var head = body.AsSpan();
        "BoRDsnp1"u8.CopyTo(head);
        BinaryPrimitives.WriteInt64BigEndian(head[8..], snapshot.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(head[16..], place.Number);
        BinaryPrimitives.WriteInt64BigEndian(head[20..], place.Offset);
        incarnation.Utf8.CopyTo(head[28..]);
        place.Hash.CopyTo(head[(28 + Incarnation.Length)..]);
        Hash(space, snapshot, head[..Covered]).CopyTo(head[Covered..]);
        snapshot.Payload.Span.CopyTo(head[HeadLength..]);
        return body;
    }

    /// <summary>Null if it is damaged.</summary>
    private static (Snapshot Snapshot, LogPlace Place, Incarnation Incarnation)? Read(SpaceId space, ReadOnlyMemory<byte> body)
    {
        if (body.Length < HeadLength || !body.Span.StartsWith("BoRDsnp1"u8)) return null;
        var head = body.Span;
        var snapshot = new Snapshot(BinaryPrimitives.ReadInt64BigEndian(head[8..]), body[HeadLength..]);
        if (!Hash(space, snapshot, head[..Covered]).AsSpan().SequenceEqual(head[Covered..HeadLength])) return null;
        var number = BinaryPrimitives.ReadInt32BigEndian(head[16..]);
        var incarnation = Incarnation.Read(head.Slice(28, Incarnation.Length));
        var blob = number == 1 ? LogBlobNames.FirstOf(space.ToString()) : LogBlobNames.Next(space.ToString(), number, incarnation);
        var place = new LogPlace(number, blob, BinaryPrimitives.ReadInt64BigEndian(head[20..]), snapshot.Sequence, head.Slice(28 + Incarnation.Length, HashChain.Length).ToArray());
        return (snapshot, place, incarnation);
    }

    private static byte[] Hash(SpaceId space, Snapshot snapshot, ReadOnlySpan<byte> head)
    {
        using var chain = new HashChain();
        return chain.Snapshot(Encoding.UTF8.GetBytes(space.ToString()), snapshot.Sequence, head, snapshot.Payload.Span);
    }
}
