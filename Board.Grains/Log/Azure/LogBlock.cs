using System.Text;

namespace Board.Log.Azure;

/// <summary>
/// What is written by one Append Block, which Azure keeps whole or not at all: so are an append's entries (LOG3).
/// Every block carries a random number of its own in each of its frames, by which its writer knows it again when it does not know
/// whether it got through.
/// </summary>
internal sealed class LogBlock
{
    private LogBlock(byte[] bytes, ulong append, long sequence, byte[] hash) => (Bytes, Append, Sequence, Hash) = (bytes, append, sequence, hash);

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The number of the append.</summary>
    public ulong Append { get; }

    /// <summary>The sequence of the last entry.</summary>
    public long Sequence { get; }

    /// <summary>The chained hash of the last entry.</summary>
    public byte[] Hash { get; }

    /// <summary>Entries that follow a place in the log. The first block of a blob begins by telling what it goes on from.</summary>
    public static LogBlock Of(LogEnd end, Incarnation incarnation, IReadOnlyList<ReadOnlyMemory<byte>> payloads, ulong append, HashChain chain)
    {
        var (sequence, hash) = (end.Place.Sequence, end.Place.Hash);
        var frames = new List<LogFrame>(payloads.Count + 1);
        if (end.Place.Offset == 0) frames.Add(new LogFrame(FrameKind.Base, sequence, append, hash, incarnation.Utf8));
        foreach (var payload in payloads) frames.Add(new LogFrame(FrameKind.Entry, ++sequence, append, hash = chain.Next(hash, payload.Span), payload));
        return Of(frames, append, sequence, hash);
    }

    /// <summary>The end of a blob that is full.</summary>
    public static LogBlock Seal(LogEnd end, string next, ulong append, HashChain chain)
    {
        var payload = Encoding.ASCII.GetBytes(next);
        return Of([new LogFrame(FrameKind.Seal, end.Place.Sequence, append, chain.Next(end.Place.Hash, payload), payload)], append, end.Place.Sequence, end.Place.Hash);
    }

    /// <summary>How long a block of these entries would be, at most.</summary>
    public static long LengthOf(IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        var length = (long)LogFrame.Around + Incarnation.Length;
        foreach (var payload in payloads) length += LogFrame.Around + payload.Length;
        return length;
    }

    private static LogBlock Of(List<LogFrame> frames, ulong append, long sequence, byte[] hash)
    {
        var bytes = new byte[frames.Sum(frame => frame.Length)];
        var at = 0;
        foreach (var frame in frames)
        {
            frame.Write(bytes.AsSpan(at));
            at += frame.Length;
        }
        return new LogBlock(bytes, append, sequence, hash);
    }
}
