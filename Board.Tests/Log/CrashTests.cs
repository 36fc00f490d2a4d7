using Board.Grains;
using Board.Log.Sqlite;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>The log outlives its process, however that ends (LOG1), and other processes do not mix up its entries (LOG2).</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly string[] Spaces = ["a", "b", "c"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LOG1_a_process_that_is_killed_at_any_moment_loses_nothing_that_it_acknowledged()
    {
        var random = new Random(20_260);
        var acknowledged = Spaces.ToDictionary(space => space, _ => 0L);
        for (var round = 0; round < 8; round++)
        {
            using (var process = SecondProcess.Start(null, ["append", _folder.Database, .. Spaces]))
            {
                for (var left = random.Next(5, 800); left > 0; left--) Note(await process.HearAsync());
                process.Kill();
                foreach (var line in await process.HearAllAsync()) Note(line);
            }
            await using var log = SqliteSpaceLog.Open(_folder.Database);
            foreach (var space in Spaces)
            {
                var entries = await log.ReadAllAsync(Space(space));
                Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => TextOf(space, n)), entries.Select(entry => entry.Text()));
                // One more may have become durable before its acknowledgement could be sent.
                Assert.InRange(entries.Count, acknowledged[space], acknowledged[space] + 1);
                acknowledged[space] = entries.Count;
            }
        }

        void Note(string? line)
        {
            var parts = line!.Split(':');
            acknowledged[parts[0]] = Math.Max(acknowledged[parts[0]], long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData(CrashPoint.BeforeAppend, 1, 0)]
    [InlineData(CrashPoint.BeforeAppend, 9, 8)]
    [InlineData(CrashPoint.AfterCommit, 1, 1)]
    [InlineData(CrashPoint.AfterCommit, 9, 9)]
    [InlineData(CrashPoint.BeforeAcknowledgement, 1, 1)]
    [InlineData(CrashPoint.BeforeAcknowledgement, 9, 9)]
    public async Task LOG1_a_process_that_dies_at_a_named_point_leaves_what_that_point_says(string point, int pass, int durable)
    {
        using (var process = SecondProcess.Start($"{point}:{pass}", "append", _folder.Database, "a"))
        {
            Assert.Equal(Enumerable.Range(1, pass - 1).Select(n => TextOf("a", n)), await process.HearAllAsync());
            Assert.NotEqual(0, await process.EndAsync());
        }
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Assert.Equal(durable, await log.HeadAsync(Space("a")));
        Assert.True((await log.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task LOG2_two_processes_on_one_database_never_fork_a_space()
    {
        var acknowledged = new List<string>();
        using var process = SecondProcess.Start(null, "race", _folder.Database, "a", "p", "150");
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
        {
            await RaceAsync(log, Space("a"), "q", 150, acknowledged.Add).InTime();
            acknowledged.AddRange(await process.HearAllAsync());
            await process.EndWellAsync();
            Assert.Equal(acknowledged.Order(StringComparer.Ordinal), (await log.ReadAllAsync(Space("a"))).Select(entry => entry.Text()).Order(StringComparer.Ordinal));
        }
        await using var again = SqliteSpaceLog.Open(_folder.Database);
        Assert.True((await again.VerifyAsync().InTime()).Whole);
    }

    [Theory]
    [InlineData("after-commit")]
    [InlineData("after-commit:0")]
    [InlineData("after-lunch:3")]
    [InlineData("after-commit:3:4")]
    public void A_crash_point_that_can_not_be_understood_is_refused(string setting) =>
        Assert.Throws<ArgumentException>(() => CrashPoint.Arm(setting, "Development"));

    [Theory]
    [InlineData("after-commit:1", "Production")]
    [InlineData("nonsense", "production")]
    [InlineData(null, "Development")]
    [InlineData("", "Development")]
    public void A_crash_point_is_ignored_in_production(string? setting, string environment)
    {
        Assert.False(CrashPoint.Arm(setting, environment));
        // Were it armed, the tests would end here.
        CrashPoint.Pass(CrashPoint.AfterCommit);
    }
}
