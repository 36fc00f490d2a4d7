using System.Text.RegularExpressions;
using Board.Tests.Server.Photos;
using Microsoft.Playwright;
using static Board.Tests.EndToEnd.WallTable;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>What is around the cards: drawers, ways to look, copies; for everybody, on every size of screen.</summary>
public sealed partial class WallTests
{
    [Fact]
    public async Task A_drawer_takes_the_focus_and_gives_it_back_where_it_was_opened()
    {
        await using var table = await WallTable.SetAsync(browser, _server);
        var page = table.Page;
        foreach (var (open, title) in new[] { ("Waiting", "Waiting for you"), ("Sections, settings, copies", "This wall") })
        {
            var button = page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true });
            await button.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{title}") })).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator(".drawer")).ToHaveCountAsync(0);
            await Expect(button).ToBeFocusedAsync();
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        await Expect(page.GetByLabel("What you want to say")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_card_is_written_with_a_link_and_a_picture_and_cards_are_brought_in_and_taken_out()
    {
        await using var table = await WallTable.SetAsync(browser, _server);
        var page = table.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        await page.GetByLabel("Link, if you like").FillAsync("https://example.org/plan");
        await page.GetByLabel("Add a picture").SetInputFilesAsync(new FilePayload { Name = "board.jpg", MimeType = "image/jpeg", Buffer = Pictures.Of(640, 480) });
        await page.GetByLabel("What is to be seen?").FillAsync("Our Friday");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it on the wall" }).ClickAsync();
        var card = page.Locator("[data-card]");
        await Expect(card.GetByRole(AriaRole.Link, new() { Name = "example.org" })).ToHaveAttributeAsync("rel", new Regex("noopener"));
        await Expect(card.GetByAltText("Our Friday")).ToHaveJSPropertyAsync("naturalWidth", 320);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sections, settings, copies" }).ClickAsync();
        await page.GetByLabel("A new section, called").FillAsync("Families");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the section" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Families" })).ToBeVisibleAsync();
        await page.Locator("#bring-file").SetInputFilesAsync(new FilePayload { Name = "cards.csv", MimeType = "text/csv", Buffer = "section,text\nFamilies,Invite us\nFamilies,Write to us"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring them in" }).ClickAsync();
        await Expect(page.GetByText("The cards are on the wall.")).ToBeVisibleAsync();
        await AwakeAsync(page);
        await Expect(Row(page, "Families")).ToHaveTextAsync(["Invite us", "Write to us"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sections, settings, copies" }).ClickAsync();
        foreach (var (name, ending) in new[] { ("Table (CSV)", ".csv"), ("Text (Markdown)", ".md"), ("Whole wall (JSON)", ".json") })
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync());
            Assert.EndsWith(ending, file.SuggestedFilename, StringComparison.Ordinal);
            var text = await File.ReadAllTextAsync(await file.PathAsync());
            Assert.Contains("Invite us", text, StringComparison.Ordinal);
        }
        await page.GotoAsync((await page.GetByRole(AriaRole.Link, new() { Name = "Page to print" }).GetAttributeAsync("href"))!);
        await Expect(page.GetByText("Invite us")).ToBeVisibleAsync();
        Assert.Empty(await Axe.RunAsync(page));
    }

    [Fact]
    public async Task The_wall_its_outline_its_words_and_its_drawers_can_be_used_by_everybody_in_light_and_dark_and_on_a_phone()
    {
        await using var table = await WallTable.SetAsync(browser, _server);
        var page = table.Page;
        await table.PostAsync("Schools", "One form for coaching", "Two visits for coaching");
        await ChooseAsync(page, "Two visits", "Pin to the top");
        foreach (var size in new[] { (1600, 1000), (390, 844) })
        {
            await page.SetViewportSizeAsync(size.Item1, size.Item2);
            foreach (var theme in new[] { "light", "dark" })
            {
                await page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
                foreach (var look in new[] { "Wall", "Outline", "Words" })
                {
                    await CloseAsync(page);
                    await page.GetByRole(AriaRole.Button, new() { Name = look, Exact = true }).ClickAsync();
                    await Expect(page.GetByRole(AriaRole.Button, new() { Name = look, Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
                    Assert.Empty(await Axe.RunAsync(page));
                }
                await page.GetByRole(AriaRole.Button, new() { Name = "Wall", Exact = true }).ClickAsync();
                await MenuAsync(page, "One form");
                Assert.Empty(await Axe.RunAsync(page));
                await page.Keyboard.PressAsync("Escape");
                foreach (var (open, title) in new[] { ("Add a card", "A new card"), ("Waiting", "Waiting for you"), ("Sections, settings, copies", "This wall") })
                {
                    await CloseAsync(page);
                    await page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true }).ClickAsync();
                    await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = title })).ToBeVisibleAsync();
                    Assert.Empty(await Axe.RunAsync(page));
                }
            }
        }
    }

    private static async Task CloseAsync(IPage page)
    {
        var close = page.Locator(".drawer button[aria-label^='Close']");
        if (await close.CountAsync() == 0) return;
        await close.ClickAsync();
        await Expect(page.Locator(".drawer")).ToHaveCountAsync(0);
    }
}
