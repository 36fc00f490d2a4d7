using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>A coach and a teacher write one note, each in a browser of their own, against the real server.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class SharedNoteTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Coach = "Maribel Ruiz";
    private const string Teacher = "Adaeze Okafor";

    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Two_people_type_at_once_and_see_each_others_words_and_cursors()
    {
        await using var coach = await OpenAsync(Coach);
        await coach.TypeAsync("Coach: ");
        await coach.Page.Keyboard.PressAsync("Enter");
        await using var teacher = await OpenAsync(Teacher);
        await teacher.Note.PressAsync("Control+End");
        await coach.Note.PressAsync("Control+Home");
        await coach.Note.PressAsync("End");
        await Task.WhenAll(
            coach.TypeAsync("number line on the board, no marks yet"),
            teacher.TypeAsync("Teacher: I wanted them to argue about it"));
        const string both = "Coach: number line on the board, no marks yet\nTeacher: I wanted them to argue about it";
        await ExpectSameTextAsync(coach, teacher, both);
        await Assertions.Expect(coach.Page.Locator(".note-cur")).ToHaveCountAsync(1, new() { Timeout = Desk.Patience });
        await Assertions.Expect(teacher.Page.Locator(".note-cur")).ToHaveCountAsync(1, new() { Timeout = Desk.Patience });
        await coach.ExpectSavedAsync();
        await teacher.ExpectSavedAsync();
    }

    [Fact]
    public async Task Who_is_offline_goes_on_writing_and_nothing_is_lost()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await coach.TypeAsync("Before. ");
        await teacher.ExpectTextAsync("Before. ");
        await coach.Context.SetOfflineAsync(true);
        await teacher.Note.PressAsync("Control+Home");
        await teacher.TypeAsync("From the teacher. ");
        await coach.Note.PressAsync("Control+End");
        await coach.TypeAsync("Without a network.");
        await Assertions.Expect(coach.Status).ToContainTextAsync("unsent", new() { Timeout = 30_000, IgnoreCase = true });
        await coach.Context.SetOfflineAsync(false);
        await coach.ExpectSavedAsync();
        await ExpectSameTextAsync(coach, teacher, "From the teacher. Before. Without a network.");
    }

    [Fact]
    public async Task A_tab_that_dies_with_unsent_words_gives_them_back()
    {
        await using var coach = await OpenAsync(Coach);
        await coach.TypeAsync("Sent. ");
        await coach.ExpectSavedAsync();
        var note = coach.Page.Url;
        await coach.Context.SetOfflineAsync(true);
        await coach.TypeAsync("Unsent.");
        await Assertions.Expect(coach.Status).ToContainTextAsync("unsent", new() { Timeout = 30_000, IgnoreCase = true });
        await coach.CrashAsync();
        await using var teacher = await OpenAsync(Teacher);
        await teacher.Note.PressAsync("Control+Home");
        await teacher.TypeAsync("Meanwhile. ");
        await teacher.ExpectSavedAsync();
        await coach.Context.SetOfflineAsync(false);
        await coach.Page.GotoAsync(note);
        await coach.ExpectTextAsync("Unsent.");
        await ExpectSameTextAsync(coach, teacher, "Meanwhile. Sent. Unsent.");
        await coach.ExpectSavedAsync();
    }

    [Fact]
    public async Task A_second_tab_of_the_same_person_is_somebody_of_its_own()
    {
        await using var coach = await OpenAsync(Coach);
        var second = await coach.Context.NewPageAsync();
        await second.GotoAsync(coach.Page.Url);
        await Assertions.Expect(second.Locator("#note-status")).ToContainTextAsync("all saved", new() { Timeout = Desk.Patience, IgnoreCase = true });
        await coach.TypeAsync("first ");
        await Assertions.Expect(second.Locator(".cm-content")).ToContainTextAsync("first", new() { Timeout = Desk.Patience });
        await second.Locator(".cm-content").PressAsync("Control+End");
        await Task.WhenAll(second.Locator(".cm-content").PressSequentiallyAsync("second"), coach.TypeAsync("more "));
        // Both wrote at one place, so their letters may stand among each other; none is lost or doubled.
        await Assertions.Expect(coach.Note).ToHaveTextAsync(new Regex("^(?=.{17}$).*$"), new() { Timeout = Desk.Patience });
        await coach.ExpectSavedAsync();
        Assert.Equal("first second more ".Trim().Replace(" ", "", StringComparison.Ordinal).Order(), (await coach.TextAsync()).Replace(" ", "", StringComparison.Ordinal).Order());
    }

    [Fact]
    public async Task The_server_restarts_under_both_and_both_go_on()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await coach.TypeAsync("Before the restart. ");
        await teacher.ExpectTextAsync("Before the restart. ");
        await _server.KillAsync();
        await coach.TypeAsync("During it. ");
        await _server.StartAgainAsync();
        await teacher.ExpectTextAsync("During it. ");
        await coach.ExpectSavedAsync();
        await teacher.Note.PressAsync("Control+End");
        await teacher.TypeAsync("After it.");
        await ExpectSameTextAsync(coach, teacher, "Before the restart. During it. After it.");
    }

    /// <summary>NOTE5 (SPEC.md).</summary>
    [Fact]
    public async Task Undo_takes_back_only_my_own_work()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        await coach.TypeAsync("mine");
        await teacher.ExpectTextAsync("mine");
        await teacher.Note.PressAsync("Control+Home");
        await teacher.TypeAsync("yours ");
        await coach.ExpectTextAsync("yours mine");
        await coach.Note.PressAsync("Control+z");
        await ExpectSameTextAsync(coach, teacher, "yours ");
        await coach.Note.PressAsync("Control+z");
        await coach.Note.PressAsync("Control+y");
        await ExpectSameTextAsync(coach, teacher, "yours mine");
    }

    [Fact]
    public async Task A_paste_of_300_kB_arrives_whole_and_is_one_undo_step()
    {
        await using var coach = await OpenAsync(Coach);
        await using var teacher = await OpenAsync(Teacher);
        var line = string.Concat(Enumerable.Repeat("Fourteen hands. 👋🏽 ", 50));
        var paste = string.Join('\n', Enumerable.Repeat(line, 300));
        Assert.True(paste.Length >= 300_000);
        await coach.Note.EvaluateAsync("""
            (element, text) => {
                element.focus();
                const data = new DataTransfer();
                data.setData("text/plain", text);
                element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """, paste);
        await coach.ExpectSavedAsync();
        await teacher.Note.PressAsync("Control+End");
        await teacher.TypeAsync("END");
        await coach.Note.PressAsync("Control+End");
        await coach.ExpectTextAsync("END");
        Assert.Equal(paste.Length + 3, await LengthOnServerAsync());
        await coach.Note.PressAsync("Control+z");
        await Assertions.Expect(coach.Note).ToHaveTextAsync(new Regex("^\\W*END"), new() { Timeout = Desk.Patience });
    }

    [Fact]
    public async Task Escape_then_Tab_leaves_the_text()
    {
        await using var coach = await OpenAsync(Coach);
        await coach.TypeAsync("a");
        await coach.Page.Keyboard.PressAsync("Escape");
        await coach.Page.Keyboard.PressAsync("Tab");
        Assert.False(await coach.Note.EvaluateAsync<bool>("element => element.contains(document.activeElement)"));
    }

    [Fact]
    public async Task It_works_where_WebSockets_are_blocked()
    {
        await using var coach = await Desk.StepInAsync(browser, _server, Coach);
        await coach.Context.AddInitScriptAsync("window.WebSocket = class { constructor() { throw new Error('blocked'); } };");
        await coach.OpenNoteAsync();
        await using var teacher = await OpenAsync(Teacher);
        await coach.TypeAsync("Through long polling.");
        await teacher.ExpectTextAsync("Through long polling.");
        await coach.ExpectSavedAsync();
    }

    [Fact]
    public async Task An_observer_who_is_dismissed_finds_the_door_closed_while_they_write()
    {
        // How soon is the server's promise (LIVE5), and proved by SpaceEngineContract on a clock that stands still.
        await using var observer = await OpenAsync("Jonas Teller");
        await using var coach = await OpenAsync(Coach);
        await observer.TypeAsync("Observer here. ");
        await coach.ExpectTextAsync("Observer here.");
        await coach.Page.GotoAsync(new Uri(coach.Page.Url).AbsolutePath.Split("/visits/")[0]);
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Say goodbye to Jonas Teller" }).ClickAsync();
        await Assertions.Expect(observer.Note).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
        await Assertions.Expect(observer.Page.Locator("main")).Not.ToContainTextAsync("Observer here");
    }

    [Fact]
    public async Task An_observer_who_is_dismissed_finds_the_door_closed_where_the_notes_are_not_connected()
    {
        await using var observer = await Desk.StepInAsync(browser, _server, "Jonas Teller");
        await observer.Page.RouteAsync("**/live/negotiate*", route => route.AbortAsync());
        await observer.OpenNoteUnsavedAsync();
        await Assertions.Expect(observer.Note).ToHaveCountAsync(1, new() { Timeout = Desk.Patience });
        await using var coach = await Desk.StepInAsync(browser, _server, Coach);
        await coach.Page.GotoAsync(new Uri(observer.Page.Url).AbsolutePath.Split("/visits/")[0]);
        await coach.Page.GetByRole(AriaRole.Button, new() { Name = "Say goodbye to Jonas Teller" }).ClickAsync();
        await Assertions.Expect(observer.Note).ToHaveCountAsync(0, new() { Timeout = Desk.Patience });
    }

    private async Task<Desk> OpenAsync(string name)
    {
        var desk = await Desk.StepInAsync(browser, _server, name);
        await desk.OpenNoteAsync();
        return desk;
    }

    private static async Task ExpectSameTextAsync(Desk one, Desk other, string expected)
    {
        foreach (var desk in new[] { one, other })
        {
            for (var patience = Environment.TickCount64 + (long)Desk.Patience; ; await Task.Delay(50))
            {
                var text = await desk.TextAsync();
                if (text == expected) break;
                Assert.True(Environment.TickCount64 < patience, $"The text is still: {text}");
            }
        }
    }

    /// <summary>What a browser that opens the note now gets from the server, in UTF-16 units.</summary>
    private async Task<int> LengthOnServerAsync()
    {
        await using var fresh = await Desk.StepInAsync(browser, _server, "Jonas Teller");
        var length = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        fresh.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Split('\u001e').FirstOrDefault(record => record.Contains("\"type\":\"snapshot\"", StringComparison.Ordinal)) is { } record)
                length.TrySetResult(System.Text.Json.Nodes.JsonNode.Parse(record)!["item"]!["surface"]!["text"]!.GetValue<string>().Length);
        };
        await fresh.OpenNoteAsync();
        return await length.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
