using Board.Log.Postgres;

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

    public Task<int> RunAsync(string sql) => PostgresInstance.RunAsync(Connection, sql);

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened)) await opened.DisposeAsync();
        await _postgres.DropAsync(Connection);
    }
}
