using Board.Spaces;

namespace Board.Log.Sqlite;

/// <summary>
/// Reads everything and believes nothing. Appends go on meanwhile. The walk is made of short reads; SQLite's own check is one long one,
/// during which the WAL can't start over and grows with what is appended.
/// </summary>
internal static class LogVerification
{
    private const int EntriesAtOnce = 512;

    public static async Task<LogReport> RunAsync(LogReaders readers, CancellationToken cancellation)
    {
        var damages = new List<string>();
        var spaces = new List<SpaceReport>();
        IReadOnlyList<string> losses = [];
        try
        {
            damages.AddRange(await readers.ReadAsync(0, static (reader, _, cancel) => QuickCheck(reader.Database, cancel), cancellation));
            losses = await readers.ReadAsync(0, static (reader, _, _) => Losses(reader.Database), cancellation);
            foreach (var (space, _) in await readers.ReadAsync(0, static (reader, _, _) => reader.Spaces(), cancellation))
                spaces.Add(await VerifyAsync(readers, space, cancellation));
        }
        catch (LogDamagedException damage)
        {
            damages.Add(damage.Message);
        }
        return new LogReport(spaces, damages, losses);
    }

    private static async Task<SpaceReport> VerifyAsync(LogReaders readers, SpaceId space, CancellationToken cancellation)
    {
        var (head, verified) = (0L, 0L);
        try
        {
            head = await readers.ReadAsync(space, static (reader, space, _) => reader.Head(space), cancellation);
            while (await readers.ReadAsync((space, verified), static (reader, at, cancel) => reader.Entries(at.space, at.verified, EntriesAtOnce, cancel), cancellation) is { Count: > 0 } entries)
                verified += entries.Count;
            var (snapshot, damaged) = await readers.ReadAsync(space, static (reader, space, _) => reader.Snapshot(space), cancellation);
            return new SpaceReport(space, Math.Max(head, verified), verified, snapshot?.Sequence, damaged, null);
        }
        catch (LogDamagedException damage)
        {
            return new SpaceReport(space, head, verified, null, false, damage.Message);
        }
    }

    /// <summary>What SQLite itself finds. It may take its time, so it is interrupted where nobody wants it any more.</summary>
    /// <exception cref="OperationCanceledException">Nobody does.</exception>
    internal static List<string> QuickCheck(Database database, CancellationToken cancellation)
    {
        using var interruption = cancellation.Register(database.Interrupt);
        try
        {
            var findings = new List<string>();
            using var rows = database.PrepareOnce("PRAGMA quick_check(20)");
            while (rows.Step())
            {
                if (rows.Text(0) is var finding and not "ok") findings.Add(finding);
            }
            return findings;
        }
        catch (SqliteFailure) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private static List<string> Losses(Database database)
    {
        var losses = new List<string>();
        using var rows = database.PrepareOnce("SELECT accepted, known FROM losses ORDER BY rowid");
        while (rows.Step()) losses.Add($"{rows.Text(0)}: {rows.Text(1)}");
        return losses;
    }
}
