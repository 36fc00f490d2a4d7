using System.Text;
using Board.Log;
using Board.Log.Sqlite;
using Board.Spaces;
using Microsoft.Data.Sqlite;

namespace Board.Tests.Log;

/// <summary>
/// The files of a log as a crash would leave them, and what had been acknowledged by then. Damage is done to copies.
/// </summary>
internal sealed class StoredLog
{
    public const string Database = "board.db";
    public const string Wal = "board.db-wal";
    public const string Witness = "board.db-witness";

    private StoredLog(string name, Dictionary<string, byte[]> files, Dictionary<SpaceId, List<string>> entries, Dictionary<SpaceId, string> snapshots) =>
        (Name, Files, Entries, Snapshots) = (name, files, entries, snapshots);

    public string Name { get; }

    public Dictionary<string, byte[]> Files { get; }

    public Dictionary<SpaceId, List<string>> Entries { get; }

    /// <summary>Of each space the newest snapshot, as sequence and text.</summary>
    public Dictionary<SpaceId, string> Snapshots { get; }

    /// <summary>After an orderly end: everything is in the database.</summary>
    public static Task<StoredLog> ClosedAsync() => MakeAsync("closed", async (log, book, path) =>
    {
        await book.FillAsync(log, 1, 30);
        await log.DisposeAsync();
    });

    /// <summary>After a crash at the first use: everything is in the WAL.</summary>
    public static Task<StoredLog> InWalAsync() => MakeAsync("all in the WAL", (log, book, path) => book.FillAsync(log, 2, 30));

    /// <summary>After a crash in the second run: old entries in the database, new ones in the WAL.</summary>
    public static Task<StoredLog> InBothAsync() => MakeAsync("in both", async (log, book, path) =>
    {
        await book.FillAsync(log, 3, 25);
        await log.DisposeAsync();
        await book.FillAsync(book.Open(path), 4, 15);
    });

    /// <summary>After a crash when the WAL had started over: before its end are new pages, after it old ones that are of no use.</summary>
    public static Task<StoredLog> StartedOverAsync() => MakeAsync("WAL started over", async (log, book, path) =>
    {
        await book.FillAsync(log, 5, 30);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(FULL)";
            _ = checkpoint.ExecuteNonQuery();
        }
        await book.FillAsync(log, 6, 8);
    });

    public TemporaryFolder Copy()
    {
        var folder = new TemporaryFolder();
        foreach (var (name, bytes) in Files) File.WriteAllBytes(folder.File(name), bytes);
        return folder;
    }

    private static async Task<StoredLog> MakeAsync(string name, Func<ISpaceLog, Book, string, Task> fill)
    {
        // The logs are left open until they have been copied: an orderly end would tidy up.
        using var folder = new TemporaryFolder();
        var book = new Book();
        await fill(book.Open(folder.Database), book, folder.Database);
        var files = Directory.GetFiles(folder.Path).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetFileName(path), ReadShared);
        await book.CloseAsync();
        return new StoredLog(name, files, book.Entries, book.Snapshots);
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Appends, and keeps books of what was acknowledged.</summary>
    private sealed class Book
    {
        private readonly List<ISpaceLog> _logs = [];

        public Dictionary<SpaceId, List<string>> Entries { get; } = [];

        public Dictionary<SpaceId, string> Snapshots { get; } = [];

        public SqliteSpaceLog Open(string path)
        {
            var log = SqliteSpaceLog.Open(path, new SqliteLogOptions { Checkpoints = false });
            _logs.Add(log);
            return log;
        }

        public async Task CloseAsync()
        {
            foreach (var log in _logs) await log.DisposeAsync();
        }

        public async Task FillAsync(ISpaceLog log, int seed, int rounds)
        {
            var random = new Random(seed);
            for (var round = 0; round < rounds; round++)
            {
                // One after the other, so that the same seeds make the same pages.
                for (var n = 0; n < 12; n++) await GrowAsync(log, LogFixtures.Space($"s{n}"), random.Next(1, 4), random.Next(20, 400));
                if (round % 7 == 3) await SnapAsync(log, LogFixtures.Space($"s{random.Next(12)}"), random.Next(100, 9_000));
            }
            await GrowAsync(log, LogFixtures.Space("large"), 1, 50_000);
            await log.AppendAsync(LogFixtures.Space("gone"), 0, [.. Enumerable.Repeat(LogFixtures.Bytes(new string('g', 900)), 20)]);
            await log.DeleteAsync(LogFixtures.Space("gone"));
            await GrowAsync(log, LogFixtures.Space("s0"), 1, 10);
        }

        private async Task GrowAsync(ISpaceLog log, SpaceId space, int count, int size)
        {
            var entries = Entries.TryGetValue(space, out var known) ? known : Entries[space] = [];
            var texts = Enumerable.Range(1, count).Select(n => $"{space} {entries.Count + n} ".PadRight(size, (char)('a' + (n % 26)))).ToArray();
            await log.AppendAsync(space, entries.Count, texts);
            entries.AddRange(texts);
        }

        private async Task SnapAsync(ISpaceLog log, SpaceId space, int size)
        {
            var snapshot = new Snapshot(Entries[space].Count, Encoding.UTF8.GetBytes($"{space} at {Entries[space].Count} ".PadRight(size, 's')));
            await log.SaveSnapshotAsync(space, snapshot);
            Snapshots[space] = Describe(snapshot);
        }
    }

    public static string Describe(Snapshot snapshot) => $"{snapshot.Sequence} {Encoding.UTF8.GetString(snapshot.Payload.Span)}";
}
