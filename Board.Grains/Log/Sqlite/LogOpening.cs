using System.Globalization;

namespace Board.Log.Sqlite;

/// <summary>What is looked at before a log is used: that its tables, its list of spaces and its end are what they were.</summary>
internal static class LogOpening
{
    private const string HowToGoOn =
        " Keep a copy of the data folder as it is, then restore it from a backup. If there is no backup, start the server once with --Board:AcceptLoss=true: it goes on with what is there, and notes the loss.";

    /// <summary>Opens the database that the witness belongs to, or creates it.</summary>
    /// <exception cref="LogDamagedException">Something is missing or changed.</exception>
    public static LogTransaction Open(string path, Witness witness, SqliteLogOptions options)
    {
        var seen = witness.Read();
        var lost = seen is null ? null : Missing(path, seen);
        if (lost is null && !HasContent(path) && HasContent(path + "-wal"))
            lost = "The log's database file is gone, while its write-ahead file is still there.";
        // Before SQLite sees it: beside an empty database it deletes the WAL, which may be all that is left.
        if (lost is not null) Accept(lost, options);
        if (lost is not null && File.Exists(path + "-wal")) File.Move(path + "-wal", path + "-wal-lost", overwrite: true);

        var transaction = Prepare(path, options, database => LogSchema.Ensure(database, options.Formats));
        try
        {
            var ledger = Check(transaction.Database);
            if (lost is null && seen is not null && (lost = Behind(ledger, seen)) is not null) Accept(lost, options);
            if (lost is not null) NoteLoss(transaction.Database, lost, options);
            witness.Write(Testimony.Of(ledger));
            witness.Flush();
            PurgeLeftovers(transaction);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>Opens the connection that writes, as at the start or again after a failure.</summary>
    public static LogTransaction Prepare(string path, SqliteLogOptions options, Action<Database>? ensure = null)
    {
        var database = Database.OpenForWriting(path, options.Patience);
        try
        {
            ensure?.Invoke(database);
            var transaction = new LogTransaction(database);
            if (options.MaxBytes is { } bytes) transaction.SetRoom(Math.Max(1, bytes / database.Integer("PRAGMA page_size")));
            return transaction;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static Ledger Check(Database database)
    {
        using var chain = new HashChain();
        // One moment of the database: another process may be at work.
        database.Execute("BEGIN");
        var ledger = new LedgerTable(database).Read();
        var spaces = new SpaceTable(database, chain).All();
        database.Execute("COMMIT");
        var living = spaces.Sum(space => space.Row.Head);
        if (spaces.Count != ledger.Spaces || living != ledger.Living)
        {
            throw new LogDamagedException(string.Create(CultureInfo.InvariantCulture,
                $"The log's database is damaged: it lists {spaces.Count} spaces with {living} entries where there were {ledger.Spaces} with {ledger.Living}. Keep a copy of the data folder as it is, and restore the last backup."));
        }
        return ledger;
    }

    private static string? Missing(string path, Testimony seen) => HasContent(path) ? null : string.Create(
        CultureInfo.InvariantCulture, $"The log's database is gone: {seen.Entries} entries were saved, and none are there.");

    private static string? Behind(Ledger ledger, Testimony seen)
    {
        if (!seen.Store.Span.SequenceEqual(ledger.Store.Span))
            return string.Create(CultureInfo.InvariantCulture, $"The log's database is another one than before: the one before held {seen.Entries} entries.");
        var (entries, commits) = (seen.Entries - ledger.Entries, seen.Commits - ledger.Commits);
        return (commits, entries) switch
        {
            ( > 0, > 0) => string.Create(CultureInfo.InvariantCulture,
                $"The end of the log is missing: {seen.Entries} entries were saved, {ledger.Entries} are there, so the last {entries} are lost."),
            ( > 0, _) => string.Create(CultureInfo.InvariantCulture,
                $"The end of the log is missing: the last {commits} changes, which were snapshots or deletions, are lost. No entry is."),
            (0, _) when !seen.Digest.Span.SequenceEqual(ledger.Digest()) =>
                "The log's database is not the one that was written last: it has as many changes, but other ones.",
            _ => null,
        };
    }

    private static void Accept(string lost, SqliteLogOptions options)
    {
        if (!options.AcceptLoss) throw new LogDamagedException(lost + HowToGoOn);
    }

    private static void NoteLoss(Database database, string lost, SqliteLogOptions options)
    {
        using var insert = database.PrepareOnce("INSERT INTO losses(accepted, known) VALUES(?1, ?2)");
        insert.BindText(1, System.Text.Encoding.UTF8.GetBytes(options.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)))
            .BindText(2, System.Text.Encoding.UTF8.GetBytes(lost))
            .Run();
    }

    /// <summary>Finishes deletions that the end of the process has interrupted.</summary>
    private static void PurgeLeftovers(LogTransaction transaction)
    {
        while (transaction.Database.Integer("SELECT space FROM purges LIMIT 1") is var id and not 0)
        {
            transaction.Begin(wait: true);
            _ = transaction.Purge(id);
            _ = transaction.Commit();
        }
    }

    private static bool HasContent(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };
}
