using Board.Log;
using Board.Spaces;
using Microsoft.Extensions.Logging;

namespace Board.Grains;

/// <summary>
/// The owner of one space. Takes submissions one batch after the other: checks, rebases and applies them to a trial state,
/// appends, swaps the state in, publishes, answers; in that order (SPEC.md, GRAIN1). While a batch is being made durable
/// the next one gathers. Whoever comes to an idle grain does the work on their own thread, as far as it needs no waiting:
/// in a lesson every key is a batch, and each change of thread would cost more than the work.
/// </summary>
internal sealed partial class SpaceGrain : ISpaceActivation
{
    private const int MostWaiting = 10_000;
    private const int MostInABatch = 256;
    private const int Attempts = 5;
    private const int EntriesBetweenSnapshots = 2_000;

    private readonly SpaceId _space;
    private readonly SpaceKind _kind;
    private readonly ISpaceLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _mailbox = new();
    private readonly List<Waiting> _batch = [];
    private readonly SpaceReplay _replay;
    private TaskCompletionSource? _ended;
    private bool _working;

    private SpaceGrain(SpaceId space, SpaceKind kind, SpaceReplay replay, ISpaceLog log, TimeProvider time, ILogger logger)
    {
        (_space, _kind, _replay, _log, _time, _logger) = (space, kind, replay, log, time, logger);
        Feed = new SpaceFeed(kind, replay.Committed, time, (after, most, cancellation) => _replay.ReadAsync(after, most, cancellation), ReaderIsAhead);
        SpaceTelemetry.SpaceWoke();
    }

    public SpaceFeed Feed { get; }

    /// <summary>Brings a space to life from its log.</summary>
    public static async Task<SpaceGrain> ActivateAsync(
        SpaceId space, SpaceKind kind, ISpaceLog log, TimeProvider time, ILogger logger, CancellationToken cancellation)
    {
        using var activity = SpaceTelemetry.Waking(space.Kind);
        var replay = new SpaceReplay(space, kind, log);
        await replay.LoadAsync(cancellation);
        return new SpaceGrain(space, kind, replay, log, time, logger);
    }

    public Task<Answer> SubmitAsync(Submission submission)
    {
        var waiting = new Waiting(submission);
        if (!TryPost(waiting, out var idle)) return Task.FromResult<Answer>(Busy);
        if (idle) _ = WorkAsync();
        return waiting.Answer.Task;
    }

    /// <summary>Reads what another owner has appended, up to there at least, and publishes it. False when it has to be tried again.</summary>
    public async Task<bool> CatchUpAsync(long head)
    {
        if (head <= Feed.Committed.Sequence) return true;
        var waiting = new Waiting(head);
        if (TryPost(waiting, out var idle))
        {
            if (idle) _ = WorkAsync();
            return (await waiting.Answer.Task).Refusal is null or { Code: "unreadable" }; // damage is not mended by looking again
        }
        lock (_gate) return _ended is not null; // with its end nobody waits for it any more
    }

    /// <summary>Finishes what was submitted and keeps a snapshot if there is much to replay.</summary>
    public async ValueTask DisposeAsync()
    {
        Task ended;
        lock (_gate)
        {
            if (_ended is null) SpaceTelemetry.SpaceSlept();
            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_working) _ended.TrySetResult();
            ended = _ended.Task;
        }
        await ended;
        if (_replay.Committed.Sequence - _replay.SnapshotAt >= EntriesBetweenSnapshots / 10) await SaveSnapshotAsync(_replay.Snapshot());
    }

    /// <summary>Puts it into the mailbox; false when that is full or closed.</summary>
    /// <param name="waiting">What came.</param>
    /// <param name="idle">Whether nobody works: then the caller is to.</param>
    private bool TryPost(Waiting waiting, out bool idle)
    {
        lock (_gate)
        {
            idle = false;
            if (_ended is not null || _mailbox.Count >= MostWaiting) return false;
            _mailbox.Enqueue(waiting);
            (idle, _working) = (!_working, true);
            return true;
        }
    }

    /// <summary>Works until the mailbox is empty: the first batch on the caller's thread, what came meanwhile on the pool.</summary>
    private async Task WorkAsync()
    {
        while (TakeBatch())
        {
            try
            {
                await ProcessAsync(_batch);
            }
            catch (Exception failure)
            {
                // Whatever it was, the state that people see is still the committed one; nobody was told of anything else.
                BatchFailed(_logger, _space, failure);
                foreach (var waiting in _batch) waiting.Refuse(failure is LogDamagedException ? FeedReader.Unreadable : Unavailable);
            }
            if (HasMore()) await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    private bool HasMore()
    {
        lock (_gate) return _mailbox.Count > 0;
    }

    /// <summary>Takes what has gathered; false, and the work is over, when that is nothing.</summary>
    private bool TakeBatch()
    {
        lock (_gate)
        {
            _batch.Clear();
            while (_batch.Count < MostInABatch && _mailbox.TryDequeue(out var waiting)) _batch.Add(waiting);
            if (_batch.Count > 0) return true;
            _working = false;
            _ended?.TrySetResult();
            return false;
        }
    }

    /// <summary>A reader knows of entries that we don't. Called under the feed's lock, so the work is for another thread.</summary>
    private void ReaderIsAhead(FeedReader reader)
    {
        if (!TryPost(new Waiting(reader), out var idle)) reader.Resync();
        else if (idle) _ = Task.Run(WorkAsync);
    }

    private async Task ProcessAsync(List<Waiting> batch)
    {
        using var activity = SpaceTelemetry.Batch(_space.Kind, batch.Count);
        // Somebody comes from another owner of the space, who has appended meanwhile.
        if (batch.Exists(waiting => waiting.At > _replay.Committed.Sequence)) await _replay.CatchUpAsync(Feed);
        foreach (var waiting in batch) waiting.CatchUp(_replay.Committed.Sequence);
        for (var attempt = 1; ; attempt++)
        {
            var trial = new SpaceTrial(_kind, _replay, Feed, _time);
            foreach (var waiting in batch)
            {
                if (!waiting.IsOpen) continue;
                var answer = await trial.TakeAsync(waiting.Submission);
                // What is said about a trial holds once the trial does.
                if (answer is not null && trial.Entries.Count == 0) waiting.Reply(answer);
                else waiting.Verdict = answer ?? new Answer(trial.Sequence);
            }
            if (trial.Entries.Count == 0) return;
            CrashPoint.Pass(CrashPoint.BeforeAppend);
            var appending = _time.GetTimestamp();
            try
            {
                await _log.AppendAsync(_space, _replay.Committed.Sequence, trial.Payloads);
            }
            catch (LogFullException)
            {
                foreach (var waiting in batch) waiting.Refuse(DiskFull);
                return;
            }
            catch (Exception uncertain) when (uncertain is LogMovedOnException or LogUnavailableException && attempt < Attempts)
            {
                // Another owner has appended, or nobody knows whether we have: read what is there, then judge anew.
                // Ops of ours that did get in are recognised as repeats.
                AppendUncertain(_logger, _space, attempt, uncertain);
                await _replay.CatchUpAsync(Feed);
                continue;
            }
            SpaceTelemetry.Accepted(_space.Kind, trial.Entries.Count, _time.GetElapsedTime(appending));
            Commit(trial);
            foreach (var waiting in batch) waiting.Confirm();
            if (_replay.Committed.Sequence - _replay.SnapshotAt >= EntriesBetweenSnapshots) _ = SaveSnapshotAsync(_replay.Snapshot());
            return;
        }
    }

    private void Commit(SpaceTrial trial)
    {
        for (var i = 0; i < trial.Entries.Count; i++) _replay.Fold(trial.Entries[i].Entry, trial.States[i]);
        CrashPoint.Pass(CrashPoint.BeforeBroadcast);
        Feed.Publish(trial.Entries, _replay.Committed);
    }

    private async Task SaveSnapshotAsync(SpaceSnapshot snapshot)
    {
        try
        {
            await Task.Yield(); // the next batch need not wait while the state is written out
            await _log.SaveSnapshotAsync(_space, snapshot.Write());
        }
        catch (Exception failure)
        {
            // A snapshot only shortens the next replay.
            SnapshotFailed(_logger, _space, failure);
        }
    }

    private static readonly Refusal Busy = new(
        "busy", "The server has more to do than it can. Your words are kept on this device and will be sent in a moment.", Retry: true);

    private static readonly Refusal DiskFull = new(
        "disk-full", "The server's disk is full. Your words are kept on this device and will be sent when there is room; please tell your administrator.", Retry: true);

    internal static readonly Refusal Unavailable = new(
        "unavailable", "The server can't save at the moment. Your words are kept on this device and will be sent when it can.", Retry: true);

    [LoggerMessage(1001, LogLevel.Error, "A batch of {Space} was refused because of a failure.")]
    private static partial void BatchFailed(ILogger logger, SpaceId space, Exception failure);

    [LoggerMessage(1002, LogLevel.Warning, "An append to {Space} is uncertain (attempt {Attempt}); reading the log again.")]
    private static partial void AppendUncertain(ILogger logger, SpaceId space, int attempt, Exception failure);

    [LoggerMessage(1003, LogLevel.Warning, "A snapshot of {Space} could not be kept.")]
    private static partial void SnapshotFailed(ILogger logger, SpaceId space, Exception failure);

    /// <summary>A submission in the mailbox, a reader that knows more than we do, or the news that there is more to know.</summary>
    private sealed class Waiting
    {
        private readonly FeedReader? _reader;
        private readonly Submission? _submission;

        public Waiting(Submission submission) => (_submission, At) = (submission, submission.At);

        public Waiting(FeedReader reader) => (_reader, At) = (reader, reader.At);

        public Waiting(long head) => At = head;

        public Submission Submission => _submission!;

        /// <summary>The sequence up to which it knows the history.</summary>
        public long At { get; }

        public TaskCompletionSource<Answer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What becomes of it if the trial is committed.</summary>
        public Answer? Verdict { get; set; }

        public bool IsOpen => _submission is not null && !Answer.Task.IsCompleted;

        public void Reply(Answer answer) => Answer.TrySetResult(answer);

        public void Confirm()
        {
            if (Verdict is { } verdict) Reply(verdict);
        }

        public void Refuse(Refusal refusal)
        {
            Reply(refusal);
            _reader?.Tell(Frame.Closed(FeedReader.Unreadable));
        }

        /// <summary>The log has been read up to there, so a reader who knows more holds what was never, or is not any more, in it.</summary>
        public void CatchUp(long head)
        {
            if (At > head) _reader?.Resync();
            if (_submission is null) Reply(new Answer(head));
        }
    }
}
