using System.Globalization;
using SQLitePCL;

namespace Board.Log.Sqlite;

/// <summary>
/// A connection to the log's database, for one thread at a time. This is SQLite's own interface and not ADO.NET: the statements
/// of the log are few and run thousands of times a second, and every result code decides what people are told.
/// Failures throw <see cref="SqliteFailure"/>.
/// </summary>
internal sealed class Database : IDisposable
{
    private const int NoCheckpointOnClose = 1006;
    private const int PagesWritten = 9;
    private const int FullCheckpoint = 1;

    private readonly sqlite3 _connection;
    private readonly int _patience;
    private bool _waits;
    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 connection, int patience) => (_connection, _patience) = (connection, patience);

    /// <summary>Whether a transaction is open, which it is not after SQLite has rolled it back by itself.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection) == 0;

    /// <summary>Whether a lock that another connection holds is waited for, as long as the patience lasts.</summary>
    public bool Waits
    {
        get => _waits;
        set
        {
            if (_waits == value) return;
            Check(raw.sqlite3_busy_timeout(_connection, value ? _patience : 0));
            _waits = value;
        }
    }

    /// <summary>Opens the connection that writes, and creates the file if it is not there.</summary>
    public static Database OpenForWriting(string path, TimeSpan patience)
    {
        var database = Open(path, raw.SQLITE_OPEN_CREATE, patience);
        try
        {
            // Pages of 4 kB are those of the file system and of most disks: no write touches half of one.
            database.Execute("PRAGMA page_size=4096");
            if (database.Text("PRAGMA journal_mode=WAL") != "wal")
                throw new LogUnavailableException("The log needs SQLite's write-ahead mode, and the file system of the data folder does not allow it. Use a local disk.");
            // A commit is durable when it returns, on a power cut too.
            database.Execute("PRAGMA synchronous=FULL");
            // An open WAL keeps its blocks, since overwriting is cheaper to make durable than growing; beyond 32 MB it is cut back.
            database.Execute("PRAGMA journal_size_limit=33554432");
            // What is deleted is overwritten with zeros, so that a closed demo district is gone and not just unreachable.
            database.Execute("PRAGMA secure_delete=ON");
            database.Execute("PRAGMA cache_size=-2048");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads. Its cache is small: the operating system caches the same pages.</summary>
    public static Database OpenForReading(string path)
    {
        var database = Open(path, 0, SqliteLogOptions.DefaultPatience);
        try
        {
            database.Execute("PRAGMA query_only=ON");
            database.Execute("PRAGMA cache_size=-512");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a new file that a copy is written into. Whoever wants the copy to last flushes it to the disk themselves.</summary>
    public static Database OpenForCopy(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_CREATE, SqliteLogOptions.DefaultPatience);
        try
        {
            _ = database.Text("PRAGMA journal_mode=OFF");
            database.Execute("PRAGMA synchronous=OFF");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Ends what the connection is doing, as soon as it can; from any thread, while the connection is open.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_connection);

    /// <summary>For <see cref="DatabaseCopy"/>.</summary>
    internal sqlite3 Connection => _connection;

    /// <summary>A statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_connection, sql, out var handle));
        var statement = new Statement(_connection, handle);
        _statements.Add(statement);
        return statement;
    }

    public void Execute(string sql)
    {
        using var statement = PrepareOnce(sql);
        statement.Run();
    }

    public long Integer(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    public string? Text(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>A statement that the caller disposes of.</summary>
    public Statement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_connection, sql, out var handle));
        return new Statement(_connection, handle);
    }

    /// <summary>Limits the database's size. It can't be less than what is in use.</summary>
    public void LimitSize(long bytes) =>
        _ = Integer(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={Math.Max(1, bytes / Integer("PRAGMA page_size"))}"));

    /// <summary>How many pages this connection has written to the WAL since it was last asked.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(_connection, PagesWritten, out var pages, out _, 1);
        return pages;
    }

    /// <summary>
    /// Copies the WAL's pages into the database, so that the WAL starts over; true when all of them were.
    /// The full mode holds the write lock meanwhile. This matters with SQLite before 3.51.3, where a checkpoint during another
    /// connection's commit can lose that commit (https://www.sqlite.org/wal.html#walresetbug): nothing but this may ever
    /// checkpoint, neither another connection, nor SQLite by itself, nor the closing of a connection.
    /// </summary>
    /// <param name="wait">
    /// Whether to wait for others. While the server runs it is not worth it: readers are gone in a moment, and what they kept is copied next time.
    /// </param>
    public bool Checkpoint(bool wait)
    {
        Waits = wait;
        var code = raw.sqlite3_wal_checkpoint_v2(_connection, "main", FullCheckpoint, out var pages, out var copied);
        if (code == raw.SQLITE_BUSY) return false;
        Check(code);
        return pages == copied;
    }

    /// <summary>Lets the last connection that closes leave one file behind, without a WAL.</summary>
    public void TidyOnClose() => Check(raw.sqlite3_db_config(_connection, NoCheckpointOnClose, 0, out _));

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _statements.Clear();
        _connection.Dispose();
    }

    private static Database Open(string path, int more, TimeSpan patience)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | raw.SQLITE_OPEN_PRIVATECACHE | more;
        var code = raw.sqlite3_open_v2(path, out var connection, flags, null);
        var database = new Database(connection, (int)patience.TotalMilliseconds);
        try
        {
            database.Check(code);
            _ = raw.sqlite3_extended_result_codes(connection, 1);
            database.Waits = true;
            database.Check(raw.sqlite3_db_config(connection, NoCheckpointOnClose, 1, out _));
            database.Check(raw.sqlite3_wal_autocheckpoint(connection, 0));
            // Pages are checked as they are read. No page is mapped, since a bad disk would then end the process instead of a read.
            database.Execute("PRAGMA cell_size_check=ON");
            database.Execute("PRAGMA mmap_size=0");
            database.Execute("PRAGMA temp_store=MEMORY");
            database.Execute("PRAGMA trusted_schema=OFF");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Statement.Failure(_connection, code);
    }
}
