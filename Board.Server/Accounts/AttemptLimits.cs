using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

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
        using var address = _addresses.AttemptAcquire(NetworkOf(context.Connection.RemoteIpAddress));
        if (!address.IsAcquired) return false;
        if (account is null) return true;
        using var one = _accounts.AttemptAcquire(account);
        return one.IsAcquired;
    }

    /// <summary>One IPv4 address, or the 64 bits of an IPv6 address that a subscriber is given.</summary>
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    public void Dispose()
    {
        _accounts.Dispose();
        _addresses.Dispose();
    }
}
