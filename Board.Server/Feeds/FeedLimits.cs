using System.Threading.RateLimiting;

namespace Board.Server.Feeds;

/// <summary>
/// How often calendar programs may fetch one person's feed. They ask every few minutes at most; a person may have several of
/// them. Counted by person, since a whole school is one address, and only for people there are.
/// </summary>
public sealed class FeedLimits : IDisposable
{
    public const int AtOnce = 30;

    private readonly PartitionedRateLimiter<string> _people = PartitionedRateLimiter.Create<string, string>(person =>
        RateLimitPartition.GetFixedWindowLimiter(person, _ => new() { PermitLimit = AtOnce, Window = TimeSpan.FromMinutes(5) }));

    public bool Take(string person)
    {
        using var lease = _people.AttemptAcquire(person);
        return lease.IsAcquired;
    }

    public void Dispose() => _people.Dispose();
}
