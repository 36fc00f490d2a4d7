using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Board.Grains;
using Board.Log;
using Board.Log.Sqlite;
using Board.Spaces;
using Board.Tests.Live;
using Board.Tests.Log;

namespace Board.Tests.Grains;

/// <summary>What the meters and activities tell, and what they never tell (SPEC.md, TEL1 to TEL3).</summary>
[Collection(nameof(Alone))]
public sealed class SpaceTelemetryTests
{
    [Fact]
    public async Task Ops_appends_rebases_watchers_and_refusals_are_measured()
    {
        using var heard = new Listener();
        await using var host = await LiveTestHost.StartAsync();
        var watchers = heard.Now("board.space.watchers");
        await using var coach = await host.ConnectAsync("maribel");
        var stream = await coach.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit);
        var session = (await stream.NextAsync("welcome"))["session"]!.GetValue<string>();
        Assert.Equal(watchers + 1, heard.Now("board.space.watchers"));
        Assert.True(heard.Now("board.space.active") >= 2, "the district and the cycle are in memory");
        Assert.True(heard.Sum("board.space.ops", ("board.space.kind", "cycle")) >= LiveTestHost.Head);
        Assert.True(heard.Count("board.space.append.duration", ("board.space.kind", "cycle")) >= LiveTestHost.Head);

        var before = heard.Sum("board.space.ops");
        var first = await coach.SubmitAsync(session, LiveTestHost.Head, 1, Edit("[0,\"Recognisable words\"]"));
        Assert.True(first["sequence"]!.GetValue<long>() > 0, first.ToJsonString());
        Assert.Equal(before + 1, heard.Sum("board.space.ops"));

        // Somebody else's edit is based on what was before, so it is moved over one entry.
        await using var teacher = await host.ConnectAsync("adaeze");
        var other = await teacher.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit);
        var hers = (await other.NextAsync("welcome"))["session"]!.GetValue<string>();
        Assert.True((await teacher.SubmitAsync(hers, LiveTestHost.Head, 1, Edit("[0,\"late\"]")))["sequence"]!.GetValue<long>() > 0);
        Assert.Equal(1, heard.Sum("board.space.rebase.depth"));

        Assert.NotNull((await teacher.SubmitAsync(hers, LiveTestHost.Head, 9, Edit("[0,\"gap\"]")))["refused"]);
        Assert.Equal(1, heard.Sum("board.space.refusals", ("error.type", "out-of-step")));
    }

    [Fact]
    public async Task A_batch_is_an_activity_of_its_own()
    {
        using var heard = new Listener();
        await using var host = await LiveTestHost.StartAsync();
        using (new Activity("caller").Start()) await host.DoAsync("maribel", new Board.Spaces.CoachingCycle.VisitAdded("v2", "Ratios", "Room 2", null));
        var batches = heard.Activities.Where(activity => activity.OperationName == "board.space.batch").ToList();
        Assert.NotEmpty(batches);
        Assert.All(batches, batch => Assert.Null(batch.ParentId));
        Assert.Contains(heard.Activities, activity => activity.OperationName == "board.space.activate");
    }

    [Fact]
    public async Task A_commit_of_the_store_is_counted_with_its_entries()
    {
        using var heard = new Listener();
        using var folder = new TemporaryFolder();
        await using var log = SqliteSpaceLog.Open(folder.Database);
        await log.AppendAsync(LogFixtures.Space("s1"), 0, [LogFixtures.Bytes("one"), LogFixtures.Bytes("two"), LogFixtures.Bytes("three")]);
        Assert.Equal(1, heard.Sum("board.log.commits"));
        Assert.Equal(3, heard.Sum("board.log.commit.entries"));
    }

    [Fact]
    public async Task Nothing_that_is_told_names_a_person_a_space_or_a_word()
    {
        using var heard = new Listener();
        await using var host = await LiveTestHost.StartAsync();
        await host.DoAsync("maribel", new Board.Spaces.CoachingCycle.VisitAdded("v3", "Recognisable", "Room 3", null));
        var tags = heard.Tags.Concat(heard.Activities.SelectMany(activity => activity.TagObjects)).ToList();
        Assert.NotEmpty(tags);
        string[] known = ["board.space.kind", "error.type", "board.space.batch.submissions"];
        Assert.All(tags, tag => Assert.Contains(tag.Key, known));
        var kinds = SpaceKinds.All.Select(kind => kind.Name).ToHashSet();
        Assert.All(tags.Where(tag => tag.Key == "board.space.kind"), tag => Assert.Contains((string)tag.Value!, kinds));
        Assert.All(tags.Where(tag => tag.Key == "error.type"), tag => Assert.Matches("^[a-z-]+$|^_OTHER$", (string)tag.Value!));
    }

    [Fact]
    public void Without_a_listener_a_measurement_allocates_nothing()
    {
        Measure(); // what is made once is made
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Measure();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Measure()
        {
            SpaceTelemetry.Accepted("cycle", 1, TimeSpan.FromMilliseconds(1));
            SpaceTelemetry.Rebased("cycle", 3);
            SpaceTelemetry.Resynced();
            SpaceTelemetry.Refused("cycle", FeedReader.ClosedDoor);
            SpaceTelemetry.WatcherCame();
            SpaceTelemetry.WatcherLeft();
            SpaceTelemetry.Batch("cycle", 1)?.Dispose();
            LogTelemetry.Committed(1);
        }
    }

    private static object Edit(string changes) => new { type = "notes-edit", surface = LiveTestHost.Visit, changes = System.Text.Json.Nodes.JsonNode.Parse($"[{changes}]") };

    /// <summary>Everything that the meters and sources of the project say while it lives.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _meters = new();
        private readonly ActivityListener _activities;
        private readonly ConcurrentQueue<(string Name, double Value, KeyValuePair<string, object?>[] Tags)> _measured = new();

        public Listener()
        {
            _meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name is SpaceTelemetry.Name or LogTelemetry.Name) listener.EnableMeasurementEvents(instrument);
            };
            _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, tags.ToArray())));
            _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, tags.ToArray())));
            _meters.Start();
            _activities = new ActivityListener
            {
                ShouldListenTo = source => source.Name == SpaceTelemetry.Name,
                Sample = (ref _) => ActivitySamplingResult.AllData,
                ActivityStopped = Activities.Enqueue,
            };
            ActivitySource.AddActivityListener(_activities);
        }

        public ConcurrentQueue<Activity> Activities { get; } = new();

        public IEnumerable<KeyValuePair<string, object?>> Tags => _measured.SelectMany(measured => measured.Tags);

        public double Sum(string name, params (string, string)[] tags) => Of(name, tags).Sum(measured => measured.Value);

        public int Count(string name, params (string, string)[] tags) => Of(name, tags).Count();

        /// <summary>What an instrument that is asked answers now.</summary>
        public double Now(string name)
        {
            var before = _measured.Count(measured => measured.Name == name);
            _meters.RecordObservableInstruments();
            return _measured.Where(measured => measured.Name == name).Skip(before).Single().Value;
        }

        public void Dispose()
        {
            _meters.Dispose();
            _activities.Dispose();
        }

        private IEnumerable<(string Name, double Value, KeyValuePair<string, object?>[] Tags)> Of(string name, (string Key, string Value)[] tags) =>
            _measured.Where(measured => measured.Name == name && tags.All(tag => measured.Tags.Any(has => has.Key == tag.Key && (string?)has.Value == tag.Value)));
    }
}

/// <summary>Tests of what is one to a process run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
