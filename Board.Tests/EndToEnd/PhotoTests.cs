using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Board.Tests.Server.Photos;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>Photos of a lesson, from choosing a file to the conversation about it.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class PhotoTests(BrowserFixture browser)
{
    private static readonly FilePayload Board = new() { Name = "board.jpg", MimeType = "image/jpeg", Buffer = Pictures.Of(640, 480) };

    [Fact]
    public async Task A_photo_stands_at_its_minute_on_both_pages_gets_words_goes_and_comes_back()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await using var teacher = await Desk.StepInAsync(browser, server, "Adaeze Okafor");
        foreach (var desk in new[] { coach, teacher }) await desk.OpenNoteAsync();
        await coach.Page.Locator(".note-blank").GetByRole(AriaRole.Button, new() { Name = "Start lesson clock" }).ClickAsync();
        await Expect(teacher.Page.Locator(".lclock")).ToHaveAttributeAsync("aria-label", "Lesson clock, running");

        var (mine, theirs) = (coach.Page.Locator(".thumb"), teacher.Page.Locator(".thumb"));
        await ChooseAsync(coach, Board, mine);
        await Expect(theirs).ToHaveCountAsync(1);
        await Expect(theirs.Locator("span")).ToHaveTextAsync(new Regex("^00:\\d\\d$"));
        Assert.Equal(await mine.Locator("span").TextContentAsync(), await theirs.Locator("span").TextContentAsync());
        await ExpectSeenAsync(mine.Locator("img"));
        await ExpectSeenAsync(theirs.Locator("img"));

        // Words for it; the dialog closes and the other's page has them.
        await theirs.ClickAsync();
        await ExpectSeenAsync(teacher.Page.Locator("dialog img.large"), 640);
        await teacher.Page.GetByLabel("What is to be seen?").FillAsync("Two arrows on the line");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Save the words" }).ClickAsync();
        await Expect(teacher.Page.Locator("dialog[open].sheetdlg")).ToHaveCountAsync(0);
        await Expect(mine.Locator("img")).ToHaveAttributeAsync("alt", new Regex("^Two arrows on the line, at 00:\\d\\d$"));

        await mine.ClickAsync();
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the photo" }).ClickAsync();
        await Expect(theirs).ToHaveCountAsync(0);
        await Expect(coach.Page.GetByRole(AriaRole.Heading, new() { Name = "Photos" })).ToBeFocusedAsync();
        await coach.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Expect(theirs).ToHaveCountAsync(1);

        await coach.Page.GotoAsync($"{new Uri(coach.Page.Url).AbsolutePath}/reflect");
        var strip = coach.Page.GetByRole(AriaRole.Region, new() { Name = "Photos of the lesson" });
        await ExpectSeenAsync(strip.GetByAltText("Two arrows on the line"));
        await Expect(strip.Locator("figcaption")).ToHaveTextAsync(new Regex("^00:\\d\\d$"));
        Assert.Empty(await Axe.RunAsync(coach.Page));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_in_words_and_let_go()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await coach.OpenNoteAsync();
        var text = new FilePayload { Name = "homework.jpg", MimeType = "image/jpeg", Buffer = "These are words, whatever the name says."u8.ToArray() };
        var line = coach.Page.Locator(".pending li");
        await ChooseAsync(coach, text, line);
        await Expect(line).ToContainTextAsync(new Regex("^homework.jpg: .*picture"));
        await Expect(coach.Page.Locator(".pending [role=status]")).ToContainTextAsync("picture");
        await Expect(coach.Page.Locator(".thumb")).ToHaveCountAsync(0);
        await line.GetByRole(AriaRole.Button, new() { Name = "Let go" }).ClickAsync();
        await Expect(line).ToHaveCountAsync(0);

        // The server looks for itself, for what comes past the page's own check.
        var refused = await coach.Page.EvaluateAsync<string>(
            """
            async () => {
              const form = new FormData();
              form.append("__RequestVerificationToken", document.querySelector("input[name=__RequestVerificationToken]").value);
              form.append("photo", new Blob(["These are words."], { type: "image/jpeg" }), "photo.jpg");
              const answer = await fetch(location.pathname + "/photos", { method: "POST", body: form });
              return answer.status + " " + Object.entries(await answer.json()).find(([name]) => name.toLowerCase() === "message")[1];
            }
            """);
        Assert.StartsWith("400 This file is not a photo that can be shown", refused, StringComparison.Ordinal);
    }

    /// <summary>Chooses a file until something is seen of it: before the page's script is there, a chosen file goes nowhere.</summary>
    private static async Task ChooseAsync(Desk desk, FilePayload file, ILocator shown)
    {
        await Expect(desk.Page.Locator("[data-waking]")).ToHaveCountAsync(0);
        for (var tries = 1; ; tries++)
        {
            await desk.Page.GetByLabel("Choose photos").SetInputFilesAsync(file);
            try
            {
                await Expect(shown).ToHaveCountAsync(1, new() { Timeout = Desk.Patience / 4 });
                return;
            }
            catch (PlaywrightException) when (tries < 4)
            {
                await desk.Page.GetByLabel("Choose photos").SetInputFilesAsync(Array.Empty<FilePayload>());
            }
        }
    }

    /// <summary>The browser has the picture, in its full size or the small one.</summary>
    private static async Task ExpectSeenAsync(ILocator image, int width = 320)
    {
        await Expect(image.Page.Locator("[data-waking]")).ToHaveCountAsync(0); // what was rendered before the circuit is taken out
        await image.ScrollIntoViewIfNeededAsync();
        await Expect(image).ToHaveJSPropertyAsync("naturalWidth", width);
    }
}
