using System.Collections.Concurrent;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Microsoft.Extensions.Logging;

namespace Board.Engines;

/// <summary>
/// Grains in this process: one activation a space, brought to life by the first who asks, dropped when nobody has for a while.
/// The default; there is nothing to install.
/// </summary>
public sealed partial class EmbeddedEngine : ISpaceEngine, IAsyncDisposable
{
    /// <summary>How long a space that nobody uses stays in memory.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private static readonly Refusal Restarting = new(
        "restarting", "The server is restarting. Keep writing, your words are safe on this device.", Retry: true);

    private readonly ConcurrentDictionary<SpaceId, Activation> _activations = new();
    private readonly ISpaceLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger<EmbeddedEngine> _logger;
    private readonly ITimer _sweep;
    private volatile bool _stopping;

    public EmbeddedEngine(ISpaceLog log, TimeProvider time, ILogger<EmbeddedEngine> logger)
    {
        (_log, _time, _logger) = (log, time, logger);
        _sweep = time.CreateTimer(_ => Sweep(), null, Idle / 2, Idle / 2);
    }

    /// <summary>How many spaces are in memory.</summary>
    public int Count => _activations.Count;

    public async Task<Answer> SubmitAsync(SpaceId space, Submission submission, CancellationToken cancellation = default)
    {
        if (_stopping) return Restarting;
        if (SpaceKinds.Of(space) is not { } kind) return FeedReader.ClosedDoor;
        var activation = Enter(space, kind);
        try
        {
            var grain = await activation.Grain.WaitAsync(cancellation);
            return await grain.SubmitAsync(submission).WaitAsync(cancellation);
        }
        finally
        {
            Leave(space, activation);
        }
    }

    public async ValueTask<SpaceLease> OpenAsync(SpaceId space, CancellationToken cancellation = default)
    {
        var kind = SpaceKinds.Of(space) ?? throw new ArgumentException("There is no such kind of space.", nameof(space));
        var activation = Enter(space, kind);
        try
        {
            var grain = await activation.Grain.WaitAsync(cancellation);
            return new SpaceLease(grain.Feed, () => Leave(space, activation));
        }
        catch
        {
            Leave(space, activation);
            throw;
        }
    }

    /// <summary>Drops a space from memory now; its readers are told to come back.</summary>
    public async Task DeactivateAsync(SpaceId space)
    {
        if (_activations.TryRemove(space, out var activation)) await EndAsync(activation);
    }

    /// <summary>Finishes what was submitted and tells all readers to come back later.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await _sweep.DisposeAsync();
        await Task.WhenAll(_activations.Keys.Select(DeactivateAsync));
    }

    private Activation Enter(SpaceId space, SpaceKind kind)
    {
        while (true)
        {
            var activation = _activations.GetOrAdd(space, static (space, engine) => new Activation(), this);
            if (activation.TryEnter(() => SpaceGrain.ActivateAsync(space, kind, _log, _time, _logger, default))) return activation;
            // It is being dropped: nobody uses it, so a new one may begin. Should the old one still write, the log is fenced.
            _activations.TryRemove(KeyValuePair.Create(space, activation));
        }
    }

    private void Leave(SpaceId space, Activation activation)
    {
        activation.Leave(_time.GetTimestamp());
        // A failed start is not kept, and neither is a space that does not exist: ids can be made up.
        if (activation.Failed || activation.IsEmpty) DropIfIdle(space, activation, TimeSpan.Zero);
    }

    private void Sweep()
    {
        foreach (var (space, activation) in _activations) DropIfIdle(space, activation, Idle);
    }

    private void DropIfIdle(SpaceId space, Activation activation, TimeSpan idle)
    {
        if (!activation.TryClose(stamp => _time.GetElapsedTime(stamp) >= idle)) return;
        _ = EndAsync(activation).ContinueWith(
            ended =>
            {
                _activations.TryRemove(KeyValuePair.Create(space, activation));
                if (ended.Exception is { } failure) DropFailed(_logger, space, failure);
            },
            TaskScheduler.Default);
    }

    private static async Task EndAsync(Activation activation)
    {
        activation.Close();
        if (activation.Failed) return;
        var grain = await activation.Grain;
        await grain.DisposeAsync();
        grain.Feed.Close(Restarting);
    }

    [LoggerMessage(1101, LogLevel.Warning, "{Space} could not be dropped from memory cleanly; its log is whole.")]
    private static partial void DropFailed(ILogger logger, SpaceId space, Exception failure);
}
