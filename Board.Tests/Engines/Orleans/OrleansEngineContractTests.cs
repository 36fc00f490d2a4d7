using Board.Log;

namespace Board.Tests.Engines.Orleans;

/// <summary>Two servers of one installation, each with a silo of its own. Compiled only with <c>-p:GrainEngine=Orleans</c>.</summary>
public sealed class OrleansEngineContractTests : SpaceEngineContract
{
    private protected override async Task<Servers> StartAsync(ISpaceLog log, TimeProvider time)
    {
        var cluster = await TestCluster.StartAsync(servers: 2, log, time);
        return new Servers(cluster[0], cluster[1], cluster.StopAsync);
    }
}
