// What an append costs in each store: bench/with-stores.sh dotnet run bench/stores.cs
// One writer who waits for each append, as a pair in a lesson; then 64 spaces with a writer each, as a busy district. Entries are
// of the size of a keystroke's. Stores: memory, sqlite, and postgres and azure where BOARD_POSTGRES and BOARD_AZURE hold their
// connection strings (in the environment, since they may hold secrets).
#:project ../Board.Grains/Board.Grains.csproj
#:property PublishAot=false

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Board.Log;
using Board.Log.Azure;
using Board.Log.Postgres;
using Board.Log.Sqlite;
using Board.Spaces;

const int entryBytes = 130; // bench/sizes.cs: a keystroke's entry, of which that is some 100 to 140
const int writers = 64;
var (warmUp, window) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10));
var payload = RandomNumberGenerator.GetBytes(entryBytes);

Console.WriteLine("| store | one writer: p50 / p99 ms | appends/s | 64 writers: p50 / p99 ms | appends/s |");
Console.WriteLine("|---|---:|---:|---:|---:|");
await MeasureAsync("memory", () => Task.FromResult<ISpaceLog>(new MemorySpaceLog()));
var folder = Directory.CreateTempSubdirectory("board-stores-");
await MeasureAsync("SQLite", () => Task.FromResult<ISpaceLog>(SqliteSpaceLog.Open(Path.Combine(folder.FullName, "board.db"))));
folder.Delete(recursive: true);
if (Environment.GetEnvironmentVariable("BOARD_POSTGRES") is { Length: > 0 } postgres)
{
    await using var database = new PostgresDatabase(postgres);
    await database.PrepareAsync();
    await MeasureAsync("PostgreSQL", () => Task.FromResult<ISpaceLog>(new PostgresSpaceLog(database)));
}
if (Environment.GetEnvironmentVariable("BOARD_AZURE") is { Length: > 0 } azure)
{
    await MeasureAsync("Azurite", async () =>
    {
        var log = AzureSpaceLog.Open(BlobAccount.Parse(azure), new AzureLogOptions { Container = $"bench{Guid.NewGuid():N}" });
        await log.PrepareAsync();
        return log;
    });
}

async Task MeasureAsync(string name, Func<Task<ISpaceLog>> openAsync)
{
    await using var log = await openAsync();
    var (alone, many) = (await RunAsync(log, 1, "one"), await RunAsync(log, writers, "many"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {alone.P50:0.00} / {alone.P99:0.0} | {alone.Rate:0} | {many.P50:0.00} / {many.P99:0.0} | {many.Rate:0} |"));
}

async Task<(double P50, double P99, double Rate)> RunAsync(ISpaceLog log, int count, string prefix)
{
    var clock = Stopwatch.StartNew();
    var all = await Task.WhenAll(Enumerable.Range(0, count).Select(index => Task.Run(() => WriteAsync(new SpaceId("cycle", $"{prefix}{index}")))));
    var took = all.SelectMany(each => each).Order().ToArray();
    return (took[took.Length / 2], took[(int)(took.Length * 99L / 100)], took.Length / window.TotalSeconds);

    async Task<List<double>> WriteAsync(SpaceId space)
    {
        var latencies = new List<double>();
        for (var sequence = 0L; clock.Elapsed < warmUp + window; sequence++)
        {
            var begun = Stopwatch.GetTimestamp();
            await log.AppendAsync(space, sequence, [payload]);
            if (clock.Elapsed > warmUp) latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return latencies;
    }
}
