using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Board.Log.Azure;

/// <summary>A place between two entries of a log: what is after it can be read and checked from here.</summary>
/// <param name="Number">Which of the log's blobs, from 1 on.</param>
/// <param name="Blob">The blob's name.</param>
/// <param name="Offset">Where in the blob; 0 before its first frame.</param>
/// <param name="Sequence">Of the entry before; 0 at the beginning of the log.</param>
/// <param name="Hash">Of the entry before.</param>
internal sealed record LogPlace(int Number, string Blob, long Offset, long Sequence, byte[] Hash);

/// <summary>Where a log ended when we last looked.</summary>
/// <param name="Place">After the last entry; in a new blob if the one before has been sealed.</param>
/// <param name="ETag">The blob's version; null if there is no blob yet.</param>
/// <param name="Blocks">How many blocks the blob has.</param>
internal sealed record LogEnd(LogPlace Place, string? ETag, int Blocks);

/// <summary>
/// Tells a log from an earlier one of the same space that was deleted: a random name, chosen by who wrote the first entry.
/// All blobs but the first carry it in their names, so that what an interrupted deletion has left is never taken for the log's.
/// </summary>
internal readonly record struct Incarnation(string Name)
{
    public const int Length = 16;

    public static Incarnation New() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <exception cref="ChainBrokenException">It is no such name.</exception>
    public static Incarnation Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length && bytes.IndexOfAnyExceptInRange((byte)'0', (byte)'f') < 0
        ? new Incarnation(Encoding.ASCII.GetString(bytes))
        : throw new ChainBrokenException("its beginning is not what was saved");

    public byte[] Utf8 => Encoding.ASCII.GetBytes(Name);
}

/// <summary>The names of a log's blobs: safe in a URL as they are, and in the order of the log.</summary>
internal static class LogBlobNames
{
    public const string Logs = "log/";

    /// <summary>Deletions that have begun and not ended.</summary>
    public const string Deletions = "deletion/";

    private const string First = "000001";

    public static string LogOf(string space) => $"{Logs}{space}/";

    public static string SnapshotOf(string space) => $"snapshot/{space}";

    public static string FirstOf(string space) => LogOf(space) + First;

    public static string Next(string space, int number, Incarnation incarnation) =>
        string.Create(CultureInfo.InvariantCulture, $"{LogOf(space)}{number:D6}-{incarnation.Name}");

    public static string DeletionOf(string space, Incarnation incarnation) => $"{Deletions}{space}/{incarnation.Name}";

    /// <summary>The incarnation that a blob's name carries; null for the first blob.</summary>
    public static Incarnation? IncarnationIn(string blob) => blob.LastIndexOf('-') is var dash && dash > blob.LastIndexOf('/') ? new Incarnation(blob[(dash + 1)..]) : null;

    /// <summary>The space whose log begins in that blob; null for any other blob.</summary>
    public static string? SpaceOfFirst(string blob) =>
        blob.StartsWith(Logs, StringComparison.Ordinal) && blob.EndsWith("/" + First, StringComparison.Ordinal) ? blob[Logs.Length..^(First.Length + 1)] : null;

    /// <summary>The space of any blob of a log.</summary>
    public static string SpaceOf(string blob) => blob[Logs.Length..].Split('/')[0];
}
