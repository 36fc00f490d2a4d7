using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>What is planned before a lesson and talked about after it.</summary>
public sealed partial class KeyboardTests
{
    private const string Observed = "Fractions on the number line";

    [Fact]
    public async Task A_cycle_is_planned_with_keys_alone()
    {
        await using var coach = await StepInAsync("Maribel Ruiz");
        var (page, keys) = (coach.Page, new KeyboardOnly(coach.Page));
        await OpenCycleAsync(page, keys);

        await OpenAndLeaveAsync("goal", "Change", page.GetByLabel("What will the students do?"));
        await OpenAndLeaveAsync("where", "Phases and dates", page.GetByLabel("How we divide the cycle"));

        await OpenAsync("lessons", "Add a lesson", page.GetByLabel("What is the lesson about?"));
        await keys.TypeAsync("Fractions as division");
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.Locator("#lessons"));
        await Expect(Section(page, "lessons").GetByRole(AriaRole.Link, new() { Name = "Fractions as division", Exact = true })).ToBeVisibleAsync();

        await OpenAndLeaveAsync("story", "Tell it", page.GetByLabel("Title"));
        var errand = Section(page, "next").GetByRole(AriaRole.Checkbox, new() { Name = "Look at the exit slips together" });
        await keys.TabToAsync(errand);
        await keys.PressAsync("Space");
        await Expect(errand).ToBeCheckedAsync();
        await keys.ExpectAtAsync(errand);

        var lookFors = Section(page, "look-fors");
        await OpenAsync("look-fors", "Choose", page.GetByLabel("Our look-for, in a few words"));
        await keys.TabToAsync(lookFors.GetByRole(AriaRole.Checkbox, new() { Name = "2d" }));
        await keys.PressAsync("Space", "Enter"); // Enter in a form saves it
        await keys.ExpectAtAsync(page.Locator("#look-fors"));
        await Expect(lookFors.Locator(".tags")).ToContainTextAsync("2d");

        async Task OpenAsync(string section, string opener, ILocator first)
        {
            await keys.TabToAsync(Section(page, section).GetByRole(AriaRole.Button, new() { Name = opener, Exact = true }));
            await keys.PressAsync("Enter");
            await keys.ExpectAtAsync(first);
        }

        async Task OpenAndLeaveAsync(string section, string opener, ILocator first)
        {
            await OpenAsync(section, opener, first);
            await keys.TabToAsync(Section(page, section).GetByRole(AriaRole.Button, new() { Name = "Leave it" }));
            await keys.PressAsync("Enter");
            await keys.ExpectAtAsync(page.Locator($"#{section}"));
        }
    }

    [Fact]
    public async Task A_lesson_is_reflected_on_with_keys_alone()
    {
        await using var teacher = await StepInAsync("Adaeze Okafor");
        var (page, keys) = (teacher.Page, new KeyboardOnly(teacher.Page));
        await OpenFromTodayAsync(page, keys, $"Look back at {Observed}");

        // Along the timeline, and into the note from there.
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Go through it" });
        await keys.TabToAsync(slider);
        await keys.PressAsync("ArrowRight", "ArrowRight", "ArrowRight");
        await Expect(page.Locator(".strip .now")).ToContainTextAsync("04:10 2c Purpose: All 12 pairs"); // the other of two at that time
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.Locator(".fnotes .looked-at"));
        await Expect(page.Locator(".fnotes .looked-at")).ToContainTextAsync("All 12 pairs are talking");

        // One look-for alone, then all lines again, the rest of them, too.
        var chip = page.Locator(".fnotes .chips").GetByRole(AriaRole.Button, new() { NameRegex = new("^2c ") });
        await keys.GoToPanelAsync(page.Locator(".fnotes"));
        await keys.TabToAsync(chip);
        await keys.PressAsync("Space");
        await Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator(".fnotes .it")).ToHaveCountAsync(1);
        await keys.ExpectAtAsync(chip);
        await keys.TabBackToAsync(page.Locator(".fnotes .chips").GetByRole(AriaRole.Button, new() { Name = "All", Exact = true }));
        await keys.PressAsync("Space");
        await Expect(page.Locator(".fnotes .it")).ToHaveCountAsync(3);
        await keys.TabToAsync(page.Locator(".fnotes .more"));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.Locator(".fnotes .it").Nth(3));

        // An answer in the conversation.
        await keys.GoToPanelAsync(Section(page, "conversation"));
        var words = page.GetByPlaceholder("Your words").First;
        await keys.TabToAsync(words);
        await keys.TypeAsync("I nearly gave it away");
        await Expect(Section(page, "conversation").Locator(".state").First).ToHaveTextAsync("Saved", new() { Timeout = Desk.Patience });
        await keys.ExpectAtAsync(words);
        await Expect(words).ToHaveValueAsync("I nearly gave it away");

        await AnswerTheStepAsync(page, keys);
        await ChooseSharingAsync(page, keys);
    }

    /// <summary>Nearly says no to a step, then accepts it.</summary>
    private static async Task AnswerTheStepAsync(IPage page, KeyboardOnly keys)
    {
        const string step = "Seat partners so that everybody can see the board";
        var no = page.GetByRole(AriaRole.Button, new() { Name = $"No, thanks: {step}" });
        await keys.TabToAsync(no);
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(page.GetByLabel("A word on why, if you like"));
        await keys.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(no);
        await keys.TabBackToAsync(page.GetByRole(AriaRole.Button, new() { Name = $"Accept: {step}" }));
        await keys.PressAsync("Enter");
        await Expect(page.GetByLabel($"How far: {step}")).ToHaveValueAsync("Accepted");
        await keys.ExpectAtAsync(page.Locator("#steps"));
    }

    /// <summary>Looks at what would be shared, leaves it, shares the themes, takes them back.</summary>
    private static async Task ChooseSharingAsync(IPage page, KeyboardOnly keys)
    {
        var (heading, sharing) = (page.Locator("#sharing"), Section(page, "sharing"));
        var themes = sharing.GetByRole(AriaRole.Radio, new() { Name = "Themes with principal" });
        await keys.GoToPanelAsync(sharing);
        await keys.PressAsync("ArrowDown");
        await keys.ExpectAtAsync(themes);
        await keys.TabToAsync(sharing.GetByRole(AriaRole.Button, new() { Name = "Not now" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(heading);
        await Expect(sharing.GetByRole(AriaRole.Radio).First).ToBeCheckedAsync();
        await keys.TabToAsync(sharing.GetByRole(AriaRole.Radio).First);
        await keys.PressAsync("ArrowDown");
        await keys.TabToAsync(sharing.GetByRole(AriaRole.Button, new() { Name = "Share the themes with Renée Castellano" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(heading);
        await Expect(themes).ToBeCheckedAsync();
        await keys.TabToAsync(sharing.GetByRole(AriaRole.Button, new() { Name = "Take it back" }));
        await keys.PressAsync("Enter");
        await keys.ExpectAtAsync(heading);
        await Expect(sharing.GetByRole(AriaRole.Radio).First).ToBeCheckedAsync();
        // The message has its own way back: shared again.
        var toast = page.Locator(".toasts");
        await Expect(toast).ToContainTextAsync("Only you two see it now.");
        await keys.TabToAsync(toast.GetByRole(AriaRole.Button, new() { Name = "Take it back" }));
        await keys.PressAsync("Enter");
        await Expect(toast).ToContainTextAsync("Taken back.");
        await keys.ExpectAtAsync(toast);
    }

    [Fact]
    public async Task F6_leads_through_all_panels_of_the_conversation_although_the_coach_may_not_choose_who_sees_it()
    {
        await using var coach = await StepInAsync("Maribel Ruiz");
        var (page, keys) = (coach.Page, new KeyboardOnly(coach.Page));
        await OpenFromTodayAsync(page, keys, $"Look back at {Observed}");
        await Expect(page.Locator("[data-waking]")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        foreach (var panel in new[] { page.Locator(".strip"), page.Locator(".fnotes"), Section(page, "conversation"), Section(page, "sharing"), page.Locator(".strip") })
            await keys.GoToPanelAsync(panel);
    }
}
