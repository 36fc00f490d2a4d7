using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The numbers of a lesson, counted by one and seen by both.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class TallyTests(BrowserFixture browser) : IAsyncLifetime
{
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = Desk.Patience };

    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Waits_looks_around_the_room_and_turns_of_talk_are_counted_and_shared()
    {
        await using var coach = await OpenAsync("Maribel Ruiz");
        await using var teacher = await OpenAsync("Adaeze Okafor");
        await coach.Page.Locator(".note-blank").GetByRole(AriaRole.Button, new() { Name = "Start lesson clock" }).ClickAsync();
        await coach.TypeAsync(";w");
        await Expect(Tallies(coach)).ToContainTextAsync("waiting");
        await coach.TypeAsync(";w");
        await Expect(Tallies(teacher)).ToContainTextAsync("last wait", new() { Timeout = Desk.Patience });

        await coach.TypeAsync(";s");
        var onTask = coach.Page.GetByLabel("How many are on task");
        await Expect(onTask).ToBeFocusedAsync();
        await onTask.FillAsync("25");
        await coach.Page.GetByLabel("Of how many").FillAsync("24");
        await coach.Page.Keyboard.PressAsync("Enter");
        await Expect(coach.Page.GetByText("Nothing was kept yet")).ToBeVisibleAsync();
        await onTask.FillAsync("21");
        await coach.Page.Keyboard.PressAsync("Enter");
        await Expect(coach.Note).ToBeFocusedAsync();
        await Expect(Tallies(teacher)).ToContainTextAsync(new Regex("88%.*21 of 24"), new() { Timeout = Desk.Patience });

        await Talk(teacher, "Groups").ClickAsync();
        await Expect(Talk(coach, "Groups")).ToHaveAttributeAsync("aria-pressed", "true", new() { Timeout = Desk.Patience });
        await Talk(coach, "Teacher").ClickAsync();
        await Expect(Talk(teacher, "Groups")).ToHaveAttributeAsync("aria-pressed", "false", new() { Timeout = Desk.Patience });
        await Talk(teacher, "Teacher").ClickAsync(); // nobody is listened for any more
        await Expect(Talk(coach, "Teacher")).ToHaveAttributeAsync("aria-pressed", "false", new() { Timeout = Desk.Patience });
    }

    [Fact]
    public async Task What_they_agree_on_meanwhile_is_counted_at_once_and_a_stopwatch_goes_on()
    {
        await using var coach = await OpenAsync("Maribel Ruiz");
        await using var teacher = await OpenAsync("Adaeze Okafor");
        var replies = teacher.Page.Locator(".cnt").Filter(new() { HasText = "Student-to-student replies" });
        await teacher.TypeAsync(";w");
        await Expect(Tallies(teacher)).ToContainTextAsync("waiting");
        await Expect(replies).ToHaveCountAsync(0);

        await teacher.TypeAsync(";s");
        var onTask = teacher.Page.GetByLabel("How many are on task");
        await onTask.FillAsync("2");
        var plan = await PlanAsync(coach);
        await plan.GetByRole(AriaRole.Button, new() { Name = "Agree to count: Student-to-student replies" }).ClickAsync();
        await Expect(replies.Locator("b")).ToHaveTextAsync("0", Patiently);
        await Expect(Tallies(teacher)).ToContainTextAsync("waiting");
        await Expect(onTask).ToBeFocusedAsync();
        await Expect(onTask).ToHaveValueAsync("2");
        await teacher.Page.Keyboard.PressAsync("Escape");
        await Expect(teacher.Note).ToBeFocusedAsync();
        await teacher.TypeAsync(";r;w");
        await Expect(replies.Locator("b")).ToHaveTextAsync("1");
        await Expect(Tallies(coach)).ToContainTextAsync("last wait", new() { Timeout = Desk.Patience });

        await plan.GetByRole(AriaRole.Button, new() { Name = "Count no more: Student-to-student replies" }).ClickAsync();
        await Expect(replies).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await teacher.TypeAsync(";r");
        await teacher.ExpectTextAsync(";r"); // prose again
    }

    [Fact]
    public async Task A_look_for_that_is_chosen_no_more_leaves_the_open_palette_and_its_tags_keep_their_code()
    {
        await using var teacher = await OpenAsync("Adaeze Okafor");
        await teacher.TypeAsync("Why does that work? ;3b");
        var (tag, row) = (teacher.Page.Locator(".note-margin .tag.t3"), teacher.Page.Locator("#lesson-look-fors").GetByRole(AriaRole.Button, new() { NameRegex = new("^3b ") }));
        await Expect(tag).ToHaveTextAsync("3b Questioning");
        var plan = await PlanAsync(teacher);
        await ChooseAsync(plan, on: false);
        await Expect(row).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await Expect(teacher.Page.Locator(".note-margin .tag")).ToHaveTextAsync(new Regex("^3b\\s*$"));
        await ChooseAsync(plan, on: true);
        await Expect(row).ToHaveCountAsync(1, new() { Timeout = Desk.Patience });
        await Expect(tag).ToHaveTextAsync("3b Questioning");
    }

    private static async Task<IPage> PlanAsync(Desk desk)
    {
        var plan = await desk.Context.NewPageAsync();
        await plan.GotoAsync(new Uri(desk.Page.Url).AbsolutePath.Split("/visits/")[0]);
        return plan;
    }

    private static async Task ChooseAsync(IPage plan, bool on)
    {
        var card = plan.GetByRole(AriaRole.Region, new() { Name = "What we look for" });
        await card.GetByRole(AriaRole.Button, new() { Name = "Choose" }).ClickAsync();
        await card.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^3b") }).First.SetCheckedAsync(on);
        await card.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
    }

    private static ILocator Tallies(Desk desk) => desk.Page.Locator("#lesson-tally");

    private static ILocator Talk(Desk desk, string who) =>
        desk.Page.GetByRole(AriaRole.Group, new() { Name = "Who has the word" }).GetByRole(AriaRole.Button, new() { Name = who });

    private async Task<Desk> OpenAsync(string name)
    {
        var desk = await Desk.StepInAsync(browser, _server, name, new() { ViewportSize = new() { Width = 1440, Height = 960 } });
        await desk.OpenNoteAsync();
        await desk.Note.ClickAsync();
        return desk;
    }
}
