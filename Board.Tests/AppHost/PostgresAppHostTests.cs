using System.Globalization;
using Board.Tests.Hosting;
using Board.Tests.Log;

namespace Board.Tests.AppHost;

/// <summary>The development system with servers that share a PostgreSQL (SPEC.md, HOST).</summary>
[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class PostgresAppHostTests(PostgresInstance postgres)
{
    [LinuxFact]
    public async Task Two_servers_share_a_PostgreSQL_and_end_together()
    {
        using var data = new TemporaryFolder();
        await using var shared = await SharedDatabase.CreateAsync(postgres);
        await using var system = new RunningAppHost(
        [
            "--store", "postgres", "--postgres", shared.Connection, "--engine", "embedded", "--servers", "2",
            "--port", RunningAppHost.FreePorts(2).ToString(CultureInfo.InvariantCulture), "--data", data.File("board"),
        ]);
        await system.SaysAsync("server1  | is ready");
        await system.SaysAsync("server2  | is ready");
        system.Signal("INT");
        Assert.Equal(0, await system.EndsAsync());
        Assert.DoesNotContain(shared.Connection, system.Output, StringComparison.Ordinal);
        await system.LeavesNobodyAsync();
    }
}
