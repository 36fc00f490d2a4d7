using Board.Engines;
using Board.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Engines;

public sealed class EmbeddedEngineContractTests : SpaceEngineContract
{
    private protected override Task<Servers> StartAsync(ISpaceLog log, TimeProvider time)
    {
        var engine = new EmbeddedEngine(log, time, NullLogger<EmbeddedEngine>.Instance);
        return Task.FromResult(new Servers(engine, engine, () => engine.DisposeAsync().AsTask()));
    }
}
