using System.Net;
using System.Net.WebSockets;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.District;

namespace Board.Tests.Server;

/// <summary>SPEC.md ACC3 and ACC5: who may open a live connection, and when it ends.</summary>
public sealed class LiveConnectionTests
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_foreign_origin_is_refused_whatever_the_transport()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var own = server.Address.GetLeftPart(UriPartial.Authority);
        string[] foreign = ["https://evil.example", "null", $"https://127.0.0.1:{server.Address.Port}", $"http://127.0.0.1:{server.Address.Port + 1}"];
        (string Method, string Path)[] requests =
        [
            ("POST", "/live/negotiate?negotiateVersion=1"), ("POST", "/_blazor/negotiate?negotiateVersion=1"),
            ("POST", "/live?id=x"), ("GET", "/live?id=x"), ("GET", "/_blazor?id=x"), ("DELETE", "/live?id=x"),
            ("POST", "/LIVE/negotiate?negotiateVersion=1"), ("POST", "/_Blazor/negotiate?negotiateVersion=1"),
        ];
        foreach (var (method, path) in requests)
        {
            foreach (var origin in foreign) Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(dana, method, path, origin));
            Assert.NotEqual(HttpStatusCode.Forbidden, await StatusAsync(dana, method, path, own));
        }

        static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string method, string path, string origin)
        {
            using var answer = await visitor.SendAsync(new HttpMethod(method), path, ("Origin", origin));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_web_socket_of_another_site_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        foreach (var (path, origin) in new[] { ("/live", "https://evil.example"), ("/live", null), ("/_blazor", "https://evil.example"), ("/_blazor", null) })
        {
            using var socket = Socket(dana, origin);
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Live(server, path), default));
            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        }
    }

    [Fact]
    public async Task A_get_without_an_origin_counts_by_what_the_browser_says_of_its_site()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        using var cross = await dana.SendAsync(HttpMethod.Get, "/live?id=x", ("Sec-Fetch-Site", "cross-site"));
        using var same = await dana.SendAsync(HttpMethod.Get, "/live?id=x", ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.Forbidden, cross.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, same.StatusCode); // no such connection
    }

    [Fact]
    public async Task Behind_a_proxy_the_outer_origin_can_be_allowed()
    {
        await using var server = await TestServer.StartAsync("--Board:AllowedOrigins:0", "https://board.example.org");
        using var dana = await server.FoundAsync();
        using var socket = Socket(dana, "https://board.example.org");
        await socket.ConnectAsync(Live(server, "/live"), default);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Without_signing_in_there_is_no_live_connection()
    {
        await using var server = await TestServer.StartAsync();
        using var nobody = server.Visitor();
        foreach (var path in new[] { "/live/negotiate?negotiateVersion=1", "/_blazor/negotiate?negotiateVersion=1" })
        {
            using var answer = await nobody.SendAsync(HttpMethod.Post, path, ("Origin", server.Address.GetLeftPart(UriPartial.Authority)));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_connection_within_five_seconds()
    {
        await using var server = await TestServer.StartAsync();
        using var here = await server.FoundAsync();
        using var there = server.Visitor();
        await there.SignInAsync("dana@example.org", TestServer.Password);
        using var live = await OpenAsync(server, there, "/live");
        using var circuit = await OpenAsync(server, there, "/_blazor");

        var account = await here.GetAsync("/account");
        var everywhere = account.Document.Forms.Single(form => form.TextContent.Contains("Sign out everywhere", StringComparison.Ordinal));
        var fields = everywhere.QuerySelectorAll("input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        Assert.Equal("/sign-in", (await here.PostAsync("/account", fields)).Path);

        await EndsAsync(live);
        await EndsAsync(circuit);
        Assert.StartsWith("/sign-in", (await there.GetAsync("/people")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_deactivated_is_gone_within_five_seconds_and_can_not_sign_in()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        using var maribel = server.Visitor();
        await InvitationTests.AcceptAsync(maribel, await InvitationTests.InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach));
        using var live = await OpenAsync(server, maribel, "/live");

        // As another server would: only the district says so.
        var id = (await InvitationTests.DistrictAsync(server)).People.Values.Single(m => m.Name == "Maribel Ruiz").Id;
        Assert.True((await server.Get<SpaceDoor>().DoAsync(DistrictSpace.Id, Person.System, new PersonDeactivated(id))).Accepted);

        await EndsAsync(live);
        Assert.StartsWith("/sign-in", (await maribel.GetAsync("/account")).Path, StringComparison.Ordinal);
        Assert.Contains("not open at the moment", (await maribel.SignInAsync("maribel@example.org", TestServer.Password)).Problem, StringComparison.Ordinal);
        await server.Get<SpaceDoor>().DoAsync(DistrictSpace.Id, Person.System, new PersonReactivated(id));
        Assert.Equal("/", (await maribel.SignInAsync("maribel@example.org", TestServer.Password)).Path);
    }

    private static async Task<ClientWebSocket> OpenAsync(TestServer server, Visitor visitor, string path)
    {
        var socket = Socket(visitor, server.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(Live(server, path), default);
        // The hub's handshake, so that the connection is one that would stay.
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, default);
        return socket;
    }

    private static async Task EndsAsync(ClientWebSocket socket)
    {
        using var late = new CancellationTokenSource(Promise);
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, late.Token)).MessageType != WebSocketMessageType.Close)
            {
                // what was on its way
            }
        }
        catch (WebSocketException)
        {
            // cut off
        }
        Assert.False(late.IsCancellationRequested, "The connection outlived the session.");
    }

    private static ClientWebSocket Socket(Visitor visitor, string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = visitor.Cookies;
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        return socket;
    }

    private static Uri Live(TestServer server, string path) => new UriBuilder(server.Address) { Scheme = "ws", Path = path }.Uri;
}
