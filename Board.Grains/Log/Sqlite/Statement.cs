using System.Text;
using SQLitePCL;

namespace Board.Log.Sqlite;

/// <summary>A prepared statement that is used again and again, by one thread at a time. Failures throw <see cref="SqliteFailure"/>.</summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    /// <summary>Binds bytes; SQLite keeps a copy.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span would be bound as NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, value));
        return this;
    }

    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(statement, parameter, utf8));
        return this;
    }

    /// <summary>Goes to the next row. False, and ready to be used again, when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE)
        {
            Reset();
            return false;
        }
        var failure = Failure(database, code);
        Reset();
        throw failure;
    }

    /// <summary>Runs a statement that answers with no rows, or whose rows do not matter.</summary>
    public void Run()
    {
        if (Step()) Reset();
    }

    /// <summary>Makes the statement ready to be used again before its last row. What it had read is no longer valid.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Bytes that are valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => statement.Dispose();

    public static SqliteFailure Failure(sqlite3 database, int code)
    {
        var extended = raw.sqlite3_extended_errcode(database);
        return new SqliteFailure((extended & 0xff) == (code & 0xff) ? extended : code, raw.sqlite3_errmsg(database).utf8_to_string());
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Failure(database, code);
    }
}
