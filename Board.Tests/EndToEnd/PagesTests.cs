using Board.Tests.Hosting;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>Every page as people get it: nothing for axe to find, light and dark, and usable on a phone.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class PagesTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("light", 1440)]
    [InlineData("dark", 1440)]
    [InlineData("light", 390)]
    public async Task Axe_finds_nothing_on_any_page(string theme, int width)
    {
        await using var server = await ServerProcess.StartAsync();
        var look = new BrowserNewContextOptions { ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light, ViewportSize = new() { Width = width, Height = 900 } };
        await using var stranger = await browser.Browser.NewContextAsync(new(look) { BaseURL = server.Address.AbsoluteUri });
        var page = await stranger.NewPageAsync();
        foreach (var path in new[] { "/", "/setup", "/sign-in", "/invitation", "/nowhere" }) await ExpectNoViolationsAsync(page, path, theme);

        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz", look);
        await coach.OpenNoteAsync();
        var note = new Uri(coach.Page.Url).AbsolutePath;
        foreach (var path in new[] { "/", "/demo", "/account", "/cycles/new", note, note[..note.IndexOf("/visits/", StringComparison.Ordinal)], "/cycles/none" })
            await ExpectNoViolationsAsync(coach.Page, path, theme);

        await using var administrator = await Desk.StepInAsync(browser, server, "Sam Whitfield", look);
        foreach (var path in new[] { "/", "/people" }) await ExpectNoViolationsAsync(administrator.Page, path, theme);
    }

    private static async Task ExpectNoViolationsAsync(IPage page, string path, string theme)
    {
        await page.GotoAsync(path);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(theme, await page.EvaluateAsync<string>("document.documentElement.dataset.theme ?? ''"));
        var found = await Axe.RunAsync(page);
        Assert.True(found.Count == 0, $"{path} ({theme}): {string.Join("; ", found)}");
        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sideways <= 0, $"{path} scrolls sideways by {sideways} px");
    }
}
