namespace Board.Log.Sqlite;

/// <summary>The tables of the log, the way from older ones to them, and the refusal of any others.</summary>
internal static class LogSchema
{
    /// <summary>"BoRD", kept in <c>PRAGMA application_id</c>.</summary>
    private const int Application = 0x426F5244;

    // Entries lie beside their neighbours of the same space, without a row id to look through.
    public static LogFormat First { get; } = new(1,
    [
        ("entries", "CREATE TABLE entries(space INTEGER NOT NULL, sequence INTEGER NOT NULL, payload BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(space, sequence)) WITHOUT ROWID, STRICT"),
        ("ledger", "CREATE TABLE ledger(id INTEGER PRIMARY KEY, store BLOB NOT NULL, commits INTEGER NOT NULL, entries INTEGER NOT NULL, founded INTEGER NOT NULL, spaces INTEGER NOT NULL, living INTEGER NOT NULL, digest BLOB NOT NULL) STRICT"),
        ("losses", "CREATE TABLE losses(accepted TEXT NOT NULL, known TEXT NOT NULL) STRICT"),
        ("purges", "CREATE TABLE purges(space INTEGER PRIMARY KEY) STRICT"),
        ("snapshots", "CREATE TABLE snapshots(space INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, payload BLOB NOT NULL, hash BLOB NOT NULL, entry_hash BLOB NOT NULL) STRICT"),
        ("spaces", "CREATE TABLE spaces(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, head INTEGER NOT NULL, head_hash BLOB NOT NULL, digest BLOB NOT NULL) STRICT"),
    ]);

    /// <summary>
    /// Creates the tables in a new database; otherwise makes sure that they are ones that this program knows, and brings them up to the
    /// version that it writes, one version in one transaction.
    /// </summary>
    /// <exception cref="LogUnavailableException">The database belongs to a newer version of the program, or to another program.</exception>
    /// <exception cref="LogDamagedException">The tables are not as they were created.</exception>
    public static void Ensure(Database database, LogFormats formats)
    {
        while (InTransaction(database, () => Step(database, formats)) < formats.Written)
        {
            // One version further with each.
        }
    }

    /// <returns>The version that the database now has.</returns>
    private static long Step(Database database, LogFormats formats)
    {
        var version = database.Integer("PRAGMA user_version");
        if (version == 0 && database.Integer("SELECT count(*) FROM sqlite_schema") == 0)
        {
            Create(database, formats.Of(formats.Written));
            return formats.Written;
        }
        Check(database, version, formats);
        if (version >= formats.Written) return version;
        var next = formats.Of(version + 1);
        next.FromBefore!(database);
        database.Execute($"PRAGMA user_version={next.Version}");
        Check(database, next.Version, formats);
        return next.Version;
    }

    private static void Create(Database database, LogFormat format)
    {
        foreach (var (_, sql) in format.Tables) database.Execute(sql);
        var ledger = Ledger.New();
        using (var insert = database.PrepareOnce("INSERT INTO ledger VALUES(1, ?1, 0, 0, 0, 0, 0, ?2)"))
            insert.Bind(1, ledger.Store.Span).Bind(2, ledger.Digest()).Run();
        database.Execute($"PRAGMA application_id={Application}");
        database.Execute($"PRAGMA user_version={format.Version}");
    }

    private static void Check(Database database, long version, LogFormats formats)
    {
        if (database.Integer("PRAGMA application_id") != Application)
            throw new LogDamagedException("The log's database is damaged, or belongs to another program. Keep a copy of the data folder as it is, and restore the last backup.");
        if (version > formats.Newest)
        {
            throw new LogUnavailableException(
                $"The log was written by a newer version of this program (format {version}, this one knows {formats.Newest}). Nothing is lost: start the newer version, or restore a backup from before it.");
        }
        using var rows = database.PrepareOnce("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
        var found = new List<(string, string)>();
        while (rows.Step()) found.Add((rows.Text(0), rows.Text(1)));
        if (version < 1 || !found.SequenceEqual(formats.Of(version).Tables))
            throw new LogDamagedException("The log's database is damaged: its tables are not as they were made. Keep a copy of the data folder as it is, and restore the last backup.");
    }

    private static long InTransaction(Database database, Func<long> work)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            var version = work();
            database.Execute("COMMIT");
            return version;
        }
        catch
        {
            if (database.InTransaction) database.Execute("ROLLBACK");
            throw;
        }
    }
}
