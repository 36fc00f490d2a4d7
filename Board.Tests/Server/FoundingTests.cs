using System.Net;
using Board.Server.Accounts;

namespace Board.Tests.Server;

/// <summary>SPEC.md ACC1.</summary>
public sealed class FoundingTests
{
    [Fact]
    public async Task The_first_start_asks_for_an_administrator()
    {
        await using var server = await TestServer.StartAsync();
        using var visitor = server.Visitor();
        var first = await visitor.GetAsync("/");
        Assert.Contains("/setup", first.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotContain("demo", first.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_district_is_set_up_once()
    {
        await using var server = await TestServer.StartAsync();
        using var late = server.Visitor();
        var form = await late.GetAsync("/setup");
        using var first = await server.FoundAsync();

        Assert.Equal("/sign-in", (await late.GetAsync("/setup")).Path);
        Dictionary<string, string> fields = new() { ["District"] = "Mine", ["Name"] = "Mallory", ["Email"] = "m@example.org", ["Password"] = TestServer.Password };
        Assert.NotEqual("/people", (await late.SubmitAsync(form, fields)).Path);
        Assert.StartsWith("/sign-in", (await late.GetAsync("/people")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_set_it_up_at_the_same_time_one_succeeds()
    {
        await using var server = await TestServer.StartAsync();
        var founding = server.Get<Founding>();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
            Task.Run(() => founding.FoundAsync(AtThisMachine(), null, $"District {i}", "Dana", $"dana{i}@example.org", TestServer.Password))));
        Assert.Single(both, outcome => outcome.Account is not null);
        Assert.Single(both, outcome => outcome.Refusal is not null);
    }

    [Theory]
    [InlineData("192.0.2.7", "localhost", null)]
    [InlineData("127.0.0.1", "board.example.org", null)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For")]
    public async Task From_elsewhere_it_takes_the_code_that_the_server_printed(string from, string host, string? forwarded)
    {
        await using var server = await TestServer.StartAsync();
        var context = AtThisMachine();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Host = new(host);
        if (forwarded is not null) context.Request.Headers[forwarded] = "192.0.2.7";

        var founding = server.Get<Founding>();
        var without = await founding.FoundAsync(context, "2222-2222-2222", "Linden", "Dana", "dana@example.org", TestServer.Password);
        Assert.Null(without.Account);
        var with = await founding.FoundAsync(context, server.Get<SetupCode>().Code, "Linden", "Dana", "dana@example.org", TestServer.Password);
        Assert.NotNull(with.Account);
    }

    [Fact]
    public async Task A_password_that_everybody_tries_is_not_taken()
    {
        await using var server = await TestServer.StartAsync();
        using var visitor = server.Visitor();
        var page = await visitor.SubmitAsync(
            await visitor.GetAsync("/setup"),
            new() { ["District"] = "Linden", ["Name"] = "Dana", ["Email"] = "dana@example.org", ["Password"] = "password123" });
        Assert.Contains("first that others would try", page.Problem, StringComparison.Ordinal);
        Assert.Contains("dana@example.org", page.Document.QuerySelectorAll("input").Select(i => i.GetAttribute("value")));
    }

    private static Microsoft.AspNetCore.Http.DefaultHttpContext AtThisMachine()
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Host = new("localhost");
        return context;
    }
}
