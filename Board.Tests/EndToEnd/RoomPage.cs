using Board.Server.Rooms;
using Board.Tests.Server.Rooms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>A phone or a screen of a room, in a browser of its own.</summary>
internal sealed class RoomPage : IAsyncDisposable
{
    private readonly Received _received;

    private RoomPage(IBrowserContext context, IPage page) => (Context, Page, _received) = (context, page, Received.By(page));

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>How many answers to submissions the network has lost.</summary>
    public int Lost { get; private set; }

    public static async Task<RoomPage> OpenAsync(BrowserFixture browsers, OpenRoom room, string path, ColorScheme scheme = ColorScheme.Light, bool isScreen = false, bool losesAnswers = false, bool blocksSockets = false)
    {
        var context = await browsers.Browser.NewContextAsync(new()
        {
            ViewportSize = isScreen ? new() { Width = 1920, Height = 1080 } : new() { Width = 390, Height = 844 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        var opened = new RoomPage(context, page);
        if (losesAnswers) await opened.LoseAnswersAsync();
        if (blocksSockets) await context.AddInitScriptAsync("delete window.WebSocket;");
        await page.GotoAsync(new Uri(room.Server.Address, path).ToString());
        return opened;
    }

    /// <summary>A phone that has come in with the code, and is live.</summary>
    public static async Task<RoomPage> JoinAsync(BrowserFixture browsers, OpenRoom room, string name, bool polls = false, bool losesAnswers = false)
    {
        var phone = await OpenAsync(browsers, room, "/join", losesAnswers: losesAnswers);
        await phone.EnterAsync(room, name);
        if (!polls) return phone;
        await phone.Page.GotoAsync(phone.Page.Url + "?polling");
        await Expect(phone.Live).ToBeVisibleAsync();
        return phone;
    }

    public static async Task<RoomPage> ScreenAsync(BrowserFixture browsers, OpenRoom room, ColorScheme scheme = ColorScheme.Light)
    {
        var screen = await OpenAsync(browsers, room, $"/workshops/{room.Space.Key}/screen#{room.Server.Get<Screens>().Link(room.Space, await room.CodeAsync())}", scheme, isScreen: true);
        await Expect(screen.Page.Locator(".pcode")).ToBeVisibleAsync();
        return screen;
    }

    public ILocator Live => Page.GetByText("Live", new() { Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Heading(string words) => Page.GetByRole(AriaRole.Heading, new() { Name = words });

    public async Task EnterAsync(OpenRoom room, string name)
    {
        await Page.FillAsync("#code", (await room.CodeAsync()).Code.ToLowerInvariant());
        await Page.FillAsync("#name", name);
        await Button("Join the room").ClickAsync();
        await Expect(Live).ToBeVisibleAsync();
    }

    public async Task PostAsync(string words)
    {
        await Button("Start writing").ClickAsync();
        await Page.FillAsync("#words", words);
        await Button("Send").ClickAsync();
        await Expect(Heading("It’s in.")).ToBeVisibleAsync();
    }

    /// <summary>Goes on with the Tab key until the button with that name has the focus.</summary>
    public async Task TabToAsync(string name)
    {
        var button = Page.GetByRole(AriaRole.Button, new() { Name = name }).First;
        await Expect(button).ToBeVisibleAsync();
        for (var i = 0; i < 40; i++)
        {
            if (await button.EvaluateAsync<bool>("button => button === document.activeElement")) return;
            await Page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The Tab key does not come to “{name}”.");
    }

    /// <summary>The card is on the wall, once, and on this phone as one's own.</summary>
    public async Task SeesOnceAsync(OpenRoom room, string words)
    {
        await Expect(Page.Locator(".mine, .pcard.me").GetByText(words)).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await Expect(Page.GetByText("waiting to be sent", new() { Exact = false })).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        Assert.Equal([words], (await room.StateAsync()).Walls[OpenRoom.Wall].Cards.Values.Select(card => card.Content.Text));
    }

    /// <summary>All that has come over its sockets and in answers to its requests, and what the page made of it.</summary>
    public async Task<string> EverythingAsync() => string.Join('\n', await _received.EverythingAsync(), await Page.ContentAsync());

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    /// <summary>The first answer to a submission does not arrive, and the connection that it was on is gone.</summary>
    private Task LoseAnswersAsync() => Page.RouteWebSocketAsync("**/live**", socket =>
    {
        var server = socket.ConnectToServer();
        var submitted = false;
        socket.OnMessage(message =>
        {
            submitted |= message.Text?.Contains("\"target\":\"Submit\"", StringComparison.Ordinal) ?? false;
            if (message.Text is { } text) server.Send(text);
            else server.Send(message.Binary!);
        });
        server.OnMessage(message =>
        {
            if (submitted && Lost == 0 && (message.Text?.Contains("\"sequence\"", StringComparison.Ordinal) ?? false))
            {
                Lost++;
                _ = socket.CloseAsync();
                return;
            }
            if (message.Text is { } text) socket.Send(text);
            else socket.Send(message.Binary!);
        });
    });
}
