using System.Collections.Immutable;
using System.Text.Json;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// What a space has to tell: its committed state, its recent entries, who is here, and the readers of all that.
/// Nothing is published here that is not durable, and publishing never waits for a reader.
/// </summary>
public sealed class SpaceFeed : IThreadPoolWorkItem
{
    private const int MostEntriesAFrame = 1_000;
    private const int FewReaders = 40;
    private static readonly TimeSpan PresenceInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SpaceKind _kind;
    private readonly TimeProvider _time;
    private readonly Func<long, int, CancellationToken, ValueTask<IReadOnlyList<CommittedEntry>>> _history;
    private readonly Action<FeedReader> _ahead;
    private readonly RecentEntries _recent = new();
    private readonly Presence _presence = new();
    private readonly Dictionary<(long From, long After, string Audience, string? Surface), (Frame? Frame, long To)> _frames = [];
    private ImmutableArray<FeedReader> _readers = [];
    private Committed _committed;
    private TaskCompletionSource? _changed;
    private TaskCompletionSource? _presenceChanged;
    private readonly Dictionary<(string Audience, string? Surface), Frame> _snapshots = [];
    private ITimer? _presenceTimer;
    private long _presenceReleased;
    private Refusal? _closed;
    private int _pumping;

    internal SpaceFeed(
        SpaceKind kind,
        Committed committed,
        TimeProvider time,
        Func<long, int, CancellationToken, ValueTask<IReadOnlyList<CommittedEntry>>> history,
        Action<FeedReader> ahead)
    {
        (_kind, _committed, _time, _history, _ahead) = (kind, committed, time, history, ahead);
        _recent.Reset(committed.Sequence);
    }

    internal enum Reach
    {
        UpToDate,
        Memory,
        Log,
    }

    /// <summary>What is true now, and durable.</summary>
    public Committed Committed => Volatile.Read(ref _committed);

    /// <summary>What this person sees of the space, or null if its door is closed to them.</summary>
    public Audience? AudienceOf(Person person) => _kind.AudienceOf(Committed.State, person);

    public SpaceState View(Audience audience) => _kind.View(Committed.State, audience);

    /// <summary>How many people are here, and what they show.</summary>
    public Attendance Attendance => _presence.Attendance;

    /// <summary>The session ids and people that are here, with their cursors.</summary>
    public IReadOnlyList<Cursor> Here() => _presence.Here();

    /// <summary>
    /// Begins to read. The first frame is what <paramref name="welcome"/> makes; then comes a snapshot, unless the reader goes on
    /// from a place that it names.
    /// </summary>
    /// <param name="at">The sequence up to which the reader holds the space; null for a snapshot.</param>
    /// <param name="keep">True when the reader holds unconfirmed work and so needs every entry since <paramref name="at"/>.</param>
    /// <returns>The reader, or a refusal if the door is closed.</returns>
    public (FeedReader? Reader, Refusal? Refusal) Open(
        Person person, string session, string? surface, long? at, bool keep, Func<Audience, Committed, Frame> welcome)
    {
        ArgumentNullException.ThrowIfNull(welcome);
        lock (_lock)
        {
            var committed = _committed;
            if (_kind.AudienceOf(committed.State, person) is not { } audience) return (null, FeedReader.ClosedDoor);
            if (surface is not null && _kind.View(committed.State, audience).Surface(surface) is null) return (null, FeedReader.ClosedDoor);
            // A quiet audience that was away is shown the room as it is: what a reveal showed meanwhile no entry tells.
            var fresh = audience.Quiet || at is not { } from || from < 0 || !keep && committed.Sequence - from > FeedReader.TooFarBehind;
            var ahead = !fresh && at > committed.Sequence;
            var reader = new FeedReader(
                this, person, session, surface, audience, committed.State.Access, fresh ? committed.Sequence : at!.Value, keep);
            reader.Tell(welcome(audience, committed));
            if (IsClosed) reader.Tell(Frame.Closed(_closed!)); // between being found and being asked
            // Another owner has appended, and we shall know in a moment; or the log was set back, as after restoring a backup.
            if (ahead) _ahead(reader);
            else if (fresh) reader.Tell(SnapshotFor(audience, surface, committed));
            _readers = _readers.Add(reader);
            return (reader, null);
        }
    }

    /// <summary>Completes when there is something after that sequence.</summary>
    public Task ChangedAsync(long after)
    {
        lock (_lock)
        {
            if (_committed.Sequence > after || IsClosed) return Task.CompletedTask;
            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _changed.Task;
        }
    }

    /// <summary>Completes when somebody came, went or moved.</summary>
    public Task PresenceChangedAsync()
    {
        lock (_lock)
        {
            if (IsClosed) return Task.CompletedTask;
            _presenceChanged ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _presenceChanged.Task;
        }
    }

    /// <summary>Says where somebody is; others see it within a tenth of a second.</summary>
    public void Point(Cursor cursor)
    {
        if (_presence.Set(cursor)) ReleasePresenceSoon();
    }

    /// <summary>Where those are who read here, not on another server.</summary>
    internal IReadOnlyList<Cursor> HereAtReaders()
    {
        var sessions = _readers.Select(reader => reader.Session).ToHashSet();
        return [.. _presence.Here().Where(cursor => sessions.Contains(cursor.Session))];
    }

    /// <summary>Takes over who is in the space on another server: all of them, in place of what it said before.</summary>
    internal void ShowElsewhere(string server, IReadOnlyList<Cursor> here)
    {
        if (_presence.Elsewhere(server, here, session => _readers.Any(reader => reader.Session == session))) ReleasePresenceSoon();
    }

    internal void Remove(FeedReader reader)
    {
        lock (_lock)
        {
            _readers = _readers.Remove(reader);
            if (_readers.Any(other => other.Session == reader.Session)) return; // came back before the old connection was noticed dead
        }
        if (_presence.Remove(reader.Session)) ReleasePresenceSoon();
    }

    /// <summary>True when this feed has ended: the space was dropped from memory and has to be opened again.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Ends every reader's stream with these words.</summary>
    internal void Close(Refusal why)
    {
        TaskCompletionSource? changed, presenceChanged;
        lock (_lock)
        {
            (IsClosed, _closed) = (true, why);
            _presenceTimer?.Dispose();
            (changed, presenceChanged, _changed, _presenceChanged) = (_changed, _presenceChanged, null, null);
        }
        foreach (var reader in _readers) reader.Tell(Frame.Closed(why));
        changed?.SetResult();
        presenceChanged?.SetResult();
    }

    /// <summary>Makes durable entries visible.</summary>
    internal void Publish(IReadOnlyList<CommittedEntry> entries, Committed committed)
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            foreach (var entry in entries) _recent.Add(entry);
            Volatile.Write(ref _committed, committed);
            _frames.Clear();
            _snapshots.Clear();
            (changed, _changed) = (_changed, null);
        }
        changed?.SetResult();
        Pump();
    }

    /// <summary>The kept entries after a place, or null if it is too far back for memory.</summary>
    internal IEnumerable<CommittedEntry>? RecentAfter(long sequence) => sequence < _recent.From ? null : _recent.After(sequence);

    internal long RecentFrom => _recent.From;

    /// <summary>The entries after a place, or none if it is too far back for memory, and where they end.</summary>
    internal IReadOnlyList<CommittedEntry> News(long after, out long head)
    {
        lock (_lock)
        {
            head = _committed.Sequence;
            return RecentAfter(after) is { } recent ? [.. recent] : [];
        }
    }

    internal bool SameAccess(ref object? access)
    {
        var current = Committed.State.Access;
        if (ReferenceEquals(access, current)) return true;
        access = current;
        return false;
    }

    internal Reach OpsAfter(FeedReader reader, out Frame? frame, out long to)
    {
        (frame, to) = (null, reader.At);
        lock (_lock)
        {
            while (reader.Seen < _committed.Sequence)
            {
                if (reader.Seen < _recent.From) return Reach.Log;
                var key = (reader.At, reader.Seen, reader.Audience.Key, reader.Surface);
                if (!_frames.TryGetValue(key, out var made))
                    _frames[key] = made = Ops(reader, [.. _recent.After(reader.Seen).Take(MostEntriesAFrame)]);
                (frame, to) = made;
                if (frame is not null) return Reach.Memory;
                reader.Seen = to;
            }
            return Reach.UpToDate;
        }
    }

    internal async ValueTask<(Frame Frame, long To)> OpsFromLogAsync(FeedReader reader, int most) =>
        Ops(reader, await _history(reader.Seen, most, default)) is var (frame, to) && frame is not null ? (frame, to) : (Frame.Ops(reader.At, to, []), to);

    internal Frame? PresenceAfter(Audience audience, ref long seen) =>
        seen >= _presence.Released ? null : audience.Quiet ? _presence.CountSince(ref seen) : _presence.Since(ref seen);

    void IThreadPoolWorkItem.Execute() => Wake();

    private void Wake()
    {
        do
        {
            Volatile.Write(ref _pumping, 1);
            foreach (var reader in _readers) reader.Signal();
        }
        while (Interlocked.CompareExchange(ref _pumping, 0, 1) != 1);
    }

    /// <summary>Wakes the waiting readers, on one thread, once for everything that came in meanwhile.</summary>
    private void Pump()
    {
        if (Interlocked.Exchange(ref _pumping, 2) != 0) return;
        if (_readers.Length <= FewReaders) Wake();
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>The frame that takes a reader over these entries; null where they hold nothing for a quiet audience.</summary>
    private (Frame? Frame, long To) Ops(FeedReader reader, IReadOnlyList<CommittedEntry> entries)
    {
        var visible = new List<ReadOnlyMemory<byte>>(entries.Count);
        foreach (var (entry, payload) in entries)
        {
            if (reader.Surface is not null && (entry.Op as SurfaceOp)?.Surface != reader.Surface) continue;
            var seen = _kind.ViewEntry(_committed.State, entry, reader.Audience);
            if (ReferenceEquals(seen, entry)) visible.Add(payload);
            else if (seen is not null) visible.Add(JsonSerializer.SerializeToUtf8Bytes(seen, SpaceJson.Options));
        }
        var to = entries.Count == 0 ? reader.Seen : entries[^1].Entry.Sequence;
        return (visible.Count == 0 && reader.Audience.Quiet ? null : Frame.Ops(reader.At, to, visible), to);
    }

    private Frame SnapshotFor(Audience audience, string? surface, Committed committed)
    {
        // A hundred people who come at once get the same bytes, until something happens.
        var key = (audience.Key, surface);
        if (_snapshots.TryGetValue(key, out var kept)) return kept;
        var state = _kind.View(committed.State, audience);
        return _snapshots[key] = Frame.Snapshot(committed.Sequence, surface is null ? state : state.Surface(surface)!);
    }

    private void ReleasePresenceSoon()
    {
        lock (_lock)
        {
            if (_presenceTimer is not null || IsClosed) return;
            var since = _time.GetElapsedTime(_presenceReleased);
            var interval = _kind.CountsPeople ? CountInterval : PresenceInterval;
            var wait = since >= interval ? TimeSpan.Zero : interval - since;
            _presenceTimer = _time.CreateTimer(static feed => ((SpaceFeed)feed!).ReleasePresence(), this, wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void ReleasePresence()
    {
        lock (_lock)
        {
            _presenceTimer?.Dispose();
            _presenceTimer = null;
            _presenceReleased = _time.GetTimestamp();
            _presence.Release();
            (var changed, _presenceChanged) = (_presenceChanged, null);
            changed?.SetResult();
        }
        Pump();
    }
}
