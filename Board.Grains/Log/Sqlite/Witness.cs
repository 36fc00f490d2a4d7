using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Board.Log.Sqlite;

/// <summary>What the witness has seen.</summary>
/// <param name="Store">Which database.</param>
/// <param name="Commits">How many commits were durable.</param>
/// <param name="Entries">How many entries had been appended by then.</param>
/// <param name="Digest">Of the ledger at that commit.</param>
internal sealed record Testimony(ReadOnlyMemory<byte> Store, long Commits, long Entries, ReadOnlyMemory<byte> Digest)
{
    public static Testimony Of(Ledger ledger) => new(ledger.Store, ledger.Commits, ledger.Entries, ledger.Digest());
}

/// <summary>
/// A small file beside the database that knows how far the log had come. SQLite drops the end of a damaged or truncated WAL
/// without a word; the witness notices. It is written after every commit and before anybody is told of it, in place and without
/// waiting for the disk: it may fall behind, which harms nothing, but is never ahead of what is durable.
/// </summary>
internal sealed class Witness : IDisposable
{
    private const int Length = 8 + Ledger.StoreLength + 8 + 8 + HashChain.Length + HashChain.Length;

    private readonly SafeFileHandle _file;
    private readonly byte[] _bytes = new byte[Length];

    private Witness(SafeFileHandle file) => _file = file;

    public static string PathFor(string database) => database + "-witness";

    /// <summary>Opens the witness of a database, and creates an empty one where there is none.</summary>
    public static Witness Open(string database) =>
        new(File.OpenHandle(PathFor(database), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite));

    /// <summary>What was written last; null when nothing was, or when it can't be trusted (a power cut may leave the file empty).</summary>
    public Testimony? Read()
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (RandomAccess.GetLength(_file) != Length || RandomAccess.Read(_file, bytes, 0) != Length) return null;
        if (!bytes[..8].SequenceEqual("BoRDwit1"u8)) return null;
        if (!SHA256.HashData(bytes[..^HashChain.Length]).AsSpan().SequenceEqual(bytes[^HashChain.Length..])) return null;
        var rest = bytes[8..];
        return new Testimony(
            rest[..Ledger.StoreLength].ToArray(),
            BinaryPrimitives.ReadInt64BigEndian(rest[Ledger.StoreLength..]),
            BinaryPrimitives.ReadInt64BigEndian(rest[(Ledger.StoreLength + 8)..]),
            rest.Slice(Ledger.StoreLength + 16, HashChain.Length).ToArray());
    }

    /// <summary>Writes down what is durable. By one thread at a time.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Write(Testimony seen)
    {
        var bytes = _bytes.AsSpan();
        "BoRDwit1"u8.CopyTo(bytes);
        var rest = bytes[8..];
        seen.Store.Span.CopyTo(rest);
        BinaryPrimitives.WriteInt64BigEndian(rest[Ledger.StoreLength..], seen.Commits);
        BinaryPrimitives.WriteInt64BigEndian(rest[(Ledger.StoreLength + 8)..], seen.Entries);
        seen.Digest.Span.CopyTo(rest[(Ledger.StoreLength + 16)..]);
        _ = SHA256.HashData(bytes[..^HashChain.Length], bytes[^HashChain.Length..]);
        RandomAccess.Write(_file, bytes, 0);
    }

    /// <summary>Waits until the disk has what was written.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();
}
