using System.Reflection;
using System.Security.Cryptography;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>
/// The database that servers share: its pool of connections, and the schema <c>board</c> in it, which the first server creates.
/// Logs, files, accounts and keys lie in it side by side, so that one dump holds everything.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>The format that this program writes, kept in <c>board.format</c>.</summary>
    public const int Version = 1;

    /// <summary>"BoRD": who holds this advisory lock makes or changes tables.</summary>
    private const long Turn = 0x426F5244;

    private readonly NpgsqlDataSource _listening;
    private byte[]? _secret;

    /// <summary>Takes down where it is; nothing is connected to yet.</summary>
    /// <param name="connection">An Npgsql connection string. It may hold a password, so it is in no message.</param>
    /// <exception cref="LogUnavailableException">It is none.</exception>
    public PostgresDatabase(string connection)
    {
        try
        {
            var where = new NpgsqlConnectionStringBuilder(connection);
            if (string.IsNullOrEmpty(where.Host) || string.IsNullOrEmpty(where.Database)) throw new ArgumentException("A part is missing.");
            where.ApplicationName ??= "board";
            if (!where.ContainsKey("Maximum Pool Size")) where.MaxPoolSize = 20;
            if (!where.ContainsKey("Max Auto Prepare")) where.MaxAutoPrepare = 30;
            if (!where.ContainsKey("Command Timeout")) where.CommandTimeout = 15;
            Source = NpgsqlDataSource.Create(where);
            // Nothing is said on this connection for a long time, so it has to find out by itself whether anybody is there.
            _listening = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(where.ConnectionString) { Pooling = false, KeepAlive = 5, MaxAutoPrepare = 0 });
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            throw new LogUnavailableException("Board:Postgres is not a connection string. It looks like: Host=localhost;Database=board;Username=board;Password=…");
        }
    }

    /// <summary>Connections, for a short use each.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>32 bytes that all servers of this database know and nobody else does.</summary>
    public ReadOnlyMemory<byte> Secret => _secret ?? throw new InvalidOperationException("The database has not been prepared.");

    /// <summary>Creates the tables, or makes sure that they are of a format that this program knows. Servers that start at once take turns.</summary>
    /// <exception cref="LogUnavailableException">The database can't be reached or used, or belongs to a newer version of the program.</exception>
    /// <exception cref="LogFullException">There is no room for the tables.</exception>
    public async Task PrepareAsync(CancellationToken cancellation = default)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Turn})", cancellation);
            if (await AskAsync(connection, "SELECT to_regclass('board.format') IS NULL", cancellation) is true) await CreateAsync(connection, cancellation);
            if (await AskAsync(connection, "SELECT version FROM board.format", cancellation) is not int version)
                throw new LogDamagedException("The database's tables of Board are not as they were made. Keep a dump of it as it is, and restore the last backup.");
            if (version > Version)
            {
                throw new LogUnavailableException(
                    $"The database was written by a newer version of this program (format {version}, this one knows {Version}). Nothing is lost: start the newer version, or restore a backup from before it.");
            }
            _secret = (byte[])(await AskAsync(connection, "SELECT secret FROM board.format", cancellation))!;
            await transaction.CommitAsync(cancellation);
            // What a server was deleting when it ended.
            await RunAsync(connection, "DELETE FROM board.entries WHERE space IN (SELECT space FROM board.purges); DELETE FROM board.purges", cancellation);
        }
        catch (Exception failure) when (PostgresFailure.IsOne(failure))
        {
            throw PostgresFailure.Told(failure);
        }
    }

    /// <summary>Keeps every other server out of something that only one may do at a time, until the answer is disposed of.</summary>
    /// <param name="what">A name for it.</param>
    public async Task<IAsyncDisposable> TakeTurnAsync(string what, CancellationToken cancellation = default)
    {
        try
        {
            var connection = await Source.OpenConnectionAsync(cancellation);
            try
            {
                await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended($1, $2))", connection) { CommandTimeout = 60, Parameters = { new() { Value = what }, new() { Value = Turn } } };
                await take.ExecuteNonQueryAsync(cancellation);
                return new Taken(connection, what);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
        catch (Exception failure) when (PostgresFailure.IsOne(failure))
        {
            throw PostgresFailure.Told(failure);
        }
    }

    /// <summary>
    /// Asks for something that does no harm when it is asked twice: that a connection has died in the pool, as when PostgreSQL was
    /// restarted, is found out only when it is used.
    /// </summary>
    internal async Task<T> AskAsync<T>(Func<NpgsqlDataSource, Task<T>> question)
    {
        try
        {
            return await question(Source);
        }
        catch (Exception lost) when (PostgresFailure.IsOne(lost) && (PostgresFailure.LostConnection(lost) || PostgresFailure.IsCollision(lost)))
        {
            return await question(Source);
        }
    }

    /// <summary>A connection that stays open, to listen on.</summary>
    internal ValueTask<NpgsqlConnection> ListenAsync(CancellationToken cancellation) => _listening.OpenConnectionAsync(cancellation);

    /// <summary>Closes the connections that nobody uses; the others close when they are given back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _listening.DisposeAsync();
        await Source.DisposeAsync();
    }

    private static async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // Somebody may have made the schema for a user who may not.
        if (await AskAsync(connection, "SELECT to_regnamespace('board') IS NULL", cancellation) is true) await RunAsync(connection, "CREATE SCHEMA board", cancellation);
        await RunAsync(connection, Schema(), cancellation);
        await using var format = new NpgsqlCommand("INSERT INTO board.format(version, secret) VALUES($1, $2)", connection)
        {
            Parameters = { new() { Value = Version }, new() { Value = RandomNumberGenerator.GetBytes(32) } },
        };
        await format.ExecuteNonQueryAsync(cancellation);
    }

    private static string Schema()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Board.Log.Postgres.schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private sealed class Taken(NpgsqlConnection connection, string what) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await using var give = new NpgsqlCommand("SELECT pg_advisory_unlock(hashtextextended($1, $2))", connection) { Parameters = { new() { Value = what }, new() { Value = Turn } } };
                await give.ExecuteNonQueryAsync();
            }
            catch (NpgsqlException)
            {
                // The lock went with the connection.
            }
            await connection.DisposeAsync();
        }
    }
}
