using System.Diagnostics;
using System.Net;
using Board.Log;
using Board.Log.Sqlite;
using Board.Tests.Log;
using Board.Tests.Server;

namespace Board.Tests.Hosting;

/// <summary>What a balancer may ask (SPEC.md, RUN1).</summary>
public sealed class HealthTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    public async Task Anybody_may_ask_whether_the_process_answers(string path)
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Equal("""{"status":"alive"}""", await http.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [Fact]
    public async Task A_server_whose_parts_are_reachable_is_ready_and_says_little()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Equal("""{"status":"ready","log":"ok","accounts":"ok","draining":false}""", await ReadyAsync(http));
    }

    [Fact]
    public async Task Without_its_accounts_it_is_not_ready_and_says_which_part_but_not_where()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var accounts = server.Get<DataFolder>().AccountsDatabase;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(accounts, new string('x', 8_192));
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("""{"status":"not-ready","log":"ok","accounts":"unavailable","draining":false}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Checking_a_log_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var log = SqliteSpaceLog.Open(folder.Database);
        var before = await File.ReadAllBytesAsync(folder.Database + "-witness");
        for (var i = 0; i < 3; i++) await log.CheckAsync();
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Database + "-witness"));
        Assert.Empty((await log.VerifyAsync()).Spaces);
    }

    [Fact]
    public async Task A_log_that_is_closed_is_not_ready()
    {
        using var folder = new TemporaryFolder();
        var log = SqliteSpaceLog.Open(folder.Database);
        await log.DisposeAsync();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => log.CheckAsync());
    }

    /// <summary>What a server says once it is ready; the first look at its accounts may take longer than a look is given.</summary>
    private static async Task<string> ReadyAsync(HttpClient http)
    {
        var asked = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode) return said;
            Assert.True(asked.Elapsed < TimeSpan.FromSeconds(30), said);
        }
    }
}
