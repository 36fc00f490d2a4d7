using System.Text.Json;
using Board.Log;
using Board.Spaces;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Board.Engines;

/// <summary>What a server of a cluster needs: its colleagues, the log that all of them share, a clock.</summary>
internal sealed record Cluster(IGrainFactory Grains, ISiloStatusOracle Servers, ISpaceLog Log, TimeProvider Time, ILogger Logger)
{
    /// <summary>The JSON of the log and the wire.</summary>
    public static ReadOnlyMemory<byte> Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, SpaceJson.Options);

    public static T Read<T>(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<T>(json.Span, SpaceJson.Options)!;
}
