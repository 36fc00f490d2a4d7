using Board.Grains;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>
/// The one connection of this server that appends. An append that finds it idle is sent at once; what comes while a commit is
/// under way shares the next one (group commit), so PostgreSQL is never waited for without use.
/// </summary>
/// <param name="database">Where the connection comes from, and another one after a failure.</param>
/// <param name="from">Which log this is, for those who hear the news.</param>
internal sealed class LogWriter(PostgresDatabase database, string from) : IAsyncDisposable
{
    /// <summary>Bounds of one commit, so that under a flood the first are told before the last are written.</summary>
    private const int MostRequests = 1_024;

    private const long MostBytes = 4 * 1024 * 1024;
    private const int Attempts = 4;

    /// <summary>
    /// A commit is durable when it returns (a server that waits for replicas too is left to do so). A server that is paused in the
    /// middle of a commit holds rows that others want: after two seconds PostgreSQL takes them back, and what it was about to write is void.
    /// </summary>
    private const string Settings = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');
        SET idle_in_transaction_session_timeout = '2s'; SET lock_timeout = '8s'
        """;

    private readonly Lock _gate = new();
    private readonly Queue<AppendRequest> _waiting = [];
    private readonly List<AppendRequest> _batch = [];
    private readonly HashChain _chain = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? _connection;
    private bool _busy;
    private bool _closing;

    /// <summary>Queues an append; its task ends when it is durable, or with the reason why it is not.</summary>
    public Task Submit(AppendRequest request, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(PostgresSpaceLog));
            request.CancelWith(cancellation);
            _waiting.Enqueue(request);
            if (_busy) return request.Task;
            _busy = true;
        }
        _ = RunAsync();
        return request.Task;
    }

    /// <summary>Writes what is queued, and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closing) return;
            _closing = true;
            if (!_busy) _ended.SetResult();
        }
        await _ended.Task;
        if (_connection is not null) await _connection.DisposeAsync();
        _chain.Dispose();
    }

    private async Task RunAsync()
    {
        while (Gather())
        {
            await WriteAsync(_batch);
            _batch.Clear();
        }
    }

    private bool Gather()
    {
        lock (_gate)
        {
            var bytes = 0L;
            while (_batch.Count < MostRequests && bytes < MostBytes && _waiting.TryDequeue(out var request))
            {
                if (!request.Claim()) continue;
                bytes += request.Size;
                _batch.Add(request);
            }
            if (_batch.Count > 0) return true;
            _busy = false;
            if (_closing) _ended.SetResult();
            return false;
        }
    }

    private async Task WriteAsync(List<AppendRequest> requests)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (old, sent) = (_connection is not null, false);
            try
            {
                CrashPoint.Pass(CrashPoint.BeforeAppend);
                var commit = new LogCommit(_connection ??= await OpenAsync(), _chain, from);
                await commit.LockAsync(requests);
                foreach (var request in requests) request.Do(commit);
                sent = true;
                await commit.CommitAsync();
                CrashPoint.Pass(CrashPoint.AfterCommit);
                if (commit.Entries > 0) LogTelemetry.Committed(commit.Entries);
            }
            catch (Exception failure)
            {
                await RecoverAsync(failure);
                if (attempt < Attempts && PostgresFailure.IsCollision(failure)) continue;
                // A connection that had died before anything was asked for, as when PostgreSQL was restarted: nothing was written.
                if (attempt < Attempts && old && !sent && PostgresFailure.LostConnection(failure)) continue;
                if (requests.Count > 1 && PostgresFailure.MayConcernOneRequest(failure)) await WriteAloneAsync(requests);
                else Fail(requests, failure);
                return;
            }
            CrashPoint.Pass(CrashPoint.BeforeAcknowledgement);
            foreach (var request in requests) request.Tell();
            return;
        }
    }

    /// <summary>What failed together may succeed one by one: a large entry that finds no room must not keep the small ones out.</summary>
    private async Task WriteAloneAsync(List<AppendRequest> requests)
    {
        foreach (var request in requests) await WriteAsync([request]);
    }

    private static void Fail(List<AppendRequest> requests, Exception failure)
    {
        var told = failure switch
        {
            _ when PostgresFailure.IsOne(failure) => PostgresFailure.Told(failure),
            LogDamagedException or LogUnavailableException or LogFullException => failure,
            _ => new LogUnavailableException("The log failed for a reason of its own; nothing is known to be lost. Try again.", failure),
        };
        foreach (var request in requests) request.SetException(told);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await database.Source.OpenConnectionAsync();
        try
        {
            await using var settings = new NpgsqlCommand(Settings, connection);
            await settings.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the failed transaction. Where even this fails, or the connection is lost, another one is opened for the next.</summary>
    private async Task RecoverAsync(Exception failure)
    {
        if (_connection is not { } connection) return;
        try
        {
            if (failure is PostgresException && connection.State == System.Data.ConnectionState.Open)
            {
                await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                await rollback.ExecuteNonQueryAsync();
                return;
            }
        }
        catch (Exception gone) when (PostgresFailure.IsOne(gone) || gone is InvalidOperationException)
        {
            // A new one will do.
        }
        _connection = null;
        await connection.DisposeAsync();
    }
}
