using System.Collections.Concurrent;

namespace Board.Log.Sqlite;

/// <summary>A few connections that read, opened when they are first needed. A read runs on the caller's thread.</summary>
internal sealed class LogReaders(string path) : IAsyncDisposable
{
    /// <summary>Enough for a server that starts and replays many spaces; few enough to cost little memory.</summary>
    private const int Most = 4;

    private readonly SemaphoreSlim _free = new(Most);
    private readonly ConcurrentBag<LogReader> _idle = [];
    private bool _closing;

    /// <summary>Reads with a connection that nobody else uses meanwhile.</summary>
    /// <exception cref="LogDamagedException">What is stored is not what was saved.</exception>
    /// <exception cref="LogUnavailableException">The database did not answer.</exception>
    public async ValueTask<T> ReadAsync<TWhat, T>(TWhat what, Func<LogReader, TWhat, CancellationToken, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteSpaceLog));
            if (!_idle.TryTake(out var reader)) reader = LogReader.Open(path);
            try
            {
                return read(reader, what, cancellation);
            }
            finally
            {
                if (reader.Usable) _idle.Add(reader);
                else reader.Dispose();
            }
        }
        catch (SqliteFailure failure)
        {
            throw failure.Told(path);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        for (var i = 0; i < Most; i++) await _free.WaitAsync();
        while (_idle.TryTake(out var reader)) reader.Dispose();
        _free.Release(Most);
    }
}
