using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Board.Tests.Server;

/// <summary>A browser without scripts: it keeps cookies, follows redirects, and fills in forms.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _client;

    public Visitor(Uri address)
    {
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Address => _client.BaseAddress!;

    public string? Cookie(string name) => Cookies.GetCookies(Address)[name]?.Value;

    public async Task<Page> GetAsync(string path) => await Page.ReadAsync(await _client.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request);
    }

    /// <summary>Posts the page's form that has the filled-in fields, with everything hidden in it.</summary>
    public async Task<Page> SubmitAsync(Page page, Dictionary<string, string> fields, string? action = null)
    {
        var form = page.Document.Forms.Single(form =>
            fields.Keys.All(name => form.Elements.Any(e => e.GetAttribute("name") == name)) && (action is null || form.GetAttribute("action") == action)
            && form.Method == "post");
        var values = form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Name is not null && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in fields) values[name] = value;
        return await PostAsync(form.GetAttribute("action") is { Length: > 0 } to ? to : page.Path, values);
    }

    public async Task<Page> PostAsync(string path, Dictionary<string, string> values)
    {
        using var content = new FormUrlEncodedContent(values);
        return await Page.ReadAsync(await _client.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    /// <summary>Posts something to the end, and gives the bare answer.</summary>
    public Task<HttpResponseMessage> UploadAsync(string path, HttpContent content) => _client.PostAsync(new Uri(path, UriKind.Relative), content);

    public async Task<Page> SignInAsync(string email, string password) =>
        await SubmitAsync(await GetAsync("/sign-in"), new() { ["Email"] = email, ["Password"] = password });

    public void Dispose() => _client.Dispose();
}

/// <summary>What a visitor sees after the redirects.</summary>
internal sealed record Page(HttpStatusCode Status, string Path, HttpResponseMessage Response, IHtmlDocument Document)
{
    public string Heading => Document.QuerySelector("h1")?.TextContent ?? "";

    public string Text => Document.Body?.TextContent ?? "";

    public string? Problem => Document.QuerySelector("[role=alert].banner.err:not(#blazor-error-ui)")?.TextContent.Trim();

    public static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new Page(response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, response, new HtmlParser().ParseDocument(html));
    }
}
