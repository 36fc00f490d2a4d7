using Board.Spaces.Workshop;
using Board.Tests.Server;
using Board.Tests.Server.Rooms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>
/// A whole workshop, from the plan to its end: whoever facilitates and her co-facilitator, a projector, and three phones. Ana's
/// network lets no WebSocket through, Ben's phone sleeps and wakes, Cleo's is offline while she posts.
/// </summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed partial class WorkshopTests(BrowserFixture browsers) : IAsyncLifetime
{
    private const string Facilitator = "Maribel Ruiz";
    private const string CoFacilitator = "Jonas Teller";

    private const string Title = "Systems for coaching";
    private const string WallTitle = "What would help?";
    private const string SchoolsPrompt = "How could your district support you?";
    private const string DistrictsPrompt = "How can you support your schools?";
    private const string RatingTitle = "COACH, PRINCIPAL, DISTRICT";
    private const string ProtocolTitle = "Think, pair, share";

    private const string AnasCard = "Our coach covers classes three days a week";
    private const string AnasOtherWords = "Our coach covers classes on three days";
    private const string BensCard = "Publish what became of each request";
    private const string CleosCard = "One walkthrough form instead of two";

    private TestServer _server = null!;
    private Desk _maribel = null!;
    private Desk _jonas = null!;
    private OpenRoom _room = null!;
    private IPage _screen = null!;
    private Received _byScreen = null!;
    private RoomPage _ana = null!;
    private RoomPage _ben = null!;
    private RoomPage _cleo = null!;

    private RoomPage[] Phones => [_ana, _ben, _cleo];

    public async Task InitializeAsync() => _server = await TestServer.StartAsync("--environment", "Development");

    public async Task DisposeAsync()
    {
        foreach (var phone in Phones) if (phone is not null) await phone.DisposeAsync();
        foreach (var desk in new[] { _maribel, _jonas }) if (desk is not null) await desk.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_workshop_is_held_from_the_plan_to_its_end_and_nobody_gets_what_is_not_theirs_to_see()
    {
        await SheFindsHerPlaceAsync();
        await ShePlansAWallARatingAndAProtocolAsync();
        await SheOpensTheRoomAndTheProjectorAsync();
        await ThreeComeInAsync();

        await TheyAnswerUnseenAsync();
        await WhatIsOfflineWaitsAndComesOnceAsync();
        await NobodyGotWhatIsHiddenAsync();
        await SheRevealsWhileBensPhoneSleepsAsync();
        await TheyReactCommentEditAndTakeBackAsync();
        await JonasLooksAtCardsFirstAsync();
        await ACardIsOnEveryScreenAsync();
        await WhatComesToALockedWallIsRefusedInWordsAndKeptAsync();
        await TimeIsGivenAndSignalsAreSeenAsync();

        await TheyVoteSilentlyAsync();
        await TheyVoteAgainAndAgreeAsync();

        await TheProtocolGoesThroughItsPhasesAsync();
        await EverybodyIsCalledAsync();
        await BenIsRemovedAsync();
        await TheWorkshopEndsAsync();
    }

    private async Task SheFindsHerPlaceAsync()
    {
        var wide = new BrowserNewContextOptions { ViewportSize = new() { Width = 1440, Height = 960 }, ReducedMotion = ReducedMotion.Reduce };
        _maribel = await Desk.StepInAsync(browsers, _server, Facilitator, new(wide));
        // A phone in the hand of whoever stands at the back of the room.
        _jonas = await Desk.StepInAsync(browsers, _server, CoFacilitator, new(wide) { ViewportSize = new() { Width = 390, Height = 844 } });
    }

    private async Task ThreeComeInAsync()
    {
        _ana = await RoomPage.OpenAsync(browsers, _room, "/join", blocksSockets: true);
        await _ana.EnterAsync(_room, "Ana");
        Assert.Equal("undefined", await _ana.Page.EvaluateAsync<string>("typeof WebSocket"));

        var code = await _room.CodeAsync();
        _ben = await RoomPage.OpenAsync(browsers, _room, $"/join#{code.Code}.{code.Secret}");
        await Expect(_ben.Heading("You’re almost in")).ToBeVisibleAsync();
        await _ben.Page.FillAsync("#name", "Ben");
        await _ben.Button("Join the room").ClickAsync();
        await Expect(_ben.Live).ToBeVisibleAsync();

        _cleo = await RoomPage.OpenAsync(browsers, _room, "/join");
        await _cleo.EnterAsync(_room, "Cleo");
        await Expect(_screen.Locator(".pcount")).ToContainTextAsync("3 people");
        await Expect(FacilitatorsPage.GetByRole(AriaRole.Img, new() { Name = "3 people joined, 3 here now" })).ToBeVisibleAsync();
    }

    private IPage FacilitatorsPage => _maribel.Page;

    private async Task<WorkshopState> StateAsync() => await _room.StateAsync();

    /// <summary>Begins what comes next in the agenda.</summary>
    private async Task NextAsync(string title)
    {
        await FacilitatorsPage.Locator(".fbar .next").Filter(new() { HasText = title }).ClickAsync();
        await Expect(FacilitatorsPage.GetByRole(AriaRole.Heading, new() { Name = title }).First).ToBeVisibleAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Words that must not have come to these, whatever way they could have come.</summary>
    private async Task NeverCameAsync(string words, params RoomPage[] phones)
    {
        foreach (var phone in phones) Assert.DoesNotContain(words, await phone.EverythingAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(words, await _byScreen.EverythingAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(words, await _screen.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Gives the room a signal, and waits until everybody has it: what was told before has come by then.</summary>
    private async Task SignalAsync(string name)
    {
        await FacilitatorsPage.Locator(".whead label", new() { HasText = "Signal" }).Locator("select").SelectOptionAsync(new SelectOptionValue { Label = name });
        foreach (var page in Phones.Select(phone => phone.Page).Append(_screen)) await Expect(page.GetByText(name, new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
    }
}
