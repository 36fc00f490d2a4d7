using System.Text;
using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>
/// Reads a log forwards from a place on, and believes nothing: each entry is checked against the one before, each blob against the
/// seal of the one before it. For one thread at a time.
/// </summary>
/// <param name="blobs">The requests.</param>
/// <param name="space">Whose log.</param>
/// <param name="from">A place in it, believed at first and checked with the first answer.</param>
/// <param name="chunk">How many bytes to ask for at once.</param>
internal sealed class ChainScan(LogBlobs blobs, SpaceId space, LogPlace from, int chunk) : IDisposable
{
    private readonly HashChain _chain = new();
    private ReadOnlyMemory<byte> _ahead;
    private string? _read;
    private long _length;
    private string? _etag;
    private int _blocks;

    /// <summary>After the entry that was read last.</summary>
    public LogPlace Place { get; private set; } = from;

    /// <summary>The entry that was read last.</summary>
    public LogFrame Current { get; private set; }

    /// <summary>Where the log ends, once there is no next entry.</summary>
    public LogEnd? End { get; private set; }

    /// <summary>Goes to the next entry; false at the end of the log.</summary>
    /// <exception cref="ChainBrokenException">What is there is not what this log has written.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var length = LogFrame.LengthOf(_ahead.Span);
            if (length < 0) throw Broken("is not what was saved");
            if (length <= _ahead.Length)
            {
                var frame = LogFrame.Read(_ahead[..length.Value]) ?? throw Broken("is not what was saved");
                _ahead = _ahead[length.Value..];
                if (Take(frame)) return true;
            }
            else if (_read == Place.Blob && Place.Offset + _ahead.Length >= _length)
            {
                // Blocks are whole or not there: a blob ends where a frame does.
                if (_ahead.Length > 0) throw Broken("is cut off");
                End = new LogEnd(Place, _etag, _blocks);
                return false;
            }
            else if (!await FetchAsync(Math.Max(length ?? 0, chunk), cancellation))
            {
                return false;
            }
        }
    }

    public void Dispose() => _chain.Dispose();

    /// <summary>Takes a frame in; true if it is an entry.</summary>
    private bool Take(LogFrame frame)
    {
        var first = Place.Offset == 0;
        if (first != (frame.Kind == FrameKind.Base)) throw Broken("is not what was saved");
        switch (frame.Kind)
        {
            case FrameKind.Base:
                if (frame.Sequence != Place.Sequence || !frame.Hash.Span.SequenceEqual(Place.Hash)) throw Broken("does not follow what is before it");
                Place = Place with { Offset = frame.Length };
                return false;
            case FrameKind.Seal:
                var next = Encoding.ASCII.GetString(frame.Payload.Span);
                if (frame.Sequence != Place.Sequence || !Hash(frame).AsSpan().SequenceEqual(frame.Hash.Span) || !next.StartsWith(LogBlobNames.LogOf(space.ToString()), StringComparison.Ordinal))
                    throw Broken("is not what was saved");
                Place = new LogPlace(Place.Number + 1, next, 0, Place.Sequence, Place.Hash);
                _ahead = default;
                return false;
            default:
                if (frame.Sequence != Place.Sequence + 1) throw Broken("is missing");
                var hash = Hash(frame);
                if (!hash.AsSpan().SequenceEqual(frame.Hash.Span)) throw Broken("is not what was saved");
                Place = new LogPlace(Place.Number, Place.Blob, Place.Offset + frame.Length, frame.Sequence, hash);
                Current = frame;
                return true;
        }
    }

    /// <summary>
    /// Reads on. The first answer from a blob begins with the trailer of the frame before our place, for two reasons: it shows that
    /// the place is still what we took it for, and there is always something to read. A range that begins at a blob's end Azure answers
    /// with 416; Azurite 3.37, as seen, with 206, no bytes and a Content-Range that ends before it begins, and with 416 only beyond the
    /// end or where the blob is empty. Either is understood.
    /// </summary>
    /// <returns>False if the log ends here.</returns>
    private async ValueTask<bool> FetchAsync(int atLeast, CancellationToken cancellation)
    {
        var overlap = _read == Place.Blob || Place.Offset == 0 ? 0 : LogFrame.TrailerLength;
        var start = Place.Offset - overlap;
        var reply = await blobs.RangeAsync(Place.Blob, start, Place.Offset + atLeast, cancellation);
        if (reply.Status is 404 or 416 || (reply.Succeeded && reply.Body.Length == 0)) return await NothingAsync(reply, cancellation);
        if (!reply.Succeeded || reply.Length is null || reply.ETag is null) throw BlobFailure.Of(reply.Status, reply.Code);
        var body = reply.Status == 200 ? reply.Body[(int)Math.Min(start, reply.Body.Length)..] : reply.Body;
        if (overlap > 0)
        {
            var before = body.Length < overlap ? null : LogFrame.ReadTrailer(body[..overlap]);
            if (before is not var (frame, _) || frame.Sequence != Place.Sequence || !IsBefore(frame)) throw Broken("has become another");
        }
        (_ahead, _read, _length, _etag, _blocks) = (body[overlap..], Place.Blob, reply.Length.Value, reply.ETag, reply.Blocks);
        return true;
    }

    private bool IsBefore(LogFrame frame) => frame.Kind != FrameKind.Seal && frame.Hash.Span.SequenceEqual(Place.Hash);

    private async ValueTask<bool> NothingAsync(BlobReply reply, CancellationToken cancellation)
    {
        if (Place.Offset > 0) throw Broken("is missing, and was there");
        var head = reply.IsMissing ? null : await blobs.HeadAsync(Place.Blob, cancellation);
        if (head is { Length: > 0 }) return true; // it was empty, and is not any more: look again
        // A blob is made before the one before it is sealed, so only the first may be missing.
        if (head is null && Place.Number > 1) throw Broken("is missing with all that follow");
        End = new LogEnd(Place, head?.ETag, head?.Blocks ?? 0);
        return false;
    }

    private byte[] Hash(LogFrame frame) => _chain.Next(Place.Hash, frame.Payload.Span);

    private ChainBrokenException Broken(string what) => new($"entry {Place.Sequence + 1} {what}");
}
