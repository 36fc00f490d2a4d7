namespace Board.Spaces.Workshop;

/// <summary>Another code for the door. The server's alone to issue: it knows which codes are taken.</summary>
public sealed record RoomCodeIssued(string Code, string Secret) : WorkshopOp;

/// <summary>What the room is asked to do now.</summary>
/// <param name="Signal">Null: nothing in particular.</param>
public sealed record SignalGiven(Signal? Signal) : WorkshopOp;

/// <summary>The room's one timer begins anew.</summary>
public sealed record TimerStarted(long Milliseconds) : WorkshopOp;

/// <summary>More time, or less; never so little that it would have run out already. One that has run out goes on from now.</summary>
public sealed record TimerExtended(long Milliseconds) : WorkshopOp;

public sealed record TimerPaused : WorkshopOp;

public sealed record TimerResumed : WorkshopOp;

/// <summary>There is no timer any more.</summary>
public sealed record TimerStopped : WorkshopOp;

/// <summary>Brings everybody to the current activity.</summary>
/// <param name="Locked">Nobody declines, and the room follows to the next activity, too.</param>
public sealed record EveryoneCalled(bool Locked) : WorkshopOp;

public sealed record CallEnded : WorkshopOp;

/// <summary>
/// What phones and screens are told instead of what was done in the workshop: how it is now, beside its surfaces (SPEC.md, SHOP8).
/// It is nobody's to do, and on the server it changes nothing.
/// </summary>
public sealed record RoomTold(RoomView Room) : WorkshopOp;
