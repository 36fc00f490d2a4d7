using System.Net;
using System.Net.WebSockets;
using Board.Tests.Hosting;
using Board.Tests.Live;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>A page of another site can't listen in its visitor's name (SPEC.md, ACC5).</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class ForeignOriginTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_foreign_page_is_refused_over_WebSocket_and_long_polling()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        var cookie = string.Join("; ", (await coach.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}"));

        await using (await LiveTestClient.ConnectAsync(server.Address, cookie)) { }
        await Assert.ThrowsAsync<WebSocketException>(() => LiveTestClient.ConnectAsync(server.Address, cookie, origin: "https://evil.example"));

        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        foreach (var (path, origin, expected) in new[]
        {
            ("/live/negotiate?negotiateVersion=1", "https://evil.example", HttpStatusCode.Forbidden),
            ("/_blazor/negotiate?negotiateVersion=1", "https://evil.example", HttpStatusCode.Forbidden),
            ("/live/negotiate?negotiateVersion=1", server.Address.GetLeftPart(UriPartial.Authority), HttpStatusCode.OK),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("Origin", origin);
            using var answer = await http.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
        }
    }
}
