using Board.Grains;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;

namespace Board.Tests.Engines;

/// <summary>How spaces come to life and end, and who is in them.</summary>
public abstract partial class SpaceEngineContract
{
    [Fact]
    public async Task A_lease_keeps_a_space_at_hand_and_without_one_it_goes_and_comes_back_as_it_was()
    {
        await OpenCycleAsync();
        var lease = await _servers.Other.OpenAsync(Cycle);
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.False(lease.Feed.IsClosed);
        await EditAsync(_servers.Other, Coach, "s1", 3, 1, ChangeSet.Replace(0, 0, 0, "abc"));
        Assert.Equal(4, lease.Feed.Committed.Sequence);
        var dropped = lease.Feed.ChangedAsync(4);
        lease.Dispose();
        await PassAsync(TimeSpan.FromMinutes(10));
        await dropped.Soon();
        Assert.True(lease.Feed.IsClosed);
        Assert.Equal("abc", await TextAsync(_servers.Other));
    }

    [Fact]
    public async Task A_space_that_is_dropped_everywhere_tells_its_readers_to_come_back()
    {
        await OpenCycleAsync();
        await using var here = await ReadAsync(_servers.One, Coach, at: 3, keep: true);
        await using var there = await ReadAsync(_servers.Other, Teacher, at: 3, keep: true);
        await _servers.One.DeactivateAsync(Cycle).Soon();
        foreach (var reader in new[] { here, there })
        {
            Assert.Equal("restarting", Assert.IsType<LiveFrame.Closed>(await reader.NextAsync()).Code);
            Assert.True(await reader.HasEndedAsync());
        }
        var answer = await EditAsync(_servers.Other, Coach, "s1", 3, 1, ChangeSet.Replace(0, 0, 0, "abc"));
        Assert.Equal(4, answer.Sequence);
        Assert.Equal("abc", await TextAsync(_servers.Other));
    }

    [Fact]
    public async Task A_space_whose_log_was_deleted_begins_anew()
    {
        await OpenCycleAsync();
        await using var reader = await ReadAsync(_servers.Other, Coach, at: 3, keep: true);
        await Store.DeleteAsync(Cycle);
        await _servers.One.DeactivateAsync(Cycle).Soon();
        Assert.IsType<LiveFrame.Closed>(await reader.NextAsync());
        using var lease = await _servers.Other.OpenAsync(Cycle);
        Assert.Equal(0, lease.Feed.Committed.Sequence);
    }

    [Fact]
    public async Task Stopping_finishes_what_was_handed_in_and_refuses_the_rest_for_a_moment()
    {
        await OpenCycleAsync();
        await using var reader = await ReadAsync(_servers.Other, Coach, at: 3, keep: true);
        var handed = Enumerable.Range(0, 50).Select(writer => EditAsync(_servers.One, Coach, $"w{writer}", 3, 1, ChangeSet.Replace(0, 0, 0, "a"))).ToList();
        await _servers.StopAsync().Soon();
        foreach (var answer in await Task.WhenAll(handed).Soon()) Assert.True(answer.Refusal is null or { Retry: true }, answer.Refusal?.Code);
        var accepted = handed.Count(answer => answer.Result.Accepted);
        Assert.Equal(3 + accepted, await Store.HeadAsync(Cycle));
        var late = await EditAsync(_servers.One, Coach, "late", 3, 1, ChangeSet.Replace(0, 0, 0, "a"));
        Assert.Equal(("restarting", true), (late.Refusal!.Code, late.Refusal.Retry));
        LiveFrame frame;
        do frame = await reader.NextAsync();
        while (frame is LiveFrame.Ops);
        Assert.Equal("restarting", Assert.IsType<LiveFrame.Closed>(frame).Code);
    }

    [Fact]
    public async Task Who_is_there_and_where_is_seen_on_every_server_and_never_logged()
    {
        await OpenCycleAsync();
        using var here = await _servers.One.OpenAsync(Cycle);
        using var there = await _servers.Other.OpenAsync(Cycle);
        await using var coach = await ReadAsync(_servers.One, Coach, at: 3);
        await using var teacher = await ReadAsync(_servers.Other, Teacher, at: 3);
        var (coachAt, teacherAt) = (new Cursor(coach.Session, Coach.Id, "v1", 0, 0, 3), new Cursor(teacher.Session, Teacher.Id, "v1"));
        coach.Feed.Point(coachAt);
        teacher.Feed.Point(teacherAt);
        await HereAsync(there.Feed, coachAt, teacherAt);
        await HereAsync(here.Feed, coachAt, teacherAt);
        coach.Feed.Point(coachAt with { Head = 2 });
        await HereAsync(there.Feed, coachAt with { Head = 2 }, teacherAt);
        await teacher.DisposeAsync();
        await HereAsync(here.Feed, coachAt with { Head = 2 });
        Assert.Equal(3, await Store.HeadAsync(Cycle));
    }

    /// <summary>Waits until these, and nobody else, are there.</summary>
    private async Task HereAsync(SpaceFeed feed, params Cursor[] expected)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            var changed = feed.PresenceChangedAsync();
            if (feed.Here().ToHashSet().SetEquals(expected)) return;
            Time.Move(TimeSpan.FromMilliseconds(100)); // positions are told ten times a second
            await Task.WhenAny(changed, Task.Delay(10, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Lets time go by in steps, so that whatever waits for it gets its turns.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(10))
        {
            Time.Move(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
    }
}
