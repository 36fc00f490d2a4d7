using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.CoachingCycle;

/// <summary>What the two have planned.</summary>
public sealed record CyclePlan
{
    public static CyclePlan None { get; } = new();

    public GoalFacts Goal { get; init; } = GoalFacts.None;

    /// <summary>Name of the model that the phases follow.</summary>
    public string Model { get; init; } = CycleModels.PlanActReflect.Name;

    public ImmutableArray<CyclePhase> Phases { get; init; } = [.. CycleModels.PlanActReflect.Phases.Select(phase => new CyclePhase(phase.Name, phase.Weight, 0))];

    public DateOnly? Starts { get; init; }

    /// <summary>How many weeks it is to take; 0 while that is open.</summary>
    public int Weeks { get; init; }

    public bool Finished { get; init; }

    /// <summary>Codes of look-fors in the order of the palette.</summary>
    public ImmutableArray<string> LookFors { get; init; } = [];

    /// <summary>What <c>G</c> stands for.</summary>
    public string GoalLookFor { get; init; } = "";

    public ImmutableArray<Counter> Counters { get; init; } = [];

    public ImmutableArray<Conference> Conferences { get; init; } = [];

    public ImmutableArray<NextStep> NextSteps { get; init; } = [];

    public Story Story { get; init; } = Story.None;

    /// <summary>The first phase that is not done; the last one when all are.</summary>
    [JsonIgnore]
    public CyclePhase Current => Phases.FirstOrDefault(phase => phase.Progress < 100) ?? Phases[^1];

    /// <summary>The last day, if it is known.</summary>
    [JsonIgnore]
    public DateOnly? Ends => Starts is { } first && Weeks > 0 ? DateOnly.FromDayNumber(Math.Min(first.DayNumber + 7 * Weeks - 1, DateOnly.MaxValue.DayNumber)) : null;

    /// <summary>Which week of the cycle a day is in, counted from 1; null before and after it, and without dates.</summary>
    public int? WeekOf(DateOnly day) =>
        Starts is { } first && Ends is { } last && day >= first && day <= last ? (day.DayNumber - first.DayNumber) / 7 + 1 : null;
}

/// <summary>How the goal is measured. Its words are <see cref="CycleState.Goal"/>.</summary>
/// <param name="Serves">Id of a district goal.</param>
public sealed record GoalFacts(string Measure, string Baseline, string Target, string? Serves)
{
    public static GoalFacts None { get; } = new("", "", "", null);
}

/// <param name="Weight">Percent of the cycle.</param>
/// <param name="Progress">Percent of the phase.</param>
public sealed record CyclePhase(string Name, int Weight, int Progress);

/// <param name="Agreed">Both want it counted.</param>
/// <param name="Dropped">Not any more.</param>
public sealed record Counter(string Id, string Name, CounterKind Kind, string Key, int Every, string ProposedBy, bool Agreed, bool Dropped);

public sealed record Conference(
    string Id, ConferenceKind Kind, string? Visit, DateOnly? On, TimeOnly? Starts, int Minutes, string Agenda, bool Held = false, bool Removed = false);

public sealed record NextStep(string Id, string Text, Owner Owner, DateOnly? Due, bool Done = false, bool Removed = false);

public sealed record Story(string Title, string Text)
{
    public static Story None { get; } = new("", "");
}

/// <summary>A way to divide a cycle.</summary>
public sealed record CycleModel(string Name, ImmutableArray<PhaseShare> Phases);

/// <summary>The models that come with the product; a district or a pair may use weights and names of their own.</summary>
public static class CycleModels
{
    public static CycleModel PlanActReflect { get; } = new("Plan, act, reflect", [new("Plan", 25), new("Act", 25), new("Reflect", 50)]);

    /// <summary>Jim Knight, The Impact Cycle (Corwin, 2018).</summary>
    public static CycleModel ImpactCycle { get; } = new("Impact Cycle", [new("Identify", 30), new("Learn", 30), new("Improve", 40)]);

    /// <summary>Plan, do, study, act: the improvement cycle after Deming and Shewhart.</summary>
    public static CycleModel Pdsa { get; } = new("PDSA", [new("Plan", 25), new("Do", 25), new("Study", 25), new("Act", 25)]);

    public static ImmutableArray<CycleModel> All { get; } = [PlanActReflect, ImpactCycle, Pdsa];
}

/// <summary>What pairs often count, to be proposed with one click.</summary>
public static class SuggestedCounters
{
    public static ImmutableArray<CounterProposed> All { get; } =
    [
        new("open", "Open questions", CounterKind.Count, "o", 0),
        new("closed", "Closed questions", CounterKind.Count, "l", 0),
        new("wait", "Wait time", CounterKind.Wait, "w", 0),
        new("task", "On task", CounterKind.Sweep, "s", 5),
        new("talk", "Who talks", CounterKind.Talk, "k", 0),
    ];
}
