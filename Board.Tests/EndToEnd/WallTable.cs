using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>A workshop of the demo district with a wall in two sections that the room is at, led by two people.</summary>
internal sealed class WallTable(Desk lead, string key) : IAsyncDisposable
{
    public const string Prompt = "How do we strengthen the system, together?";

    public Desk Lead => lead;

    public IPage Page => lead.Page;

    public string Room => $"/workshops/{key}/room";

    /// <summary>Plans it and begins, through the pages that people plan with.</summary>
    public static async Task<WallTable> SetAsync(BrowserFixture browser, ServerProcess server, string? helps = null)
    {
        var lead = await Desk.StepInAsync(browser, server, "Maribel Ruiz", Wide);
        var page = lead.Page;
        await page.GotoAsync("/workshops/new");
        await page.GetByLabel("Title").FillAsync("Systems for coaching");
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan it" }).ClickAsync();
        await AwakeAsync(page);
        var key = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to the agenda" }).ClickAsync();
        await page.Locator("#form-title").FillAsync(Prompt);
        await page.GetByLabel("Questions").FillAsync("Schools: How could your district support you?\nDistricts: How can you support your schools?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(page.GetByText(Prompt)).ToBeVisibleAsync();
        if (helps is not null)
        {
            await page.Locator("#co").SelectOptionAsync((await page.Locator("#co option").Filter(new() { HasText = helps }).GetAttributeAsync("value"))!);
            await page.GetByRole(AriaRole.Button, new() { Name = "Name", Exact = true }).ClickAsync();
            await Expect(page.GetByText("helps to lead", new() { Exact = true })).ToBeVisibleAsync();
        }
        var table = new WallTable(lead, key);
        await table.OpenAsync(lead);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Begin: {Prompt}" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Prompt })).ToBeVisibleAsync();
        return table;
    }

    public static BrowserNewContextOptions Wide => new() { ViewportSize = new() { Width = 1600, Height = 1000 } };

    public static BrowserNewContextOptions Small => new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true };

    public async Task OpenAsync(Desk desk)
    {
        await desk.Page.GotoAsync(Room);
        await AwakeAsync(desk.Page);
    }

    public static Task AwakeAsync(IPage page) => Expect(page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });

    /// <summary>A phone that has joined with the code.</summary>
    public async Task<Desk> JoinAsync(BrowserFixture browser, ServerProcess server)
    {
        var code = (await Page.Locator(".codepill b").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var phone = await Desk.SitDownAsync(browser, server, Small);
        await phone.Page.GotoAsync("/join");
        await phone.Page.Locator("#code").FocusAsync();
        await phone.Page.Keyboard.TypeAsync(code);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Join the room" }).ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/room/[a-z0-9]+$"), new() { Timeout = Desk.Patience });
        return phone;
    }

    /// <summary>Writes a card from a phone, under "Schools".</summary>
    public static async Task SendAsync(Desk phone, string text)
    {
        var page = phone.Page;
        var another = page.GetByRole(AriaRole.Button, new() { Name = "Write another" });
        var schools = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Schools") });
        await Expect(another.Or(schools).First).ToBeVisibleAsync();
        if (await another.IsVisibleAsync()) await another.ClickAsync();
        await schools.First.ClickAsync();
        await page.Locator("textarea").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(another).ToBeVisibleAsync();
    }

    /// <summary>Puts cards up under a section, from the composer beside the wall.</summary>
    public async Task PostAsync(string section, params string[] texts)
    {
        var open = Page.GetByRole(AriaRole.Button, new() { Name = "Add a card" });
        if (await open.GetAttributeAsync("aria-expanded") == "false") await open.ClickAsync();
        foreach (var text in texts)
        {
            await Page.GetByLabel("Where").SelectOptionAsync(new SelectOptionValue { Label = section });
            await Page.GetByLabel("What you want to say").FillAsync(text);
            await Page.GetByRole(AriaRole.Button, new() { Name = "Put it on the wall" }).ClickAsync();
            await Expect(Card(Page, text)).ToBeVisibleAsync();
            await Expect(Page.GetByLabel("What you want to say")).ToHaveValueAsync("");
        }
    }

    public static ILocator Card(IPage page, string text) => page.Locator("[data-card]").Filter(new() { HasText = text });

    /// <summary>The words of a section's cards, in their order.</summary>
    public static ILocator Row(IPage page, string section) => page.Locator($"[data-title='{section}'] .said");

    /// <summary>Opens a card's menu.</summary>
    public static async Task<ILocator> MenuAsync(IPage page, string text)
    {
        await Card(page, text).HoverAsync();
        await Card(page, text).GetByRole(AriaRole.Button, new() { NameRegex = new("^Do something") }).ClickAsync();
        var menu = page.Locator(".card-menu");
        await Expect(menu).ToBeVisibleAsync();
        return menu;
    }

    public static async Task ChooseAsync(IPage page, string text, params string[] names)
    {
        var menu = await MenuAsync(page, text);
        foreach (var name in names) await menu.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Expect(menu).ToHaveCountAsync(0);
    }

    public ValueTask DisposeAsync() => lead.DisposeAsync();
}
