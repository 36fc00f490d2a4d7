using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>A cycle, a lesson and the conversation about it without a mouse. Whatever closes, the focus goes where the person goes on.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed partial class KeyboardTests(BrowserFixture browser) : IAsyncLifetime
{
    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_lesson_is_observed_with_keys_alone()
    {
        await using var coach = await StepInAsync("Maribel Ruiz");
        var (page, keys) = (coach.Page, new KeyboardOnly(coach.Page));
        await OpenFromTodayAsync(page, keys, "Fractions greater than one");
        await coach.ExpectSavedAsync();

        // The first panel is the note: its text, not the controls above it.
        await keys.GoToPanelAsync(page.GetByRole(AriaRole.Region, new() { Name = "Shared lesson notes" }));
        await keys.ExpectAtAsync(coach.Note);

        // The clock: start it on the empty page, name a part of the lesson, pause, go on.
        await keys.TabToAsync(page.Locator(".note-blank").GetByRole(AriaRole.Button, new() { Name = "Start lesson clock" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(coach.Note);
        await keys.TabBackToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Pause lesson clock" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Button, new() { Name = "Go on with the lesson clock" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Button, new() { Name = "Pause lesson clock" }));
        var part = page.Locator(".lclock .ph");
        await keys.TabBackToAsync(part);
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Menuitem, new() { Name = "Launch begins now" }));
        await keys.PressAsync("Escape");
        await keys.ExpectAtAsync(part);
        await keys.PressAsync("Enter", "ArrowDown", "Enter");
        await Expect(part).ToContainTextAsync("Explore");
        await keys.ExpectAtAsync(part);

        // Write, tag with the list and by its code, and from the palette.
        await keys.GoToPanelAsync(page.GetByRole(AriaRole.Region, new() { Name = "Shared lesson notes" }));
        await keys.ExpectAtAsync(coach.Note);
        await keys.TypeAsync("Why does that work? ;");
        await Expect(page.GetByRole(AriaRole.Listbox, new() { Name = "Commands" })).ToBeVisibleAsync();
        await keys.TypeAsync("2");
        await keys.PressAsync("ArrowDown", "Enter");
        await keys.TypeAsync(";3b");
        await Expect(page.Locator(".note-margin .tag")).ToHaveTextAsync(["2c Purpose", "3b Questioning"]);
        await keys.GoToPanelAsync(page.GetByRole(AriaRole.Complementary, new() { Name = "Observation tools" }));
        var checking = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^3d Using Assessment") });
        await keys.TabToAsync(checking);
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".note-margin .tag")).ToHaveCountAsync(3);
        await keys.ExpectAtAsync(checking);
        // A count, made and taken back without leaving the palette.
        var open = page.Locator(".cnt").Filter(new() { HasText = "Open questions" }).Locator("b");
        await keys.TabToAsync(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Add to Open questions") }));
        await keys.PressAsync("Enter", "Enter");
        await Expect(open).ToHaveTextAsync("2");
        await keys.PressAsync("Control+z");
        await Expect(open).ToHaveTextAsync("1");

        await CommentWithKeysAsync(coach, keys);
        await MarkWithKeysAsync(coach, keys);

        await keys.TabBackToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Finish and reflect" }));
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/reflect$"));
        await Expect(page.Locator(".fnotes")).ToContainTextAsync("Why does that work?");
        await keys.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "The notes" }));
    }

    /// <summary>A comment, an answer, other words for it; and back in the text each time.</summary>
    private static async Task CommentWithKeysAsync(Desk coach, KeyboardOnly keys)
    {
        var page = coach.Page;
        await keys.GoToPanelAsync(page.GetByRole(AriaRole.Region, new() { Name = "Shared lesson notes" }));
        await keys.ExpectAtAsync(coach.Note);
        await keys.TypeAsync(";c");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "Say something about it" }));
        await keys.PressAsync("Escape");
        await keys.ExpectAtAsync(coach.Note);
        await keys.TypeAsync(";c");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "Say something about it" }));
        await keys.TypeAsync("You waited.");
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(coach.Note);
        await keys.PressAsync("Control+Enter");
        var reply = page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" });
        await keys.ExpectAtAsync(reply);
        await keys.TypeAsync("Five seconds.");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".note-thread .reply")).ToContainTextAsync("Five seconds.");
        var mine = page.GetByRole(AriaRole.Button, new() { Name = "This comment of yours" }).Last;
        await keys.TabBackToAsync(mine);
        foreach (var (words, end) in new[] { ("", "Escape"), ("Six seconds.", "Enter") })
        {
            await keys.PressAsync("Enter", "ArrowDown", "Enter");
            var reworded = page.GetByRole(AriaRole.Textbox, new() { Name = "Your comment" });
            await keys.ExpectAtAsync(reworded);
            await keys.PressAsync("Control+a");
            await keys.TypeAsync(words);
            await keys.PressAsync(end);
            await keys.ExpectAtAsync(mine);
        }
        await Expect(page.Locator(".note-thread .reply")).ToContainTextAsync("Six seconds.");
        await keys.PressAsync("Escape");
        await keys.ExpectAtAsync(coach.Note);
    }

    /// <summary>A moment and its words, a sweep, a private note; and a tag that is taken away and comes back.</summary>
    private static async Task MarkWithKeysAsync(Desk coach, KeyboardOnly keys)
    {
        var page = coach.Page;
        await keys.PressAsync("Control+End", "Enter");
        await keys.TypeAsync("Launch ;m");
        await Expect(page.Locator(".note-moment")).ToBeVisibleAsync();
        await keys.PressAsync("Control+Enter");
        await keys.ExpectAtAsync(page.Locator(".note-moment"));
        await keys.PressAsync("Enter", "Enter");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "What was it?" }));
        await keys.TypeAsync("All at once");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".note-moment")).ToHaveTextAsync("All at once");
        await keys.ExpectAtAsync(page.Locator(".note-moment"));

        await keys.GoToPanelAsync(page.GetByRole(AriaRole.Region, new() { Name = "Shared lesson notes" }));
        await keys.TypeAsync(";s");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Spinbutton, new() { Name = "How many are on task" }));
        await keys.TypeAsync("21");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("24");
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(coach.Note);
        await Expect(page.Locator(".note-sweep")).ToContainTextAsync("21 of 24");
        await keys.PressAsync("Enter");
        await keys.TypeAsync(";p");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "Private note, only you can see it" }));
        await keys.TypeAsync("Ask her");
        await keys.PressAsync("Escape");
        await keys.ExpectAtAsync(coach.Note);

        var tag = page.Locator(".note-margin .tag").Filter(new() { HasText = "2c" });
        await keys.TabToAsync(tag);
        await keys.PressAsync("Enter", "End", "Enter");
        await Expect(tag).ToHaveCountAsync(0);
        await keys.ExpectAtAsync(coach.Note);
        await keys.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Take it back", Exact = true }));
        await keys.PressAsync("Enter");
        await Expect(tag).ToBeVisibleAsync();
        await keys.ExpectAtAsync(coach.Note);
    }

    private async Task<Desk> StepInAsync(string name) => await Desk.StepInAsync(browser, _server, name, new() { ViewportSize = new() { Width = 1440, Height = 960 } });

    private static async Task OpenCycleAsync(IPage page, KeyboardOnly keys)
    {
        await keys.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Student talk in mathematics" }));
    }

    private static async Task OpenFromTodayAsync(IPage page, KeyboardOnly keys, string link)
    {
        await OpenCycleAsync(page, keys);
        await keys.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }));
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/visits/"));
        await keys.ExpectAtAsync(page.GetByRole(AriaRole.Heading, new() { Level = 1 }));
    }

    private static ILocator Section(IPage page, string heading) => page.Locator($"section[aria-labelledby={heading}]");
}
