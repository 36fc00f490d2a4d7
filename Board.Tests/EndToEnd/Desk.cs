using Board.Tests.Hosting;
using Board.Tests.Server;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>A person at their device: a browser context on the demo district, and the note they write in.</summary>
internal sealed class Desk(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public const float Patience = 20_000;

    private const string NextLesson = "Fractions greater than one";

    public IBrowserContext Context => context;

    public IPage Page { get; private set; } = page;

    /// <summary>The editor's own element, where people type.</summary>
    public ILocator Note => Page.Locator(".cm-content");

    public ILocator Status => Page.Locator("#note-status");

    /// <summary>A device on which nobody has signed in yet.</summary>
    public static Task<Desk> SitDownAsync(BrowserFixture browser, ServerProcess server, BrowserNewContextOptions? options = null) =>
        SitDownAsync(browser, server.Address, options);

    private static async Task<Desk> SitDownAsync(BrowserFixture browser, Uri server, BrowserNewContextOptions? options)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = server.AbsoluteUri;
        var context = await browser.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new Desk(context, await context.NewPageAsync());
    }

    /// <summary>Steps into the demo district, opening it if nobody has.</summary>
    public static Task<Desk> StepInAsync(BrowserFixture browser, ServerProcess server, string name, BrowserNewContextOptions? options = null) =>
        StepInAsync(browser, server.Address, name, options, () => server.Output);

    /// <summary>Likewise, on a server that runs in the test itself.</summary>
    public static Task<Desk> StepInAsync(BrowserFixture browser, TestServer server, string name, BrowserNewContextOptions? options = null) =>
        StepInAsync(browser, server.Address, name, options, () => "nothing that the test keeps");

    private static async Task<Desk> StepInAsync(BrowserFixture browser, Uri server, string name, BrowserNewContextOptions? options, Func<string> said)
    {
        var desk = await SitDownAsync(browser, server, options);
        var page = desk.Page;
        await page.GotoAsync("/");
        var open = page.GetByRole(AriaRole.Button, new() { NameRegex = new("demo", System.Text.RegularExpressions.RegexOptions.IgnoreCase) });
        if (await open.CountAsync() > 0) await open.First.ClickAsync();
        else await page.GotoAsync("/demo");
        try
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Step in as {name}" }).ClickAsync();
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{page.Url} shows:\n{await page.Locator("body").InnerTextAsync()}\nThe server said:\n{said()}", late);
        }
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>Opens the empty note of the demo's next lesson, from the first page on, as people do.</summary>
    public Task OpenNoteAsync() => OpenLessonAsync(NextLesson);

    /// <summary>Opens the lesson of this title, from the first page on.</summary>
    public async Task OpenLessonAsync(string title)
    {
        await OpenLessonUnsavedAsync(title);
        await ExpectSavedAsync();
    }

    /// <summary>As <see cref="OpenNoteAsync"/>, where words can't reach the server.</summary>
    public Task OpenNoteUnsavedAsync() => OpenLessonUnsavedAsync(NextLesson);

    private async Task OpenLessonUnsavedAsync(string title)
    {
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }).First.ClickAsync();
        await Page.Locator("a[href*='/visits/']").Filter(new() { HasText = title }).First.ClickAsync();
    }

    public Task TypeAsync(string text) => Note.PressSequentiallyAsync(text, new() { Delay = 5 });

    public Task ExpectTextAsync(string text) => Assertions.Expect(Note).ToContainTextAsync(text, new() { Timeout = Patience });

    public Task ExpectSavedAsync() => Assertions.Expect(Status).ToContainTextAsync("all saved", new() { Timeout = Patience, IgnoreCase = true });

    /// <summary>The lines of the note as they stand in the editor.</summary>
    public async Task<string> TextAsync() =>
        string.Join('\n', await Note.Locator(".cm-line").EvaluateAllAsync<string[]>("lines => lines.map(line => [...line.childNodes].filter(n => !(n.classList?.contains('cm-widgetBuffer') || n.matches?.('.cur'))).map(n => n.textContent).join(''))"));

    /// <summary>The tab dies, without any event that a page could hear.</summary>
    public async Task CrashAsync()
    {
        var old = Page;
        Page = await context.NewPageAsync();
        await old.CloseAsync(new PageCloseOptions { RunBeforeUnload = false });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
