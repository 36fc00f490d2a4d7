using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>What the two plan on the page of their cycle, and how they end it there.</summary>
public sealed partial class CycleTests
{
    private static string Today => TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task TheyWriteTheirGoalAsync()
    {
        var card = Section(_coach.Page, "goal");
        await Button(card, "Set a goal").ClickAsync();
        await card.GetByLabel("What will the students do?").FillAsync(Goal);
        await card.GetByLabel("How will we know?").FillAsync("Exit slips that give a reason, of 24");
        await card.GetByLabel("Where they are", new() { Exact = true }).FillAsync("6 of 24");
        await card.GetByLabel("Where they are to be").FillAsync("20 of 24");
        await Button(card, "Save the goal").ClickAsync();
        foreach (var words in new[] { Goal, "Exit slips that give a reason, of 24", "6 of 24", "20 of 24" })
            await Expect(Section(_teacher.Page, "goal")).ToContainTextAsync(words, new() { Timeout = Desk.Patience });
    }

    private async Task TheyChoosePhasesAndLookForsAsync()
    {
        var where = Section(_coach.Page, "where");
        await Button(where, "Phases and dates").ClickAsync();
        await where.GetByLabel("How we divide the cycle").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var model = await where.GetByLabel("How we divide the cycle").InputValueAsync();
        await where.GetByLabel("First day").FillAsync(Today);
        await where.GetByLabel("Weeks").FillAsync("6");
        await Button(where, "Save phases and dates").ClickAsync();
        await Expect(Section(_teacher.Page, "where")).ToContainTextAsync(model, new() { Timeout = Desk.Patience });
        await Section(_teacher.Page, "where").GetByRole(AriaRole.Slider).First.FillAsync("100");
        await Expect(where.Locator("output").First).ToHaveTextAsync("100%", new() { Timeout = Desk.Patience });

        var lookFors = Section(_coach.Page, "look-fors");
        await Button(lookFors, "Choose").ClickAsync();
        await lookFors.GetByLabel("Our look-for, in a few words").FillAsync("Reasons first");
        foreach (var code in new[] { "3b", "3d" }) await lookFors.GetByRole(AriaRole.Checkbox, new() { Name = code }).CheckAsync();
        await Button(lookFors, "Save what we look for").ClickAsync();
        await Expect(Section(_teacher.Page, "look-fors").GetByRole(AriaRole.Listitem)).ToContainTextAsync(["Reasons first", "3b", "3d"], new() { Timeout = Desk.Patience });
    }

    private async Task TheyAgreeWhatToCountAsync()
    {
        foreach (var counter in new[] { "Wait time", "On task", "Who talks" })
        {
            await Section(_coach.Page, "counters").GetByRole(AriaRole.Button, new() { Name = counter, Exact = true }).ClickAsync();
            await Button(Section(_teacher.Page, "counters"), $"Agree to count: {counter}").ClickAsync();
            await Expect(Button(Section(_coach.Page, "counters"), $"Count no more: {counter}")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        }
    }

    private async Task TheyPlanTwoLessonsAndTalkBeforeTheFirstAsync()
    {
        var lessons = Section(_coach.Page, "lessons");
        foreach (var title in new[] { Unshared, Shared })
        {
            await Button(lessons, "Add a lesson").ClickAsync();
            await lessons.GetByLabel("What is the lesson about?").FillAsync(title);
            await lessons.GetByLabel("Grade and room").FillAsync("Grade 4, room 12");
            await lessons.GetByLabel("Day").FillAsync(Today);
            await lessons.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Add the lesson" }).ClickAsync();
            await Expect(LinkTo(_teacher, title)).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        }
        await lessons.GetByRole(AriaRole.Button, new() { Name = $"Pre-conference plan it for {Shared}" }).ClickAsync();
        await lessons.GetByLabel("What it is about").FillAsync(Agenda);
        await lessons.GetByLabel("Day").FillAsync(Today);
        await Button(lessons, "Plan it").ClickAsync();
        await Expect(Section(_teacher.Page, "lessons")).ToContainTextAsync(Agenda, new() { Timeout = Desk.Patience });
        await Button(Section(_teacher.Page, "lessons"), "We held it").ClickAsync();
        await Expect(lessons.Locator(".pill.ok")).ToHaveTextAsync("Held", new() { Timeout = Desk.Patience });
    }

    private async Task TheyDoTheNextStepAsync()
    {
        await ToTheCycleAsync(_coach);
        await ToTheCycleAsync(_teacher);
        var next = Section(_coach.Page, "next");
        await Button(next, "Add a next step").ClickAsync();
        await next.GetByLabel("What is to be done?").FillAsync(Errand);
        await next.GetByLabel("Who?").SelectOptionAsync("Noor");
        await Button(next, "Add it").ClickAsync();
        await Section(_teacher.Page, "next").GetByRole(AriaRole.Checkbox, new() { Name = Errand }).ClickAsync();
        await Expect(next).ToContainTextAsync("1 of 1 complete", new() { Timeout = Desk.Patience });
    }

    private async Task TheCoachTellsTheStoryAndTheTeacherReadsItAsync()
    {
        var card = Section(_coach.Page, "story");
        await Button(card, "Tell it").ClickAsync();
        await card.GetByLabel("Title").FillAsync("From answers to reasons");
        await card.GetByLabel("What changed, and how did you see it?").FillAsync($"{Story}. Now eighteen do.");
        await Button(card, "Save the story").ClickAsync();
        await Expect(Section(_teacher.Page, "story")).ToContainTextAsync(Story, new() { Timeout = Desk.Patience });
        await Button(Section(_teacher.Page, "where"), "Finish the cycle").ClickAsync();
        await Expect(Section(_coach.Page, "where")).ToContainTextAsync("This cycle is finished", new() { Timeout = Desk.Patience });
    }

    private static async Task ToTheCycleAsync(Desk desk)
    {
        await desk.Page.GotoAsync(new Uri(desk.Page.Url).AbsolutePath.Split("/visits/")[0]);
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Focus);
    }

    private static ILocator LinkTo(Desk desk, string lesson) => desk.Page.Locator("a.strong[href*='/visits/']").Filter(new() { HasText = lesson });
}
