using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>What the numbers of a lesson say, in a sentence. Numbers are told, never judged.</summary>
public static class Finding
{
    /// <summary>The headline: who held the talk, or what was seen most often, or that nothing was counted.</summary>
    public static string Headline(LessonTimeline timeline, LookForLabels labels)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(labels);
        var minutes = LessonMinute.Rounded(timeline.Length);
        if (timeline.Sum.Heard > 0)
        {
            var (held, heard) = (LessonMinute.Rounded(timeline.Sum.Students), LessonMinute.Rounded(timeline.Sum.Heard));
            return heard >= minutes ? $"Students held the talk for {held} of {Minutes(minutes)}" : $"Students held the talk for {held} of the {Minutes(heard)} that we listened for it";
        }
        if (timeline.Rows.Length > 0)
        {
            var most = timeline.Rows.MaxBy(row => row.Tags.Length)!;
            var name = labels.Full(most.Code) is { Length: > 0 } full ? full : most.Code;
            var times = most.Tags.Length == 1 ? "once" : $"{most.Tags.Length} times";
            return minutes > 0 ? $"We saw “{name}” {times} in {Minutes(minutes)}" : $"We saw “{name}” {times}";
        }
        return minutes > 0 ? $"{Minutes(minutes)}, and nothing was tagged" : "Nothing was tagged or counted";
    }

    /// <summary>What was counted, such as "7 open and 4 closed questions. Wait time was often near 4 s."; empty for nothing.</summary>
    public static string Counted(CyclePlan plan, NotesState notes)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(notes);
        var sentences = new List<string>();
        var counts = plan.Counters.Where(counter => counter.Kind == CounterKind.Count).Select(counter => (counter.Name, Count: notes.Tally.Of(counter.Id).Count())).Where(one => one.Count > 0).ToList();
        if (counts.Count > 0) sentences.Add($"{string.Join(", ", counts.Select(one => $"{one.Name}: {one.Count}"))}.");
        foreach (var counter in plan.Counters.Where(counter => counter.Kind == CounterKind.Wait))
        {
            int[] waits = [.. notes.Tally.Of(counter.Id).Select(mark => mark.Value).Order()];
            if (waits.Length > 0) sentences.Add($"{counter.Name} was often near {LessonSeconds(Middle(waits))} s.");
        }
        return string.Join(' ', sentences);
    }

    /// <param name="sorted">At least one.</param>
    private static int Middle(int[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2] + sorted[(sorted.Length / 2) - 1]) / 2;

    private static int LessonSeconds(int milliseconds) => (int)Math.Round(milliseconds / 1_000.0, MidpointRounding.AwayFromZero);

    private static string Minutes(int minutes) => minutes == 1 ? "1 minute" : $"{minutes} minutes";
}
