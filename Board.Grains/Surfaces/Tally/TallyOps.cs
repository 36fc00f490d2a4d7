using Board.Spaces;

namespace Board.Surfaces.Tally;

/// <summary>Numbers that two people agreed to count in a lesson.</summary>
public abstract record TallyOp(string Surface) : SurfaceOp(Surface);

/// <summary>One more, such as an open question.</summary>
/// <param name="Id">Of this count; drawn by whoever counts.</param>
/// <param name="Counter">What is counted.</param>
public sealed record Counted(string Surface, string Id, string Counter) : TallyOp(Surface);

/// <summary>How long somebody waited after a question.</summary>
/// <param name="Milliseconds">As the stopwatch of whoever timed it said.</param>
public sealed record WaitTimed(string Surface, string Id, string Counter, int Milliseconds) : TallyOp(Surface);

/// <summary>A look around the room: how many are on task.</summary>
/// <param name="Count">At most <paramref name="Of"/>.</param>
/// <param name="Of">How many there are.</param>
public sealed record Swept(string Surface, string Id, string Counter, int Count, int Of) : TallyOp(Surface);

/// <summary>Somebody else has the word from now on, as a listener hears it; nothing is recorded.</summary>
public sealed record TalkTurned(string Surface, Talk To) : TallyOp(Surface);

/// <summary>Takes a count, a wait or a sweep back, or brings it back.</summary>
public sealed record TallyTakenBack(string Surface, string Id, bool TakenBack) : TallyOp(Surface);

public enum Talk
{
    /// <summary>Nobody listens for it any more.</summary>
    Off,
    Teacher,

    /// <summary>One student speaks to all.</summary>
    Student,

    /// <summary>Students talk with each other.</summary>
    Group,
    Silence,
}
