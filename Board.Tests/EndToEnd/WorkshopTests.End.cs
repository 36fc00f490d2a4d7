using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>A protocol, and the end of it all.</summary>
public sealed partial class WorkshopTests
{
    private const string Thought = "I would rather not say this aloud";
    private const string Pairs = "We both want a shared calendar";

    private async Task TheProtocolGoesThroughItsPhasesAsync()
    {
        var page = FacilitatorsPage;
        await NextAsync(ProtocolTitle);
        foreach (var phone in Phones) await Expect(phone.Page.GetByText("It begins in a moment.")).ToBeVisibleAsync();
        await Button(page, "Change phases").ClickAsync();
        var pair = page.Locator("fieldset", new() { HasText = "Pair: B answers, then swap" });
        await pair.GetByLabel("Minutes").FillAsync("0.05");
        await pair.GetByLabel("Minutes").PressAsync("Tab");
        await Expect(pair.GetByLabel("Minutes")).ToHaveValueAsync("0.05");
        await page.GetByLabel("Runs by itself").SetCheckedAsync(true);
        await Button(page, "Back to the room").ClickAsync();
        await Expect(page.Locator(".phases")).ToContainTextAsync("3 s");

        await Button(page, "Begin: Think").ClickAsync();
        await Expect(_screen.GetByText("Next: Pair: B answers, then swap")).ToBeVisibleAsync();
        await _ana.Button("Start writing").ClickAsync();
        await _ana.Page.FillAsync("#words", Thought);
        await Expect(_ana.Page.GetByText("Only you see what you write here, not the facilitator either.")).ToBeVisibleAsync();
        await _ana.Button("Send").ClickAsync();
        await Expect(_ana.Heading("It’s in.")).ToBeVisibleAsync();
        await Expect(_ana.Page.GetByText("Only you see it.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_screen.GetByText("Only you see what you write here.")).ToBeVisibleAsync();
        await Button(page, "Next phase: Pair: B answers, then swap").ClickAsync();
        foreach (var phone in Phones) await Expect(phone.Heading("Pair: B answers, then swap")).ToBeVisibleAsync();
        // After its three seconds the next one begins by itself.
        await Expect(page.Locator(".phases [aria-current=step]")).ToContainTextAsync("Share", new() { Timeout = Desk.Patience });
        await Expect(_cleo.Page.GetByText("Now: Share")).ToBeVisibleAsync();
        await _cleo.Button("Start writing").ClickAsync();
        await _cleo.Page.FillAsync("#words", Pairs);
        await _cleo.Button("Send").ClickAsync();
        await Expect(_screen.GetByText(Pairs)).ToBeVisibleAsync();
        // What somebody thought for themselves is nobody's, whoever leads included.
        await NeverCameAsync(Thought, _ben, _cleo);
        Assert.DoesNotContain(Thought, await page.ContentAsync(), StringComparison.Ordinal);
        await Button(page, "End the protocol").ClickAsync();
        await Expect(page.GetByText("The protocol is over, or has not begun.")).ToBeVisibleAsync();
        await Expect(_ana.Page.GetByText("Now: Share")).ToHaveCountAsync(0);
    }

    private async Task EverybodyIsCalledAsync()
    {
        await _ana.Button("Agenda").ClickAsync();
        await _ana.Page.Locator(".choicecard", new() { HasText = WallTitle }).ClickAsync();
        await Expect(_ana.Page.GetByText(AnasOtherWords)).ToBeVisibleAsync();
        await Button(FacilitatorsPage, "Bring everyone here").ClickAsync();
        await Expect(_ana.Page.GetByText("The facilitator asks everyone to come here")).ToBeVisibleAsync();
        await _ana.Button("Go").ClickAsync();
        await Expect(_ana.Heading("2 thoughts from the room")).ToBeVisibleAsync();
        await FacilitatorsPage.Locator(".fbar").GetByRole(AriaRole.Button, new() { NameRegex = new("^Let .*go$") }).ClickAsync();
        await Expect(Button(FacilitatorsPage, "Bring everyone here")).ToBeVisibleAsync();
    }

    private async Task BenIsRemovedAsync()
    {
        var page = FacilitatorsPage;
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the plan" }).ClickAsync();
        var came = page.Locator("section[aria-labelledby=came]");
        await came.GetByText("Names").ClickAsync();
        await came.GetByRole(AriaRole.Button, new() { Name = "Remove Ben" }).ClickAsync();
        await came.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(_ben.Heading("This room is not open to this phone.")).ToBeVisibleAsync();
        await _ben.Page.ReloadAsync();
        await Expect(_ben.Heading("This room is not open to this phone.")).ToBeVisibleAsync();
        await _ben.Page.GetByRole(AriaRole.Link, new() { Name = "Enter a code" }).ClickAsync();
        await _ben.Page.FillAsync("#code", (await _room.CodeAsync()).Code);
        await _ben.Button("Join the room").ClickAsync();
        await Expect(_ben.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.DoesNotContain("/room/", _ben.Page.Url, StringComparison.Ordinal);
    }

    private async Task TheWorkshopEndsAsync()
    {
        await FacilitatorsPage.Locator("section[aria-labelledby=whole]").GetByRole(AriaRole.Button, new() { Name = "End the workshop" }).ClickAsync();
        foreach (var phone in new[] { _ana, _cleo }) await Expect(phone.Heading("This workshop is over.")).ToBeVisibleAsync();
        await Expect(_screen.GetByText("Thank you for being here.")).ToBeVisibleAsync();
        await Expect(_screen.Locator(".pcode")).ToHaveCountAsync(0);

        await _cleo.Button("Agenda").ClickAsync();
        await _cleo.Page.Locator(".choicecard", new() { HasText = WallTitle }).ClickAsync();
        await Expect(_cleo.Page.GetByText(AnasOtherWords)).ToBeVisibleAsync();
        await Expect(_cleo.Page.GetByText("This workshop is over. What you wrote is here to read.")).ToBeVisibleAsync();
        await Expect(_cleo.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Write") })).ToBeDisabledAsync();
        await Expect(InFeed(_cleo, AnasOtherWords).GetByRole(AriaRole.Button, new() { Name = "I see it too" })).ToBeDisabledAsync();

        // The longer secret was in nobody's hands but the one who scanned it.
        foreach (var phone in new[] { _ana, _cleo }) Assert.DoesNotContain("\"secret\"", await phone.EverythingAsync(), StringComparison.Ordinal);
    }
}
