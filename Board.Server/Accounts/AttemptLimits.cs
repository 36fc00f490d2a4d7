using System.Threading.RateLimiting;
using Board.Server.Hosting;

namespace Board.Server.Accounts;

/// <summary>
/// How often anybody may try to get in. Per account it is strict, since nobody forgets a password eight times in five minutes;
/// per address it is generous, since a whole school is one address. A try counts whether or not the account exists.
/// </summary>
public sealed class AttemptLimits : IDisposable
{
    /// <summary>Tries per account and five minutes; the same as Identity's lockout, so that a lock tells nobody that an account exists.</summary>
    public const int PerAccount = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> _accounts = PartitionedRateLimiter.Create<string, string>(account =>
        RateLimitPartition.GetSlidingWindowLimiter(account, _ => new() { PermitLimit = PerAccount, Window = Window, SegmentsPerWindow = 5 }));

    private readonly PartitionedRateLimiter<string> _addresses = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new() { TokenLimit = 300, TokensPerPeriod = 60, ReplenishmentPeriod = TimeSpan.FromMinutes(1) }));

    /// <summary>Takes one try from an address, and from an account where one is named; false if there is none left.</summary>
    /// <param name="account">A normalized email address; null for a code, of which nobody knows whose it is.</param>
    public bool Take(HttpContext context, string? account = null)
    {
        using var address = _addresses.AttemptAcquire(Network.Of(context.Connection.RemoteIpAddress));
        if (!address.IsAcquired) return false;
        if (account is null) return true;
        using var one = _accounts.AttemptAcquire(account);
        return one.IsAcquired;
    }

    public void Dispose()
    {
        _accounts.Dispose();
        _addresses.Dispose();
    }
}
