using System.Globalization;
using Board.Log.Sqlite;

namespace Board.Tests.Convergence;

/// <summary>
/// Live editing converges and loses nothing (SPEC.md: OP3, OP4, GRAIN1 to GRAIN6, NOTE1, NOTE2, AUTH1, LIVE1, LIVE2): simulated clients,
/// the real engine, a network and servers that fail in every way that is known. A failing run names its seed, and is repeated by
/// <code>BOARD_FUZZ_SEED=123 BOARD_FUZZ_OPS=250 dotnet test Board.Tests --filter Finds_nothing_in_the_real_thing</code>
/// Longer runs: <c>./fuzz.sh convergence 1000000</c>.
/// </summary>
public sealed class ConvergenceTests
{
    private const int EditsARun = 250;

    [Fact]
    public async Task Finds_nothing_in_the_real_thing()
    {
        var edits = int.TryParse(Environment.GetEnvironmentVariable("BOARD_FUZZ_OPS"), CultureInfo.InvariantCulture, out var ops) ? ops : 10_000;
        var runs = FuzzRun.FromEnvironment((edits + EditsARun - 1) / EditsARun);
        foreach (var seed in runs.Seeds) await World.RunAsync(seed, Math.Min(edits, EditsARun));
    }

    [Fact]
    public async Task Finds_nothing_in_the_real_clients()
    {
        await using var clients = await RealClients.StartAsync();
        foreach (var seed in FuzzRun.FromEnvironment(10).Seeds) await World.RunAsync(seed, edits: 150, clients);
    }

    [Fact]
    public async Task Whoever_comes_back_after_thousands_of_ops_holds_what_the_others_hold()
    {
        foreach (var seed in FuzzRun.FromEnvironment(2).Seeds)
            await World.RunAsync(seed, edits: 2_600, weather: Weather.Calm(6) with { TextLength = 2_000, Chatty = 3, Hermits = 2, Cut = 2, Restart = 1, Kill = 1 });
    }

    [Fact]
    public async Task Finds_nothing_with_the_log_on_a_disk()
    {
        foreach (var seed in FuzzRun.FromEnvironment(6).Seeds)
        {
            var folder = Directory.CreateTempSubdirectory("board-convergence-");
            await using (var log = SqliteSpaceLog.Open(Path.Combine(folder.FullName, "log.db")))
            {
                await World.RunAsync(seed, edits: 120, store: log);
                Assert.True((await log.VerifyAsync()).Whole);
            }
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Finds_nothing_however_stores_fail()
    {
        var counting = new CountingFailures();
        foreach (var seed in FuzzRun.FromEnvironment(12).Seeds)
            await World.RunAsync(seed, EditsARun, counting, Weather.Calm(4) with { Servers = 2, Cut = 5, Deactivate = 15, Restart = 4, Kill = 4, AppendFault = 60, ReadFault = 40, Burst = 30 });
        string[] kinds =
        [
            .. Enum.GetValues<AppendFault>().Where(fault => fault != AppendFault.None).Select(fault => $"append {fault}"),
            .. Enum.GetValues<ReadFault>().SelectMany(fault => new[] { $"read {fault}", $"snapshot {fault}" }),
        ];
        Assert.Empty(kinds.Except(counting.Seen));
    }

    private sealed class CountingFailures : Parts
    {
        public HashSet<string> Seen { get; } = [];

        public override void Failed(string how) => Seen.Add(how);
    }

    [Fact]
    public async Task A_seed_gives_the_same_run_every_time()
    {
        for (var seed = 1; seed <= 12; seed++)
            Assert.Equal(await World.RunAsync(seed, EditsARun), await World.RunAsync(seed, EditsARun));
    }
}
