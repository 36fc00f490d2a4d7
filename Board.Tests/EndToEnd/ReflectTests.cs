using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>Coach, teacher and principal at once: the two talk, the teacher shares and takes back, and the principal's browser gets nothing else.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class ReflectTests(BrowserFixture browser)
{
    [Fact]
    public async Task What_is_not_shared_never_reaches_the_principal_and_what_is_taken_back_is_gone_within_five_seconds()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz");
        await coach.OpenNoteAsync();
        await coach.TypeAsync("Four hands after three seconds");
        await coach.ExpectSavedAsync();
        var visit = new Uri(coach.Page.Url).AbsolutePath;
        await using var teacher = await Desk.StepInAsync(browser, server, "Adaeze Okafor", new() { ColorScheme = ColorScheme.Dark });
        await using var principal = await Desk.StepInAsync(browser, server, "Renée Castellano");
        var received = Received.By(principal);

        await coach.Page.GotoAsync($"{visit}/reflect");
        await teacher.Page.GotoAsync($"{visit}/reflect");
        await Assertions.Expect(teacher.Page.Locator(".fnotes")).ToContainTextAsync("Four hands");
        await teacher.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await coach.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await coach.Page.GetByPlaceholder("Your words").First.PressSequentiallyAsync("I swallowed the answer");
        await Assertions.Expect(teacher.Page.Locator(".theirs")).ToContainTextAsync("I swallowed the answer");
        await principal.Page.GotoAsync($"{visit}/shared");
        await Assertions.Expect(principal.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("This note stays with two people");

        await Assertions.Expect(coach.Page.Locator("fieldset.choice input").First).ToBeDisabledAsync();
        await teacher.Page.Locator("input[name=sharing]").Nth(1).CheckAsync();
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Share the themes with Renée Castellano" }).ClickAsync();
        await Assertions.Expect(coach.Page.Locator(".why")).ToContainTextAsync("Renée Castellano can see the themes");
        await principal.Page.GotoAsync($"{visit}/shared");
        await Assertions.Expect(principal.Page.Locator(".shared")).ToContainTextAsync("Every student explains a fraction");
        await Assertions.Expect(teacher.Page.Locator(".log")).ToContainTextAsync("Renée Castellano looked at it");
        foreach (var page in new[] { coach.Page, teacher.Page, principal.Page }) Assert.Empty(await Axe.RunAsync(page));

        await principal.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await teacher.Page.Locator(".now-shared button").ClickAsync();
        await Assertions.Expect(principal.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("This note stays with two people", new() { Timeout = 5_000 });

        var everything = await received.EverythingAsync();
        Assert.Contains("Every student explains a fraction", everything, StringComparison.Ordinal);
        foreach (var theirs in new[] { "Four hands", "I swallowed" }) Assert.DoesNotContain(theirs, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slider_of_the_timeline_stays_where_keys_put_it_however_late_the_server_answers()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var teacher = await Desk.StepInAsync(browser, server, "Adaeze Okafor");
        var page = teacher.Page;
        var late = new LateAnswers();
        await page.RouteWebSocketAsync(new Regex("/_blazor"), late.Carry);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Look back at Fractions on the number line" }).ClickAsync();
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Go through it" });
        await slider.FocusAsync();
        await Assertions.Expect(page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await slider.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".strip .now")).ToContainTextAsync("02:15 3b");

        late.Hold();
        await slider.PressAsync("ArrowRight");
        await slider.PressAsync("ArrowRight");
        await late.HeldAsync("04:10 2c"); // the answer to the second key, and so the one to the first, too
        while (late.LetOneGo()) Assert.Equal("3", await slider.InputValueAsync());
        await Assertions.Expect(page.Locator(".strip .now")).ToContainTextAsync("04:10 2c");
        Assert.Equal("3", await slider.InputValueAsync());
    }
}
