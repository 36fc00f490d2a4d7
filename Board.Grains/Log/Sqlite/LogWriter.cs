using Board.Grains;

namespace Board.Log.Sqlite;

/// <summary>
/// The one thread that writes. Whatever arrives while a commit is under way shares the next one (group commit), and an append that
/// finds the thread idle is committed at once: under load the disk is never waited for without use, at rest nobody waits for company.
/// </summary>
internal sealed class LogWriter : IAsyncDisposable
{
    /// <summary>Bounds of one commit, so that under a flood the first are told before the last are written.</summary>
    private const int MostRequests = 1_024;

    private const long MostBytes = 4 * 1024 * 1024;

    /// <summary>
    /// A pause in the work is used to empty a WAL of 4 MB or more; without a pause it is emptied at 16 MB. Then some 4000 pages are
    /// copied as the few hundred that they are (later versions replace earlier ones) and a few in a thousand commits wait for it.
    /// </summary>
    private const int PagesWorthAPause = 1_000;

    private const int PagesAtMost = 4_000;
    private const int Pause = 20;

    private readonly object _gate = new();
    private readonly Queue<LogWork> _waiting = [];
    private readonly List<LogWork> _batch = [];
    private readonly List<LogWork> _alone = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private readonly SqliteLogOptions _options;
    private readonly Witness _witness;
    private LogTransaction? _transaction;
    private int _pages;
    private bool _closing;

    /// <param name="path">Of the database.</param>
    /// <param name="transaction">The open connection; it belongs to the writer from now on.</param>
    /// <param name="options">For another connection, after a failure that the first could not recover from.</param>
    /// <param name="witness">Belongs to the writer too.</param>
    public LogWriter(string path, LogTransaction transaction, SqliteLogOptions options, Witness witness)
    {
        (_path, _transaction, _options, _witness) = (path, transaction, options, witness);
        new Thread(Run) { Name = "board-log-writer", IsBackground = true }.Start();
    }

    /// <summary>Queues work; its task ends when it is durable, or with the reason why it is not.</summary>
    public Task Submit(LogWork work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        work.CancelWith(cancellation);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteSpaceLog));
            _waiting.Enqueue(work);
            // Only an empty queue can have an idle writer.
            if (_waiting.Count == 1) Monitor.Pulse(_gate);
        }
        return work.Task;
    }

    /// <summary>Writes what is queued, takes nothing more, and leaves a database without a WAL.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }
        await _ended.Task;
    }

    private void Run()
    {
        while (Gather()) Write(_batch);
        Close();
        _ended.SetResult();
    }

    private bool Gather()
    {
        _batch.Clear();
        while (true)
        {
            lock (_gate)
            {
                while (_waiting.Count == 0 && !_closing)
                {
                    if (_pages < PagesWorthAPause) Monitor.Wait(_gate);
                    else if (!Monitor.Wait(_gate, Pause)) break;
                }
                var bytes = 0L;
                while (_batch.Count < MostRequests && bytes < MostBytes && _waiting.TryDequeue(out var work))
                {
                    if (!work.Claim()) continue;
                    bytes += work.Size;
                    _batch.Add(work);
                }
                if (_batch.Count > 0) return true;
                if (_closing && _waiting.Count == 0) return false;
            }
            if (_pages >= PagesWorthAPause) Checkpoint();
        }
    }

    private void Write(List<LogWork> works)
    {
        CrashPoint.Pass(CrashPoint.BeforeAppend);
        try
        {
            var transaction = _transaction ??= LogOpening.Prepare(_path, _options);
            transaction.Begin();
            foreach (var work in works) work.Do(transaction);
            var ledger = transaction.Commit();
            CrashPoint.Pass(CrashPoint.AfterCommit);
            if (ledger is not null) Witness(ledger);
            if (ledger is not null) LogTelemetry.Committed(transaction.Appended);
        }
        catch (Exception failure)
        {
            Recover();
            if (works.Count > 1 && failure is SqliteFailure { MayConcernOneRequest: true }) WriteAlone(works);
            else Fail(works, failure);
            return;
        }
        CrashPoint.Pass(CrashPoint.BeforeAcknowledgement);
        foreach (var work in works) work.Tell();
        if (_options.Checkpoints) _pages += _transaction.Database.TakePagesWritten();
        if (_pages >= PagesAtMost) Checkpoint();
    }

    /// <summary>What failed together may succeed one by one: a large entry that finds no room must not keep the small ones out.</summary>
    private void WriteAlone(List<LogWork> works)
    {
        foreach (var work in works)
        {
            _alone.Clear();
            _alone.Add(work);
            Write(_alone);
        }
    }

    private void Fail(List<LogWork> works, Exception failure)
    {
        var told = failure switch
        {
            SqliteFailure sqlite => sqlite.Told(_path),
            LogDamagedException or LogUnavailableException => failure,
            _ => new LogUnavailableException("The log failed for a reason of its own; nothing is known to be lost. Try again.", failure),
        };
        foreach (var work in works) work.SetException(told);
    }

    /// <summary>Ends the failed transaction. Where even this fails a new connection is opened for the next one.</summary>
    private void Recover()
    {
        try
        {
            _transaction?.Rollback();
        }
        catch (SqliteFailure)
        {
            _transaction?.Dispose();
            _transaction = null;
        }
    }

    private void Witness(Ledger ledger)
    {
        try
        {
            _witness.Write(Testimony.Of(ledger));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The entries are durable, which is what was promised. A witness that lags only notices less.
        }
    }

    private void Checkpoint()
    {
        var done = false;
        try
        {
            done = _transaction?.Database.Checkpoint(wait: false) ?? false;
        }
        catch (SqliteFailure)
        {
            // The WAL keeps everything; a disk that is full or failing is told to those who append.
        }
        // What could not be copied now, such as what a reader still looks at, is tried again before long.
        _pages = done ? 0 : PagesWorthAPause / 2;
    }

    private void Close()
    {
        try
        {
            // Where the WAL can't be emptied, as on a full disk, everything acknowledged is found in it at the next start.
            if (_transaction?.Database.Checkpoint(wait: true) == true) _transaction.Database.TidyOnClose();
            _witness.Flush();
        }
        catch (Exception failure) when (failure is SqliteFailure or IOException)
        {
            // Nothing that was promised depends on tidiness.
        }
        finally
        {
            _transaction?.Dispose();
            _witness.Dispose();
        }
    }
}
