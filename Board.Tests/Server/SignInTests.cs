using System.Net;
using Board.Server.Accounts;

namespace Board.Tests.Server;

/// <summary>SPEC.md ACC3, ACC4.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task The_right_password_opens_and_a_wrong_one_tells_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        using var visitor = server.Visitor();
        var wrong = await visitor.SignInAsync("dana@example.org", "eight green lanterns");
        var unknown = await visitor.SignInAsync("nobody@example.org", "eight green lanterns");
        Assert.Equal("The email or the password is not right.", wrong.Problem);
        Assert.Equal(wrong.Problem, unknown.Problem);
        Assert.Null(visitor.Cookie("board"));

        var right = await visitor.SignInAsync("Dana@Example.org", TestServer.Password);
        Assert.Equal("/", right.Path);
        Assert.Contains("Dana", right.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_tries_lock_an_account_and_a_made_up_one_alike()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        foreach (var email in new[] { "dana@example.org", "nobody@example.org" })
        {
            using var visitor = server.Visitor();
            var answers = new List<string?>();
            for (var attempt = 0; attempt < AttemptLimits.PerAccount + 2; attempt++) answers.Add((await visitor.SignInAsync(email, "a wrong password")).Problem);
            Assert.All(answers[..(AttemptLimits.PerAccount - 1)], problem => Assert.Equal("The email or the password is not right.", problem));
            Assert.StartsWith("These were too many tries", answers[AttemptLimits.PerAccount], StringComparison.Ordinal);
            Assert.StartsWith("These were too many tries", (await visitor.SignInAsync(email, TestServer.Password)).Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_lock_does_not_end_the_sessions_of_the_one_who_is_locked()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        using var mallory = server.Visitor();
        for (var attempt = 0; attempt < AttemptLimits.PerAccount + 1; attempt++) await mallory.SignInAsync("dana@example.org", "a wrong password");
        Assert.Equal("People", (await dana.GetAsync("/people")).Heading);
    }

    [Fact]
    public async Task The_cookie_is_for_the_server_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        using var visitor = server.Visitor();
        var cookie = await SignInCookieAsync(visitor, []);
        Assert.StartsWith("board=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase); // "keep me signed in" was not ticked
    }

    [Fact]
    public async Task Over_https_the_cookie_belongs_to_this_host_only()
    {
        await using var server = await TestServer.StartAsync("--ForwardedHeaders_Enabled", "true");
        using var dana = await server.FoundAsync();
        using var visitor = server.Visitor();
        var cookie = await SignInCookieAsync(visitor, [("X-Forwarded-Proto", "https")]);
        Assert.StartsWith("__Host-board=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/people", "/people")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData(null, "/")]
    public void After_signing_in_one_stays_on_this_site(string? asked, string expected) => Assert.Equal(expected, LocalPath.Of(asked));

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        foreach (var path in new[] { "/sign-in", "/sign-out", "/account", "/passkey/request-options", "/passkey/creation-options" })
        {
            var page = await dana.PostAsync(path, new() { ["_handler"] = "password", ["Email"] = "dana@example.org", ["Password"] = TestServer.Password });
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        }
        Assert.Equal("People", (await dana.GetAsync("/people")).Heading);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var page = await dana.SubmitAsync(await dana.GetAsync("/account"), [], action: "/sign-out");
        Assert.Equal("/sign-in", page.Path);
        Assert.StartsWith("/sign-in", (await dana.GetAsync("/people")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_not_this_one()
    {
        await using var server = await TestServer.StartAsync();
        using var here = await server.FoundAsync();
        using var there = server.Visitor();
        await there.SignInAsync("dana@example.org", TestServer.Password);
        await here.SubmitAsync(await here.GetAsync("/account"), new() { ["Current"] = TestServer.Password, ["New"] = "nine blue umbrellas" });
        Assert.Equal("People", (await here.GetAsync("/people")).Heading);
        Assert.StartsWith("/sign-in", (await there.GetAsync("/people")).Path, StringComparison.Ordinal);
        Assert.Equal("/", (await there.SignInAsync("dana@example.org", "nine blue umbrellas")).Path);
    }

    private static async Task<string> SignInCookieAsync(Visitor visitor, (string, string)[] headers)
    {
        using var first = await visitor.SendAsync(HttpMethod.Get, "/sign-in", headers);
        var page = await Page.ReadAsync(first);
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var antiforgery = string.Join("; ", first.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = visitor.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "password",
                ["__RequestVerificationToken"] = token,
                ["Email"] = "dana@example.org",
                ["Password"] = TestServer.Password,
            }),
        };
        request.Headers.Add("Cookie", antiforgery);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.GetValues("Set-Cookie").Single(c => c.Contains("board=", StringComparison.Ordinal));
    }
}
