using Board.Log;
using Board.Spaces;
using Board.Tests.Convergence;

namespace Board.Tests.Engines;

/// <summary>One server's connection to a store that others share. Its news comes when the test says so, or never.</summary>
internal sealed class AnnouncingLog(ISpaceLog store) : PassThroughLog(store), IAnnouncesAppends
{
    /// <summary>Who hears the news; null when nobody does.</summary>
    public IAppendObserver? Observer { get; private set; }

    /// <summary>How many reads go well before one fails; negative for all.</summary>
    public int ReadsUntilFault { get; set; } = -1;

    public IDisposable Subscribe(IAppendObserver observer)
    {
        Observer = observer;
        return new Subscription(this);
    }

    public override ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default) =>
        ReadsUntilFault < 0 || ReadsUntilFault-- > 0
            ? base.ReadAsync(space, after, most, cancellation)
            : throw new LogUnavailableException("The store does not answer.");

    private sealed class Subscription(AnnouncingLog log) : IDisposable
    {
        public void Dispose() => log.Observer = null;
    }
}
