using System.Collections.Immutable;
using Board.Spaces.CoachingCycle;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>How far a cycle is, as cards and pages show it. The one place that reads it out of a cycle's state.</summary>
public static class CycleProgress
{
    /// <param name="Weight">Percent of the whole.</param>
    /// <param name="Done">Percent of the phase.</param>
    /// <param name="IsHere">Whether the cycle is in this phase.</param>
    public sealed record Phase(string Name, int Weight, int Done, bool IsHere);

    /// <param name="Who">Whose it is and by when, in words.</param>
    public sealed record Step(string What, string Who, bool Done);

    /// <summary>The phases of a cycle; their weights add up to 100.</summary>
    public static ImmutableArray<Phase> PhasesOf(CycleState cycle)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        // A cycle says nothing about its phases yet, so all of them stand at their beginning.
        return [new("Plan", 25, 0, true), new("Act", 25, 0, false), new("Reflect", 50, 0, false)];
    }

    /// <summary>The steps that the two agreed on.</summary>
    public static ImmutableArray<Step> StepsOf(CycleState cycle)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        return []; // a cycle holds no steps yet
    }
}
