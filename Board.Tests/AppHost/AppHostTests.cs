using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Board.Tests.Log;

namespace Board.Tests.AppHost;

/// <summary>The development system, started and ended in every way there is. It never leaves anybody behind (SPEC.md, HOST1 to HOST3).</summary>
public sealed class AppHostTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly int _port = RunningAppHost.FreePorts(2);

    public void Dispose() => _data.Dispose();

    [LinuxTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Asked_to_stop_it_stops_everything_and_says_so(string signal)
    {
        await using var system = Start();
        await system.SaysAsync($"server1  | is ready at http://localhost:{_port}/");
        Assert.Equal(2, system.Alive.Count);
        system.Signal(signal);
        Assert.Equal(0, await system.EndsAsync());
        Assert.Contains("board    | Stopping.", system.Output, StringComparison.Ordinal);
        await system.LeavesNobodyAsync();
    }

    [LinuxFact]
    public async Task Killed_hard_it_leaves_no_orphan()
    {
        await using var system = Start();
        await system.SaysAsync("is ready");
        Assert.Equal(2, system.Alive.Count);
        system.Signal("KILL");
        Assert.NotEqual(0, await system.EndsAsync());
        await system.LeavesNobodyAsync();
    }

    [LinuxFact]
    public async Task Killed_hard_while_its_server_starts_it_leaves_no_orphan()
    {
        await using var system = Start();
        await system.SaysAsync("Ctrl+C stops everything.");
        system.Signal("KILL");
        await system.EndsAsync();
        await system.LeavesNobodyAsync();
    }

    [LinuxFact]
    public async Task Azurite_is_started_and_ends_with_the_rest_however_that_ends()
    {
        foreach (var signal in new[] { "INT", "KILL" })
        {
            await using var system = Start("--azurite");
            await system.SaysAsync("server1  | is ready");
            Assert.Equal(3, system.Alive.Count);
            system.Signal(signal);
            await system.EndsAsync();
            await system.LeavesNobodyAsync();
        }
    }

    [LinuxFact]
    public async Task A_server_keeps_its_logs_in_Azurite_where_that_is_wanted()
    {
        await using var system = Start("--store", "azure");
        await system.SaysAsync("server1  | is ready");
        system.Signal("INT");
        Assert.Equal(0, await system.EndsAsync());
        await system.LeavesNobodyAsync();
        Assert.False(File.Exists(_data.File("board/board.db")));
    }

    [LinuxFact]
    public async Task A_server_that_pauses_and_dies_is_told_of_in_lines_of_its_own()
    {
        await using var system = Start();
        await system.SaysAsync("server1  | is ready");
        var server = Assert.Single(system.Alive, process => CommandOf(process).Contains("Board.Server.dll", StringComparison.Ordinal));
        RunningAppHost.Send("STOP", server);
        await system.SaysAsync("server1  | is not ready: it does not answer in time");
        RunningAppHost.Send("CONT", server);
        await system.SaysAgainAsync("server1  | is ready");
        RunningAppHost.Send("KILL", server);
        Assert.Equal(137, await system.EndsAsync());
        Assert.Contains("server1  | has ended with 137.", system.Output, StringComparison.Ordinal);
        await system.LeavesNobodyAsync();
    }

    [LinuxFact]
    public async Task A_port_that_is_taken_is_told_with_another_one_to_choose()
    {
        using var taken = new TcpListener(IPAddress.Loopback, _port);
        taken.Start();
        await using var system = Start();
        Assert.Equal(1, await system.EndsAsync());
        Assert.StartsWith($"Port {_port} is taken. Stop what listens there, or choose other ports: --port ", system.Output, StringComparison.Ordinal);
        await system.LeavesNobodyAsync();
    }

    [LinuxFact]
    public async Task Two_servers_on_SQLite_are_refused_in_words()
    {
        await using var system = Start("--servers", "2");
        Assert.Equal(1, await system.EndsAsync());
        Assert.StartsWith("2 servers can't share SQLite: its folder has one owner. Choose --servers 1", system.Output, StringComparison.Ordinal);
        await system.LeavesNobodyAsync();
    }

    [LinuxFact]
    public async Task Azurite_without_Node_is_refused_in_words()
    {
        await using var system = new RunningAppHost(Arguments("--azurite"), ("PATH", _data.Path));
        Assert.Equal(1, await system.EndsAsync());
        Assert.StartsWith("Azurite needs Node 20 or later, and node and npm are not on the PATH.", system.Output, StringComparison.Ordinal);
        await system.LeavesNobodyAsync();
    }

    [Fact]
    public async Task A_PostgreSQL_that_is_not_named_or_does_not_answer_is_told()
    {
        var installation = Board.AppHost.Installation.Built() with { Engine = "embedded", Stores = ["sqlite", "postgres"] };
        var wanted = Board.AppHost.Wanted.Read(["--store", "postgres", "--port", $"{_port}"], "embedded", out _)!;
        var unnamed = await Assert.ThrowsAsync<Board.AppHost.Told>(() => Board.AppHost.Preflight.CheckAsync(wanted with { Postgres = null }, installation));
        Assert.StartsWith("--store postgres needs a PostgreSQL server that is running", unnamed.Message, StringComparison.Ordinal);
        var silent = await Assert.ThrowsAsync<Board.AppHost.Told>(() =>
            Board.AppHost.Preflight.CheckAsync(wanted with { Postgres = $"Host=127.0.0.1;Port={_port + 1};Password=secret" }, installation));
        Assert.Equal($"PostgreSQL does not answer at 127.0.0.1:{_port + 1}. Start it, or correct --postgres.", silent.Message);
    }

    [Fact]
    public async Task A_store_that_the_server_does_not_know_is_told()
    {
        var installation = Board.AppHost.Installation.Built() with { Engine = "embedded", Stores = ["sqlite"] };
        var wanted = Board.AppHost.Wanted.Read(["--store", "azure", "--port", $"{_port}"], "embedded", out _)!;
        var told = await Assert.ThrowsAsync<Board.AppHost.Told>(() => Board.AppHost.Preflight.CheckAsync(wanted, installation));
        Assert.Equal("The server can't keep its logs in azure yet. Choose --store sqlite.", told.Message);
    }

    [LinuxFact]
    public async Task An_engine_that_is_not_in_the_build_is_told()
    {
        await using var system = Start("--engine", Board.AppHost.Installation.Built().Engine == "orleans" ? "embedded" : "orleans", "--store", "azure");
        Assert.Equal(1, await system.EndsAsync());
        Assert.StartsWith("This build has no engine ", system.Output, StringComparison.Ordinal);
    }

    private RunningAppHost Start(params string[] more) => new(Arguments(more));

    private IEnumerable<string> Arguments(params string[] more) =>
    [
        "--port", _port.ToString(CultureInfo.InvariantCulture), "--data", _data.File("board"),
        .. more.Contains("--servers") ? (string[])[] : ["--servers", "1"],
        .. more.Contains("--store") ? (string[])[] : ["--store", "sqlite"],
        .. more,
    ];

    private static string CommandOf(int process) => File.ReadAllText($"/proc/{process}/cmdline");
}
