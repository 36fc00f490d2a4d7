using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The lesson that both write down.</summary>
public sealed partial class CycleTests
{
    private async Task TheTeacherWritesInTheOtherLessonAsync()
    {
        await LinkTo(_teacher, Unshared).ClickAsync();
        await _teacher.ExpectSavedAsync();
        await _teacher.Note.ClickAsync();
        // In one piece, as from a clipboard: letter by letter nobody could find it in what is sent.
        await _teacher.Page.Keyboard.InsertTextAsync(OtherNote);
        await _teacher.ExpectTextAsync(OtherNote);
        await _teacher.ExpectSavedAsync();
        await _teacher.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the cycle" }).ClickAsync();
    }

    private async Task BothOpenTheLessonAsync()
    {
        foreach (var desk in new[] { _coach, _teacher })
        {
            await LinkTo(desk, Shared).ClickAsync();
            await desk.ExpectSavedAsync();
        }
        await _coach.Page.Locator(".note-blank").GetByRole(AriaRole.Button, new() { Name = "Start lesson clock" }).ClickAsync();
        await Expect(_teacher.Page.Locator(".lclock")).ToHaveAttributeAsync("aria-label", "Lesson clock, running", new() { Timeout = Desk.Patience });
    }

    private async Task BothWriteAtOnceAsync()
    {
        await _coach.Page.Keyboard.InsertTextAsync(Seen);
        await _coach.Page.Keyboard.PressAsync("Enter");
        await Expect(_teacher.Note.Locator(".cm-line")).ToHaveTextAsync([Seen, ""], new() { Timeout = Desk.Patience });
        await _teacher.Note.PressAsync("Control+End");
        await _coach.Note.PressAsync("Control+Home");
        await _coach.Note.PressAsync("End");
        await Task.WhenAll(_coach.TypeAsync(" within ten seconds"), _teacher.TypeAsync("I asked for the why first"));
        foreach (var desk in new[] { _coach, _teacher })
        {
            await desk.ExpectTextAsync($"{Seen} within ten seconds");
            await desk.ExpectTextAsync("I asked for the why first");
        }
    }

    private async Task TheyTagAndCommentAsync()
    {
        await _coach.TypeAsync(" ;3b");
        await Expect(_teacher.Page.Locator(".note-margin .tag.t3")).ToHaveTextAsync("3b Questioning", new() { Timeout = Desk.Patience });
        await _coach.TypeAsync(";c");
        await _coach.Page.GetByRole(AriaRole.Textbox, new() { Name = "Say something about it" }).FillAsync("You waited.");
        await _coach.Page.Keyboard.PressAsync("Enter");
        await _teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Ines: You waited." }).ClickAsync();
        await _teacher.Page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync("It was hard.");
        await _teacher.Page.Keyboard.PressAsync("Enter");
        await Expect(_coach.Page.Locator(".note-thread")).ToContainTextAsync("It was hard.", new() { Timeout = Desk.Patience });
    }

    private async Task TheTeacherPutsAMomentIntoWordsWhileTheCoachWritesAsync()
    {
        await _teacher.Note.PressAsync("Control+End");
        await _teacher.TypeAsync(" ;m");
        await Expect(_coach.Page.Locator(".note-moment")).ToContainTextAsync("A moment", new() { Timeout = Desk.Patience });
        await _teacher.Page.Locator(".note-moment").ClickAsync();
        await _teacher.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Put it into words" }).ClickAsync();
        await _teacher.Page.Keyboard.TypeAsync("Here she ");
        await _coach.Note.PressAsync("Control+End");
        await _coach.Page.Keyboard.PressAsync("Enter");
        await _coach.TypeAsync("Hands go up");
        await _teacher.ExpectTextAsync("Hands go up");
        await _teacher.Page.Keyboard.TypeAsync("changed her mind");
        await _teacher.Page.Keyboard.PressAsync("Enter");
        await Expect(_coach.Page.Locator(".note-moment")).ToHaveTextAsync("Here she changed her mind", new() { Timeout = Desk.Patience });
        await Expect(_teacher.Page.Locator(".note-moment")).ToBeFocusedAsync();
    }

    private async Task TheCoachCountsAsync()
    {
        await _coach.TypeAsync(" ;s");
        await _coach.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "How many are on task" }).FillAsync("21");
        await _coach.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Of how many" }).FillAsync("24");
        await _coach.Page.Keyboard.PressAsync("Enter");
        await Expect(_teacher.Page.Locator(".note-sweep")).ToContainTextAsync("21 of 24", new() { Timeout = Desk.Patience });
        await _coach.TypeAsync(";w;w");
        await Expect(_teacher.Page.Locator("#lesson-tally")).ToContainTextAsync("last wait", new() { Timeout = Desk.Patience });
        await _coach.TypeAsync(";k");
        await Expect(_teacher.Page.Locator(".note-talk").GetByRole(AriaRole.Button, new() { Name = "Teacher" })).ToHaveAttributeAsync("aria-pressed", "true", new() { Timeout = Desk.Patience });
    }

    private async Task TheCoachKeepsANoteToHerselfAsync()
    {
        await _coach.Page.Keyboard.PressAsync("Enter");
        await _coach.TypeAsync(";p");
        await Expect(_coach.Page.GetByRole(AriaRole.Textbox, new() { Name = "Private note, only you can see it" })).ToBeFocusedAsync();
        await _coach.Page.Keyboard.InsertTextAsync(PrivateNote);
        await _coach.Page.Keyboard.PressAsync("Escape");
        await _coach.TypeAsync("Boards up");
        await _teacher.ExpectTextAsync("Boards up");
        await _coach.ExpectSavedAsync();
        await Expect(_coach.Page.Locator(".note-private textarea")).ToHaveValueAsync(PrivateNote);
    }

    private async Task BothGoOnToTheConversationAsync()
    {
        await _coach.Page.GetByRole(AriaRole.Button, new() { Name = "Finish and reflect" }).ClickAsync();
        await _teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Reflect", Exact = true }).ClickAsync();
        foreach (var desk in new[] { _coach, _teacher })
        {
            await Expect(desk.Page).ToHaveURLAsync(new Regex("/reflect$"));
            await Expect(desk.Page.Locator(".fnotes")).ToContainTextAsync(Seen);
        }
    }
}
