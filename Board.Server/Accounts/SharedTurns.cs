using Board.Log.Postgres;

namespace Board.Server.Accounts;

/// <summary>What only one server may do at a time, such as founding the district.</summary>
public interface ISharedTurns
{
    /// <summary>Waits until nobody else does it, on any server; it is given back when the answer is disposed of.</summary>
    Task<IAsyncDisposable> TakeAsync(string what, CancellationToken cancellation = default);
}

/// <summary>For a server that is alone.</summary>
internal sealed class OwnTurns : ISharedTurns, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task<IAsyncDisposable> TakeAsync(string what, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        return new Taken(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Taken(SemaphoreSlim one) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            one.Release();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>For servers that share a database.</summary>
internal sealed class PostgresTurns(PostgresDatabase database) : ISharedTurns
{
    public Task<IAsyncDisposable> TakeAsync(string what, CancellationToken cancellation = default) => database.TakeTurnAsync(what, cancellation);
}
