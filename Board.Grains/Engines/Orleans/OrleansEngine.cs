using Board.Grains;
using Board.Spaces;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Board.Engines;

/// <summary>Grains in a cluster of servers that share a log: each space lives on one of them, and all of them show it.</summary>
internal sealed class OrleansEngine : ISpaceEngine, ISiloStatusListener, IHostedLifecycleService, IAsyncDisposable
{
    private readonly Activations<SpaceReplica> _replicas;
    private readonly Cluster _cluster;
    private int _stopped;

    public OrleansEngine(Cluster cluster)
    {
        _cluster = cluster;
        _replicas = new Activations<SpaceReplica>(
            (space, kind) => SpaceReplica.StartAsync(space, kind, cluster, () => _replicas!.EndAsync(space)), cluster.Time, cluster.Logger);
        cluster.Servers.SubscribeToSiloStatusEvents(this);
    }

    public async Task<Answer> SubmitAsync(SpaceId space, Submission submission, CancellationToken cancellation = default)
    {
        if (_replicas.IsStopping) return Activations<SpaceReplica>.Restarting;
        if (SpaceKinds.Of(space) is not { } kind) return FeedReader.ClosedDoor;
        using var use = _replicas.Enter(space, kind);
        var replica = await use.Started.WaitAsync(cancellation);
        return await replica.SubmitAsync(submission).WaitAsync(cancellation);
    }

    public ValueTask<SpaceLease> OpenAsync(SpaceId space, CancellationToken cancellation = default) => _replicas.LeaseAsync(space, cancellation);

    public async Task DeactivateAsync(SpaceId space)
    {
        await _cluster.Grains.GetGrain<IClusteredSpace>(space.ToString()).EndAsync();
        await _replicas.EndAsync(space);
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status != SiloStatus.Dead) return;
        foreach (var replica in _replicas.Started) replica.Lost(updatedSilo);
    }

    /// <summary>Finishes what was submitted and tells all readers to come back later, while the server is still part of the cluster.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1) return;
        _cluster.Servers.UnSubscribeFromSiloStatusEvents(this);
        await _replicas.DisposeAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
