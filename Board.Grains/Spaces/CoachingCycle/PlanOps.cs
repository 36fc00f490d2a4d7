using System.Collections.Immutable;

namespace Board.Spaces.CoachingCycle;

/// <summary>What the two plan: goal, phases, conferences, what they look for and count, next steps, the story at the end.</summary>
public abstract record PlanOp : CycleOp;

/// <summary>The goal in full; <see cref="GoalSet"/> changes its words alone.</summary>
/// <param name="Goal">What the students will do.</param>
/// <param name="Measure">How the two will know, such as "exit slips with a reason".</param>
/// <param name="Baseline">Where the students are, in the measure's words.</param>
/// <param name="Target">Where they are to be.</param>
/// <param name="Serves">Id of the district goal that it serves, if any.</param>
public sealed record GoalDescribed(string Goal, string Measure, string Baseline, string Target, string? Serves) : PlanOp;

/// <summary>How the cycle is divided, such as Plan 25, Act 25, Reflect 50.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Phases">One to eight; their weights sum to 100.</param>
public sealed record PhasesChosen(string Model, ImmutableArray<PhaseShare> Phases) : PlanOp;

/// <param name="Weight">Percent of the cycle's work.</param>
public sealed record PhaseShare(string Name, int Weight);

/// <summary>How far one phase has come.</summary>
/// <param name="Phase">Counted from 0.</param>
/// <param name="Progress">Percent.</param>
public sealed record PhaseProgressed(int Phase, int Progress) : PlanOp;

/// <param name="Starts">The first day.</param>
/// <param name="Weeks">1 to 60.</param>
public sealed record CycleDated(DateOnly? Starts, int Weeks) : PlanOp;

/// <summary>The cycle has come to its end, or is taken up again. Nothing in it is locked.</summary>
public sealed record CycleFinished(bool Finished) : PlanOp;

/// <summary>Which look-fors the two watch for.</summary>
/// <param name="Codes">Of the district's catalogues, in the order of the palette.</param>
/// <param name="Goal">What <c>G</c> stands for in a few words, such as "Partners explain first"; empty for no <c>G</c>.</param>
public sealed record LookForsChosen(ImmutableArray<string> Codes, string Goal) : PlanOp;

/// <summary>One of the two would like to count something; nothing is counted until the other agrees.</summary>
/// <param name="Key">The letter after the semicolon; one lower-case letter.</param>
/// <param name="Every">Minutes between two sweeps; 0 for no reminder.</param>
public sealed record CounterProposed(string Id, string Name, CounterKind Kind, string Key, int Every) : PlanOp;

public sealed record CounterAgreed(string Id) : PlanOp;

/// <summary>Nothing more is counted by it; what was counted is kept.</summary>
public sealed record CounterDropped(string Id) : PlanOp;

public enum CounterKind
{
    /// <summary>One more.</summary>
    Count,

    /// <summary>A stopwatch.</summary>
    Wait,

    /// <summary>How many of how many, now and then.</summary>
    Sweep,

    /// <summary>Who has the word.</summary>
    Talk,
}

/// <summary>What a visit is and when, beside its day.</summary>
/// <param name="Starts">In the school's local time.</param>
/// <param name="Minutes">0 where it is not known.</param>
public sealed record VisitScheduled(string Id, VisitKind Kind, TimeOnly? Starts, int Minutes) : PlanOp;

/// <summary>The two meet to talk, or mean to; the same id again changes it.</summary>
/// <param name="Visit">The visit that it is about, if one.</param>
/// <param name="Agenda">What it is to be about, or what came of it.</param>
public sealed record ConferenceSet(
    string Id, ConferenceKind Kind, string? Visit, DateOnly? On, TimeOnly? Starts, int Minutes, string Agenda) : PlanOp;

public sealed record ConferenceHeld(string Id, bool Held) : PlanOp;

public sealed record ConferenceRemoved(string Id, bool Removed) : PlanOp;

public enum ConferenceKind
{
    /// <summary>Review goals and data before a visit.</summary>
    Pre,

    /// <summary>Reflect and agree on action steps.</summary>
    Post,

    /// <summary>See what became of them.</summary>
    FollowUp,
}

/// <summary>Something to do, small enough for a checkbox; the same id again changes it.</summary>
/// <param name="Owner">Who does it.</param>
public sealed record NextStepSet(string Id, string Text, Owner Owner, DateOnly? Due) : PlanOp;

public sealed record NextStepChecked(string Id, bool Done) : PlanOp;

public sealed record NextStepRemoved(string Id, bool Removed) : PlanOp;

/// <summary>The coaching story: what changed, told at the end by the two of them.</summary>
/// <param name="Instead">What the writer saw there before; where somebody else wrote meanwhile it is refused, and nothing is lost.</param>
public sealed record StoryWritten(string Title, string Text, string Instead) : PlanOp;

/// <summary>Who does something.</summary>
public enum Owner
{
    Teacher,
    Coach,
    Both,
}
