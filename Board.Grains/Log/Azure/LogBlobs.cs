using System.Globalization;
using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>What was read of a log's blob is not what this log has written, or what we know of it does not hold any more.</summary>
internal sealed class ChainBrokenException(string message) : Exception(message);

/// <summary>The requests for a log's append blobs.</summary>
internal sealed class LogBlobs(BlobContainer container)
{
    private static readonly (string, string) Unless = ("If-None-Match", "*");

    /// <summary>Makes an append blob, and changes nothing if it is there: without the condition, Azure would empty it.</summary>
    /// <returns>Its version; null if that was refused, as it is where the blob is there.</returns>
    public async Task<string?> CreateAsync(string blob)
    {
        var reply = await container.SendAsync(
            new BlobRequest(HttpMethod.Put, blob) { Headers = [("x-ms-blob-type", "AppendBlob"), Unless] }, CancellationToken.None);
        if (reply.Succeeded) return reply.ETag;
        return reply.IsConflict ? null : throw BlobFailure.Of(reply.Status, reply.Code);
    }

    /// <summary>
    /// Appends a block at the end that we know of, or not at all. The position is the fence; the version beside it tells a log
    /// that was deleted and begun anew, and has come to be just as long, from ours.
    /// </summary>
    public Task<BlobReply> AppendAsync(LogEnd end, LogBlock block) => container.SendAsync(
        new BlobRequest(HttpMethod.Put, end.Place.Blob)
        {
            Query = [("comp", "appendblock")],
            Headers = [("x-ms-blob-condition-appendpos", end.Place.Offset.ToString(CultureInfo.InvariantCulture)), ("If-Match", end.ETag!)],
            Body = block.Bytes,
        },
        CancellationToken.None);

    /// <summary>How long the blob is, its version and its blocks; null if it is not there.</summary>
    public async Task<(long Length, string ETag, int Blocks)?> HeadAsync(string blob, CancellationToken cancellation)
    {
        var reply = await container.SendAsync(new BlobRequest(HttpMethod.Head, blob), cancellation);
        if (reply.IsMissing) return null;
        if (!reply.Succeeded || reply.Length is null || reply.ETag is null) throw BlobFailure.Of(reply.Status, reply.Code);
        return (reply.Length.Value, reply.ETag, reply.Blocks);
    }

    /// <summary>The bytes from one place to before another, or fewer if the blob ends; the answer may be 404 or 416.</summary>
    public Task<BlobReply> RangeAsync(string blob, long from, long to, CancellationToken cancellation) => container.SendAsync(
        new BlobRequest(HttpMethod.Get, blob) { Headers = [("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={from}-{to - 1}"))] }, cancellation);

    /// <summary>Bytes that must be there.</summary>
    /// <exception cref="ChainBrokenException">They are not.</exception>
    public async Task<ReadOnlyMemory<byte>> BytesAsync(string blob, long from, long to, CancellationToken cancellation)
    {
        var reply = await RangeAsync(blob, from, to, cancellation);
        if (reply.Status == 200 && reply.Body.Length >= to) return reply.Body[(int)from..(int)to];
        if (reply.Status != 206 || reply.Body.Length != to - from) throw new ChainBrokenException("a part of it is missing");
        return reply.Body;
    }

    /// <summary>Which log of the space this is; null if it has no entries.</summary>
    /// <exception cref="ChainBrokenException">It does not begin as a log does.</exception>
    public async Task<Incarnation?> IncarnationAsync(SpaceId space, CancellationToken cancellation)
    {
        const int Length = LogFrame.Around + Incarnation.Length;
        var reply = await RangeAsync(LogBlobNames.FirstOf(space.ToString()), 0, Length, cancellation);
        if (reply.IsMissing || reply.Status == 416 || (reply.Succeeded && reply.Body.Length == 0)) return null;
        if (!reply.Succeeded || reply.Body.Length < Length || LogFrame.Read(reply.Body[..Length]) is not { Kind: FrameKind.Base } frame)
            throw new ChainBrokenException("its beginning is not what was saved");
        return Incarnation.Read(frame.Payload.Span);
    }

    /// <summary>Removes a blob; nothing happens if it is not there.</summary>
    public async Task DeleteAsync(string blob, CancellationToken cancellation)
    {
        var reply = await container.SendAsync(new BlobRequest(HttpMethod.Delete, blob), cancellation);
        if (!reply.Succeeded && !reply.IsMissing) throw BlobFailure.Of(reply.Status, reply.Code);
    }
}
