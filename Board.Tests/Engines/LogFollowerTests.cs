using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Tests.Convergence;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Engines;

/// <summary>What a server's readers see of what another server has written to the same log (SPEC.md, LOG8).</summary>
public sealed class LogFollowerTests : IAsyncDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);

    private readonly MemorySpaceLog _store = new();
    private readonly AnnouncingLog _log;
    private readonly EmbeddedEngine _here;
    private readonly EmbeddedEngine _elsewhere;
    private int _number;

    public LogFollowerTests()
    {
        _log = new AnnouncingLog(_store);
        _here = new EmbeddedEngine(_log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
        _elsewhere = new EmbeddedEngine(_store, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _elsewhere.DisposeAsync();
        Assert.Null(_log.Observer);
    }

    [Fact]
    public async Task LOG8_readers_see_what_another_server_wrote_when_the_news_comes()
    {
        using var lease = await OpenAsync();
        var changed = lease.Feed.ChangedAsync(1);
        await DoAsync(_elsewhere, new GoalSet("More talk among students"));
        Assert.False(changed.IsCompleted);
        _log.Observer!.Appended(Cycle, 2);
        await changed.Soon();
        Assert.Equal("More talk among students", Goal(lease));
    }

    [Fact]
    public async Task LOG8_news_that_is_late_twice_or_of_nobody_s_space_changes_nothing()
    {
        using var lease = await OpenAsync();
        await DoAsync(_elsewhere, new GoalSet("One"));
        await DoAsync(_elsewhere, new GoalSet("Two"));
        _log.Observer!.Appended(Cycle, 3);
        _log.Observer.Appended(Cycle, 2);
        _log.Observer.Appended(Cycle, 3);
        _log.Observer.Appended(new SpaceId("cycle", "c2"), 9);
        await lease.Feed.ChangedAsync(2).Soon();
        await DoAsync(_here, new GoalSet("Three"));
        Assert.Equal((4L, "Three"), (lease.Feed.Committed.Sequence, Goal(lease)));
        Assert.Equal(1, _here.Count);
    }

    [Fact]
    public async Task LOG8_after_a_gap_every_space_at_hand_is_brought_up_to_date()
    {
        using var lease = await OpenAsync();
        await DoAsync(_elsewhere, new GoalSet("Written while nobody listened"));
        _log.Observer!.Missed();
        await lease.Feed.ChangedAsync(1).Soon();
        Assert.Equal("Written while nobody listened", Goal(lease));
    }

    [Fact]
    public async Task LOG8_news_is_followed_until_the_store_can_be_read()
    {
        using var lease = await OpenAsync();
        await DoAsync(_elsewhere, new GoalSet("Late"));
        _log.ReadsUntilFault = 0;
        _log.Observer!.Appended(Cycle, 2);
        await lease.Feed.ChangedAsync(1).Soon();
        Assert.True(_log.ReadsUntilFault < 0);
        Assert.Equal("Late", Goal(lease));
    }

    [Fact]
    public async Task A_space_that_another_server_deleted_is_dropped_and_can_begin_anew()
    {
        using (var lease = await OpenAsync())
        {
            var changed = lease.Feed.ChangedAsync(1);
            await _store.DeleteAsync(Cycle);
            _log.Observer!.Deleted(Cycle);
            await changed.Soon();
            Assert.True(lease.Feed.IsClosed);
        }
        await _elsewhere.DeactivateAsync(Cycle);
        await DoAsync(_here, new CycleOpened(Coach.Id, "adaeze", "Decimals"));
        Assert.Equal(1, await _store.HeadAsync(Cycle));
    }

    [Fact]
    public async Task A_space_that_was_deleted_during_a_gap_is_dropped()
    {
        using var lease = await OpenAsync();
        var changed = lease.Feed.ChangedAsync(1);
        await _store.DeleteAsync(Cycle);
        _log.Observer!.Missed();
        await changed.Soon();
        Assert.True(lease.Feed.IsClosed);
    }

    /// <summary>A cycle that was opened at the other server, as a reader at this one has it open.</summary>
    private async Task<SpaceLease> OpenAsync()
    {
        await DoAsync(_elsewhere, new CycleOpened(Coach.Id, "adaeze", "Fractions"));
        return await _here.OpenAsync(Cycle);
    }

    private static string Goal(SpaceLease lease) => ((CycleState)lease.Feed.Committed.State).Goal;

    private async Task DoAsync(EmbeddedEngine engine, SpaceOp op)
    {
        var answer = await engine.SubmitAsync(Cycle, new Submission(Coach, $"s{++_number}", 0, 1, [op])).Soon();
        Assert.Null(answer.Refusal);
    }
}
