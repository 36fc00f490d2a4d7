using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Tests.Convergence;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Grains;

/// <summary>A replay that follows a space that another server owns (SPEC.md, ENGINE2).</summary>
public sealed class SpaceReplayTests
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly SpaceKind Kind = SpaceKinds.Of(Cycle)!;
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);

    private readonly SpaceReplay _replay;
    private readonly SpaceFeed _feed;

    public SpaceReplayTests()
    {
        _replay = new SpaceReplay(Cycle, Kind, Log);
        _feed = new SpaceFeed(Kind, _replay.Committed, TimeProvider.System, _replay.ReadAsync, _ => { });
    }

    private MemorySpaceLog Log { get; } = new();

    [Fact]
    public async Task What_comes_twice_is_folded_once()
    {
        var entries = await WriteAsync(6);
        _replay.Follow(_feed, 0, entries[..4]);
        _replay.Follow(_feed, 1, entries[1..3]);
        _replay.Follow(_feed, 2, entries[2..]);
        Assert.Equal(6, _feed.Committed.Sequence);
        Assert.Equal(Enumerable.Range(1, 6), _feed.News(0, out _).Select(entry => (int)entry.Entry.Sequence));
    }

    [Fact]
    public async Task What_comes_after_a_gap_waits_for_the_log()
    {
        var entries = await WriteAsync(6);
        _replay.Follow(_feed, 0, entries[..2]);
        _replay.Follow(_feed, 4, entries[4..]);
        Assert.Equal(2, _feed.Committed.Sequence);
        await _replay.CatchUpAsync(_feed);
        Assert.Equal(6, _feed.Committed.Sequence);
        Assert.Equal(Enumerable.Range(1, 6), _feed.News(0, out var head).Select(entry => (int)entry.Entry.Sequence));
        Assert.Equal(6, head);
    }

    [Fact]
    public async Task What_can_not_be_read_is_told_and_what_came_before_it_is_shown()
    {
        var entries = await WriteAsync(3);
        Assert.Throws<LogDamagedException>(() => _replay.Follow(_feed, 0, [entries[0], entries[2]]));
        Assert.Equal(1, _feed.Committed.Sequence);
    }

    /// <summary>Another server writes.</summary>
    private async Task<ReadOnlyMemory<byte>[]> WriteAsync(int count)
    {
        await using var owner = await SpaceGrain.ActivateAsync(Cycle, Kind, Log, TimeProvider.System, NullLogger.Instance, default);
        for (var number = 1; number <= count; number++)
        {
            SpaceOp op = number == 1 ? new CycleOpened(Coach.Id, "adaeze", "Fractions") : new VisitAdded($"v{number}", "Fractions", "Room 4B", null);
            Assert.Null((await owner.SubmitAsync(new Submission(Coach, SessionId.NewOneOff(), 0, 1, [op])).Soon()).Refusal);
        }
        return [.. (await Log.ReadAsync(Cycle, 0, count)).Select(entry => entry.Payload)];
    }
}
