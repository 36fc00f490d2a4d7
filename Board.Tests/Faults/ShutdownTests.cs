using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Board.Tests.AppHost;
using Board.Tests.Convergence;
using Board.Tests.Hosting;

namespace Board.Tests.Faults;

/// <summary>SIGTERM brings everything to a good end within ten seconds (SPEC.md, RUN1 to RUN3).</summary>
[Trait("Category", "Crash")]
public sealed class ShutdownTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [LinuxFact]
    public async Task People_who_type_while_the_server_is_stopped_lose_nothing_and_come_back()
    {
        await using var district = await LiveDistrict.StartAsync(devices: 5, FuzzRun.FromEnvironment(1).Seed);
        for (var upgrade = 0; upgrade < 3; upgrade++)
        {
            await district.WriteAsync(true);
            await district.UntilAcknowledgedAsync(more: 40);
            var (exitCode, took) = await district.Server.TerminateAsync();
            Assert.Equal(0, exitCode);
            Assert.True(took < Most, $"It took {took}.");
            // Everybody was told, and within what time to come back.
            Assert.All(district.Writers, writer => Assert.Contains(3_000, writer.Farewells));
            Assert.DoesNotContain("   at ", district.Server.Output, StringComparison.Ordinal);
            // The log was closed in order: a single file, without a WAL.
            Assert.False(File.Exists(Path.Combine(district.Server.Data, "board.db-wal")));
            await district.StartAgainAsync();
            await district.ConvergeAsync();
        }
        await district.JudgeAsync();
    }

    [LinuxFact]
    public async Task With_a_grace_the_server_is_not_ready_but_serves_on()
    {
        await using var server = await ServerProcess.StartAsync(null, ("Board__DrainSeconds", "3"));
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.StartNew();
        while (await ReadinessAsync(http) is not (HttpStatusCode.OK, "ready", false)) Assert.True(started.Elapsed < Patience);
        var ended = server.TerminateAsync();
        (HttpStatusCode Status, string Says, bool Draining) readiness;
        while (!(readiness = await ReadinessAsync(http)).Draining) Assert.False(ended.IsCompleted);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-ready"), (readiness.Status, readiness.Says));
        Assert.True((await http.GetAsync(new Uri("/sign-in", UriKind.Relative))).IsSuccessStatusCode);
        Assert.True((await http.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode);
        var (exitCode, took) = await ended;
        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.FromSeconds(2.5), Most);
    }

    private static async Task<(HttpStatusCode Status, string Says, bool Draining)> ReadinessAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.GetProperty("status").GetString()!, json.RootElement.GetProperty("draining").GetBoolean());
    }
}
