using System.Globalization;
using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The forms of a cycle's page: what they do, what they refuse, where the focus goes, and what the other one sees of it.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class CyclePageTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Goal = "Every student explains a fraction to a partner before the whole class talks.";

    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_audit_tells_times_of_the_clock_of_whoever_looks()
    {
        const string far = "Pacific/Kiritimati"; // UTC+14, without summer time
        await using var coach = await Desk.StepInAsync(browser, _server, "Maribel Ruiz", new() { TimezoneId = far });
        await coach.Page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }).First.ClickAsync();
        var line = coach.Page.Locator(".audit time").First;
        var at = DateTimeOffset.Parse(await line.GetAttributeAsync("datetime") ?? "", CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(14));
        await Expect(line).ToHaveTextAsync(at.ToString("ddd, MMM d, h:mm tt", CultureInfo.GetCultureInfo("en-US")));
    }

    [Fact]
    public async Task Two_people_who_change_the_goal_at_once_are_told_and_neither_loses_words()
    {
        await using var coach = await OpenAsync("Maribel Ruiz");
        await using var teacher = await OpenAsync("Adaeze Okafor");
        foreach (var desk in new[] { coach, teacher }) await PressAsync(GoalOf(desk), "Change");
        await Expect(coach.Page.GetByLabel("What will the students do?")).ToBeFocusedAsync();
        await coach.Page.GetByLabel("What will the students do?").FillAsync("Every student asks why.");
        await teacher.Page.GetByLabel("What will the students do?").FillAsync("Every student says it in a sentence.");
        await teacher.Page.GetByLabel("Where they are to be").FillAsync("18 of 24");
        await PressAsync(GoalOf(teacher), "Save the goal");
        await Expect(teacher.Page.GetByRole(AriaRole.Heading, new() { Name = "Our goal" })).ToBeFocusedAsync();

        // The coach reads theirs before hers takes its place; her own words stay in the field.
        await Expect(GoalOf(coach).GetByRole(AriaRole.Status)).ToHaveTextAsync("The goal was changed meanwhile: “Every student says it in a sentence.” If you save, yours takes its place.");
        await Expect(coach.Page.GetByLabel("What will the students do?")).ToHaveValueAsync("Every student asks why.");
        Assert.Empty(await Axe.RunAsync(coach.Page));
        await PressAsync(GoalOf(coach), "Save the goal");
        await Expect(GoalOf(teacher)).ToContainTextAsync("Every student asks why.");

        // Her way back is to what stood there when she saved: the teacher's words.
        await PressAsync(coach.Page.Locator(".toast"), "Take it back");
        await Expect(GoalOf(teacher)).ToContainTextAsync("Every student says it in a sentence.");
        await Expect(GoalOf(teacher)).ToContainTextAsync("18 of 24");
    }

    [Fact]
    public async Task Phases_whose_sum_is_not_100_are_refused_in_words_and_the_bar_follows_those_that_are()
    {
        await using var coach = await OpenAsync("Maribel Ruiz");
        await using var teacher = await OpenAsync("Adaeze Okafor");
        var page = coach.Page;
        var (card, save) = (SectionOf(coach, "Where we are"), page.GetByRole(AriaRole.Button, new() { Name = "Save phases and dates" }));
        await PressAsync(card, "Phases and dates");
        await page.GetByLabel("How we divide the cycle").SelectOptionAsync(new SelectOptionValue { Label = "Names and weights of our own" });
        await page.GetByLabel("Percent of phase 3").FillAsync("40");
        await Expect(card.GetByRole(AriaRole.Status)).ToHaveTextAsync("90 % together; it has to be 100.");
        await Expect(save).ToBeDisabledAsync();
        Assert.Empty(await Axe.RunAsync(page));
        await PressAsync(card, "One more phase");
        await page.GetByLabel("Name of phase 4").FillAsync("Share");
        await Expect(card.GetByRole(AriaRole.Status)).ToHaveTextAsync("100 % together.");
        await page.GetByLabel("Weeks").FillAsync("8");
        await save.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Where we are" })).ToBeFocusedAsync();
        var theirs = SectionOf(teacher, "Where we are");
        await Expect(theirs).ToContainTextAsync("Share 10%");
        await Expect(theirs).ToContainTextAsync("Week 3 of 8");
        // Both at once, as they were done.
        await PressAsync(page.Locator(".toast"), "Take it back");
        await Expect(theirs).ToContainTextAsync("Week 3 of 6");
        await Expect(theirs).Not.ToContainTextAsync("Share 10%");
    }

    [Fact]
    public async Task A_lesson_keeps_the_hour_that_was_typed()
    {
        await using var coach = await OpenAsync("Maribel Ruiz");
        var page = coach.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Change Fractions greater than one" }).ClickAsync();
        await page.GetByLabel("Begins").ClickAsync(new() { Position = new() { X = 20, Y = 20 } });
        await page.Keyboard.TypeAsync("0310PM");
        await page.GetByLabel("Minutes").FillAsync("45");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the lesson" }).ClickAsync();
        await Expect(page.Locator(".visits")).ToContainTextAsync("Grade 4, Room 4B · 3:10 PM · 45 minutes");
    }

    [Fact]
    public async Task A_conference_is_planned_held_taken_off_and_comes_back()
    {
        await using var coach = await OpenAsync("Maribel Ruiz");
        await using var teacher = await OpenAsync("Adaeze Okafor");
        var page = coach.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow-up plan it for Fractions on the number line" }).ClickAsync();
        await Expect(page.GetByLabel("What kind of talk?")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("About which lesson?").Locator("option:checked")).ToHaveTextAsync("Fractions on the number line");
        await page.GetByLabel("Day").FillAsync("2031-03-04");
        await page.GetByLabel("Begins").FillAsync("15:10");
        await page.GetByLabel("What it is about").FillAsync("Did the pause stay?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan it", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Lessons" })).ToBeFocusedAsync();
        var theirs = teacher.Page.Locator("ul.talks li").Filter(new() { HasText = "Follow-up" });
        await Expect(theirs).ToContainTextAsync("Tue, Mar 4 · 3:10 PM · 20 minutes");
        await Expect(theirs).ToContainTextAsync("Did the pause stay?");

        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "We held it: Follow-up of Fractions on the number line" }).ClickAsync();
        await Expect(page.Locator("ul.talks li").Filter(new() { HasText = "Follow-up" })).ToContainTextAsync("Held");
        await PressAsync(teacher.Page.Locator(".toast"), "Take it back");
        await Expect(page.Locator("ul.talks li").Filter(new() { HasText = "Follow-up" }).Locator(".pill")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: Follow-up of Fractions on the number line" }).ClickAsync();
        await Expect(theirs).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Lessons" })).ToBeFocusedAsync();
        await PressAsync(page.Locator(".toast"), "Take it back");
        await Expect(theirs).ToContainTextAsync("Did the pause stay?");
    }

    [Fact]
    public async Task A_next_step_is_added_checked_and_gone_and_the_focus_stays_where_one_was()
    {
        await using var coach = await OpenAsync("Maribel Ruiz");
        await using var teacher = await OpenAsync("Adaeze Okafor");
        var (page, next) = (coach.Page, SectionOf(coach, "Next steps"));
        await PressAsync(next, "Add a next step");
        await Expect(page.GetByLabel("What is to be done?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Copy the exit slips");
        await page.Keyboard.PressAsync("Enter");
        await Expect(next.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        await Expect(next).ToContainTextAsync("2 of 4 complete");

        var theirs = teacher.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Copy the exit slips" });
        await theirs.ClickAsync();
        await Expect(theirs).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Copy the exit slips" })).ToHaveAttributeAsync("aria-checked", "true");
        await Expect(next).ToContainTextAsync("3 of 4 complete");
        await PressAsync(teacher.Page.Locator(".toast"), "Take it back");
        await Expect(next).ToContainTextAsync("2 of 4 complete");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: Copy the exit slips" }).ClickAsync();
        await Expect(theirs).ToHaveCountAsync(0);
        await Expect(next.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        await PressAsync(page.Locator(".toast"), "Take it back");
        await Expect(theirs).ToHaveCountAsync(1);

        // The area of focus: the other's words come in, unless one is writing there.
        await FocusOf(teacher).FillAsync("Student questions");
        await FocusOf(coach).FillAsync("Waiting");
        await SectionOf(coach, "Area of focus").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(teacher.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Waiting");
        await Expect(FocusOf(teacher)).ToHaveValueAsync("Student questions");
    }

    private static ILocator SectionOf(Desk desk, string heading) =>
        desk.Page.Locator("section").Filter(new() { Has = desk.Page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }) });

    private static ILocator GoalOf(Desk desk) => desk.Page.Locator(".goal-card");

    private static ILocator FocusOf(Desk desk) => desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Area of focus" });

    private static Task PressAsync(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private async Task<Desk> OpenAsync(string name)
    {
        var desk = await Desk.StepInAsync(browser, _server, name);
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Open the cycle" }).First.ClickAsync();
        await Expect(GoalOf(desk)).ToContainTextAsync(Goal);
        await Expect(desk.Page.Locator("[data-waking]")).ToHaveCountAsync(0);
        return desk;
    }
}
