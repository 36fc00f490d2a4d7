using System.Buffers.Binary;

namespace Board.Log.Azure;

/// <summary>What a frame of a log's blob holds.</summary>
internal enum FrameKind
{
    /// <summary>The first frame of a blob: what it goes on from. Its payload is the name of the log's incarnation.</summary>
    Base = 0x426F4C62, // "BoLb"

    /// <summary>An entry.</summary>
    Entry = 0x426F4C65, // "BoLe"

    /// <summary>The last frame of a blob that is full: the log goes on in the blob that the payload names.</summary>
    Seal = 0x426F4C73, // "BoLs"
}

/// <summary>
/// A frame: the length of its payload (4 bytes, as all numbers with the largest first), the payload, and a trailer of
/// <see cref="TrailerLength"/> bytes: the sequence (8), which append wrote it (8), the hash (32), the length again (4), the kind (4).
/// So a blob can be read forwards, and its end backwards, without an index.
/// The hash of an entry is chained to that of the entry before. A base repeats the hash that it goes on from. A seal has one that
/// covers its payload, and the chain goes on as if it were not there.
/// </summary>
internal readonly record struct LogFrame(FrameKind Kind, long Sequence, ulong Append, ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte> Payload)
{
    public const int LengthLength = 4;
    public const int TrailerLength = 8 + 8 + HashChain.Length + 4 + 4;

    /// <summary>How many bytes a frame takes around its payload.</summary>
    public const int Around = LengthLength + TrailerLength;

    /// <summary>No payload is longer than a block.</summary>
    public const int MaxPayload = 100 * 1024 * 1024;

    public int Length => Around + Payload.Length;

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, Payload.Length);
        Payload.Span.CopyTo(to[LengthLength..]);
        var trailer = to.Slice(LengthLength + Payload.Length, TrailerLength);
        BinaryPrimitives.WriteInt64BigEndian(trailer, Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(trailer[8..], Append);
        Hash.Span.CopyTo(trailer[16..]);
        BinaryPrimitives.WriteInt32BigEndian(trailer[^8..], Payload.Length);
        BinaryPrimitives.WriteInt32BigEndian(trailer[^4..], (int)Kind);
    }

    /// <summary>Reads a trailer: the frame without its payload, and how long that is. Null if it is none.</summary>
    public static (LogFrame Frame, int PayloadLength)? ReadTrailer(ReadOnlyMemory<byte> trailer)
    {
        var bytes = trailer.Span;
        var kind = (FrameKind)BinaryPrimitives.ReadInt32BigEndian(bytes[^4..]);
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[^8..]);
        if (kind is not (FrameKind.Base or FrameKind.Entry or FrameKind.Seal) || length is < 0 or > MaxPayload) return null;
        var frame = new LogFrame(kind, BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), trailer.Slice(16, HashChain.Length), default);
        return (frame, length);
    }

    /// <summary>How long the frame is that begins here; null if its first bytes are not all there. Negative if it can't be one.</summary>
    public static int? LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LengthLength) return null;
        var payload = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return payload is < 0 or > MaxPayload ? -1 : Around + payload;
    }

    /// <summary>Reads a frame that is there from its first byte to its last; null if it is none.</summary>
    public static LogFrame? Read(ReadOnlyMemory<byte> bytes)
    {
        if (ReadTrailer(bytes[^TrailerLength..]) is not var (frame, length)) return null;
        if (length != bytes.Length - Around || BinaryPrimitives.ReadInt32BigEndian(bytes.Span) != length) return null;
        return frame with { Payload = bytes.Slice(LengthLength, length) };
    }
}
