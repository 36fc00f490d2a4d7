using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Board.Log;

/// <summary>
/// The SHA-256 hashes that make damage visible. An entry's hash covers the hash of the entry before and its own payload;
/// rows that entries are found by carry a digest of their own. For one thread at a time.
/// </summary>
internal sealed class HashChain : IDisposable
{
    public const int Length = SHA256.HashSizeInBytes;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>What the first entry of a space follows. It depends on the name, so that no space can pass for another.</summary>
    public byte[] Genesis(ReadOnlySpan<byte> name)
    {
        _hash.AppendData("board-log-genesis"u8);
        _hash.AppendData(name);
        return _hash.GetHashAndReset();
    }

    /// <summary>The hash of the entry that follows <paramref name="previous"/>.</summary>
    public byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> payload)
    {
        _hash.AppendData(previous);
        _hash.AppendData(payload);
        return _hash.GetHashAndReset();
    }

    /// <summary>The digest of a space's row: which space ends where.</summary>
    public byte[] Space(ReadOnlySpan<byte> name, long id, long head, ReadOnlySpan<byte> headHash)
    {
        _hash.AppendData("board-log-space"u8);
        Append(id);
        Append(head);
        _hash.AppendData(headHash);
        _hash.AppendData(name);
        return _hash.GetHashAndReset();
    }

    /// <summary>The hash of a snapshot, bound to its space and its place in the log.</summary>
    public byte[] Snapshot(ReadOnlySpan<byte> name, long sequence, ReadOnlySpan<byte> entryHash, ReadOnlySpan<byte> payload)
    {
        _hash.AppendData("board-log-snapshot"u8);
        Append(sequence);
        _hash.AppendData(entryHash);
        Append(name.Length);
        _hash.AppendData(name);
        _hash.AppendData(payload);
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Append(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        _hash.AppendData(bytes);
    }
}
