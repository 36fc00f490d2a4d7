using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>What every page has around its content: the theme, the keys, and the notice when the server is gone (SPEC.md, RUN7 and RUN8).</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class ShellTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_theme_that_was_chosen_stays_and_comes_with_the_page()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz", new() { ColorScheme = ColorScheme.Light });
        Assert.Equal("light", await ThemeAsync(coach.Page));
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        Assert.Equal("dark", await ThemeAsync(coach.Page));
        var reply = await coach.Page.ReloadAsync();
        // Written by the server, so that nobody in a dark classroom is dazzled first.
        Assert.Contains("data-theme=\"dark\"", await reply!.TextAsync(), StringComparison.Ordinal);
        await coach.Page.GotoAsync("/account");
        await coach.Page.Locator("input[name=theme][value=system]").CheckAsync(new() { Force = true });
        Assert.Equal("light", await ThemeAsync(coach.Page));
        await coach.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(coach.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task The_keys_are_shown_on_demand_and_lead_from_panel_to_panel()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await coach.OpenNoteAsync();
        var sheet = coach.Page.Locator("#keys");
        await coach.Note.ClickAsync();
        await coach.Page.Keyboard.PressAsync("Control+/");
        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await coach.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
        await Assertions.Expect(coach.Note).ToBeFocusedAsync();

        const string inPanel = "[...document.querySelectorAll('[data-panel]')].filter(p => p.offsetParent !== null).findIndex(p => p.contains(document.activeElement))";
        var panels = await coach.Page.EvaluateAsync<int>("[...document.querySelectorAll('[data-panel]')].filter(p => p.offsetParent !== null).length");
        Assert.True(panels > 1, "There is more than one panel to go to.");
        var from = await coach.Page.EvaluateAsync<int>(inPanel);
        await coach.Page.Keyboard.PressAsync("F6");
        Assert.Equal((from + 1) % panels, await coach.Page.EvaluateAsync<int>(inPanel));
        await coach.Page.Keyboard.PressAsync("Shift+F6");
        Assert.Equal(from, await coach.Page.EvaluateAsync<int>(inPanel));
    }

    [Fact]
    public async Task A_page_whose_server_is_gone_says_so_and_comes_back_by_itself()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await OpenCycleAsync(coach.Page);
        await Assertions.Expect(coach.Page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await ComesBackAsync(coach.Page, server, server.KillAsync);
    }

    [Fact]
    public async Task A_page_that_loses_its_server_before_it_is_connected_says_so_and_comes_back_by_itself()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await coach.Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            if (asked.TrySetResult()) await gone.Task.WaitAsync(TimeSpan.FromMilliseconds(Desk.Patience));
            await route.ContinueAsync();
        });
        await OpenCycleAsync(coach.Page);
        await asked.Task.WaitAsync(TimeSpan.FromMilliseconds(Desk.Patience));
        await ComesBackAsync(coach.Page, server, async () =>
        {
            await server.KillAsync();
            gone.SetResult();
        });
    }

    [Fact]
    public async Task A_page_that_loses_its_server_before_its_controls_answer_says_so_and_comes_back_by_itself()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await coach.Page.AddInitScriptAsync("""
            window.WebSocket = class extends WebSocket {
                send(data) {
                    const opensCircuit = typeof data !== "string" && new TextDecoder().decode(data).includes("StartCircuit");
                    if (!opensCircuit || sessionStorage.unheard) return super.send(data);
                    sessionStorage.unheard = "once";
                    document.documentElement.dataset.unheard = "";
                }
            };
            """);
        await coach.Page.ReloadAsync();
        await OpenCycleAsync(coach.Page);
        await Assertions.Expect(coach.Page.Locator("html[data-unheard]")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await ComesBackAsync(coach.Page, server, server.KillAsync);
    }

    [Fact]
    public async Task A_link_that_is_followed_without_a_server_leads_there_when_it_is_back()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await server.KillAsync();
        await coach.Page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }).First.ClickAsync();
        await Assertions.Expect(coach.Page.Locator("#reconnect")).ToContainTextAsync("The page you asked for opens", new() { Timeout = Desk.Patience });
        await server.StartAgainAsync();
        await Assertions.Expect(Heading(coach.Page)).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await Assertions.Expect(coach.Page.Locator("#reconnect")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_is_pressed_and_typed_before_the_controls_answer_is_done_when_they_do()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var administrator = await Desk.StepInAsync(browser, server, "Sam Whitfield");
        var page = administrator.Page;
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await heard.Task.WaitAsync(TimeSpan.FromMilliseconds(2 * Desk.Patience));
            await route.ContinueAsync();
        });
        await page.GotoAsync("/people");
        var school = page.Locator("#school-new");
        await school.FillAsync("Birch Lane School");
        await school.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-waking]")).ToHaveCountAsync(1);
        heard.SetResult();
        await Assertions.Expect(page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Birch Lane School" }).First).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await Assertions.Expect(school).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_link_that_is_held_down_while_the_controls_come_is_followed()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        var (page, answers) = (coach.Page, new TaskCompletionSource());
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await answers.Task;
            await route.ContinueAsync();
        });
        await OpenCycleAsync(page);
        var link = page.Locator("a[href*='/visits/']").First;
        await link.HoverAsync();
        await page.Mouse.DownAsync();
        answers.SetResult();
        await Assertions.Expect(page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/visits/"), new() { Timeout = Desk.Patience });
    }

    [Fact]
    public async Task What_is_pressed_and_typed_before_the_pages_scripts_are_there_is_done_when_they_are()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var administrator = await Desk.StepInAsync(browser, server, "Sam Whitfield");
        var page = administrator.Page;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(new Regex(@"/js/shell\b"), async route =>
        {
            await done.Task.WaitAsync(TimeSpan.FromMilliseconds(2 * Desk.Patience));
            await route.ContinueAsync();
        });
        await page.GotoAsync("/people", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#school-new").FillAsync("Birch Lane School");
        await page.Locator("#school-new").PressAsync("Enter");
        done.SetResult();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Birch Lane School" }).First).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
    }

    private static async Task OpenCycleAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }).First.ClickAsync();
        await Assertions.Expect(Heading(page)).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
    }

    private static async Task ComesBackAsync(IPage page, ServerProcess server, Func<Task> killAsync)
    {
        var banner = page.Locator("#reconnect");
        await Assertions.Expect(banner).ToBeHiddenAsync();
        await page.EvaluateAsync("document.documentElement.dataset.before = 'restart'");
        await killAsync();
        await Assertions.Expect(banner).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await Assertions.Expect(banner).ToContainTextAsync("Reconnecting");
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await server.StartAgainAsync();
        // The circuit died with the server, so the page is loaded anew once nobody types.
        await Assertions.Expect(page.Locator("html:not([data-before])")).ToBeVisibleAsync(new() { Timeout = 2 * Desk.Patience });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await Assertions.Expect(banner).ToBeHiddenAsync();
    }

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Student talk in mathematics" });

    private static Task<string> ThemeAsync(IPage page) => page.EvaluateAsync<string>("document.documentElement.dataset.theme ?? ''");
}
