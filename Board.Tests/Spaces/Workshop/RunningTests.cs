using Board.Spaces;
using Board.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Spaces.Workshop;

/// <summary>Running a room: its code, the signal, the timer, and calling everybody (SPEC.md, SHOP9, SIGN1 to SIGN3).</summary>
public sealed class RunningTests
{
    private const string Secret = "abcdefghijklmnopqrstuvwx";

    private readonly Room _room = new();

    private RoomTimer Timer => _room.State.Timer!;

    private RoomState AtServer(SpaceOp op, Person? person = null)
    {
        var context = new OpContext(person ?? Person.System, "s", DateTimeOffset.FromUnixTimeMilliseconds(_room.Now), 1_000);
        return Space.Policy(_room.State, op, context) is { } refusal ? new(null, refusal.Code)
            : Space.Apply(_room.State, op, context) is { Accepted: true } outcome ? new((WorkshopState)outcome.State!, null)
            : new(null, Space.Apply(_room.State, op, context).Refusal!.Code);
    }

    private sealed record RoomState(WorkshopState? State, string? Refused);

    [Theory]
    [InlineData("K7M4QX", Secret, null)]
    [InlineData("K7M4Q", Secret, "malformed")]
    [InlineData("K7M4QA", Secret, "malformed")] // a vowel
    [InlineData("K7M4Q1", Secret, "malformed")] // looks like an l
    [InlineData("k7m4qx", Secret, "malformed")]
    [InlineData("K7M4QX", "short", "malformed")]
    [InlineData("K7M4QX", "abcdefghijklmnopqrstuvw#", "malformed")]
    public void SHOP9_A_code_is_six_plain_characters_and_a_longer_secret(string code, string secret, string? expected)
    {
        var issued = AtServer(new RoomCodeIssued(code, secret));
        Assert.Equal(expected, issued.Refused);
        Assert.Equal(expected is null ? new RoomCode(code, secret) : null, issued.State?.Code);
    }

    [Fact]
    public void SHOP9_Only_the_server_issues_a_code_and_the_end_of_the_workshop_takes_it_away()
    {
        Assert.Equal("not-allowed", _room.Tries(Facilitator, new RoomCodeIssued("K7M4QX", Secret)));
        Assert.Equal("closed-door", AtServer(new SignalGiven(null)).Refused);
        var ended = Space.Apply(AtServer(new RoomCodeIssued("K7M4QX", Secret)).State!, new WorkshopEnded(true), new OpContext(Of(Facilitator), "s", DateTimeOffset.UnixEpoch, 1));
        Assert.Null(((WorkshopState)ended.State!).Code);
        _room.Does(Facilitator, new WorkshopEnded(true));
        Assert.Equal("ended", AtServer(new RoomCodeIssued("K7M4QX", Secret)).Refused);
    }

    [Fact]
    public void SHOP9_The_code_is_shown_to_those_who_lead_and_to_screens()
    {
        var state = AtServer(new RoomCodeIssued("K7M4QX", Secret)).State!;
        var entry = new Entry(1_000, DateTimeOffset.UnixEpoch, "system", "s", 1, new RoomCodeIssued("K7M4QX", Secret));
        foreach (var (who, sees) in (ReadOnlySpan<(string, bool)>)[(Facilitator, true), (Co, true), (Screen, true), (Ana, false), (Waits, false), ("archive", false)])
        {
            var audience = _room.AudienceOf(who)!;
            Assert.Equal(sees, ((WorkshopState)Space.View(state, audience)).Code is not null);
            Assert.Equal(sees, Space.ViewEntry(state, entry, audience) is not null);
        }
        Assert.Equal("K7M4QX", Assert.IsType<RoomTold>(Space.ViewOp(state, entry, _room.AudienceOf(Screen)!)).Room.Code!.Code);
        Assert.Equal("K7M 4QX", RoomCode.Shown("K7M4QX"));
    }

    [Fact]
    public void SHOP6_When_the_workshop_is_over_nothing_runs_on()
    {
        var room = _room.Does(Facilitator, new SignalGiven(Signal.GroupTask), new TimerStarted(60_000), new EveryoneCalled(true), new WorkshopEnded(true)).State;
        Assert.Equal((null, null, null), (room.Signal, room.Timer, room.Call));
        Assert.Equal(TheWall, _room.Does(Facilitator, new WorkshopEnded(false)).State.Current); // it goes on where it was
    }

    [Fact]
    public void SIGN1_One_signal_at_a_time_and_each_has_words()
    {
        foreach (var signal in Enum.GetValues<Signal>())
        {
            Assert.Equal(signal, _room.Does(Co, new SignalGiven(signal)).Seen(Ana).Signal);
            Assert.NotEqual("", Signals.Of(signal).Meaning);
        }
        Assert.Equal(7, Signals.All.Length);
        var before = _room.State;
        Assert.Same(before, _room.Does(Co, new SignalGiven(Signal.Network)).State);
        Assert.Equal(Signal.Network, _room.TakesBack(Co, new SignalGiven(null)).State.Signal);
    }

    [Fact]
    public void SIGN2_The_timer_runs_by_the_servers_clock()
    {
        var at = _room.Now;
        _room.Does(Facilitator, new TimerStarted(420_000));
        Assert.Equal((new RoomTimer(420_000, at + 420_000), 232_000), (Timer, Timer.LeftAt(at + 188_000)));
        Assert.Equal(0, Timer.LeftAt(at + 500_000));
        at = _room.Now;
        Assert.Equal(new RoomTimer(60_000, at + 60_000), _room.Does(Co, new TimerStarted(60_000)).State.Timer); // anew
        Assert.Null(_room.Does(Co, new TimerStopped()).State.Timer);
    }

    [Fact]
    public void SIGN2_A_timer_is_given_more_time_or_less_and_never_less_than_none()
    {
        _room.Does(Facilitator, new TimerStarted(420_000));
        var ends = Timer.EndsAt;
        Assert.Equal(new RoomTimer(480_000, ends + 60_000), _room.Does(Facilitator, new TimerExtended(60_000)).State.Timer);
        Assert.Equal(new RoomTimer(450_000, ends + 30_000), _room.Does(Facilitator, new TimerExtended(-30_000)).State.Timer);
        var now = _room.Now;
        Assert.Equal(now, _room.Does(Facilitator, new TimerExtended(-10_000_000)).State.Timer!.EndsAt);
        now = _room.Now;
        Assert.Equal(now + 60_000, _room.Does(Facilitator, new TimerExtended(60_000)).State.Timer!.EndsAt); // from now, not from when it ran out
    }

    [Fact]
    public void SIGN2_A_paused_timer_keeps_what_is_left()
    {
        _room.Does(Facilitator, new TimerStarted(60_000));
        var left = Timer.EndsAt - _room.Now;
        _room.Does(Facilitator, new TimerPaused());
        var paused = _room.State;
        Assert.Same(paused, _room.Does(Co, new TimerPaused()).State);
        Assert.Equal((left, left), (Timer.PausedLeft, Timer.LeftAt(_room.Now + 1_000_000)));
        _room.Does(Facilitator, new TimerExtended(60_000));
        Assert.Equal((left + 60_000, 120_000), (Timer.PausedLeft, Timer.Length));
        var now = _room.Now;
        _room.Does(Facilitator, new TimerResumed());
        Assert.Equal((null, now + left + 60_000), (Timer.PausedLeft, Timer.EndsAt));
        var running = _room.State;
        Assert.Same(running, _room.Does(Co, new TimerResumed()).State);
    }

    [Fact]
    public void A_timer_is_taken_back_as_far_as_time_can_be()
    {
        Assert.Null(_room.TakesBack(Facilitator, new TimerStarted(60_000)).State.Timer);
        _room.Does(Facilitator, new TimerStarted(60_000));
        var before = _room.State.Timer;
        Assert.Equal(before, _room.TakesBack(Facilitator, new TimerExtended(30_000)).State.Timer);
        Assert.False(_room.TakesBack(Facilitator, new TimerPaused()).State.Timer!.IsPaused);
        Assert.Null(Space.Inverse(_room.State, new TimerStarted(1_000)));
        Assert.Null(Space.Inverse(_room.State, new TimerStopped()));
    }

    [Fact]
    public void SIGN3_Everybody_is_called_to_where_the_room_is_and_each_call_is_another_one()
    {
        _room.Does(Facilitator, new EveryoneCalled(false));
        var first = _room.State.Call!;
        Assert.Equal((TheWall, false), (first.Activity, first.Locked));
        _room.Does(Facilitator, new CallEnded());
        Assert.Null(_room.State.Call);
        Assert.True(_room.Does(Facilitator, new EveryoneCalled(true)).Seen(Ana).Call!.Number > first.Number);
        Assert.Null(_room.Does(Facilitator, new CallEnded()).TakesBack(Facilitator, new EveryoneCalled(true)).State.Call);
        Assert.Equal("nowhere", _room.Does(Facilitator, new ActivityBegun(null)).Tries(Facilitator, new EveryoneCalled(true)));
    }

    [Fact]
    public void SIGN3_A_lock_follows_the_room_and_an_invitation_does_not()
    {
        _room.Does(Facilitator, new ActivityAdded("w2", ActivityKind.Wall, "Next", 0, 0), new EveryoneCalled(true), new ActivityBegun("w2"));
        Assert.Equal(("w2", true), (_room.State.Call!.Activity, _room.State.Call.Locked));
        Assert.Null(_room.Does(Facilitator, new EveryoneCalled(false), new ActivityBegun(TheWall)).State.Call);
        Assert.Null(_room.Does(Facilitator, new EveryoneCalled(true), new ActivityRemoved(TheWall, true)).State.Call);
        Assert.Null(_room.Does(Facilitator, new ActivityBegun("w2"), new EveryoneCalled(true), new ActivityBegun(null)).State.Call);
    }

    [Theory]
    [InlineData(999, "out-of-range")]
    [InlineData(1_000, null)]
    [InlineData(24 * 60 * 60 * 1_000, null)]
    [InlineData(24 * 60 * 60 * 1_000 + 1, "out-of-range")]
    public void A_timer_takes_between_a_second_and_a_day(long milliseconds, string? expected) => Assert.Equal(expected, _room.Tries(Facilitator, new TimerStarted(milliseconds)));

    [Fact]
    public void Where_there_is_no_timer_nothing_is_done_to_it()
    {
        foreach (var op in (SpaceOp[])[new TimerExtended(1_000), new TimerPaused(), new TimerResumed()]) Assert.Equal("not-there", _room.Tries(Facilitator, op));
        _room.Does(Facilitator, new TimerStarted(60_000));
        foreach (var by in (long[])[0, long.MinValue, long.MaxValue, Running.MaxTimer]) Assert.Equal("out-of-range", _room.Tries(Facilitator, new TimerExtended(by)));
    }
}
