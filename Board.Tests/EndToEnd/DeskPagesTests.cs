using Board.Tests.Hosting;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>A coach's own desk in a browser: today, the calendar, the time log, and what she remembers about people.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class DeskPagesTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("light", 1440)]
    [InlineData("dark", 1440)]
    [InlineData("light", 390)]
    public async Task A_week_is_planned_time_is_logged_and_axe_finds_nothing(string theme, int width)
    {
        await using var server = await ServerProcess.StartAsync();
        await using var coach = await Desk.StepInAsync(browser, server, "Maribel Ruiz", new()
        {
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 1000 },
            TimezoneId = "America/New_York",
        });
        var page = coach.Page;

        // The calendar: plan a series in its form, take one day of it elsewhere, hold a day open.
        await page.GotoAsync("/calendar");
        await ExpectTextAsync(page.Locator("main"), "America/New York");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Plan something" }), page.GetByLabel("Title"));
        await page.GetByLabel("Title").FillAsync("With my principal");
        await page.GetByLabel("What", new() { Exact = true }).SelectOptionAsync("Meeting");
        await page.GetByLabel("Where").FillAsync("Office");
        await page.GetByLabel("How often").SelectOptionAsync("Weekly");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it on the calendar" }).ClickAsync();
        var list = page.Locator("section[aria-labelledby=entry-list]");
        await Assertions.Expect(list.GetByText("With my principal")).ToHaveCountAsync(2);
        await list.GetByRole(AriaRole.Button, new() { NameRegex = new("^Only this day") }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Off for this day" }).ClickAsync();
        await Assertions.Expect(list.GetByText("With my principal")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(list.GetByText("With my principal")).ToHaveCountAsync(2);
        await list.GetByRole(AriaRole.Button, new() { NameRegex = new("^Hold it open") }).First.ClickAsync();
        await ExpectTextAsync(list, "Held open for teachers.");
        if (width > 760) await ExpectTextAsync(page.Locator(".rz-scheduler"), "With my principal");
        await ExpectCleanAsync(page, $"calendar-{theme}-{width}");

        // The feed: an address that is shown once.
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var address = await page.Locator("output.address").TextContentAsync();
        var feed = await coach.Context.APIRequest.GetAsync(address!);
        Assert.Contains("RRULE:FREQ=WEEKLY", await feed.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("TZID:America/New_York", await feed.TextAsync(), StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("output.address")).ToHaveCountAsync(0);

        // Two taps on the first page, and the question before more of the week goes elsewhere.
        await page.GotoAsync("/");
        await ExpectTextAsync(page.Locator(".week"), "With my principal");
        await LogAsync(page, "Teachers in cycles", "1 h");
        await ExpectTextAsync(page.Locator(".banner.ok"), "1 h for Teachers in cycles is logged.");
        await LogAsync(page, "Covering classes", "30 min");
        await ExpectTextAsync(page.Locator("main"), "This would bring your time with teachers to 67% this week, from 100%.");
        await ExpectCleanAsync(page, $"ask-{theme}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log it" }).ClickAsync();
        await ExpectTextAsync(page.Locator(".ringwrap"), "67%");
        await ExpectCleanAsync(page, $"today-{theme}-{width}");

        await page.GotoAsync("/time");
        await ExpectTextAsync(page.Locator("main"), "67% of");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove 30 min") }), page.Locator(".toast"));
        await Assertions.Expect(page.Locator("section[aria-labelledby=time-lines] li")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=time-lines] li")).ToHaveCountAsync(2);
        await ExpectCleanAsync(page, $"time-{theme}-{width}");
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task A_district_writes_its_goals_and_look_fors_and_a_teacher_reads_them(string theme)
    {
        await using var server = await ServerProcess.StartAsync();
        var look = new BrowserNewContextOptions { ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light };
        await using var administrator = await Desk.StepInAsync(browser, server, "Sam Whitfield", look);
        var page = administrator.Page;
        await page.GotoAsync("/district");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Add a goal" }), page.GetByLabel("What do we want for the students?"));
        await page.GetByLabel("What do we want for the students?").FillAsync("Every student talks mathematics every day.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the goal" }).ClickAsync();
        await page.GetByLabel("Name of a list of our own").FillAsync("Student talk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a list" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a look-for to Student talk" }).ClickAsync();
        await page.GetByLabel("Code").FillAsync("T.1");
        await page.GetByLabel("What we look for").FillAsync("Students explain their thinking");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the look-for" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Student talk" }).CheckAsync();
        await ExpectTextAsync(page.Locator(".toasts"), "Student talk is in use.");
        await ExpectCleanAsync(page, $"district-{theme}");

        await using var teacher = await Desk.StepInAsync(browser, server, "Adaeze Okafor", look);
        await teacher.Page.GotoAsync("/district");
        await ExpectTextAsync(teacher.Page.Locator("main"), "Every student talks mathematics every day.");
        await ExpectTextAsync(teacher.Page.Locator("main"), "Students explain their thinking");
        await Assertions.Expect(teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Add a goal" })).ToHaveCountAsync(0);
        await ExpectCleanAsync(teacher.Page, $"district-teacher-{theme}");
    }

    private static async Task LogAsync(IPage page, string category, string span)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = category }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = span, Exact = true }).ClickAsync();
    }

    /// <summary>Clicks until it shows what it is to show: before a page's circuit answers, clicks on what was rendered go nowhere.</summary>
    private static async Task ClickAsync(ILocator button, ILocator shown)
    {
        for (var tries = 1; ; tries++)
        {
            if (await button.CountAsync() > 0) await button.ClickAsync();
            try
            {
                await Assertions.Expect(shown).ToBeVisibleAsync(new() { Timeout = Desk.Patience / 4 });
                return;
            }
            catch (PlaywrightException) when (tries < 8)
            {
                // Not yet.
            }
        }
    }

    private static Task ExpectTextAsync(ILocator where, string text) => Assertions.Expect(where.First).ToContainTextAsync(text, new() { Timeout = Desk.Patience });

    private static async Task ExpectCleanAsync(IPage page, string name)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (Environment.GetEnvironmentVariable("BOARD_SCREENSHOTS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        var found = await Axe.RunAsync(page);
        Assert.True(found.Count == 0, $"{name}: {string.Join("; ", found)}");
        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sideways <= 0, $"{name} scrolls sideways by {sideways} px");
    }
}
