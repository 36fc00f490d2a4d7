using System.Collections.Immutable;
using System.Text.Json;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// A batch tried out on a copy of the truth: what would become of the space if it were appended. Nobody sees it;
/// it is committed as a whole or dropped.
/// </summary>
internal sealed class SpaceTrial(SpaceKind kind, SpaceReplay replay, SpaceFeed feed, TimeProvider time)
{
    private const int HistoryPage = 1_000;

    private readonly Dictionary<string, Sessions.Progress> _progress = [];
    private SpaceState _state = replay.Committed.State;
    private DateTimeOffset _lastAt = replay.LastAt;

    public long Sequence { get; private set; } = replay.Committed.Sequence;

    public List<CommittedEntry> Entries { get; } = [];

    /// <summary>The state after each of <see cref="Entries"/>.</summary>
    public List<SpaceState> States { get; } = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Payloads => [.. Entries.Select(entry => entry.Payload)];

    /// <summary>
    /// Tries a submission, all of it or nothing. Null means that it is part of the trial now; an answer means that there is
    /// nothing to append for it: it is refused, or was accepted before.
    /// </summary>
    public async ValueTask<Answer?> TakeAsync(Submission submission)
    {
        var progress = _progress.TryGetValue(submission.Session, out var here) ? here : replay.Sessions.Of(submission.Session);
        if (SubmissionCheck.Form(submission, progress, Sequence, out var repeated) is { } refusal) return refusal;
        // Whoever may no longer look learns nothing, not even that an op was accepted before.
        var may = kind.Policy(_state, submission.Ops[0], Context(submission, Sequence + 1));
        if (may is not null) return may;
        if (repeated >= submission.Ops.Length)
        {
            // In this very batch it is accepted only when the batch is durable.
            return progress.Sequence <= replay.Committed.Sequence ? new Answer(progress.Sequence) : null;
        }
        var ops = submission.Ops.RemoveRange(0, repeated);
        if (submission.At < Sequence && SubmissionCheck.NamesPlaces(submission))
        {
            SpaceTelemetry.Rebased(kind.Name, Sequence - submission.At);
            var since = await HistoryAsync(submission.At);
            if (SubmissionCheck.Rebase(submission, since, repeated, out ops) is { } tooLate) return tooLate;
        }
        return Apply(submission, ops, submission.Number + repeated);
    }

    private Answer? Apply(Submission submission, ImmutableArray<SpaceOp> ops, int number)
    {
        var (state, sequence) = (_state, Sequence);
        var entries = new List<CommittedEntry>(ops.Length);
        var states = new List<SpaceState>(ops.Length);
        var context = Context(submission, sequence);
        foreach (var op in ops)
        {
            context = context with { Sequence = ++sequence };
            if (kind.Policy(state, op, context) is { } forbidden) return forbidden;
            var outcome = kind.Apply(state, op, context);
            if (!outcome.Accepted) return outcome.Refusal;
            state = outcome.State;
            var entry = new Entry(sequence, context.At, context.Person.Id, context.Session, number++, op);
            entries.Add(new CommittedEntry(entry, JsonSerializer.SerializeToUtf8Bytes(entry, SpaceJson.Options)));
            states.Add(state);
        }
        Entries.AddRange(entries);
        States.AddRange(states);
        (_state, Sequence, _lastAt) = (state, sequence, context.At);
        _progress[submission.Session] = new Sessions.Progress(number - 1, sequence);
        return null;
    }

    /// <summary>The server's time, to the millisecond, and never before the entry before: a clock may be set back.</summary>
    private OpContext Context(Submission submission, long sequence)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        return new OpContext(submission.Person, submission.Session, now > _lastAt ? now : _lastAt, sequence);
    }

    private async ValueTask<IEnumerable<Entry>> HistoryAsync(long after)
    {
        var older = new List<Entry>();
        var from = after;
        while (from < feed.RecentFrom)
        {
            var page = await replay.ReadAsync(from, HistoryPage, default);
            if (page.Count == 0) throw new Board.Log.LogDamagedException($"The history after {from} is not there.");
            foreach (var (entry, _) in page)
            {
                if (entry.Sequence <= feed.RecentFrom) older.Add(entry);
            }
            from = page[^1].Entry.Sequence;
        }
        var recent = feed.RecentAfter(Math.Max(after, feed.RecentFrom))!.Select(entry => entry.Entry);
        return older.Concat(recent).Concat(Entries.Where(entry => entry.Entry.Sequence > after).Select(entry => entry.Entry));
    }
}
