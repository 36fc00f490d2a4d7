using System.Text.Json.Nodes;
using Board.Log;
using Board.Spaces;

namespace Board.Tests.Convergence.Planted;

/// <summary>Says that an append is durable while it is still in memory, and loses that when the server dies.</summary>
internal sealed class StoreThatAcknowledgesTooEarly(ISpaceLog store) : PassThroughLog(store)
{
    private const int Kept = 5;

    private readonly List<ReadOnlyMemory<byte>> _tail = [];

    public void LosePower() => _tail.Clear();

    public override async Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default)
    {
        var durable = await base.HeadAsync(space, cancellation);
        if (durable + _tail.Count != extends) throw new LogMovedOnException(space, extends);
        _tail.AddRange(payloads);
        if (_tail.Count < Kept) return;
        await base.AppendAsync(space, durable, _tail, cancellation);
        _tail.Clear();
    }

    public override async ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
    {
        var durable = await base.HeadAsync(space, cancellation);
        var page = await base.ReadAsync(space, after, most, cancellation);
        var tail = _tail.Select((payload, index) => new LogEntry(durable + index + 1, payload)).Where(entry => entry.Sequence > after);
        return [.. page, .. tail.Take(most - page.Count)];
    }

    public override async ValueTask<long> HeadAsync(SpaceId space, CancellationToken cancellation = default) =>
        await base.HeadAsync(space, cancellation) + _tail.Count;
}

/// <summary>Appends at the end whatever the caller thinks the end is.</summary>
internal sealed class StoreWithoutFence(ISpaceLog store) : PassThroughLog(store)
{
    public override async Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default) =>
        await base.AppendAsync(space, await base.HeadAsync(space, cancellation), payloads, cancellation);
}

/// <summary>Lets some appends fail after it has said that they are done, so that the grain has published what is not there.</summary>
internal sealed class StoreThatFailsAfterwards(ISpaceLog store) : PassThroughLog(store)
{
    private int _appends;

    public override Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default) =>
        ++_appends % 40 == 0 ? Task.CompletedTask : base.AppendAsync(space, extends, payloads, cancellation);
}

/// <summary>Keeps snapshots without how far each session had come.</summary>
internal sealed class StoreThatForgetsSessions(ISpaceLog store) : PassThroughLog(store)
{
    public override async ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default)
    {
        if (await base.LoadSnapshotAsync(space, cancellation) is not { } snapshot) return null;
        var json = JsonNode.Parse(snapshot.Payload.Span)!;
        json["sessions"] = new JsonObject();
        return snapshot with { Payload = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }
}

/// <summary>Takes a snapshot for one entry newer than it is.</summary>
internal sealed class StoreThatMisplacesSnapshots(ISpaceLog store) : PassThroughLog(store)
{
    public override async ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default) =>
        await base.LoadSnapshotAsync(space, cancellation) is { } snapshot && snapshot.Sequence < await HeadAsync(space, cancellation)
            ? snapshot with { Sequence = snapshot.Sequence + 1 }
            : null;
}
