using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;

namespace Board.Tests.Engines;

/// <summary>
/// What every engine promises (SPEC.md, ENGINE1 to ENGINE6, and the rules named beside them), told of two servers of one
/// installation. Where there is only one server it is both.
/// </summary>
public abstract partial class SpaceEngineContract : IAsyncLifetime
{
    private Servers _servers = null!;

    internal MemorySpaceLog Store { get; } = new();

    internal ManualTime Time { get; } = new();

    /// <summary>Starts an installation on a log. Called again, with the same log, after it was stopped.</summary>
    private protected abstract Task<Servers> StartAsync(ISpaceLog log, TimeProvider time);

    public async Task InitializeAsync() => _servers = await StartAsync(Store, Time);

    public async Task DisposeAsync()
    {
        await _servers.StopAsync().Soon();
        await Store.DisposeAsync();
    }

    [Fact]
    public async Task A_submission_is_answered_when_it_is_durable_and_then_seen_where_it_was_handed_in()
    {
        await OpenCycleAsync();
        for (var number = 1; number <= 20; number++)
        {
            var server = number % 2 == 0 ? _servers.One : _servers.Other;
            var answer = await EditAsync(server, Coach, "s1", number + 2, number, ChangeSet.Replace(number - 1, 0, 0, "a"));
            Assert.Equal(number + 3, answer.Sequence);
            Assert.True(await Store.HeadAsync(Cycle) >= answer.Sequence);
            using var lease = await server.OpenAsync(Cycle);
            Assert.True(lease.Feed.Committed.Sequence >= answer.Sequence);
        }
    }

    [Fact]
    public async Task What_the_server_itself_does_it_may_do_through_every_server_and_nobody_can_be_added_who_passes_for_it()
    {
        foreach (var (server, number, op) in new (ISpaceEngine, int, SpaceOp)[]
        {
            (_servers.One, 1, new DistrictFounded("Region 3", IsDemo: false)),
            (_servers.Other, 2, new PersonAdded("dana", "Dana", [Role.Administrator], null)),
        })
        {
            Assert.Null((await server.SubmitAsync(DistrictSpace.Id, new Submission(Person.System, "s1", 0, number, [op])).Soon()).Refusal);
        }
        var dana = Person.Of("dana", Role.Administrator);
        Assert.NotNull((await _servers.One.SubmitAsync(DistrictSpace.Id, new Submission(dana, "s2", 0, 1, [new PersonAdded(Person.System.Id, "Sam", [Role.Coach], null)])).Soon()).Refusal);
    }

    [Fact]
    public async Task An_unknown_space_answers_as_one_whose_door_is_closed()
    {
        await OpenCycleAsync();
        var stranger = Person.Of("mallory", Role.Administrator);
        var closed = await EditAsync(_servers.One, stranger, "s1", 3, 1, ChangeSet.Replace(0, 0, 0, "a"));
        foreach (var unknown in new[] { new SpaceId("cycle", "none"), new SpaceId("nonsense", "c1") })
        {
            var answer = await _servers.Other.SubmitAsync(unknown, new Submission(stranger, "s1", 0, 1, [Edit("a")])).Soon();
            Assert.Equal("closed-door", answer.Refusal?.Code);
            Assert.Equal(closed, answer);
        }
        await Assert.ThrowsAsync<ArgumentException>(() => _servers.One.OpenAsync(new SpaceId("nonsense", "c1")).AsTask().Soon());
    }

    [Fact]
    public async Task What_is_handed_in_everywhere_at_once_gets_one_order_and_every_reader_gets_it_in_that_order_once()
    {
        await OpenCycleAsync();
        await using var here = await ReadAsync(_servers.One, Coach, at: 3, keep: true);
        await using var there = await ReadAsync(_servers.Other, Teacher, at: 3, keep: true);
        const int writers = 6, edits = 30;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var server = writer % 2 == 0 ? _servers.One : _servers.Other;
            // Each says all that it has written every time, as a client that never hears back.
            for (var count = 1; count <= edits; count++)
                Assert.Null((await EditAsync(server, Coach, $"w{writer}", 3, 1, [.. Enumerable.Range(0, count).Select(length => ChangeSet.Replace(length, 0, 0, "a"))])).Refusal);
        }))).Soon();

        var entries = await here.EntriesAsync(writers * edits);
        Assert.Equal(Enumerable.Range(4, writers * edits), entries.Select(entry => (int)entry.Sequence));
        Assert.Equal(entries.Select(Told), (await there.EntriesAsync(writers * edits)).Select(Told));
        foreach (var session in entries.GroupBy(entry => entry.Session))
            Assert.Equal(Enumerable.Range(1, edits), session.Select(entry => entry.Number));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_wherever_it_comes_and_after_a_restart()
    {
        await OpenCycleAsync();
        var first = await EditAsync(_servers.One, Coach, "s1", 3, 1, ChangeSet.Replace(0, 0, 0, "abc"));
        await EditAsync(_servers.Other, Teacher, "s2", 4, 1, ChangeSet.Replace(3, 0, 0, "X"));
        Assert.Equal(first, await EditAsync(_servers.Other, Coach, "s1", 3, 1, ChangeSet.Replace(0, 0, 0, "abc")));
        await _servers.StopAsync().Soon();
        _servers = await StartAsync(Store, Time);
        Assert.Equal(first, await EditAsync(_servers.One, Coach, "s1", 3, 1, ChangeSet.Replace(0, 0, 0, "abc")));
        Assert.Equal(5, await Store.HeadAsync(Cycle));
        Assert.Equal("Xabc", await TextAsync(_servers.Other));
    }

    [Fact]
    public async Task A_reader_gets_a_welcome_a_snapshot_and_then_what_happens()
    {
        await OpenCycleAsync();
        await EditAsync(_servers.One, Coach, "s1", 3, 1, ChangeSet.Replace(0, 0, 0, "abc"));
        await SeenAsync(_servers.Other, 4);
        await using var reader = await ReadAsync(_servers.Other, Teacher, at: null);
        Assert.Equal("abc", Assert.IsType<LiveFrame.Snapshot>(await reader.NextAsync()).Notes.Text.ToString());
        await EditAsync(_servers.One, Coach, "s1", 4, 2, ChangeSet.Replace(3, 3, 3, "d"));
        var entry = Assert.Single(await reader.EntriesAsync(1));
        Assert.Equal((5, Coach.Id, "s1", 2), (entry.Sequence, entry.By, entry.Session, entry.Number));
    }

    [Fact]
    public async Task A_refusal_is_a_value_with_all_its_words()
    {
        await OpenCycleAsync();
        foreach (var server in new[] { _servers.One, _servers.Other })
        {
            var answer = await EditAsync(server, Coach, "s1", 3, number: 7, ChangeSet.Replace(0, 0, 0, "a"));
            Assert.Equal(("out-of-step", false, 0), (answer.Refusal!.Code, answer.Refusal.Retry, answer.Sequence));
            Assert.Contains("reload the page", answer.Refusal.Message, StringComparison.Ordinal);
        }
        Assert.Equal(3, await Store.HeadAsync(Cycle));
    }

    /// <summary>LIVE5: the clock stands still here, so no server waits for anything between the durable op and the closed door.</summary>
    [Fact]
    public async Task Whoever_loses_access_gets_the_closed_door_and_nothing_after_it()
    {
        await OpenCycleAsync();
        await using var here = await ReadAsync(_servers.One, Guest, at: 3, keep: true);
        await using var there = await ReadAsync(_servers.Other, Guest, at: 3, keep: true);
        await DoAsync(_servers.One, new GuestDismissed(Guest.Id));
        await DoAsync(_servers.Other, new GoalSet("Not for guests"));
        foreach (var reader in new[] { here, there })
        {
            LiveFrame frame;
            while ((frame = await reader.NextAsync()) is LiveFrame.Ops ops) Assert.DoesNotContain(ops.Entries, entry => entry.Op is GoalSet);
            Assert.Equal("closed-door", Assert.IsType<LiveFrame.Closed>(frame).Code);
            Assert.True(await reader.HasEndedAsync());
        }
    }

    /// <summary>LIVE5, for the pages around the notes; the clock stands still.</summary>
    [Fact]
    public async Task A_page_of_whoever_loses_access_ends_on_every_server()
    {
        await OpenCycleAsync();
        foreach (var server in new[] { _servers.One, _servers.Other })
        {
            await DoAsync(_servers.One, new GuestAdmitted(Guest.Id, GuestRole.Viewer));
            await SeenAsync(server, await Store.HeadAsync(Cycle));
            await using var page = new SpaceDoor(server).FollowAsync<CycleState>(Cycle, Guest).GetAsyncEnumerator();
            Assert.True(await page.MoveNextAsync().AsTask().Soon());
            await DoAsync(_servers.One, new GuestDismissed(Guest.Id));
            Assert.False(await page.MoveNextAsync().AsTask().Soon());
        }
    }

    [Fact]
    public async Task A_reader_too_far_behind_begins_anew_unless_it_holds_work()
    {
        await OpenCycleAsync();
        await using var slow = await ReadAsync(_servers.Other, Coach, at: 3, keep: false);
        for (var number = 1; number <= 2_100; number += 500)
        {
            var count = Math.Min(500, 2_101 - number);
            var edits = Enumerable.Range(number - 1, count).Select(length => ChangeSet.Replace(length, 0, 0, "a"));
            Assert.Null((await EditAsync(_servers.One, Coach, "s1", number + 2, number, [.. edits])).Refusal);
        }
        await SeenAsync(_servers.Other, 2_103);
        Assert.Equal(2_103, Assert.IsType<LiveFrame.Resync>(await slow.NextAsync()).Head);
        Assert.True(await slow.HasEndedAsync());
        await using var holding = await ReadAsync(_servers.Other, Coach, at: 3, keep: true);
        Assert.Equal(Enumerable.Range(4, 2_100), (await holding.EntriesAsync(2_100)).Select(entry => (int)entry.Sequence));
    }
}
