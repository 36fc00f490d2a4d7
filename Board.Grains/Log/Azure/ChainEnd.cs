using System.Text;
using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>
/// Finds where a log ends without reading all of it: of each blob the last frame, checked against the one before it. There is one
/// blob more for every 50,000 appends.
/// </summary>
internal static class ChainEnd
{
    private const int Window = 64 * 1024;

    /// <exception cref="ChainBrokenException">What is there is not what a log has written.</exception>
    public static async Task<LogEnd> FindAsync(LogBlobs blobs, SpaceId space, LogPlace beginning, CancellationToken cancellation)
    {
        using var chain = new HashChain();
        for (var place = beginning; ;)
        {
            if (await blobs.HeadAsync(place.Blob, cancellation) is not var (length, etag, blocks))
                return place.Number == 1 ? new LogEnd(place, null, 0) : throw Broken("a blob is missing with all that follow");
            if (length == 0) return new LogEnd(place, etag, 0);
            var (last, before) = await LastAsync(blobs, place.Blob, length, cancellation);
            var hash = chain.Next(before.Hash.Span, last.Payload.Span);
            if (!hash.AsSpan().SequenceEqual(last.Hash.Span)) throw Broken($"entry {last.Sequence} is not what was saved");
            switch (last.Kind)
            {
                case FrameKind.Entry when last.Sequence == before.Sequence + 1:
                    return new LogEnd(new LogPlace(place.Number, place.Blob, length, last.Sequence, hash), etag, blocks);
                case FrameKind.Seal when last.Sequence == before.Sequence:
                    var next = Encoding.ASCII.GetString(last.Payload.Span);
                    if (!next.StartsWith(LogBlobNames.LogOf(space.ToString()), StringComparison.Ordinal)) throw Broken("a seal is not what was saved");
                    place = new LogPlace(place.Number + 1, next, 0, before.Sequence, before.Hash.ToArray());
                    break;
                default:
                    throw Broken($"entry {before.Sequence + 1} is missing");
            }
        }
    }

    /// <summary>The last frame of a blob, and the one before without its payload.</summary>
    private static async Task<(LogFrame Last, LogFrame Before)> LastAsync(LogBlobs blobs, string blob, long length, CancellationToken cancellation)
    {
        if (length <= LogFrame.Around + LogFrame.TrailerLength) throw Broken("its beginning is not what was saved");
        var bytes = await blobs.BytesAsync(blob, Math.Max(0, length - Window), length, cancellation);
        if (LogFrame.ReadTrailer(bytes[^LogFrame.TrailerLength..]) is not var (_, payload)) throw Broken("its end is not what was saved");
        var needed = LogFrame.Around + payload + LogFrame.TrailerLength;
        if (needed > length) throw Broken("its end is not what was saved");
        if (needed > bytes.Length) bytes = await blobs.BytesAsync(blob, length - needed, length, cancellation);
        var frame = LogFrame.Read(bytes[^(needed - LogFrame.TrailerLength)..]) ?? throw Broken("its end is not what was saved");
        if (LogFrame.ReadTrailer(bytes[^needed..][..LogFrame.TrailerLength]) is not var (before, _) || before.Kind == FrameKind.Seal) throw Broken("its end is not what was saved");
        return (frame, before);
    }

    private static ChainBrokenException Broken(string what) => new(what);
}
