using System.Globalization;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Tally;

namespace Board.Server.Exports;

/// <summary>The numbers of a lesson in sentences, one for each thing that was counted.</summary>
internal static class TallyWords
{
    public static IEnumerable<string> Of(LessonReport report)
    {
        var tally = report.Notes.Tally;
        foreach (var counter in report.Cycle.Plan.Counters)
        {
            var marks = tally.Of(counter.Id).ToList();
            if (marks.Count == 0) continue;
            yield return counter.Kind switch
            {
                CounterKind.Wait => $"{counter.Name}: {marks.Count} timed, often near {Seconds(Median([.. marks.Select(mark => mark.Value)]))} s",
                CounterKind.Sweep => $"{counter.Name}: {string.Join("; ", marks.Select(mark => $"{mark.Value} of {mark.Of} at {report.MinuteAt(mark.At)}"))}",
                _ => $"{counter.Name}: {marks.Count}",
            };
        }
    }

    internal static int Median(int[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[values.Length / 2] + values[(values.Length / 2) - 1]) / 2;
    }

    private static string Seconds(int milliseconds) => (milliseconds / 1_000.0).ToString("0.#", CultureInfo.InvariantCulture);
}
