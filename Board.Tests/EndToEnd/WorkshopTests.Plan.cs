using System.Text.RegularExpressions;
using Board.Client.Spaces.Workshop;
using Board.Spaces.Workshop;
using Board.Tests.Server.Rooms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>Before anybody has come.</summary>
public sealed partial class WorkshopTests
{
    private async Task ShePlansAWallARatingAndAProtocolAsync()
    {
        var page = FacilitatorsPage;
        await page.GotoAsync("/workshops");
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan a workshop" }).First.ClickAsync();
        await page.GetByLabel("Title").FillAsync(Title);
        await Expect(page.GetByLabel("Day", new() { Exact = true })).ToHaveValueAsync(new Regex(@"^\d{4}-\d\d-\d\d$"));
        await Button(page, "Plan it").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Title);
        _room = OpenRoom.Of(_server, WorkshopDesk.Space(new Uri(page.Url).Segments[^1])!.Value);

        var agenda = page.Locator("section[aria-labelledby=agenda]");
        await Button(page, "Add to the agenda").ClickAsync();
        await agenda.GetByLabel("Title").FillAsync(WallTitle);
        await agenda.GetByLabel("Questions").FillAsync($"Schools: {SchoolsPrompt}\nDistricts: {DistrictsPrompt}");
        await agenda.GetByLabel("Hidden until I reveal them").CheckAsync();
        await Button(page, "Add it").ClickAsync();
        await Expect(agenda.GetByRole(AriaRole.Listitem)).ToContainTextAsync([WallTitle]);
        await AddBuiltInAsync(agenda, "rating-coach-principal-district", RatingTitle);
        await AddBuiltInAsync(agenda, "protocol-think-pair-share", ProtocolTitle);
        await Expect(agenda.GetByRole(AriaRole.Listitem)).ToContainTextAsync([WallTitle, RatingTitle, ProtocolTitle]);
        await Expect(agenda).ToContainTextAsync("Rating, 7 statements");
        await Expect(agenda).ToContainTextAsync("Protocol, 3 phases");

        var leaders = page.Locator("section[aria-labelledby=leaders]");
        var jonas = await leaders.Locator("option").Filter(new() { HasText = CoFacilitator }).GetAttributeAsync("value");
        await leaders.Locator("#co").SelectOptionAsync(jonas!);
        await leaders.GetByRole(AriaRole.Button, new() { Name = "Name", Exact = true }).ClickAsync();
        await Expect(leaders.GetByRole(AriaRole.Listitem)).ToContainTextAsync([Facilitator, CoFacilitator]);
    }

    private static async Task AddBuiltInAsync(ILocator agenda, string choice, string title)
    {
        await agenda.GetByRole(AriaRole.Button, new() { Name = "Add to the agenda" }).ClickAsync();
        await agenda.Locator("#choice").SelectOptionAsync(choice);
        await Expect(agenda.GetByLabel("Title")).ToHaveValueAsync(title);
        await agenda.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(agenda.GetByRole(AriaRole.Listitem).Last).ToContainTextAsync(title);
    }

    /// <summary>The projector is a window of her own browser, dragged over to the other screen.</summary>
    private async Task SheOpensTheRoomAndTheProjectorAsync()
    {
        var page = FacilitatorsPage;
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the room" }).ClickAsync();
        await NextAsync(WallTitle);
        await Expect(page.GetByText("Hidden until you reveal")).ToBeVisibleAsync();

        _screen = await _maribel.Context.NewPageAsync();
        await _screen.SetViewportSizeAsync(1920, 1080);
        _byScreen = Received.By(_screen);
        await _screen.GotoAsync($"/workshops/{_room.Space.Key}/screen");
        await Expect(_screen.Locator(".pcode")).ToHaveTextAsync(RoomCode.Shown((await _room.CodeAsync()).Code));
        await Expect(_screen.GetByText("Cards show here when the facilitator reveals them.")).ToBeVisibleAsync();
    }
}
