namespace Board.Spaces.CoachingCycle;

/// <summary>Action steps: what will be practised. One exists when the teacher has accepted it.</summary>
public abstract record StepOp : CycleOp;

/// <summary>A step is proposed; one that the teacher proposes she has accepted.</summary>
/// <param name="Visit">The visit that it comes from, if one.</param>
public sealed record StepProposed(string Id, string? Visit, StepWords Words) : StepOp;

/// <summary>Other words for a step. The teacher's amendment is her acceptance; the coach's waits for it again.</summary>
public sealed record StepAmended(string Id, StepWords Words) : StepOp;

/// <summary>The teacher accepts or declines.</summary>
/// <param name="Why">May be empty; she is free to say no.</param>
public sealed record StepAnswered(string Id, bool Accepted, string Why) : StepOp;

/// <summary>The teacher takes her answer back.</summary>
public sealed record StepReopened(string Id) : StepOp;

/// <summary>How far an accepted step has come.</summary>
/// <param name="State"><see cref="StepState.Accepted"/> or later.</param>
public sealed record StepReached(string Id, StepState State) : StepOp;

/// <summary>Takes a step off the list, or puts it back.</summary>
public sealed record StepRemoved(string Id, bool Removed) : StepOp;

/// <summary>What a step says.</summary>
/// <param name="Text">What will be done.</param>
/// <param name="Component">Code of a look-for; empty for none.</param>
/// <param name="Root">What it takes, if the two have named it.</param>
public sealed record StepWords(string Text, string Component, RootCause? Root, Owner Owner, DateOnly? Due);

/// <summary>Where an action step stands.</summary>
public enum StepState
{
    Proposed,
    Declined,
    Accepted,

    /// <summary>Rehearsed, as in a conference.</summary>
    Practised,

    /// <summary>Seen in a lesson.</summary>
    Seen,

    /// <summary>Used in another context without help.</summary>
    Transferred,
}

/// <summary>Why something does not happen yet.</summary>
public enum RootCause
{
    Skill,
    Will,
    Structural,
}
