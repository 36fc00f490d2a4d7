using Board.Grains;
using Board.Log;
using Board.Spaces;
using Microsoft.Extensions.Logging;

namespace Board.Engines;

/// <summary>Grains in this process. The default; there is nothing to install.</summary>
public sealed class EmbeddedEngine : ISpaceEngine, IAsyncDisposable
{
    /// <summary>How long a space that nobody uses stays in memory.</summary>
    public static readonly TimeSpan Idle = Activations<SpaceGrain>.Idle;

    private readonly Activations<SpaceGrain> _grains;
    private readonly LogFollower? _follower;

    public EmbeddedEngine(ISpaceLog log, TimeProvider time, ILogger<EmbeddedEngine> logger)
    {
        _grains = new((space, kind) => SpaceGrain.ActivateAsync(space, kind, log, time, logger, default), time, logger);
        if (log is IAnnouncesAppends news) _follower = new LogFollower(_grains, log, news, time, logger);
    }

    /// <summary>How many spaces are in memory.</summary>
    public int Count => _grains.Count;

    public async Task<Answer> SubmitAsync(SpaceId space, Submission submission, CancellationToken cancellation = default)
    {
        if (_grains.IsStopping) return Activations<SpaceGrain>.Restarting;
        if (SpaceKinds.Of(space) is not { } kind) return FeedReader.ClosedDoor;
        using var use = _grains.Enter(space, kind);
        var grain = await use.Started.WaitAsync(cancellation);
        return await grain.SubmitAsync(submission).WaitAsync(cancellation);
    }

    public ValueTask<SpaceLease> OpenAsync(SpaceId space, CancellationToken cancellation = default) => _grains.LeaseAsync(space, cancellation);

    public Task DeactivateAsync(SpaceId space) => _grains.EndAsync(space);

    /// <summary>Finishes what was submitted and tells all readers to come back later.</summary>
    public ValueTask DisposeAsync()
    {
        _follower?.Dispose();
        return _grains.DisposeAsync();
    }
}
