using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// What spaces tell about themselves: one meter and one source of activities, both named <see cref="Name"/>, after
/// OpenTelemetry's conventions for names and units. Tags are the kind of a space and the code of a refusal, and nothing else: no id,
/// no name, no text. Without a listener a measurement costs a comparison and allocates nothing.
/// </summary>
public static class SpaceTelemetry
{
    public const string Name = "Board.Spaces";

    /// <summary>The tag with the kind of a space, such as <c>cycle</c>.</summary>
    public const string KindTag = "board.space.kind";

    /// <summary>The tag with the code of a refusal, as OpenTelemetry names what went wrong.</summary>
    public const string ReasonTag = "error.type";

    /// <summary>Codes are fixed words of the program. Should one ever be made of something else, telemetry does not grow with it.</summary>
    private const int MostReasons = 128;

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Counter<long> Ops = Meter.CreateCounter<long>(
        "board.space.ops", "{op}", "Ops that were accepted and are durable.");

    private static readonly Histogram<double> AppendDuration = Meter.CreateHistogram(
        "board.space.append.duration", "s", "From handing a batch to the log until it was durable.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
        });

    private static readonly Histogram<long> RebaseDepth = Meter.CreateHistogram(
        "board.space.rebase.depth", "{entry}", "Entries that a late submission was moved over.", advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000],
        });

    private static readonly Counter<long> Resyncs = Meter.CreateCounter<long>(
        "board.space.resyncs", "{resync}", "Readers who were sent away to begin anew.");

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "board.space.refusals", "{refusal}", "Submissions of which nothing was done, by the code of the reason.");

    private static readonly ConcurrentDictionary<string, byte> Reasons = new();
    private static long _watchers;
    private static long _active;

    static SpaceTelemetry()
    {
        // Read when somebody asks, so that it is true whenever a listener comes.
        _ = Meter.CreateObservableUpDownCounter("board.space.watchers", static () => Volatile.Read(ref _watchers), "{watcher}", "Open live streams.");
        _ = Meter.CreateObservableUpDownCounter("board.space.active", static () => Volatile.Read(ref _active), "{space}", "Spaces in memory.");
    }

    public static void WatcherCame() => Interlocked.Increment(ref _watchers);

    public static void WatcherLeft() => Interlocked.Decrement(ref _watchers);

    /// <summary>Counts what was refused at the doors of a server.</summary>
    public static void Refused(string kind, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (Refusals.Enabled) Refusals.Add(1, new(KindTag, kind), new(ReasonTag, Reason(refusal.Code)));
    }

    internal static void SpaceWoke() => Interlocked.Increment(ref _active);

    internal static void SpaceSlept() => Interlocked.Decrement(ref _active);

    /// <summary>A batch is durable.</summary>
    internal static void Accepted(string kind, int ops, TimeSpan append)
    {
        Ops.Add(ops, new KeyValuePair<string, object?>(KindTag, kind));
        AppendDuration.Record(append.TotalSeconds, new KeyValuePair<string, object?>(KindTag, kind));
    }

    internal static void Rebased(string kind, long entries) => RebaseDepth.Record(entries, new KeyValuePair<string, object?>(KindTag, kind));

    internal static void Resynced() => Resyncs.Add(1);

    /// <summary>
    /// The activity of one batch, or null when nobody listens. It has no parent: a batch gathers the submissions of many, and the
    /// one that brought the space to life is long over.
    /// </summary>
    internal static Activity? Batch(string kind, int submissions)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null;
        var activity = Source.StartActivity("board.space.batch");
        _ = activity?.SetTag(KindTag, kind).SetTag("board.space.batch.submissions", submissions);
        return activity;
    }

    /// <summary>The activity of bringing a space to life from its log, or null when nobody listens.</summary>
    internal static Activity? Waking(string kind)
    {
        if (!Source.HasListeners()) return null;
        return Source.StartActivity("board.space.activate")?.SetTag(KindTag, kind);
    }

    private static string Reason(string code) => Reasons.ContainsKey(code) || Reasons.Count < MostReasons && Reasons.TryAdd(code, 0) ? code : "_OTHER";
}
