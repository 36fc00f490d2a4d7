using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Board.AppHost;

/// <summary>What can be known before anything is started, each told with what to do about it.</summary>
internal static class Preflight
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task CheckAsync(Wanted wanted, Installation installation)
    {
        if (wanted.Engine != installation.Engine)
            throw new Told($"This build has no engine {wanted.Engine} in it. Choose --engine {installation.Engine}, or leave it out.");
        if (wanted is { Store: "sqlite", Servers: > 1 })
            throw new Told($"{wanted.Servers} servers can't share SQLite: its folder has one owner. Choose --servers 1, or a store that servers can share.");
        if (!installation.Stores.Contains(wanted.Store))
            throw new Told($"The server can't keep its logs in {wanted.Store} yet. Choose --store {string.Join(" or --store ", installation.Stores)}.");
        // In a cluster as many again, which follow them.
        for (var server = 0; server < (wanted.Engine == "orleans" ? 2 : 1) * wanted.Servers; server++)
        {
            var port = wanted.Port + server;
            if (!IsFree(port)) throw new Told($"Port {port} is taken. Stop what listens there, or choose other ports: --port {Free(port + 1)}");
        }
        if (wanted.Store == "postgres") await FindPostgresAsync(wanted.Postgres);
    }

    /// <summary>True if nobody listens on that port of this machine.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var loopback = new TcpListener(IPAddress.Loopback, port);
            loopback.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The first free port from there on.</summary>
    public static int Free(int from) => Enumerable.Range(from, 1_000).First(IsFree);

    private static async Task FindPostgresAsync(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection))
            throw new Told("--store postgres needs a PostgreSQL server that is running: --postgres \"Host=localhost;Database=board;Username=board;Password=…\", or Board__Postgres in the environment.");
        var (host, port) = AddressOf(connection);
        if (host.StartsWith('/')) return; // a socket in a folder
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(host, port).WaitAsync(Patience);
        }
        catch (Exception nobody) when (nobody is SocketException or TimeoutException)
        {
            throw new Told($"PostgreSQL does not answer at {host}:{port}. Start it, or correct --postgres.");
        }
    }

    private static (string Host, int Port) AddressOf(string connection)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            var host = parts.TryGetValue("Host", out var named) || parts.TryGetValue("Server", out named) ? (string)named : "localhost";
            return (host.Split(',')[0], parts.TryGetValue("Port", out var port) ? Convert.ToInt32(port, CultureInfo.InvariantCulture) : 5432);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
        {
            throw new Told("--postgres is not a connection string. It looks like: Host=localhost;Database=board;Username=board;Password=…");
        }
    }
}
