using Board.Files;
using Board.Log;
using Board.Server.Upkeep;
using Board.Spaces;
using Board.Spaces.District;
using Board.Tests.AppHost;
using Board.Tests.Log;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Board.Tests.Server.Upkeep.AtTheConsole;

namespace Board.Tests.Server.Upkeep;

/// <summary>How a running server is asked (SPEC.md, RUN6).</summary>
public sealed class UpkeepChannelTests
{
    [LinuxFact]
    public async Task RUN6_only_the_servers_user_can_open_the_channel_and_it_goes_with_the_server()
    {
        string socket;
        await using (var server = await TestServer.StartAsync())
        {
            socket = server.Get<DataFolder>().ChannelSocket;
            Assert.Contains("Whole:", await EndsWithAsync(0, "verify", "--data", server.Get<DataFolder>().Path), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
        }
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public async Task A_server_that_is_asked_to_export_does_it_itself()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        using var folder = new TemporaryFolder();
        await EndsWithAsync(0, "export", "--all", "--data", server.Get<DataFolder>().Path, "--to", folder.File("export"));
        Assert.Contains("Linden", await File.ReadAllTextAsync(folder.File($"export/{DistrictSpace.Id}/state.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_order_at_a_time_and_the_next_is_told_so()
    {
        await using var log = new MemorySpaceLog();
        await using var files = new MemoryFileStore();
        await using var services = new ServiceCollection().BuildServiceProvider();
        var desk = new UpkeepDesk(services, log, files, TimeProvider.System, NullLogger<UpkeepDesk>.Instance);
        using var hold = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Task.Run(() => desk.DoAsync(new Order(Order.Verify), new Listener(_ =>
        {
            begun.TrySetResult();
            Assert.True(hold.Wait(TimeSpan.FromSeconds(30)));
        }), default));
        await begun.Task.InTime();
        var said = "";
        Assert.Equal(1, await desk.DoAsync(new Order(Order.Verify), new Listener(told => said += told.Line), default).InTime());
        Assert.Contains("under way", said, StringComparison.Ordinal);
        hold.Set();
        Assert.Equal(0, await first.InTime());
    }

    [Fact]
    public async Task Verifying_and_exporting_work_with_every_store_and_a_backup_names_the_stores_own_tools()
    {
        await using var log = new MemorySpaceLog();
        await using var files = new MemoryFileStore();
        await log.AppendAsync(new SpaceId("cycle", "c1"), 0, "an entry");
        using var folder = new TemporaryFolder();
        using var data = DataFolder.Take(folder.File("data"));
        await using var services = new ServiceCollection().AddSingleton(_ => data).BuildServiceProvider();
        var desk = new UpkeepDesk(services, log, files, TimeProvider.System, NullLogger<UpkeepDesk>.Instance);
        var said = "";
        var listener = new Listener(told => said += told.Line);
        Assert.Equal(0, await desk.DoAsync(new Order(Order.Verify), listener, default).InTime());
        Assert.Contains("1 spaces, 1 entries", said, StringComparison.Ordinal);
        Assert.Equal(1, await desk.DoAsync(new Order(Order.Backup, To: folder.File("backup")), listener, default).InTime());
        Assert.Contains("tools of its own", said, StringComparison.Ordinal);
    }

    private sealed class Listener(Action<Told> then) : IProgress<Told>
    {
        public void Report(Told value) => then(value);
    }
}
