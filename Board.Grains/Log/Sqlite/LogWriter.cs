using Board.Grains;

namespace Board.Log.Sqlite;

/// <summary>
/// The one connection that writes, used by one thread at a time. Work that finds it idle is committed at once, by the thread that
/// brings it: at rest nobody waits for company, nor for another thread to wake up. Whatever arrives while a commit is under way is
/// left to the writer's own thread and shares its next commit (group commit), so under load the disk is never waited for without use.
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
    private readonly List<LogWork> _passing = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private readonly SqliteLogOptions _options;
    private readonly Witness _witness;
    private LogTransaction? _transaction;
    private int _pages;
    private bool _closing;
    private bool _busy;
    private bool _resting;
    private long _turns;

    /// <param name="path">Of the database.</param>
    /// <param name="transaction">The open connection; it belongs to the writer from now on.</param>
    /// <param name="options">For another connection, after a failure that the first could not recover from.</param>
    /// <param name="witness">Belongs to the writer too.</param>
    public LogWriter(string path, LogTransaction transaction, SqliteLogOptions options, Witness witness)
    {
        (_path, _transaction, _options, _witness) = (path, transaction, options, witness);
        new Thread(Run) { Name = "board-log-writer", IsBackground = true }.Start();
    }

    /// <summary>Does the work, or queues it if other work is being done; its task ends when it is durable, or with the reason why it is not.</summary>
    public Task Submit(LogWork work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteSpaceLog));
            if (_busy || _waiting.Count > 0 || _pages >= PagesAtMost || _transaction is null) return Queue(work, cancellation);
            _busy = true;
        }
        _passing.Add(work);
        var written = Write(_passing, wait: false);
        _passing.Clear();
        lock (_gate)
        {
            _busy = false;
            _turns++;
            if (!written) _ = Queue(work, cancellation);
            // What came meanwhile found a busy writer and called nobody.
            CallIfNeeded();
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
        while (Gather())
        {
            if (_batch.Count > 0) _ = Write(_batch, wait: true);
            if (_batch.Count == 0 || _pages >= PagesAtMost) Checkpoint();
            _batch.Clear();
            lock (_gate) _busy = false;
        }
        Close();
        _ended.SetResult();
    }

    /// <summary>Waits for what the writer's thread has to do, and takes the connection: for a batch, or without one to empty the WAL. False at the end.</summary>
    private bool Gather()
    {
        lock (_gate)
        {
            while (true)
            {
                if (!_busy)
                {
                    var bytes = 0L;
                    while (_batch.Count < MostRequests && bytes < MostBytes && _waiting.TryDequeue(out var work))
                    {
                        if (!work.Claim()) continue;
                        bytes += work.Size;
                        _batch.Add(work);
                    }
                    if (_batch.Count > 0 || _pages >= PagesAtMost) return _busy = true;
                    if (_closing) return false;
                }
                if (!Rest()) return _busy = true;
            }
        }
    }

    /// <summary>Waits for a call. False when there is a WAL to empty and nobody has worked for a while.</summary>
    private bool Rest()
    {
        _resting = !_busy && _pages >= PagesWorthAPause;
        if (!_resting) return Monitor.Wait(_gate);
        var turns = _turns;
        var called = Monitor.Wait(_gate, Pause);
        _resting = false;
        return called || _busy || turns != _turns || _waiting.Count > 0 || _closing;
    }

    /// <summary>Leaves it to the writer's own thread. Within the gate.</summary>
    private Task Queue(LogWork work, CancellationToken cancellation)
    {
        work.CancelWith(cancellation);
        _waiting.Enqueue(work);
        // Only an empty queue can have an idle writer; one that is busy looks again when it is done.
        if (_waiting.Count == 1 && !_busy) Monitor.Pulse(_gate);
        return work.Task;
    }

    /// <summary>Calls the writer's thread if there is something for it. Within the gate.</summary>
    private void CallIfNeeded()
    {
        if (_waiting.Count > 0 || _closing || _pages >= PagesAtMost || (_pages >= PagesWorthAPause && !_resting)) Monitor.Pulse(_gate);
    }

    /// <summary>Commits the works and tells those who wait for them. False, and nothing done, if it could not be begun without waiting.</summary>
    private bool Write(List<LogWork> works, bool wait)
    {
        CrashPoint.Pass(CrashPoint.BeforeAppend);
        try
        {
            var transaction = _transaction ??= LogOpening.Prepare(_path, _options);
            if (!transaction.Begin(wait)) return false;
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
            return true;
        }
        CrashPoint.Pass(CrashPoint.BeforeAcknowledgement);
        foreach (var work in works) work.Tell();
        if (_options.Checkpoints) _pages += _transaction.Database.TakePagesWritten();
        return true;
    }

    /// <summary>What failed together may succeed one by one: a large entry that finds no room must not keep the small ones out.</summary>
    private void WriteAlone(List<LogWork> works)
    {
        foreach (var work in works)
        {
            _alone.Clear();
            _alone.Add(work);
            _ = Write(_alone, wait: true);
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
