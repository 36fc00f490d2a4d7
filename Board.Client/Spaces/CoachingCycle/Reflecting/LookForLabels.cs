using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>What the codes of look-fors are called, and which colour they share. The one place that asks the district for it.</summary>
/// <param name="goal">What <c>G</c> stands for in this cycle; may be empty.</param>
/// <param name="known">The label of a code and its family, 1 to 4; null for a code that no list has.</param>
public sealed class LookForLabels(string goal, Func<string, (string Label, int Family)?> known)
{
    /// <summary>The code of the cycle's own goal.</summary>
    public const string Goal = "G";

    private const string OurLookFor = "Our look-for";

    public static LookForLabels Of(CycleState cycle, DistrictState district)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(district);
        return new LookForLabels(cycle.Plan.GoalLookFor, code => LessonTools.Of(code, district) is { } key && key.Label != code ? (key.Short, key.Family) : null);
    }

    /// <summary>A word or two; empty for a code that no list has.</summary>
    public string Short(string code) => code == Goal ? OurLookFor : known(code)?.Label ?? "";

    /// <summary>The same with the goal in its own words.</summary>
    public string Full(string code) => code == Goal && goal.Length > 0 ? goal : Short(code);

    /// <summary>Such as "3b Questioning"; of the goal just its name, since <c>G</c> says nothing more.</summary>
    public string Chip(string code) => code == Goal ? OurLookFor : $"{code} {Short(code)}".TrimEnd();

    /// <summary>1 to 4, for the tokens <c>--f1</c> to <c>--f4</c>. What no list has goes by its first digit, as frameworks number their domains.</summary>
    public int Family(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code == Goal) return 4;
        return known(code)?.Family ?? (code is [>= '1' and <= '4', ..] ? code[0] - '0' : 1);
    }
}
