using System.Net;
using System.Net.Sockets;
using Board.Log;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Board.Engines;

/// <summary>Makes a server a member of a cluster. Needs <see cref="ISpaceLog"/> and <see cref="TimeProvider"/> among the services.</summary>
public static class ClusterSetup
{
    private const int DefaultPort = 11111;

    /// <exception cref="IOException">The settings contradict each other; the message says so to the operator.</exception>
    public static void AddOrleansEngine(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        var (postgres, azure) = (builder.Configuration["Board:Postgres"], builder.Configuration["Board:Azure"]);
        if (settings.PrimaryToUse is not null && string.IsNullOrEmpty(postgres) && string.IsNullOrEmpty(azure))
            throw new IOException("Servers of a cluster keep their spaces in one store. Set Board:Postgres or Board:Azure beside Board:Cluster:Primary.");
        builder.AddOrleansEngine(settings, postgres, azure);
    }

    internal static void AddOrleansEngine(this IHostApplicationBuilder builder, ClusterSettings settings, string? postgres, string? azure)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Orleans", LogLevel.Warning); // it tells much
        builder.UseOrleans(silo =>
        {
            silo.FindMembers(settings, postgres, azure);
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = settings.Name);
            silo.Configure<ClusterMembershipOptions>(NoticeTheDeadSoon);
            // A submission that is not answered by then gets a refusal, and is repeated. Longer than it takes to notice a death.
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        });
        services.TryAddSingleton(s => new Cluster(
            s.GetRequiredService<IGrainFactory>(), s.GetRequiredService<ISiloStatusOracle>(), s.GetRequiredService<ISpaceLog>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<OrleansEngine>>()));
        services.AddSingleton<OrleansEngine>();
        services.AddSingleton<ISpaceEngine>(s => s.GetRequiredService<OrleansEngine>());
        services.AddHostedService(s => s.GetRequiredService<OrleansEngine>());
    }

    /// <summary>No server lets clients of Orleans in (gateway port 0): people come through the web.</summary>
    private static void FindMembers(this ISiloBuilder silo, ClusterSettings settings, string? postgres, string? azure)
    {
        var port = settings.Port > 0 ? settings.Port : DefaultPort;
        if (settings.PrimaryToUse is { } primary)
        {
            silo.UseLocalhostClustering(port, gatewayPort: 0, primary, settings.Name, settings.Name);
        }
        else if (!string.IsNullOrEmpty(postgres))
        {
            silo.ConfigureEndpoints(settings.AddressToUse, port, gatewayPort: 0);
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", postgres));
            silo.Services.AddHostedService(_ => new MembershipTables(postgres));
        }
        else if (!string.IsNullOrEmpty(azure))
        {
            silo.ConfigureEndpoints(settings.AddressToUse, port, gatewayPort: 0);
            silo.UseAzureStorageClustering(options => options.TableServiceClient = new(azure));
        }
        else
        {
            silo.UseLocalhostClustering(settings.Port > 0 ? settings.Port : FreePort(), gatewayPort: 0, primarySiloEndpoint: null, settings.Name, settings.Name);
        }
    }

    /// <summary>
    /// With Orleans' own settings the spaces of a server that was killed stood still for 12 s. Here it is 2 to 4 s. Not shorter: a
    /// server that is declared dead ends itself, and a busy machine, or a pause for collecting garbage, must not look like death. So
    /// three probes have to be missed, and other servers are asked too (their votes count as soon as there are three servers).
    /// </summary>
    private static void NoticeTheDeadSoon(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        // After a power cut nobody is left to declare the others dead; whoever starts first waits for three of these.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        // News of members travel from one to the other at once; this is for those who missed them.
        options.TableRefreshTimeout = TimeSpan.FromSeconds(15);
    }

    private static int FreePort()
    {
        using var loopback = new TcpListener(IPAddress.Loopback, 0);
        loopback.Start();
        return ((IPEndPoint)loopback.LocalEndpoint).Port;
    }
}
