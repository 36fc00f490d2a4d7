using System.Diagnostics.Metrics;

namespace Board.Log;

/// <summary>What a store of logs tells about its commits, by a meter named <see cref="Name"/>. Without a listener it costs a comparison.</summary>
public static class LogTelemetry
{
    public const string Name = "Board.Log";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Commits = Meter.CreateCounter<long>(
        "board.log.commits", "{commit}", "Commits that were made durable; one holds the appends of many spaces.");

    private static readonly Histogram<long> CommitEntries = Meter.CreateHistogram(
        "board.log.commit.entries", "{entry}", "Entries of one commit.", advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
        });

    /// <summary>A commit is durable.</summary>
    /// <param name="entries">How many entries it holds; 0 for one of snapshots or deletions only.</param>
    internal static void Committed(long entries)
    {
        Commits.Add(1);
        CommitEntries.Record(entries);
    }
}
