using System.Diagnostics;

namespace Board.Spaces.Workshop;

/// <summary>The rules of running a room (SPEC.md, SIGN1 to SIGN4): its code, the signal, the one timer, and calling everybody together.</summary>
internal static class Running
{
    public const long MinTimer = 1_000;
    public const long MaxTimer = 24 * 60 * 60 * 1_000;

    private static readonly Refusal NoTimer = Refusals.NotThere("The timer");
    private static readonly Refusal NoTime = new("out-of-range", "A timer takes between a second and a day. Nothing was changed.");
    private static readonly Refusal Nowhere = new("nowhere", "The room is at no activity, so there is nowhere to bring everyone. Begin one first; nothing was changed.");

    public static Outcome Apply(WorkshopState state, WorkshopOp op, OpContext context) => op switch
    {
        RoomCodeIssued issued => new RoomCode(issued.Code, issued.Secret) is { IsWhole: true } code ? state.Code == code ? state : state with { Code = code } : Refusals.UnknownOp,
        SignalGiven given => given.Signal is { } signal && !Enum.IsDefined(signal) ? Refusals.UnknownOp
            : state.Signal == given.Signal ? state
            : state with { Signal = given.Signal },
        TimerStarted started => started.Milliseconds is >= MinTimer and <= MaxTimer ? state with { Timer = Started(started.Milliseconds, context) } : NoTime,
        TimerExtended extended => state.Timer is { } timer ? Extend(state, timer, extended.Milliseconds, context.Milliseconds) : NoTimer,
        TimerPaused => state.Timer is not { } timer ? NoTimer : timer.IsPaused ? state : state with { Timer = timer with { PausedLeft = timer.LeftAt(context.Milliseconds) } },
        TimerResumed => state.Timer is not { } timer ? NoTimer
            : timer.PausedLeft is not { } left ? state
            : state with { Timer = timer with { EndsAt = context.Milliseconds + left, PausedLeft = null } },
        TimerStopped => state.Timer is null ? state : state with { Timer = null },
        EveryoneCalled called => state.Current is { } current ? state with { Call = new(current, called.Locked, context.Sequence) } : Nowhere,
        CallEnded => state.Call is null ? state : state with { Call = null },
        RoomTold => state, // said to pages, done by nobody
        _ => throw new UnreachableException(),
    };

    /// <summary>Time that has passed does not come back: a timer that was stopped or begun anew is not restored.</summary>
    public static SpaceOp? Inverse(WorkshopState before, WorkshopOp op) => op switch
    {
        SignalGiven => new SignalGiven(before.Signal),
        TimerStarted when before.Timer is null => new TimerStopped(),
        TimerExtended extended => new TimerExtended(-extended.Milliseconds),
        TimerPaused when before.Timer is { IsPaused: false } => new TimerResumed(),
        TimerResumed when before.Timer is { IsPaused: true } => new TimerPaused(),
        EveryoneCalled when before.Call is null => new CallEnded(),
        _ => null,
    };

    public static RoomTimer Started(long milliseconds, OpContext context) => new(milliseconds, context.Milliseconds + milliseconds);

    /// <summary>Whoever is held follows to where the room goes; an invitation that could be declined is over there.</summary>
    public static RoomCall? Follow(RoomCall? call, string? activity, OpContext context) =>
        call?.Activity == activity ? call
        : call is { Locked: true } && activity is not null ? new(activity, true, context.Sequence)
        : null;

    private static Outcome Extend(WorkshopState state, RoomTimer timer, long by, long now)
    {
        if (by is 0 or < -MaxTimer or > MaxTimer) return NoTime;
        var left = timer.LeftAt(now);
        var then = Math.Max(0, left + by);
        if (then > MaxTimer) return NoTime;
        var length = Math.Max(then, timer.Length + then - left);
        return state with { Timer = timer.IsPaused ? timer with { Length = length, PausedLeft = then } : new(length, now + then) };
    }
}
