using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>How the demo's lesson came to be, played on the page about it (REPLAY1).</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class ReplayPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task Text_and_counts_follow_the_hand_forth_and_back_and_leaving_shows_the_note_as_it_is()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var teacher = await Desk.StepInAsync(browser, server, "Adaeze Okafor");
        await teacher.OpenLessonAsync("Fractions on the number line");
        var page = teacher.Page;
        await page.GotoAsync($"{new Uri(page.Url).AbsolutePath}/reflect");
        var open = page.GetByRole(AriaRole.Button, new() { Name = "Replay how they came to be" });
        await open.ClickAsync();
        var replay = page.Locator(".replay");
        var (hand, lines, soFar) = (replay.GetByLabel("Lesson time"), replay.Locator(".lines-now"), replay.Locator(".so-far"));
        await Expect(replay.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        await Expect(hand).ToHaveJSPropertyAsync("value", "0");
        await Expect(lines).Not.ToContainTextAsync("Number line on the board");

        // Scrubbing: to the middle, back, to near the end.
        await SeekAsync(hand, "330000");
        await Expect(lines).ToContainTextAsync("So three has to be more than half.");
        await Expect(lines).Not.ToContainTextAsync("Mini-whiteboards");
        await Expect(page.Locator(".flag-time")).ToHaveTextAsync("05:30");
        var middle = await TagsAsync(soFar);
        await SeekAsync(hand, "60000");
        await Expect(lines).Not.ToContainTextAsync("So three has to be more than half.");
        await Expect(lines).ToContainTextAsync("Number line on the board");
        var early = await TagsAsync(soFar);
        var end = long.Parse((await hand.GetAttributeAsync("max"))!, System.Globalization.CultureInfo.InvariantCulture);
        await SeekAsync(hand, (Math.Floor(end / 1_000.0 - 20) * 1_000).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(early < middle, $"{early} tags early, {middle} in the middle");

        // The last 20 seconds of the lesson in little more than one.
        await replay.GetByRole(AriaRole.Button, new() { Name = "16×" }).ClickAsync();
        await Expect(replay.GetByRole(AriaRole.Button, new() { Name = "16×" })).ToHaveAttributeAsync("aria-pressed", "true");
        await replay.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }).ClickAsync();
        await Expect(replay.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
        await Expect(replay.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true })).ToBeVisibleAsync();
        await Expect(lines).ToContainTextAsync("19 boards up,");
        await Expect(soFar).ToHaveTextAsync("8 tags so far. Open questions: 7, Closed questions: 4. Wait time was often near 4 s.");
        Assert.Empty(await Axe.RunAsync(page));

        await page.Keyboard.PressAsync("Escape");
        await Expect(replay).ToHaveCountAsync(0);
        await Expect(page.Locator(".flag-time")).ToHaveCountAsync(0);
        await Expect(page.Locator("main")).ToContainTextAsync("8 of 8 tags");
        await Expect(page.Locator("main")).ToContainTextAsync("Open questions: 7, Closed questions: 4.");
    }

    private static async Task SeekAsync(ILocator hand, string position) =>
        await hand.EvaluateAsync("(hand, to) => { hand.value = to; hand.dispatchEvent(new Event('input', { bubbles: true })); }", position);

    private static async Task<int> TagsAsync(ILocator soFar)
    {
        await Expect(soFar).ToHaveTextAsync(new Regex("^\\d+ tags? so far"));
        return int.Parse((await soFar.TextContentAsync())!.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
