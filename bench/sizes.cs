// How many bytes a history takes: dotnet run bench/sizes.cs -- data/traces/*.json.gz
// Replays recorded editing histories as the notes of one lesson through the grain into a SQLite log, one entry an edit; and into a
// PostgreSQL, if BOARD_POSTGRES holds a connection string to a database without Board's tables (bench/with-stores.sh sets it).
#:project ../Board.Grains/Board.Grains.csproj
#:property PublishAot=false

using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Log.Postgres;
using Board.Log.Sqlite;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

Console.WriteLine("| history | edits | text | in | size | bytes an edit | of that the entry |");
Console.WriteLine("|---|---:|---:|---|---:|---:|---:|");
foreach (var path in args)
{
    using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
    using var trace = JsonDocument.Parse(unpacked);
    var folder = Directory.CreateTempSubdirectory("board-sizes-");
    var file = Path.Combine(folder.FullName, "board.db");
    await ReplayAsync(path, trace.RootElement, "SQLite", SqliteSpaceLog.Open(file), () => Task.FromResult(new FileInfo(file).Length));
    folder.Delete(recursive: true);
    if (Environment.GetEnvironmentVariable("BOARD_POSTGRES") is not { Length: > 0 } postgres) continue;
    await using var source = NpgsqlDataSource.Create(postgres);
    await using (var database = new PostgresDatabase(postgres))
    {
        await database.PrepareAsync();
        await ReplayAsync(path, trace.RootElement, "PostgreSQL", new PostgresSpaceLog(database), async () =>
        {
            await using var ask = source.CreateCommand("SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relnamespace = 'board'::regnamespace AND relkind = 'r'");
            return (long)(await ask.ExecuteScalarAsync())!;
        });
    }
    await using var drop = source.CreateCommand("DROP SCHEMA board CASCADE");
    await drop.ExecuteNonQueryAsync();
}

static async Task ReplayAsync(string path, JsonElement trace, string store, ISpaceLog log, Func<Task<long>> sizeAsync)
{
    var (cycle, coach, edits, payload, text) = (new SpaceId("cycle", "c1"), Person.Of("maribel", Role.Coach), 0, 0L, 0);
    await using (log)
    {
        await using var engine = new EmbeddedEngine(log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
        await SubmitAsync(engine, "setup", 0, 1, [new CycleOpened(coach.Id, "adaeze", "Fractions"), new VisitAdded("v1", "Fractions", "Room 4B", null)]);
        foreach (var ops in Changes(trace).Select(changes => (SpaceOp)new NotesEdit("v1", changes)).Chunk(50))
        {
            await SubmitAsync(engine, "k3v9q2mz7f3kq2mz", edits + 2, edits + 1, [.. ops]);
            edits += ops.Length;
        }
        using (var lease = await engine.OpenAsync(cycle)) text = ((CycleState)lease.Feed.Committed.State).Notes["v1"].Text.Length;
        for (var after = 0L; await log.ReadAsync(cycle, after, 1_000) is { Count: > 0 } page; after += page.Count) payload += page.Sum(entry => (long)entry.Payload.Length);
    }
    var bytes = await sizeAsync();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {Path.GetFileName(path).Split('.')[0]} | {edits} | {text / 1e3:0} kB | {store} | {bytes / 1e6:0.0} MB | {(double)bytes / edits:0} | {(double)payload / edits:0} |"));

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
