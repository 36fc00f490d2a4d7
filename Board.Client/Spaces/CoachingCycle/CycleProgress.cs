using System.Collections.Immutable;
using Board.Client.People;
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
        var plan = cycle.Plan;
        return [.. plan.Phases.Select(phase => new Phase(phase.Name, phase.Weight, phase.Progress, !plan.Finished && ReferenceEquals(phase, plan.Current)))];
    }

    /// <summary>Where the cycle stands on a day, such as "Week 3 of 6"; null without dates.</summary>
    public static string? WeekOf(CycleState cycle, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        var plan = cycle.Plan;
        if (plan.Finished) return "Finished";
        if (plan.WeekOf(today) is { } week) return $"Week {week} of {plan.Weeks}";
        if (plan.Starts is { } first && today < first) return $"Starts {VisitWords.Day(first)}";
        return plan.Ends is { } last ? $"Was to end {VisitWords.Day(last)}" : null;
    }

    /// <summary>What the two mean to do next.</summary>
    public static ImmutableArray<Step> StepsOf(CycleState cycle, Me me)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(me);
        var room = new CycleRoom(cycle, me.District);
        return [.. cycle.Plan.NextSteps.Where(step => !step.Removed).Select(step => new Step(step.Text, Who(step, cycle, room, me), step.Done))];
    }

    private static string Who(NextStep step, CycleState cycle, CycleRoom room, Me me)
    {
        var (coach, teacher) = (Name(cycle.Members.Coach), Name(cycle.Members.Teacher));
        var who = step.Owner switch
        {
            Owner.Coach => coach,
            Owner.Teacher => teacher,
            _ => teacher == "You" ? $"You and {coach}" : coach == "You" ? $"You and {teacher}" : $"{teacher} and {coach}",
        };
        return string.Join(", ", new[] { who, PlanWords.By(step.Due) }.Where(part => part is not null));

        string Name(string person) => person == me.Person.Id ? "You" : room.Of(person).FirstName;
    }
}
