using System.Net;

namespace Board.Engines;

/// <summary>
/// What an operator may set for a server that was built for a cluster, in the section <c>Board:Cluster</c> of the configuration,
/// beside <c>Board:Postgres</c> or <c>Board:Azure</c>, where its members find each other. See docs/cluster.md.
/// </summary>
public sealed class ClusterSettings
{
    public const string Section = "Board:Cluster";

    /// <summary>The name of the cluster: servers that share a log share it. Default: <c>board</c>.</summary>
    public string Name { get; set; } = "board";

    /// <summary>
    /// The IP address under which other servers reach this one; nothing but it is listened on. Whoever reaches the port can do
    /// anything: it belongs in a private network. Default: <c>127.0.0.1</c>, so that only this machine can be a cluster.
    /// </summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The TCP port for other servers. Default: 11111, or any free one where the server has nobody to talk to.</summary>
    public int Port { get; set; }

    /// <summary>
    /// For development on one machine: the server (<c>127.0.0.1:11111</c>) that keeps the list of members, in place of a store. The
    /// cluster ends with it.
    /// </summary>
    public string? Primary { get; set; }

    internal IPAddress AddressToUse =>
        IPAddress.TryParse(Address, out var address) ? address : throw new IOException($"Board:Cluster:Address is an IP address, and {Address} is none.");

    internal IPEndPoint? PrimaryToUse => string.IsNullOrEmpty(Primary)
        ? null
        : IPEndPoint.TryParse(Primary, out var primary) && IPAddress.IsLoopback(primary.Address) && primary.Port > 0
            ? primary
            : throw new IOException($"Board:Cluster:Primary is an address of this machine with a port, such as 127.0.0.1:11111, and {Primary} is none.");
}
