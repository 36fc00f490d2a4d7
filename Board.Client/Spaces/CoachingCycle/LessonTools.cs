using System.Collections.Immutable;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>The palette of look-fors and the counters of a lesson's page.</summary>
public sealed record LessonTools(ImmutableArray<LookForKey> LookFors, ImmutableArray<CounterKey> Counters)
{
    /// <summary>The code of a cycle's own goal.</summary>
    public const string Goal = "G";

    /// <summary>What every lesson has until its cycle says otherwise.</summary>
    /// <param name="goal">The cycle's goal; empty if there is none yet.</param>
    /// <param name="teacher">The teacher's first name.</param>
    public static LessonTools Usual(string goal, string teacher)
    {
        ArgumentNullException.ThrowIfNull(goal);
        var own = goal.Length == 0 ? [] : ImmutableArray.Create(new LookForKey(Goal, Brief(goal), "Our look-for", 4, $"{teacher}’s goal for this cycle"));
        return new(own.AddRange(Components), Agreed);
    }

    /// <summary>Labels of components of the Framework for Teaching (Charlotte Danielson).</summary>
    private static readonly ImmutableArray<LookForKey> Components =
    [
        new("2a", "Respect and rapport", "Respect", 2),
        new("2b", "Culture for learning", "Culture", 2),
        new("2c", "Classroom procedures", "Procedures", 2),
        new("2d", "Student behavior", "Behavior", 2),
        new("3a", "Communicating with students", "Communicating", 3),
        new("3b", "Questioning", "Questioning", 3),
        new("3c", "Engagement", "Engagement", 3),
        new("3d", "Checking for understanding", "Checking", 3),
    ];

    private static readonly ImmutableArray<CounterKey> Agreed =
    [
        new("open", "Open questions", "count", "o"),
        new("closed", "Closed questions", "count", "l"),
        new("wait", "Wait time", "wait", "w"),
        new("task", "Students on task", "sweep", "s", 5),
        new("talk", "Who has the word", "talk", null),
    ];

    /// <summary>A goal is a sentence or more; the palette has a line, and shows what comes before its first break.</summary>
    private static string Brief(string goal)
    {
        const int Line = 34;
        var stop = goal.AsSpan().IndexOfAny(",:;.\n");
        if (stop is > 8 and <= Line) return goal[..stop];
        if (goal.Length <= Line) return goal;
        var end = goal.LastIndexOf(' ', Line);
        return $"{goal[..(end < 8 ? Line : end)]} …";
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
