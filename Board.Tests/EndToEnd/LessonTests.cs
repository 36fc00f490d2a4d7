using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>A coach and a teacher observe one lesson, each in a browser of their own.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class LessonTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Coach = "Maribel Ruiz";
    private const string Teacher = "Adaeze Okafor";

    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_line_is_tagged_while_it_is_written_and_the_other_sees_it()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await coach.TypeAsync("Why does that work? ;3b");
        await Expect(teacher.Page.Locator(".note-margin .tag.t3")).ToHaveTextAsync("3b Questioning", new() { Timeout = Desk.Patience });
        await Expect(teacher.Page.Locator(".note-mark.t3")).ToHaveTextAsync("Why does that work?");
        Assert.DoesNotContain(";", await teacher.TextAsync(), StringComparison.Ordinal);
        await Expect(teacher.Page.GetByRole(AriaRole.Button, new() { Name = "3b Using Questioning and Discussion Techniques 1 so far" })).ToBeVisibleAsync();
        // The tag is a step of its own to take back.
        await coach.Note.PressAsync("Control+z");
        await Expect(teacher.Page.Locator(".note-margin .tag")).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await Expect(coach.Note).ToContainTextAsync("Why does that work?");
    }

    [Fact]
    public async Task A_semicolon_in_prose_stays_and_the_list_is_found_by_keyboard()
    {
        await using var coach = await OpenAsync(Coach);
        await coach.TypeAsync("hands; then ;");
        var list = coach.Page.GetByRole(AriaRole.Listbox, new() { Name = "Commands" });
        await Expect(list).ToBeVisibleAsync();
        await coach.Page.Keyboard.PressAsync("Escape");
        await Expect(list).ToHaveCountAsync(0);
        // What the pair looks for comes first: 2b, then 2c.
        await coach.TypeAsync(" more ;2");
        await coach.Page.Keyboard.PressAsync("ArrowDown");
        await coach.Page.Keyboard.PressAsync("Enter");
        await Expect(coach.Page.Locator(".note-margin .tag.t2")).ToHaveTextAsync("2c Purpose");
        Assert.Equal("hands; then ; more ", await coach.TextAsync());
    }

    [Fact]
    public async Task They_talk_about_a_line_beside_it()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await coach.TypeAsync("Five seconds of quiet. ;c");
        await coach.Page.GetByRole(AriaRole.Textbox, new() { Name = "Say something about it" }).FillAsync("You waited.");
        await coach.Page.Keyboard.PressAsync("Enter");
        await Expect(coach.Note).ToBeFocusedAsync();
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Maribel: You waited." }).ClickAsync();
        await teacher.Page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync("I nearly answered it for her.");
        await teacher.Page.Keyboard.PressAsync("Enter");
        await Expect(coach.Page.Locator(".note-thread")).ToContainTextAsync("I nearly answered it for her.", new() { Timeout = Desk.Patience });
        await coach.Note.PressAsync("Control+Enter");
        await Expect(coach.Page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToBeFocusedAsync();
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Settle" }).ClickAsync();
        await Expect(coach.Note).ToBeFocusedAsync();
        // Who is reading it goes on reading; everybody else sees it small.
        await Expect(teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Take it up again" })).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await Expect(coach.Page.Locator(".note-thread")).ToHaveTextAsync(new Regex("2 comments, settled$"));
        // The words go, what was said about them stays.
        await coach.Note.PressAsync("Control+a");
        await coach.Page.Keyboard.PressAsync("Delete");
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "2 comments, settled" }).ClickAsync();
        await Expect(coach.Page.Locator(".note-gone")).ToContainTextAsync("About text that is gone: “Five seconds of quiet.”");
    }

    [Fact]
    public async Task A_private_note_never_reaches_the_other()
    {
        const string secret = "Ask how she chose the pairs";
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        var frames = new List<string>();
        teacher.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            lock (frames) frames.Add(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        };
        await teacher.Page.ReloadAsync();
        await teacher.ExpectSavedAsync();
        await coach.TypeAsync("All pairs talk.");
        await coach.Page.Keyboard.PressAsync("Enter");
        await coach.TypeAsync(";p");
        await coach.Page.GetByRole(AriaRole.Textbox, new() { Name = "Private note, only you can see it" }).PressSequentiallyAsync(secret);
        await coach.Page.Keyboard.PressAsync("Escape");
        await coach.TypeAsync("After it.");
        await teacher.ExpectTextAsync("After it.");
        await coach.ExpectSavedAsync();
        await Expect(coach.Page.Locator(".note-private textarea")).ToHaveValueAsync(secret);
        await Expect(teacher.Page.Locator(".note-private")).ToHaveCountAsync(0);
        lock (frames)
        {
            Assert.NotEmpty(frames);
            Assert.DoesNotContain(frames, frame => frame.Contains(secret, StringComparison.Ordinal));
        }
        await coach.Page.ReloadAsync();
        await Expect(coach.Page.Locator(".note-private textarea")).ToHaveValueAsync(secret, new() { Timeout = Desk.Patience });
        await coach.Page.GetByRole(AriaRole.Switch, new() { Name = "My private notes" }).ClickAsync();
        await Expect(coach.Page.Locator(".note-private")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_interpretation_is_folded_in_the_evidence_and_points_at_it()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await StartClockAsync(coach);
        await coach.TypeAsync("Five seconds of quiet.");
        await coach.Page.Keyboard.PressAsync("Enter");
        await coach.TypeAsync(";i");
        await coach.TypeAsync("if the pause let her answer.");
        await coach.Page.Keyboard.PressAsync("Enter");
        await coach.TypeAsync("Next.");
        await Expect(coach.Page.Locator(".fold")).ToHaveTextAsync("1 interpretation, folded");
        await Expect(teacher.Page.Locator(".fold")).ToHaveTextAsync("1 interpretation, folded", new() { Timeout = Desk.Patience });
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Interpretation", Exact = true }).First.ClickAsync();
        await Expect(teacher.Page.Locator(".note-interp")).ToHaveTextAsync("I wonder if the pause let her answer.");
        await Expect(teacher.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^From the evidence at 00:\\d\\d$") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Clock_counts_and_a_moment_are_shared_and_a_count_is_taken_back_with_one_key()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await StartClockAsync(coach);
        await Expect(teacher.Page.Locator(".lclock")).ToHaveAttributeAsync("aria-label", "Lesson clock, running", new() { Timeout = Desk.Patience });
        await teacher.TypeAsync("Launch. ;m");
        await Expect(coach.Page.Locator(".note-moment")).ToContainTextAsync("A moment", new() { Timeout = Desk.Patience });
        await Expect(coach.Page.Locator(".note-time")).ToContainTextAsync(new Regex("00:\\d\\d"));
        await coach.Note.PressAsync("Control+End");
        await coach.TypeAsync(";o;o");
        var open = teacher.Page.Locator(".cnt").Filter(new() { HasText = "Open questions" }).Locator("b");
        await Expect(open).ToHaveTextAsync("2", new() { Timeout = Desk.Patience });
        await coach.Page.Keyboard.PressAsync("Control+z");
        await Expect(open).ToHaveTextAsync("1", new() { Timeout = Desk.Patience });
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Pause lesson clock" }).ClickAsync();
        await Expect(teacher.Page.Locator(".lclock")).ToHaveAttributeAsync("aria-label", "Lesson clock, paused", new() { Timeout = Desk.Patience });
    }

    [Fact]
    public async Task A_tag_that_was_made_offline_survives_the_tab()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await coach.TypeAsync("Can both be right?");
        await coach.ExpectSavedAsync();
        var note = coach.Page.Url;
        await coach.Context.SetOfflineAsync(true);
        await coach.TypeAsync(" ;3d");
        await Expect(coach.Page.Locator(".note-margin .tag")).ToHaveCountAsync(1);
        await Expect(coach.Status).ToContainTextAsync("unsent", new() { Timeout = 30_000, IgnoreCase = true });
        await coach.CrashAsync();
        await coach.Context.SetOfflineAsync(false);
        await coach.Page.GotoAsync(note);
        await coach.ExpectSavedAsync();
        await Expect(teacher.Page.Locator(".note-margin .tag")).ToHaveTextAsync("3d Checking", new() { Timeout = Desk.Patience });
    }

    [Theory]
    [InlineData("light", 1440)]
    [InlineData("dark", 1440)]
    [InlineData("light", 390)]
    public async Task Axe_finds_nothing_in_a_full_lesson(string theme, int width)
    {
        var look = new BrowserNewContextOptions { ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light, ViewportSize = new() { Width = width, Height = 900 } };
        await using var coach = await Desk.StepInAsync(browser, _server, Coach, look);
        await coach.OpenLessonAsync("Fractions on the number line");
        await Expect(coach.Page.Locator(".fold")).ToHaveTextAsync("2 interpretations, folded");
        foreach (var lane in new[] { "Interpretation", "Evidence" })
        {
            await coach.Page.GetByRole(AriaRole.Group, new() { Name = "View" }).GetByRole(AriaRole.Button, new() { Name = lane }).ClickAsync();
            var found = await Axe.RunAsync(coach.Page);
            Assert.True(found.Count == 0, $"{lane} ({theme}, {width}): {string.Join("; ", found)}");
        }
        var sideways = await coach.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sideways <= 0, $"The page scrolls sideways by {sideways} px");
    }

    private static async Task StartClockAsync(Desk desk)
    {
        await desk.Page.Locator(".note-blank").GetByRole(AriaRole.Button, new() { Name = "Start lesson clock" }).ClickAsync();
        await Expect(desk.Page.Locator(".lclock")).ToHaveAttributeAsync("aria-label", "Lesson clock, running");
        await Expect(desk.Note).ToBeFocusedAsync();
    }

    private async Task<Desk> OpenAsync(string name)
    {
        var desk = await Desk.StepInAsync(browser, _server, name, new() { ViewportSize = new() { Width = 1440, Height = 960 } });
        await desk.OpenNoteAsync();
        await desk.Note.ClickAsync();
        return desk;
    }
}
