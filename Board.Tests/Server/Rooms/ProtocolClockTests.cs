using System.Collections.Immutable;
using Board.Engines;
using Board.Log;
using Board.Server.Rooms;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Protocol;
using Board.Tests.Engines;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Server.Rooms;

/// <summary>Protocols that run by themselves (SPEC.md, PROT6).</summary>
public sealed class ProtocolClockTests : IAsyncDisposable
{
    private static readonly SpaceId Workshop = new("workshop", "w");
    private static readonly Person Lena = Person.Of("lena", Role.Coach);

    private readonly ManualTime _time = new();
    private readonly DateTimeOffset _began;
    private readonly EmbeddedEngine _engine;
    private readonly SpaceDoor _door;
    private readonly ProtocolClock _clock;

    public ProtocolClockTests()
    {
        _began = _time.GetUtcNow();
        _engine = new EmbeddedEngine(new MemorySpaceLog(), _time, NullLogger<EmbeddedEngine>.Instance);
        _door = new SpaceDoor(_engine);
        _clock = new ProtocolClock(_door, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _clock.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task PROT6_The_next_phase_begins_when_the_time_of_one_is_over_and_the_last_one_ends_it()
    {
        await BeginAsync(runsByItself: true);
        _time.Move(TimeSpan.FromSeconds(59));
        _time.Move(TimeSpan.FromSeconds(1));
        await BecomesAsync("two", after: TimeSpan.FromSeconds(60));
        _time.Move(TimeSpan.FromSeconds(120));
        await BecomesAsync(null);
    }

    [Fact]
    public async Task PROT6_More_time_is_waited_for_and_a_pause_holds_it()
    {
        await BeginAsync(runsByItself: true);
        await DoesAsync(new TimerExtended(60_000));
        _time.Move(TimeSpan.FromSeconds(100));
        await DoesAsync(new TimerPaused());
        _time.Move(TimeSpan.FromHours(1));
        await DoesAsync(new TimerResumed());
        _time.Move(TimeSpan.FromSeconds(20));
        await BecomesAsync("two", after: TimeSpan.FromSeconds(120) + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task PROT6_One_that_does_not_run_by_itself_waits_for_whoever_leads()
    {
        await BeginAsync(runsByItself: false);
        _time.Move(TimeSpan.FromHours(1));
        await DoesAsync(new PhaseBegun("p1", "two"));
        await BecomesAsync("two", after: TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task PROT6_A_server_that_comes_back_goes_on_where_the_time_has_come_to()
    {
        await BeginAsync(runsByItself: true, look: false);
        _time.Move(TimeSpan.FromMinutes(5));
        _clock.Look(Workshop);
        await BecomesAsync("two", after: TimeSpan.FromMinutes(5));
    }

    private async Task BeginAsync(bool runsByItself, bool look = true)
    {
        ImmutableArray<Phase> phases =
        [
            new("one", "Think", 60, "Write.", "", PhaseGround.Wall, true, PhaseWriters.Everyone, PhaseTiming.Proposed),
            new("two", "Share", 120, "Talk.", "", PhaseGround.Talk, false, PhaseWriters.Nobody, PhaseTiming.Proposed),
        ];
        foreach (var op in new SpaceOp[]
        {
            new WorkshopFounded("Systems", [new(2026, 3, 2)]), new ActivityAdded("p1", ActivityKind.Protocol, "Think, share", 0, 3),
            new ProtocolSet("p1", "Think, share", "", phases, runsByItself), new ActivityBegun("p1"), new PhaseBegun("p1", "one"),
        })
        {
            Assert.Null((await _door.DoAsync(Workshop, Lena, op)).Refusal);
        }
        if (look) _clock.Look(Workshop);
    }

    private async Task DoesAsync(SpaceOp op)
    {
        Assert.Null((await _door.DoAsync(Workshop, Lena, op)).Refusal);
        _clock.Look(Workshop);
    }

    /// <param name="after">How long after the beginning the phase begins at the earliest; one of two minutes.</param>
    private async Task BecomesAsync(string? phase, TimeSpan? after = null)
    {
        using var lease = await _engine.OpenAsync(Workshop);
        while (State().Protocols["p1"].Current != phase) await lease.Feed.ChangedAsync(lease.Feed.Committed.Sequence).WaitAsync(TimeSpan.FromSeconds(20));
        if (after is { } earliest) Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(State().Timer!.EndsAt - 120_000), _began + earliest, DateTimeOffset.MaxValue);

        WorkshopState State() => (WorkshopState)lease.Feed.Committed.State;
    }
}
