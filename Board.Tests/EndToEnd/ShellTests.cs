using Board.Tests.Hosting;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>What every page has around its content: the theme, the keys, and the notice when the server is gone.</summary>
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
        var circuit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        coach.Page.WebSocket += (_, socket) =>
        {
            if (socket.Url.Contains("/_blazor", StringComparison.Ordinal)) socket.FrameReceived += (_, _) => circuit.TrySetResult();
        };
        await coach.Page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }).First.ClickAsync();
        await circuit.Task.WaitAsync(TimeSpan.FromMilliseconds(Desk.Patience));
        var banner = coach.Page.Locator("#reconnect");
        await Assertions.Expect(banner).ToBeHiddenAsync();
        await coach.Page.EvaluateAsync("document.documentElement.dataset.before = 'restart'");
        await server.KillAsync();
        await Assertions.Expect(banner).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await Assertions.Expect(banner).ToContainTextAsync("Reconnecting");
        await server.StartAgainAsync();
        // The circuit died with the server, so the page is loaded anew once nobody types.
        await Assertions.Expect(coach.Page.Locator("html:not([data-before])")).ToBeVisibleAsync(new() { Timeout = 2 * Desk.Patience });
        await Assertions.Expect(coach.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(coach.Page.Locator("#reconnect")).ToBeHiddenAsync();
    }

    private static Task<string> ThemeAsync(IPage page) => page.EvaluateAsync<string>("document.documentElement.dataset.theme ?? ''");
}
