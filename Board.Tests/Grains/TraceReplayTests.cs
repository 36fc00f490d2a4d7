using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Grains;

/// <summary>
/// Real editing histories (data/traces) come out of the grain to the last character, and out of its log once more.
/// Positions in the traces count characters; none of them is outside the basic plane, so they are UTF-16 units too.
/// </summary>
public sealed class TraceReplayTests
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);

    [Theory]
    [InlineData("automerge-paper", 259_778)]
    [InlineData("rustcode", 36_981)]
    [InlineData("seph-blog1", 137_154)]
    [InlineData("sveltecomponent", 18_335)]
    public async Task A_recorded_history_comes_out_as_it_was_written(string name, int edits)
    {
        var trace = Read(name);
        Assert.Equal(edits, trace.Txns.Length);
        Assert.Equal("", trace.StartContent);

        await using var log = new MemorySpaceLog();
        await using (var engine = NewEngine(log))
        {
            await SubmitAsync(engine, "setup", 0, 1, [new CycleOpened(Coach.Id, "adaeze", "Fractions"), new VisitAdded("v1", "Fractions", "Room 4B", null)]);
            var number = 1;
            foreach (var ops in Changes(trace).Select(changes => (SpaceOp)new NotesEdit("v1", changes)).Chunk(Submission.MaxOps))
            {
                await SubmitAsync(engine, "s1", number + 1, number, [.. ops]);
                number += ops.Length;
            }
            Assert.Equal(trace.EndContent, await TextAsync(engine));
        }
        var replay = new SpaceReplay(Cycle, SpaceKinds.Of(Cycle)!, new WithoutSnapshots(log));
        await replay.LoadAsync(default);
        Assert.Equal(trace.EndContent, ((CycleState)replay.Committed.State).Notes["v1"].Text.ToString());
        await using var restarted = NewEngine(log);
        Assert.Equal(trace.EndContent, await TextAsync(restarted));
    }

    /// <summary>One change set a transaction; its patches follow each other.</summary>
    private static IEnumerable<ChangeSet> Changes(Trace trace)
    {
        var length = 0;
        foreach (var txn in trace.Txns)
        {
            ChangeSet? changes = null;
            foreach (var patch in txn.Patches)
            {
                var (at, deleted, inserted) = (patch[0].GetInt32(), patch[1].GetInt32(), patch[2].GetString()!);
                var next = ChangeSet.Replace(length, at, at + deleted, inserted);
                changes = changes?.Compose(next) ?? next;
                length = next.NewLength;
            }
            yield return changes!;
        }
    }

    private static EmbeddedEngine NewEngine(ISpaceLog log) => new(log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);

    private static async Task SubmitAsync(EmbeddedEngine engine, string session, long at, int number, ImmutableArray<SpaceOp> ops) =>
        Assert.Null((await engine.SubmitAsync(Cycle, new Submission(Coach, session, at, number, ops)).Soon()).Refusal);

    private static async Task<string> TextAsync(EmbeddedEngine engine)
    {
        using var lease = await engine.OpenAsync(Cycle).AsTask().Soon();
        return ((CycleState)lease.Feed.Committed.State).Notes["v1"].Text.ToString();
    }

    private static Trace Read(string name, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data", "traces", $"{name}.json.gz");
        using var json = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Trace>(json, JsonSerializerOptions.Web)!;
    }

    private sealed record Trace(string StartContent, string EndContent, ImmutableArray<Txn> Txns);

    private sealed record Txn(ImmutableArray<ImmutableArray<JsonElement>> Patches);
}
