// How many bytes a history takes on disk: dotnet run bench/sizes.cs -- data/traces/*.json.gz
// Replays recorded editing histories as the notes of one lesson through the grain into a SQLite log, one entry an edit.
#:project ../Board.Grains/Board.Grains.csproj
#:property PublishAot=false

using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Log.Sqlite;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Microsoft.Extensions.Logging.Abstractions;

Console.WriteLine("| history | edits | text | board.db | bytes an edit | of that the entry |");
Console.WriteLine("|---|---:|---:|---:|---:|---:|");
foreach (var path in args)
{
    using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
    using var trace = JsonDocument.Parse(unpacked);
    var folder = Directory.CreateTempSubdirectory("board-sizes-");
    var database = Path.Combine(folder.FullName, "board.db");
    var (cycle, coach, edits, payload, text) = (new SpaceId("cycle", "c1"), Person.Of("maribel", Role.Coach), 0, 0L, 0);
    await using (var log = SqliteSpaceLog.Open(database))
    {
        await using var engine = new EmbeddedEngine(log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
        await SubmitAsync(engine, "setup", 0, 1, [new CycleOpened(coach.Id, "adaeze", "Fractions"), new VisitAdded("v1", "Fractions", "Room 4B", null)]);
        foreach (var ops in Changes(trace.RootElement).Select(changes => (SpaceOp)new NotesEdit("v1", changes)).Chunk(50))
        {
            await SubmitAsync(engine, "k3v9q2mz7f3kq2mz", edits + 2, edits + 1, [.. ops]);
            edits += ops.Length;
        }
        using (var lease = await engine.OpenAsync(cycle)) text = ((CycleState)lease.Feed.Committed.State).Notes["v1"].Text.Length;
        for (var after = 0L; await log.ReadAsync(cycle, after, 1_000) is { Count: > 0 } page; after += page.Count) payload += page.Sum(entry => (long)entry.Payload.Length);
    }
    var bytes = new FileInfo(database).Length;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {Path.GetFileName(path).Split('.')[0]} | {edits} | {text / 1e3:0} kB | {bytes / 1e6:0.0} MB | {(double)bytes / edits:0} | {(double)payload / edits:0} |"));
    folder.Delete(recursive: true);

    async Task SubmitAsync(EmbeddedEngine engine, string session, long at, int number, ImmutableArray<SpaceOp> ops)
    {
        if ((await engine.SubmitAsync(cycle, new Submission(coach, session, at, number, ops))).Refusal is { } refusal) throw new InvalidOperationException(refusal.Message);
    }
}

static IEnumerable<ChangeSet> Changes(JsonElement trace)
{
    var length = 0;
    foreach (var txn in trace.GetProperty("txns").EnumerateArray())
    {
        ChangeSet? changes = null;
        foreach (var patch in txn.GetProperty("patches").EnumerateArray())
        {
            var (at, deleted) = (patch[0].GetInt32(), patch[1].GetInt32());
            var next = ChangeSet.Replace(length, at, at + deleted, patch[2].GetString()!);
            changes = changes?.Compose(next) ?? next;
            length = next.NewLength;
        }
        yield return changes!;
    }
}
