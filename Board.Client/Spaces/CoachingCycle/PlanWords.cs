using Board.Spaces.CoachingCycle;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>What a cycle plans, in the words of its pages.</summary>
public static class PlanWords
{
    public static string Of(StepState state) => state switch
    {
        StepState.Declined => "Not this one",
        StepState.Accepted => "Agreed",
        StepState.Practised => "Practiced",
        StepState.Seen => "Seen in a lesson",
        StepState.Transferred => "Used elsewhere",
        _ => "Proposed",
    };

    public static string Of(RootCause root) => root switch
    {
        RootCause.Skill => "Skill",
        RootCause.Will => "Will",
        _ => "Structural",
    };

    public static string Of(ConferenceKind kind) => kind switch
    {
        ConferenceKind.Pre => "Pre-conference",
        ConferenceKind.Post => "Post-conference",
        _ => "Follow-up",
    };

    /// <summary>What such a conference is for.</summary>
    public static string Purpose(ConferenceKind kind) => kind switch
    {
        ConferenceKind.Pre => "Look at the goal and the data before a lesson",
        ConferenceKind.Post => "Reflect, and agree on a step",
        _ => "See what became of the steps",
    };

    public static string Of(CounterKind kind) => kind switch
    {
        CounterKind.Wait => "Stopwatch",
        CounterKind.Sweep => "Scan: how many of how many",
        CounterKind.Talk => "Who has the word",
        _ => "Count",
    };

    /// <summary>Such as "by Tue, Nov 24"; null for none.</summary>
    public static string? By(DateOnly? due) => due is null ? null : $"by {VisitWords.Day(due)}";

    /// <summary>Such as "45 minutes"; null where it is not known.</summary>
    public static string? Minutes(int minutes) => minutes switch
    {
        0 => null,
        1 => "1 minute",
        _ => $"{minutes} minutes",
    };

    /// <summary>Such as "Nov 2 to Dec 13"; null without dates.</summary>
    public static string? Dates(DateOnly? starts, DateOnly? ends) => (starts, ends) switch
    {
        (null, _) => null,
        ({ } first, null) => $"since {VisitWords.Day(first)}",
        ({ } first, { } last) => $"{VisitWords.Day(first)} to {VisitWords.Day(last)}",
    };
}
