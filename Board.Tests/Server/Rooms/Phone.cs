using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Live;

namespace Board.Tests.Server.Rooms;

/// <summary>Somebody's phone, without its page: a cookie jar, the door, and the live hub.</summary>
internal sealed class Phone(Uri server) : IDisposable
{
    private readonly Visitor _visitor = new(server);

    public CookieContainer Cookies => _visitor.Cookies;

    public string Origin { get; set; } = server.GetLeftPart(UriPartial.Authority);

    public string? Cookie => _visitor.Cookie("board-room");

    /// <summary>Comes in with a code, or a code and a secret; the answer's status with its JSON.</summary>
    public Task<(HttpStatusCode Status, JsonObject? Answer)> JoinAsync(string code, string? secret = null, string? name = null) =>
        PostAsync("/join", new { code, secret, name });

    public async Task<(HttpStatusCode Status, JsonObject? Answer)> PostAsync(string path, object body)
    {
        using var content = JsonContent.Create(body);
        return await SendAsync(path, content);
    }

    public async Task<(HttpStatusCode Status, JsonObject? Answer)> UploadAsync(string path, byte[] file)
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(file), "image", "photo.jpg" } };
        return await SendAsync(path, content);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _visitor.SendAsync(HttpMethod.Get, path);

    public Task<LiveTestClient> ConnectAsync() => LiveTestClient.ConnectAsync(server, Cookies.GetCookieHeader(server));

    public void Dispose() => _visitor.Dispose();

    private async Task<(HttpStatusCode Status, JsonObject? Answer)> SendAsync(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path)) { Content = content };
        request.Headers.Add("Origin", Origin);
        // What the server does not want it need not be sent.
        request.Headers.ExpectContinue = content is MultipartFormDataContent;
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies }) { Timeout = TimeSpan.FromSeconds(20) };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null);
    }
}
