using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Board.Tests.Engines.Orleans;

/// <summary>
/// A server of a cluster ends while people write on another one: they see a pause, and nothing is lost or done twice
/// (SPEC.md, OP3, ENGINE6, ENGINE7).
/// </summary>
public sealed class DyingServerTests : IAsyncLifetime
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);
    private static readonly Person Teacher = Person.Of("adaeze", Role.Teacher);

    private TestCluster _cluster = null!;

    private MemorySpaceLog Log { get; } = new();

    public async Task InitializeAsync() => _cluster = await TestCluster.StartAsync(servers: 2, Log, TimeProvider.System);

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await Log.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_writes_while_the_owner_goes_sees_a_pause_and_nothing_is_lost(bool handedOver)
    {
        await OpenCycleOnTheOtherAsync();
        using var watched = await _cluster[0].OpenAsync(Cycle);
        await WriteAsync(1, 20);
        var going = handedOver ? _cluster.StopAsync(1) : _cluster.KillAsync(1);
        await WriteAsync(21, 60);
        await going.Soon();
        await WriteAsync(61, 80);
        Assert.Equal(82, await Log.HeadAsync(Cycle));
        Assert.Equal(82, watched.Feed.Committed.Sequence);
        Assert.False(watched.Feed.IsClosed);
        Assert.Equal(80, ((CycleState)watched.Feed.Committed.State).Notes["v1"].Text.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_was_on_a_server_that_goes_is_seen_no_more(bool handedOver)
    {
        await OpenCycleOnTheOtherAsync();
        using var here = await _cluster[0].OpenAsync(Cycle);
        using var there = await _cluster[1].OpenAsync(Cycle);
        there.Feed.Open(Teacher, "s2", "v1", at: 2, keep: false, (_, committed) => Tokens.Welcome("s2", committed.Sequence));
        there.Feed.Point(new Cursor("s2", Teacher.Id, "v1"));
        await UntilAsync(here.Feed, feed => feed.Here().Count == 1);
        var going = handedOver ? _cluster.StopAsync(1) : _cluster.KillAsync(1);
        await UntilAsync(here.Feed, feed => feed.Here().Count == 0);
        await going.Soon();
    }

    /// <summary>Two entries: a cycle with a visit, which lives on the second server.</summary>
    private async Task OpenCycleOnTheOtherAsync()
    {
        var grains = _cluster.GrainsOf(1);
        var space = grains.GetGrain<IClusteredSpace>(Cycle.ToString());
        RequestContext.Set(IPlacementDirector.PlacementHintKey, _cluster.AddressOf(1));
        foreach (SpaceOp op in new SpaceOp[] { new CycleOpened(Coach.Id, Teacher.Id, "Fractions"), new VisitAdded("v1", "Fractions", "Room 4B", null) })
        {
            var answer = await space.SubmitAsync(Cluster.Write(new Submission(Coach, SessionId.NewOneOff(), 0, 1, [op]))).Soon();
            Assert.Null(Cluster.Read<Answer>(answer).Refusal);
        }
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        Assert.Equal(_cluster.AddressOf(1), await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(space).AsTask().Soon());
    }

    /// <summary>Types letters on the first server, as a client does: what is refused for a moment is sent again.</summary>
    private async Task WriteAsync(int from, int to)
    {
        for (var number = from; number <= to; number++)
        {
            var submission = new Submission(Coach, "s1", number + 1, number, [new NotesEdit("v1", ChangeSet.Replace(number - 1, 0, 0, "a"))]);
            using var patience = new CancellationTokenSource(Patience.Limit);
            Answer answer;
            do answer = await _cluster[0].SubmitAsync(Cycle, submission, patience.Token);
            while (answer.Refusal is { Retry: true });
            Assert.Equal(number + 2, answer.Sequence);
        }
    }

    private static async Task UntilAsync(SpaceFeed feed, Predicate<SpaceFeed> holds)
    {
        while (true)
        {
            var changed = feed.PresenceChangedAsync();
            if (holds(feed)) return;
            await changed.Soon();
        }
    }
}
