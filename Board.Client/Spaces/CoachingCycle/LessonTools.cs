using System.Collections.Immutable;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>The palette of look-fors and the counters of a lesson's page: what the two have chosen, in the words of their district.</summary>
public sealed record LessonTools(ImmutableArray<LookForKey> LookFors, ImmutableArray<CounterKey> Counters)
{
    /// <summary>The code of a cycle's own goal.</summary>
    public const string Goal = "G";

    public static LessonTools None { get; } = new([], []);

    /// <summary>
    /// What this cycle looks for and counts. Nothing that only one of the two wants is counted (TALLY1); until they have chosen look-fors,
    /// the district's are there.
    /// </summary>
    /// <param name="teacher">The teacher's first name.</param>
    public static LessonTools From(CycleState cycle, DistrictState district, string teacher)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(district);
        var plan = cycle.Plan;
        var own = plan.GoalLookFor.Length > 0 ? plan.GoalLookFor : Brief(cycle.Goal);
        var goal = own.Length == 0 ? [] : ImmutableArray.Create(new LookForKey(Goal, own, "Our look-for", LookFor.Families, $"{teacher}’s goal for this cycle"));
        var chosen = plan.LookFors.IsEmpty ? district.LookFors.Select(Key) : plan.LookFors.Where(code => code != Goal).Select(code => Of(code, district));
        return new(goal.AddRange(chosen), [.. plan.Counters.Where(counter => counter is { Agreed: true, Dropped: false }).Select(Key)]);
    }

    /// <summary>Whether it offers the same in the same words.</summary>
    public bool IsLike(LessonTools other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return LookFors.SequenceEqual(other.LookFors) && Counters.SequenceEqual(other.Counters);
    }

    /// <summary>What a code stands for. One that no list in use holds any more keeps its letters: lessons are tagged with it.</summary>
    public static LookForKey Of(string code, DistrictState district)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(district);
        if (code == Goal) return new(Goal, "Our look-for", "Our look-for", LookFor.Families);
        var lookFor = district.LookFors.FirstOrDefault(one => one.Code == code)
            ?? district.Catalogues.Select(catalogue => catalogue.LookFor(code)).FirstOrDefault(one => one is not null);
        return lookFor is null ? new(code, code, code, FamilyOf(code)) : Key(lookFor);
    }

    private static LookForKey Key(LookFor lookFor) =>
        new(lookFor.Code, lookFor.Label, lookFor.Short.Length > 0 ? lookFor.Short : lookFor.Label, lookFor.Family, lookFor.Description.Length > 0 ? lookFor.Description : null);

    private static CounterKey Key(Counter counter) => new(
        counter.Id,
        counter.Name,
        counter.Kind switch
        {
            CounterKind.Wait => "wait",
            CounterKind.Sweep => "sweep",
            CounterKind.Talk => "talk",
            _ => "count",
        },
        counter.Key,
        counter.Every > 0 ? counter.Every : null);

    /// <summary>Frameworks number their families; another code has the first one's colour.</summary>
    private static int FamilyOf(string code) => code[0] is >= '1' and <= '4' ? code[0] - '0' : 1;

    /// <summary>A goal is a sentence; the palette has a line.</summary>
    private static string Brief(string goal)
    {
        if (goal.Length <= 34) return goal.TrimEnd('.');
        var end = goal.LastIndexOf(' ', 34);
        return string.Concat(goal.AsSpan(0, end < 12 ? 34 : end), " …");
    }
}

/// <param name="Code">As it is typed after the semicolon.</param>
/// <param name="Short">What a tag says beside its code.</param>
/// <param name="Family">1 to 4: the colours of look-fors.</param>
public sealed record LookForKey(string Code, string Label, string Short, int Family, string? Hint = null);

/// <param name="Kind"><c>count</c>, <c>wait</c>, <c>sweep</c> or <c>talk</c>.</param>
/// <param name="Key">As it is typed after the semicolon.</param>
/// <param name="Every">Minutes between sweeps.</param>
public sealed record CounterKey(string Id, string Name, string Kind, string? Key, int? Every = null);
