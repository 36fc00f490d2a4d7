using System.Net;
using System.Net.Sockets;

namespace Board.Server.Hosting;

/// <summary>Where a request comes from, as far as limits tell addresses apart.</summary>
internal static class Network
{
    /// <summary>One IPv4 address, or the 64 bits of an IPv6 address that a subscriber is given.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
