using Board.Log.Postgres;
using Board.Tests.Log;
using Npgsql;

namespace Board.Tests.Hosting;

/// <summary>A database of the test's own, and the logs that were opened on it, as by so many servers. All of it is gone with the test.</summary>
public sealed class SharedDatabase : IAsyncDisposable
{
    private readonly PostgresInstance _postgres;
    private readonly List<IAsyncDisposable> _opened = [];

    private SharedDatabase(PostgresInstance postgres, string connection) => (_postgres, Connection) = (postgres, connection);

    public string Connection { get; }

    public static async Task<SharedDatabase> CreateAsync(PostgresInstance postgres) => new(postgres, await postgres.CreateAsync());

    /// <summary>Opens the log as another server would.</summary>
    public async Task<PostgresSpaceLog> OpenAsync()
    {
        var database = new PostgresDatabase(Connection);
        _opened.Add(database);
        await database.PrepareAsync();
        var log = new PostgresSpaceLog(database);
        _opened.Add(log);
        return log;
    }

    /// <summary>Holds every space until so many servers want to append at once, and lets go after something else has happened.</summary>
    public async Task CollideAsync(int servers, Func<Task> then)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync();
        await using (var hold = new NpgsqlCommand("BEGIN; SELECT FROM board.spaces FOR UPDATE", connection)) await hold.ExecuteNonQueryAsync().InTime();
        var begun = TimeProvider.System.GetTimestamp();
        await using (var look = new NpgsqlCommand("SELECT pg_stat_clear_snapshot(), count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection))
        {
            // There is nothing to wait on but PostgreSQL's answer.
            while (await WaitingAsync(look) < servers) Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), "The servers did not want the same space.");
        }
        await then();
        await using var release = new NpgsqlCommand("COMMIT", connection);
        await release.ExecuteNonQueryAsync().InTime();
    }

    public Task<int> RunAsync(string sql) => PostgresInstance.RunAsync(Connection, sql);

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened)) await opened.DisposeAsync();
        await _postgres.DropAsync(Connection);
    }

    private static async Task<long> WaitingAsync(NpgsqlCommand look)
    {
        await using var rows = await look.ExecuteReaderAsync().InTime();
        await rows.ReadAsync();
        return rows.GetInt64(1);
    }
}
