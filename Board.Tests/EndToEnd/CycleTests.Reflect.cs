using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The conversation afterwards, and whom the teacher lets see what.</summary>
public sealed partial class CycleTests
{
    private const string StaysWithTwo = "This note stays with two people";

    private async Task TheTeacherAddsAPromptAndBothAnswerAtOnceAsync()
    {
        var talk = Section(_teacher.Page, "conversation");
        await Button(talk, "Choose other prompts").ClickAsync();
        await talk.GetByRole(AriaRole.Checkbox, new() { Name = "What surprised us?" }).CheckAsync();
        await Button(talk, "Choose these").ClickAsync();
        var (coachs, teachers) = (_coach.Page.GetByPlaceholder("Your words"), _teacher.Page.GetByPlaceholder("Your words"));
        foreach (var fields in new[] { coachs, teachers }) await Expect(fields).ToHaveCountAsync(2, new() { Timeout = Desk.Patience });
        await Task.WhenAll(coachs.Nth(0).FillAsync(CoachsReply), teachers.Nth(1).FillAsync(TeachersReply));
        await Task.WhenAll(
            Expect(_teacher.Page.Locator(".theirs")).ToContainTextAsync(CoachsReply, new() { Timeout = Desk.Patience }),
            Expect(_coach.Page.Locator(".theirs")).ToContainTextAsync(TeachersReply, new() { Timeout = Desk.Patience }));
        // Each goes on where the other wrote.
        await teachers.Nth(0).FillAsync("Six last week");
        await Expect(_coach.Page.Locator(".theirs").Filter(new() { HasText = "Six last week" })).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
    }

    private async Task TheCoachProposesAStepAndTheTeacherAcceptsItInHerWordsAsync()
    {
        var (coachs, teachers) = (Section(_coach.Page, "steps"), Section(_teacher.Page, "steps"));
        await Button(coachs, "Propose a step").ClickAsync();
        await coachs.GetByLabel("What will be practiced?").FillAsync(Wording);
        await coachs.GetByLabel("Look-for").SelectOptionAsync("3b");
        await Button(coachs, "Propose the step").ClickAsync();
        await Expect(coachs.Locator(".step")).ToContainTextAsync("Waits for Noor");
        await Button(teachers, $"Other words: {Wording}").ClickAsync();
        await teachers.GetByLabel("What will be practiced?").FillAsync(Step);
        await Button(teachers, "Accept it like this").ClickAsync();
        await Expect(coachs.GetByLabel($"How far: {Step}")).ToHaveValueAsync("Accepted", new() { Timeout = Desk.Patience });
    }

    private async Task TheTeacherSharesTheThemesAsync()
    {
        await Expect(_coach.Page.GetByRole(AriaRole.Radio).First).ToBeDisabledAsync();
        await _teacher.Page.GetByRole(AriaRole.Radio, new() { Name = "Themes with principal" }).CheckAsync();
        var preview = _teacher.Page.Locator(".preview");
        foreach (var words in new[] { Goal, "Questioning × 1", Step }) await Expect(preview).ToContainTextAsync(words);
        await Expect(preview).Not.ToContainTextAsync(Seen);
        await _teacher.Page.GetByRole(AriaRole.Button, new() { Name = $"Share the themes with {Principal}" }).ClickAsync();
        await Expect(_coach.Page.Locator(".why")).ToContainTextAsync($"{Principal} can see the themes", new() { Timeout = Desk.Patience });
    }

    private async Task ThePrincipalReadsTheThemesAsync()
    {
        await _principal.Page.ReloadAsync();
        await _principal.Page.GetByRole(AriaRole.Link, new() { Name = $"Themes of “{Shared}”" }).ClickAsync();
        foreach (var words in new[] { Goal, "Questioning × 1", Step }) await Expect(_principal.Page.Locator(".shared")).ToContainTextAsync(words);
        await Expect(_principal.Page.Locator(".fnotes")).ToHaveCountAsync(0);
        await Expect(_teacher.Page.Locator(".log")).ToContainTextAsync($"{Principal} looked at it", new() { Timeout = Desk.Patience });
        await Expect(_principal.Page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
    }

    private async Task TheTeacherSharesTheNoteAndThePrincipalsOpenPageHasItAsync()
    {
        await _teacher.Page.GetByRole(AriaRole.Radio, new() { Name = "Whole note" }).CheckAsync();
        await _teacher.Page.GetByRole(AriaRole.Button, new() { Name = $"Share the whole note with {Principal}" }).ClickAsync();
        await Expect(_principal.Page.Locator(".fnotes")).ToContainTextAsync($"{Seen} within ten seconds", new() { Timeout = Desk.Patience });
        await Expect(_principal.Page.Locator(".fnotes")).ToContainTextAsync("It was hard.");
        // She looks at more than before, which is written down anew: newest first, a look, and what it came after.
        await Expect(_teacher.Page.Locator(".log li").First).ToContainTextAsync("looked at it", new() { Timeout = Desk.Patience });
        await Expect(_teacher.Page.Locator(".log li").Nth(1)).ToContainTextAsync("shared it with");
    }

    private async Task TheTeacherTakesItBackAndThePrincipalsOpenPageLosesItAsync()
    {
        await _teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Take it back", Exact = true }).And(_teacher.Page.Locator(".now-shared button")).ClickAsync();
        await Expect(_principal.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(StaysWithTwo, new() { Timeout = 5_000 });
        await Expect(_principal.Page.Locator(".fnotes")).ToHaveCountAsync(0);
        await Expect(_principal.Page.Locator("body")).Not.ToContainTextAsync(Seen);
    }

    private async Task ThePrincipalFindsTheCycleFinishedAndTheDoorClosedAsync()
    {
        var page = _principal.Page;
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(StaysWithTwo);
        foreach (var door in new[] { new Uri(_coach.Page.Url).AbsolutePath, new Uri(page.Url).AbsolutePath.Replace("/shared", "", StringComparison.Ordinal), new Uri(page.Url).AbsolutePath.Replace("/shared", "/reflect", StringComparison.Ordinal) })
        {
            await page.GotoAsync(door);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync(Focus);
        }
        await page.GotoAsync("/");
        await Expect(Section(page, "known")).ToContainTextAsync("Finished");
        await Expect(Section(page, "known").GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    }
}
