using System.Globalization;
using Board.Tests.AppHost;
using Board.Tests.Convergence;
using Board.Tests.Hosting;

namespace Board.Tests.Faults;

/// <summary>
/// Two server processes on one PostgreSQL, each the owner of the same note in its own eyes: they waste work, and never lose or fork it
/// (SPEC.md, GRAIN3, LOG2, LOG8).
/// </summary>
[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class SharedStoreTests(PostgresInstance postgres) : IAsyncLifetime
{
    private SharedDatabase Shared { get; set; } = null!;

    public async Task InitializeAsync() => Shared = await SharedDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await Shared.DisposeAsync();

    [LinuxFact]
    public async Task People_at_two_servers_write_one_note_at_once_and_everybody_has_everything()
    {
        await using var district = await LiveDistrict.StartSharedAsync(Shared, servers: 2, devices: 6, FuzzRun.FromEnvironment(1).Seed);
        await district.WriteAsync(true);
        await district.UntilAcknowledgedAsync(more: 60);
        for (var round = 0; round < 5; round++)
        {
            // Both want to append to the same entry; one of them is refused.
            await Shared.CollideAsync(servers: 2, () => Task.CompletedTask);
            await district.UntilAcknowledgedAsync(more: 60);
        }
        await district.ConvergeAsync();
        Assert.Contains(district.Servers, WasRefused);
        Assert.All(district.Servers, server => Assert.DoesNotContain(Shared.Connection, server.Output, StringComparison.Ordinal));
        await district.JudgeAsync();
    }

    /// <summary>For a second here, and for as long as BOARD_PAUSE_SECONDS says (<c>./fuzz.sh pause 60</c>).</summary>
    [LinuxFact]
    public async Task A_server_that_was_paused_while_the_other_wrote_forks_nothing_and_its_people_catch_up()
    {
        var pause = double.TryParse(Environment.GetEnvironmentVariable("BOARD_PAUSE_SECONDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        await using var district = await LiveDistrict.StartSharedAsync(Shared, servers: 2, devices: 4, FuzzRun.FromEnvironment(1).Seed);
        var (paused, other) = (district.Writers.Where((_, i) => i % 2 == 0).ToList(), district.Writers.Where((_, i) => i % 2 == 1).ToList());
        await district.WriteAsync(true);
        await district.UntilAcknowledgedAsync(more: 60);

        // In the middle of an append: it has asked for the space, and will not hear that it got it.
        await Shared.CollideAsync(servers: 2, district.Server.PauseAsync);
        var since = TimeProvider.System.GetTimestamp();
        var (told, goal) = (paused.Sum(writer => writer.Acknowledged), other.Sum(writer => writer.Acknowledged) + 60);
        await other[0].UntilAsync(_ => other.Sum(writer => writer.Acknowledged) >= goal);
        // The pause is what is tried here; nothing is waited for with it.
        if (TimeSpan.FromSeconds(pause) - TimeProvider.System.GetElapsedTime(since) is { Ticks: > 0 } rest) await Task.Delay(rest);
        await district.Server.ContinueAsync();

        goal = Math.Max(told, paused.Sum(writer => writer.Acknowledged)) + 30;
        await paused[0].UntilAsync(_ => paused.Sum(writer => writer.Acknowledged) >= goal);
        await district.ConvergeAsync();
        Assert.True(WasRefused(district.Server), district.Server.Output);
        await district.JudgeAsync();
    }

    [LinuxFact]
    public async Task PostgreSQL_is_killed_and_started_again_under_two_servers_and_nothing_is_lost()
    {
        await using var district = await LiveDistrict.StartSharedAsync(Shared, servers: 2, devices: 4, FuzzRun.FromEnvironment(1).Seed);
        for (var round = 0; round < 2; round++)
        {
            await district.WriteAsync(true);
            await district.UntilAcknowledgedAsync(more: 60);
            await postgres.StopAsync(hard: round == 0);
            await postgres.StartAsync();
            await district.UntilAcknowledgedAsync(more: 60);
            await district.ConvergeAsync();
        }
        Assert.All(district.Servers, server => Assert.False(server.HasExited));
        await district.JudgeAsync();
    }

    [LinuxFact]
    public async Task One_server_dies_and_its_people_go_on_at_its_place_while_the_other_never_stops()
    {
        await using var district = await LiveDistrict.StartSharedAsync(Shared, servers: 2, devices: 4, FuzzRun.FromEnvironment(1).Seed);
        await district.WriteAsync(true);
        await district.UntilAcknowledgedAsync(more: 60);
        await district.Server.KillAsync();
        var goal = district.Writers[1].Acknowledged + 30;
        await district.Writers[1].UntilAsync(_ => district.Writers[1].Acknowledged >= goal);
        await district.StartAgainAsync();
        await district.ConvergeAsync();
        await district.JudgeAsync();
    }

    /// <summary>An append of its came to nothing, so that it had to read what is there and judge anew.</summary>
    private static bool WasRefused(ServerProcess server) => server.Output.Contains("is uncertain", StringComparison.Ordinal);
}
