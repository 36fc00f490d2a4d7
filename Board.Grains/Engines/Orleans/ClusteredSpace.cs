using Board.Grains;
using Board.Log;
using Board.Spaces;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Board.Engines;

/// <summary>
/// Where a space lives in a cluster: on one server at a time, or for a moment on two when servers die, which the log's fence makes
/// harmless. The <see cref="SpaceGrain"/> within puts things in order and has a mailbox, so calls may overlap here.
/// </summary>
[Reentrant, CollectionAgeLimit(Minutes = 3)]
internal sealed partial class ClusteredSpace(Cluster cluster) : Grain, IClusteredSpace
{
    /// <summary>A server that has not said for this long that it follows the space is forgotten, and so is who was on it.</summary>
    public static readonly TimeSpan FollowedFor = 3 * SpaceReplica.FollowsEvery;

    private readonly Dictionary<SiloAddress, Server> _servers = [];
    private Task<SpaceGrain>? _started;

    public async Task<ReadOnlyMemory<byte>> SubmitAsync(ReadOnlyMemory<byte> submission)
    {
        try
        {
            var space = await StartedAsync();
            return Cluster.Write(await space.SubmitAsync(Cluster.Read<Submission>(submission)));
        }
        catch (Exception failed) when (failed is LogDamagedException or LogUnavailableException)
        {
            StartFailed(cluster.Logger, this.GetPrimaryKeyString(), failed);
            return Cluster.Write<Answer>(failed is LogDamagedException ? FeedReader.Unreadable : SpaceGrain.Unavailable);
        }
    }

    public async Task<long> FollowAsync(SiloAddress server, ISpaceFollower follower, ReadOnlyMemory<byte> here)
    {
        foreach (var (silent, last) in _servers)
        {
            if (cluster.Servers.IsDeadSilo(silent) || cluster.Time.GetElapsedTime(last.HeardAt) > FollowedFor) Forget(silent);
        }
        foreach (var (other, known) in _servers)
        {
            if (!other.Equals(server)) Tell(follower.ElsewhereAsync(other, known.Here));
        }
        _servers.TryGetValue(server, out var before);
        _servers[server] = new Server(follower, here, cluster.Time.GetTimestamp());
        if (before is null || !before.Here.Span.SequenceEqual(here.Span)) TellElsewhere(server, here);
        return (await StartedAsync()).Feed.Committed.Sequence;
    }

    public Task LeaveAsync(SiloAddress server, ISpaceFollower follower)
    {
        // It may have come back meanwhile, with another follower.
        if (_servers.TryGetValue(server, out var known) && known.Follower.Equals(follower)) Forget(server);
        // A space that does not exist is not kept: ids can be made up.
        if (_servers.Count == 0 && _started is { IsCompletedSuccessfully: true } started && started.Result.Feed.Committed.Sequence == 0) DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task HereAsync(SiloAddress server, ReadOnlyMemory<byte> here)
    {
        if (!_servers.TryGetValue(server, out var known)) return Task.CompletedTask; // it will say so when it follows
        _servers[server] = known with { Here = here };
        TellElsewhere(server, here);
        return Task.CompletedTask;
    }

    public async Task EndAsync()
    {
        await StopAsync();
        foreach (var server in _servers.Values) Tell(server.Follower.EndedAsync());
        _servers.Clear();
        DeactivateOnIdle();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await StopAsync();
        foreach (var server in _servers.Values) Tell(server.Follower.MovedAsync());
    }

    private Task<SpaceGrain> StartedAsync() =>
        _started is null or { IsCompleted: true, IsCompletedSuccessfully: false } ? _started = StartAsync() : _started;

    private async Task<SpaceGrain> StartAsync()
    {
        var space = SpaceId.TryParse(this.GetPrimaryKeyString(), out var id) ? id : throw new ArgumentException("That is no space.");
        var kind = SpaceKinds.Of(space) ?? throw new ArgumentException("There is no such kind of space.");
        var grain = await SpaceGrain.ActivateAsync(space, kind, cluster.Log, cluster.Time, cluster.Logger, default);
        _ = TellNewsAsync(grain.Feed);
        return grain;
    }

    private async Task StopAsync()
    {
        if (_started is not { } started) return;
        _started = null;
        await started.ContinueWith(_ => { }, TaskScheduler.Default);
        if (!started.IsCompletedSuccessfully) return;
        await started.Result.DisposeAsync();
        started.Result.Feed.Close(Activations<SpaceGrain>.Restarting);
    }

    private async Task TellNewsAsync(SpaceFeed feed)
    {
        for (var told = feed.Committed.Sequence; ;)
        {
            await feed.ChangedAsync(told);
            var news = feed.News(told, out var head);
            ReadOnlyMemory<byte>[] entries = [.. news.Select(entry => entry.Payload)];
            foreach (var server in _servers.Values) Tell(server.Follower.NewsAsync(told, entries, head));
            told = head;
            if (feed.IsClosed) return;
        }
    }

    private void Forget(SiloAddress server)
    {
        _servers.Remove(server);
        TellElsewhere(server, Cluster.Write<Cursor[]>([]));
    }

    private void TellElsewhere(SiloAddress server, ReadOnlyMemory<byte> here)
    {
        foreach (var (other, known) in _servers)
        {
            if (!other.Equals(server)) Tell(known.Follower.ElsewhereAsync(server, here));
        }
    }

    /// <summary>A server that can't be told is on its way out, or will follow again.</summary>
    private static void Tell(Task told) => told.Ignore();

    private sealed record Server(ISpaceFollower Follower, ReadOnlyMemory<byte> Here, long HeardAt);

    [LoggerMessage(1201, LogLevel.Error, "{Space} can't be brought to life here.")]
    private static partial void StartFailed(ILogger logger, string space, Exception failure);
}
