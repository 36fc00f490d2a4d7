using Board.Grains;
using Board.Log;
using Board.Spaces;
using Microsoft.Extensions.Logging;

namespace Board.Engines;

/// <summary>
/// Keeps the spaces of this process up to date where other servers append to the same log (SPEC.md, LOG8): what they wrote is read and
/// published here within a moment, and a space that is gone is dropped.
/// </summary>
internal sealed partial class LogFollower : IAppendObserver, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Activations<SpaceGrain> _grains;
    private readonly ISpaceLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable _subscription;

    public LogFollower(Activations<SpaceGrain> grains, ISpaceLog log, IAnnouncesAppends news, TimeProvider time, ILogger logger)
    {
        (_grains, _log, _time, _logger) = (grains, log, time, logger);
        _subscription = news.Subscribe(this);
    }

    public void Appended(SpaceId space, long head)
    {
        // A space that nobody has open here is read when somebody opens it.
        if (_grains.Find(space) is { } started) _ = CatchUpAsync(space, started, head);
    }

    public void Deleted(SpaceId space) => _ = DropAsync(space);

    public void Missed()
    {
        foreach (var space in _grains.Spaces)
        {
            if (_grains.Find(space) is { } started) _ = CompareAsync(space, started);
        }
    }

    public void Dispose() => _subscription.Dispose();

    private async Task CatchUpAsync(SpaceId space, Task<SpaceGrain> started, long head)
    {
        try
        {
            var grain = await started;
            // Until then readers here would see less than others do, so it is tried again for as long as the space lives.
            while (!await grain.CatchUpAsync(head)) await Task.Delay(Pause, _time);
        }
        catch (Exception failure)
        {
            // It did not come to life; whoever opens it next reads the log from its beginning.
            Late(_logger, space, failure);
        }
    }

    /// <summary>Looks where the log ends now. One that is shorter than what is in memory was deleted, and has perhaps begun anew.</summary>
    private async Task CompareAsync(SpaceId space, Task<SpaceGrain> started)
    {
        while (!_grains.IsStopping)
        {
            try
            {
                var grain = await started;
                var known = grain.Feed.Committed.Sequence;
                var head = await _log.HeadAsync(space);
                if (head < known) await _grains.EndAsync(space);
                else await CatchUpAsync(space, started, head);
                return;
            }
            catch (LogUnavailableException unavailable)
            {
                Late(_logger, space, unavailable);
                await Task.Delay(Pause, _time);
            }
            catch (Exception failure)
            {
                Late(_logger, space, failure);
                return;
            }
        }
    }

    private async Task DropAsync(SpaceId space)
    {
        try
        {
            await _grains.EndAsync(space);
        }
        catch (Exception failure)
        {
            Late(_logger, space, failure);
        }
    }

    [LoggerMessage(1102, LogLevel.Warning, "{Space} could not be brought up to what other servers have written.")]
    private static partial void Late(ILogger logger, SpaceId space, Exception failure);
}
