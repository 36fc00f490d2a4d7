using System.Collections.Concurrent;
using Board.Grains;
using Board.Spaces;
using Microsoft.Extensions.Logging;

namespace Board.Engines;

/// <summary>
/// The spaces in this process: one activation each, brought to life by the first who asks, dropped when nobody has for a while.
/// </summary>
/// <typeparam name="T">What stands for a space here: its grain, or a replica of it.</typeparam>
internal sealed partial class Activations<T> : IAsyncDisposable where T : ISpaceActivation
{
    /// <summary>How long a space that nobody uses stays in memory.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    /// <summary>What readers and writers are told of a space that is being dropped.</summary>
    public static readonly Refusal Restarting = new(
        "restarting", "The server is restarting. Keep writing, your words are safe on this device.", Retry: true);

    private readonly ConcurrentDictionary<SpaceId, Activation<T>> _activations = new();
    private readonly Func<SpaceId, SpaceKind, Task<T>> _start;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _sweep;
    private volatile bool _stopping;

    public Activations(Func<SpaceId, SpaceKind, Task<T>> start, TimeProvider time, ILogger logger)
    {
        (_start, _time, _logger) = (start, time, logger);
        _sweep = time.CreateTimer(_ => Sweep(), null, Idle / 2, Idle / 2);
    }

    /// <summary>How many spaces are in memory.</summary>
    public int Count => _activations.Count;

    public bool IsStopping => _stopping;

    /// <summary>The spaces that have come to life.</summary>
    public IEnumerable<T> Started => _activations.Values.Select(activation => activation.Started).Where(started => started is { IsCompletedSuccessfully: true }).Select(started => started!.Result);
    /// <summary>The spaces that are in memory at this moment.</summary>
    public IEnumerable<SpaceId> Spaces => _activations.Keys;

    /// <summary>A space's activation if it is in memory, without keeping it there.</summary>
    public Task<T>? Find(SpaceId space) => _activations.TryGetValue(space, out var activation) ? activation.Started : null;

    /// <summary>A space's activation, kept until <see cref="Use.Dispose"/>.</summary>
    public Use Enter(SpaceId space, SpaceKind kind)
    {
        while (true)
        {
            var activation = _activations.GetOrAdd(space, static _ => new Activation<T>());
            if (activation.TryEnter(() => _start(space, kind))) return new Use(this, space, activation);
            // It is being dropped: nobody uses it, so a new one may begin. Should the old one still write, the log is fenced.
            _activations.TryRemove(KeyValuePair.Create(space, activation));
        }
    }

    /// <summary>What a reader holds: the space's feed, until the lease is disposed.</summary>
    public async ValueTask<SpaceLease> LeaseAsync(SpaceId space, CancellationToken cancellation)
    {
        var use = Enter(space, SpaceKinds.Of(space) ?? throw new ArgumentException("There is no such kind of space.", nameof(space)));
        try
        {
            return new SpaceLease((await use.Started.WaitAsync(cancellation)).Feed, use.Dispose);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>Drops a space from memory now; its readers are told to come back.</summary>
    public async Task EndAsync(SpaceId space)
    {
        if (_activations.TryRemove(space, out var activation)) await EndAsync(activation);
    }

    /// <summary>Finishes what was submitted and tells all readers to come back later.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await _sweep.DisposeAsync();
        await Task.WhenAll(_activations.Keys.Select(EndAsync));
    }

    private void Leave(SpaceId space, Activation<T> activation)
    {
        activation.Leave(_time.GetTimestamp());
        // A failed start is not kept, and neither is a space that does not exist: ids can be made up.
        if (activation.Failed || activation.IsEmpty) DropIfIdle(space, activation, TimeSpan.Zero);
    }

    private void Sweep()
    {
        foreach (var (space, activation) in _activations) DropIfIdle(space, activation, Idle);
    }

    private void DropIfIdle(SpaceId space, Activation<T> activation, TimeSpan idle)
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

    private static async Task EndAsync(Activation<T> activation)
    {
        activation.Close();
        if (activation.Failed || activation.Started is not { } starting) return;
        var started = await starting;
        await started.DisposeAsync();
        started.Feed.Close(Restarting);
    }

    [LoggerMessage(1101, LogLevel.Warning, "{Space} could not be dropped from memory cleanly; its log is whole.")]
    private static partial void DropFailed(ILogger logger, SpaceId space, Exception failure);

    /// <summary>Somebody uses a space.</summary>
    public readonly struct Use(Activations<T> activations, SpaceId space, Activation<T> activation) : IDisposable
    {
        public Task<T> Started => activation.Started!;

        public void Dispose() => activations.Leave(space, activation);
    }
}
