using System.Diagnostics;
using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>A third person comes along for one lesson, and is out when it ends (SHARE5, LIVE5).</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class ShadowTests(BrowserFixture browser)
{
    private const string Third = "Sam Whitfield";

    [Fact]
    public async Task A_shadow_comes_in_when_both_agree_and_is_out_within_five_seconds_of_the_end()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await using var teacher = await Desk.StepInAsync(browser, server, "Adaeze Okafor");
        await using var shadow = await Desk.StepInAsync(browser, server, Third);
        foreach (var desk in new[] { coach, teacher }) await desk.OpenNoteAsync();
        var lesson = new Uri(coach.Page.Url).AbsolutePath;
        await coach.Page.Locator(".note-blank").GetByRole(AriaRole.Button, new() { Name = "Start lesson clock" }).ClickAsync();
        await coach.TypeAsync("Pairs talk first.");

        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Let somebody shadow" }).ClickAsync();
        await coach.Page.GetByLabel("Who may come along?").SelectOptionAsync(new SelectOptionValue { Label = $"{Third}, administrator" });
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Ask Adaeze" }).ClickAsync();
        await Expect(coach.Page.Locator(".guests")).ToContainTextAsync($"{Third} could come along; waits for Adaeze");

        // Asked for is not let in.
        await shadow.Page.GotoAsync(lesson);
        await ExpectClosedAsync(shadow.Page, Desk.Patience);

        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = $"Agree that {Third} comes along" }).ClickAsync();
        await Expect(coach.Page.Locator(".guests")).ToContainTextAsync($"{Third} shadows this lesson, until it ends");
        await shadow.Page.GotoAsync(lesson);
        await shadow.ExpectTextAsync("Pairs talk first.");
        await coach.TypeAsync(" Then the class.");
        await shadow.ExpectTextAsync("Pairs talk first. Then the class.");
        await shadow.ExpectSavedAsync();
        Assert.Empty(await Axe.RunAsync(shadow.Page));

        // That lesson alone: the cycle names no other one and none of its steps.
        await shadow.Page.GotoAsync(lesson[..lesson.IndexOf("/visits", StringComparison.Ordinal)]);
        await Expect(shadow.Page.Locator("main")).ToContainTextAsync("Fractions greater than one");
        await Expect(shadow.Page.Locator("main")).Not.ToContainTextAsync("Fractions on the number line");
        await Expect(shadow.Page.Locator("main")).Not.ToContainTextAsync("hand-over line");
        await shadow.Page.GotoAsync(lesson);
        await shadow.ExpectTextAsync("Then the class.");
        await shadow.ExpectSavedAsync();

        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Finish and reflect" }).ClickAsync();
        var ended = Stopwatch.StartNew();
        await ExpectClosedAsync(shadow.Page, 5_000);
        Assert.True(ended.Elapsed < TimeSpan.FromSeconds(5), $"The page closed after {ended.Elapsed}.");
        await Expect(shadow.Page.Locator("body")).Not.ToContainTextAsync("Pairs talk first.");
        await shadow.Page.ReloadAsync();
        await ExpectClosedAsync(shadow.Page, Desk.Patience);
    }

    [Fact]
    public async Task The_notes_say_who_else_reads_them_and_name_nobody_who_does_not()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await using var teacher = await Desk.StepInAsync(browser, server, "Adaeze Okafor");
        await coach.OpenNoteAsync();
        var tools = coach.Page.Locator(".tools");
        await Expect(tools).ToContainTextAsync("Nobody else sees these notes");
        await teacher.Page.GotoAsync($"{new Uri(coach.Page.Url).AbsolutePath}/reflect");
        await Expect(teacher.Page.Locator("[data-waking]")).ToHaveCountAsync(0);
        await teacher.Page.Locator("input[name=sharing]").Nth(2).CheckAsync();
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Share the whole note with Renée Castellano" }).ClickAsync();
        await Expect(tools).ToContainTextAsync("Renée Castellano reads these notes, too");

        // Somebody who looked, and looks no more, is not among those who are in it.
        await using var principal = await Desk.StepInAsync(browser, server, "Renée Castellano");
        await principal.Page.GotoAsync($"{new Uri(coach.Page.Url).AbsolutePath}/shared");
        await Expect(teacher.Page.Locator(".log")).ToContainTextAsync("Renée Castellano looked at it");
        await teacher.Page.Locator(".now-shared button").ClickAsync();
        await Expect(tools).ToContainTextAsync("Nobody else sees these notes");
        await Expect(coach.Page.Locator("body")).Not.ToContainTextAsync("Renée");
    }

    private static Task ExpectClosedAsync(IPage page, float patience) =>
        Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A closed door" })).ToBeVisibleAsync(new() { Timeout = patience });
}
