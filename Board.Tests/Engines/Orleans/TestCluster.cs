using System.Net;
using System.Net.Sockets;
using Board.Engines;
using Board.Log;
using Board.Tests.Convergence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;

namespace Board.Tests.Engines.Orleans;

/// <summary>Real silos in this process, on loopback, that share a log.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];

    private TestCluster()
    {
    }

    /// <summary>The first of them keeps the list of members.</summary>
    public static async Task<TestCluster> StartAsync(int servers, ISpaceLog log, TimeProvider time)
    {
        var cluster = new TestCluster();
        var ports = FreePorts(servers);
        foreach (var port in ports)
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            // The engine lives in the test's time, Orleans itself in the real one.
            builder.Services.AddSingleton(s => new Cluster(
                s.GetRequiredService<IGrainFactory>(), s.GetRequiredService<ISiloStatusOracle>(), log, time, NullLogger.Instance));
            var settings = new ClusterSettings { Port = port, Primary = $"127.0.0.1:{ports[0]}" };
            builder.AddOrleansEngine(settings, postgres: null, azure: null);
            var host = builder.Build();
            cluster._hosts.Add(host);
            await host.StartAsync().Soon();
        }
        return cluster;
    }

    public OrleansEngine this[int server] => _hosts[server].Services.GetRequiredService<OrleansEngine>();

    public SiloAddress AddressOf(int server) => _hosts[server].Services.GetRequiredService<ISiloStatusOracle>().SiloAddress;

    public IGrainFactory GrainsOf(int server) => _hosts[server].Services.GetRequiredService<IGrainFactory>();

    /// <summary>As a rolling upgrade does it: one server after the other.</summary>
    public async Task StopAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts)) await host.StopAsync();
    }

    public Task StopAsync(int server) => _hosts[server].StopAsync();

    /// <summary>Ends a server as near to a power cut as it goes within a process: nothing is handed over, nobody is told.</summary>
    public async Task KillAsync(int server)
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        var silo = _hosts[server].Services.GetServices<IHostedService>().Single(service => service.GetType().Name == "SiloHostedService");
        await silo.StopAsync(now.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts)) await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }
}
