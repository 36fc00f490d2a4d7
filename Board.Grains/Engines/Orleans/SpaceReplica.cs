using System.Threading.Channels;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Board.Engines;

/// <summary>
/// A space as a server of a cluster shows it to its own readers. It begins from the log, follows the space wherever that lives, and
/// reads from the log what it missed: the log is the truth, and messages only spare the way to it.
/// </summary>
internal sealed partial class SpaceReplica : ISpaceActivation, ISpaceFollower
{
    /// <summary>How often a server says that it follows. Also heals whatever was lost on the way.</summary>
    public static readonly TimeSpan FollowsEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer waits until it is seen here; then the log is read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SpaceId _space;
    private readonly Cluster _cluster;
    private readonly SpaceReplay _replay;
    private readonly Func<Task> _end;
    private readonly IClusteredSpace _grain;
    private readonly ISpaceFollower _self;
    private readonly ITimer _again;
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private bool _ending;

    private SpaceReplica(SpaceId space, SpaceKind kind, SpaceReplay replay, Cluster cluster, Func<Task> end)
    {
        (_space, _replay, _cluster, _end) = (space, replay, cluster, end);
        Feed = new SpaceFeed(kind, replay.Committed, cluster.Time, replay.ReadAsync, reader => _ = Task.Run(() => CatchUpAsync(reader)));
        _grain = cluster.Grains.GetGrain<IClusteredSpace>(space.ToString());
        _self = cluster.Grains.CreateObjectReference<ISpaceFollower>(this);
        _again = cluster.Time.CreateTimer(_ => Follow(), null, FollowsEvery, FollowsEvery);
        Follow();
        _ = Task.Run(KeepFollowingAsync);
        _ = Task.Run(TellWhoIsHereAsync);
    }

    public SpaceFeed Feed { get; }

    /// <param name="end">Drops the replica.</param>
    public static async Task<SpaceReplica> StartAsync(SpaceId space, SpaceKind kind, Cluster cluster, Func<Task> end)
    {
        var replay = new SpaceReplay(space, kind, cluster.Log);
        await replay.LoadAsync(default);
        var replica = new SpaceReplica(space, kind, replay, cluster, end);
        // A dying server must not keep readers out: what the log told is true, and the rest comes when the space lives again.
        await Task.WhenAny(replica._followed.Task, Task.Delay(Patience, cluster.Time));
        return replica;
    }

    /// <summary>Takes a submission to the space, and returns the answer when what it did is seen here.</summary>
    public async Task<Answer> SubmitAsync(Submission submission)
    {
        lock (_gate)
        {
            if (_ending) return Activations<SpaceReplica>.Restarting;
            _underWay++;
        }
        try
        {
            var answer = Cluster.Read<Answer>(await _grain.SubmitAsync(Cluster.Write(submission)));
            if (answer.Accepted) await SeenAsync(answer.Sequence);
            return answer;
        }
        catch (Exception away)
        {
            // The server that it lived on is dying, or does not answer. Whether it was done is not known; repeating it is harmless.
            OutOfReach(_cluster.Logger, _space, away);
            return SpaceGrain.Unavailable;
        }
        finally
        {
            lock (_gate)
            {
                if (--_underWay == 0 && _ending) _answered.TrySetResult();
            }
        }
    }

    /// <summary>Says again that we follow: at once, or as soon as the last time has ended.</summary>
    public void Follow() => _due.Writer.TryWrite(true);

    /// <summary>A server has died.</summary>
    public void Lost(SiloAddress server)
    {
        Feed.ShowElsewhere(server.ToParsableString(), []);
        Follow();
    }

    public Task NewsAsync(long after, ReadOnlyMemory<byte>[] entries, long head) => InTurnAsync(() =>
    {
        _replay.Follow(Feed, after, entries);
        return CatchUpToAsync(head);
    });

    public Task ElsewhereAsync(SiloAddress server, ReadOnlyMemory<byte> here)
    {
        if (!_cluster.Servers.IsDeadSilo(server)) Feed.ShowElsewhere(server.ToParsableString(), Cluster.Read<Cursor[]>(here));
        return Task.CompletedTask;
    }

    public Task MovedAsync()
    {
        Follow();
        return Task.CompletedTask;
    }

    public Task EndedAsync() => _end();

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _ending = true;
            if (_underWay == 0) _answered.TrySetResult();
        }
        await _answered.Task;
        _due.Writer.TryComplete();
        await _again.DisposeAsync();
        _grain.LeaveAsync(_cluster.Servers.SiloAddress, _self).Ignore();
        _cluster.Grains.DeleteObjectReference<ISpaceFollower>(_self);
    }

    private async Task KeepFollowingAsync()
    {
        while (await _due.Reader.WaitToReadAsync())
        {
            _due.Reader.TryRead(out _);
            try
            {
                var head = await _grain.FollowAsync(_cluster.Servers.SiloAddress, _self, Cluster.Write(Feed.HereAtReaders()));
                _followed.TrySetResult();
                await InTurnAsync(() => CatchUpToAsync(head));
                // Another log than the one that we follow: it was deleted, or restored from a backup, while we were not told.
                if (head < Feed.Committed.Sequence && await _cluster.Log.HeadAsync(_space) < Feed.Committed.Sequence) _ = _end();
            }
            catch (Exception away)
            {
                OutOfReach(_cluster.Logger, _space, away); // until the next time
            }
        }
    }

    private async Task TellWhoIsHereAsync()
    {
        for (var told = Cluster.Write<Cursor[]>([]); ;)
        {
            var changed = Feed.PresenceChangedAsync();
            if (Feed.IsClosed) return;
            var here = Cluster.Write(Feed.HereAtReaders());
            if (!here.Span.SequenceEqual(told.Span)) _grain.HereAsync(_cluster.Servers.SiloAddress, told = here).Ignore();
            await changed;
        }
    }

    /// <summary>Waits until an entry is seen here.</summary>
    private async Task SeenAsync(long sequence)
    {
        var seen = Feed.ChangedAsync(sequence - 1);
        if (await Task.WhenAny(seen, Task.Delay(Patience, _cluster.Time)) != seen) await InTurnAsync(() => CatchUpToAsync(sequence));
    }

    private async Task CatchUpAsync(FeedReader ahead)
    {
        await InTurnAsync(() => CatchUpToAsync(ahead.At));
        // The log was set back, as after restoring a backup, or can't be read now: the reader begins anew.
        if (ahead.At > Feed.Committed.Sequence) ahead.Resync();
    }

    private Task CatchUpToAsync(long head) => head > _replay.Committed.Sequence ? _replay.CatchUpAsync(Feed) : Task.CompletedTask;

    /// <summary>One after the other. What can't be read now is tried again when there is something new, or when we follow again.</summary>
    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        catch (Exception failed) when (failed is LogDamagedException or LogUnavailableException)
        {
            Behind(_cluster.Logger, _space, failed);
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(1211, LogLevel.Warning, "{Space} is out of reach for a moment.")]
    private static partial void OutOfReach(ILogger logger, SpaceId space, Exception failure);

    [LoggerMessage(1212, LogLevel.Warning, "This server can't follow {Space} at the moment.")]
    private static partial void Behind(ILogger logger, SpaceId space, Exception failure);
}
