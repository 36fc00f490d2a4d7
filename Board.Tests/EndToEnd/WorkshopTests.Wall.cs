using System.Text.RegularExpressions;
using Board.Client.Spaces.Workshop;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The room answers, and talks about what it sees.</summary>
public sealed partial class WorkshopTests
{
    private const string PendingWords = "Mr. Dorn walks in with a clipboard";
    private const string Reworded = "Somebody walks in with a clipboard";
    private const string AsideWords = "The coffee here is dreadful";
    private const string LateWords = "Protect one planning block a week";
    private const string Comment = "At our school, too";

    /// <summary>Each chooses a question, and writes one card.</summary>
    private async Task TheyAnswerUnseenAsync()
    {
        await WriteAsync(_ana, "Schools", AnasCard);
        await WriteAsync(_ben, "Districts", BensCard);
        foreach (var phone in new[] { _ana, _ben }) await Expect(phone.Page.GetByText("The room reads it when the facilitator reveals the wall.")).ToBeVisibleAsync();
        await Expect(Card(FacilitatorsPage, AnasCard)).ToBeVisibleAsync();
        await Expect(Card(FacilitatorsPage, BensCard)).ToBeVisibleAsync();
    }

    private async Task WhatIsOfflineWaitsAndComesOnceAsync()
    {
        await ChooseAsync(_cleo, "Schools");
        await _cleo.Context.SetOfflineAsync(true);
        await _cleo.Page.FillAsync("#words", CleosCard);
        await _cleo.Button("Send").ClickAsync();
        await Expect(_cleo.Heading("It’s kept on this phone.")).ToBeVisibleAsync();
        await Expect(_cleo.Page.GetByText("1 waiting to be sent")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await _cleo.Context.SetOfflineAsync(false);
        await Expect(_cleo.Heading("It’s in.")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await Expect(Card(FacilitatorsPage, CleosCard)).ToHaveCountAsync(1);
        Assert.Single((await WallAsync()).Cards.Values, card => card.Content.Text == CleosCard);
    }

    private async Task NobodyGotWhatIsHiddenAsync()
    {
        await SignalAsync("Stop and jot");
        await NeverCameAsync(AnasCard, _ben, _cleo);
        await NeverCameAsync(BensCard, _ana, _cleo);
        await NeverCameAsync(CleosCard, _ana, _ben);
        foreach (var name in new[] { "\"Ana\"", "\"Ben\"", "\"Cleo\"" }) await NeverCameAsync(name);
    }

    /// <summary>In a pocket, in a tunnel.</summary>
    private async Task SheRevealsWhileBensPhoneSleepsAsync()
    {
        // Nothing of the page runs any more, as in a phone that is put away.
        var phone = await _ben.Context.NewCDPSessionAsync(_ben.Page);
        var asleep = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        phone.Event("Debugger.paused").OnEvent += (_, _) => asleep.TrySetResult();
        await phone.SendAsync("Debugger.enable");
        await phone.SendAsync("Debugger.pause");
        await asleep.Task.WaitAsync(TimeSpan.FromMilliseconds(Desk.Patience));
        await _ben.Context.SetOfflineAsync(true);

        await Button(FacilitatorsPage, "Reveal").ClickAsync();
        foreach (var awake in new[] { _ana, _cleo })
        {
            await Expect(awake.Heading("3 thoughts from the room")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
            foreach (var words in new[] { AnasCard, BensCard, CleosCard }) await Expect(awake.Page.GetByText(words)).ToBeVisibleAsync();
        }
        foreach (var words in new[] { AnasCard, BensCard, CleosCard }) Assert.Contains(words, await _ana.EverythingAsync(), StringComparison.Ordinal);
        await Expect(_screen.Locator(".pcount")).ToContainTextAsync("3 cards");
        await Expect(_screen.GetByText(AnasCard)).ToBeVisibleAsync();

        await _ben.Context.SetOfflineAsync(false);
        await phone.SendAsync("Debugger.resume");
        await phone.SendAsync("Debugger.disable");
        await Expect(_ben.Heading("3 thoughts from the room")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
    }

    private async Task TheyReactCommentEditAndTakeBackAsync()
    {
        await InFeed(_ana, BensCard).GetByRole(AriaRole.Button, new() { Name = "I see it too" }).ClickAsync();
        await InFeed(_cleo, BensCard).GetByRole(AriaRole.Button, new() { Name = "I see it too" }).ClickAsync();
        await Expect(InFeed(_ben, BensCard).GetByRole(AriaRole.Button, new() { Name = "I see it too: 2", Exact = true })).ToBeVisibleAsync();
        await Expect(Card(FacilitatorsPage, BensCard).GetByRole(AriaRole.Button, new() { Name = "I see it too: 2" })).ToBeVisibleAsync();

        await InFeed(_cleo, AnasCard).GetByRole(AriaRole.Button, new() { Name = "Comments: 0" }).ClickAsync();
        await InFeed(_cleo, AnasCard).GetByLabel("Your comment").FillAsync(Comment);
        await InFeed(_cleo, AnasCard).GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await InFeed(_ana, AnasCard).GetByRole(AriaRole.Button, new() { Name = "Comments: 1" }).ClickAsync();
        await Expect(InFeed(_ana, AnasCard).GetByText(Comment)).ToBeVisibleAsync();

        await _ana.Button("Change what you sent").ClickAsync();
        await _ana.Button("Edit").ClickAsync();
        await Expect(_ana.Page.Locator("#words")).ToHaveValueAsync(AnasCard);
        await _ana.Page.FillAsync("#words", AnasOtherWords);
        await _ana.Button("Send").ClickAsync();
        await Expect(_ben.Page.GetByText(AnasOtherWords)).ToBeVisibleAsync();
        await Expect(_screen.GetByText(AnasOtherWords)).ToBeVisibleAsync();

        await _ben.Button("Change what you sent").ClickAsync();
        await _ben.Button("Take it back").ClickAsync();
        await Expect(_screen.GetByText(BensCard)).ToHaveCountAsync(0);
        await Expect(_cleo.Page.GetByText(BensCard)).ToHaveCountAsync(0);
        await Expect(Card(FacilitatorsPage, BensCard)).ToHaveCountAsync(0);
        await _ben.Button("Put it up again").ClickAsync();
        await Expect(_screen.GetByText(BensCard)).ToBeVisibleAsync();
    }

    private async Task JonasLooksAtCardsFirstAsync()
    {
        var page = _jonas.Page;
        await page.GotoAsync($"/workshops/{_room.Space.Key}/room");
        await page.GetByRole(AriaRole.Button, new() { Name = "Waiting" }).ClickAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Check cards before they show" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Switch, new() { Name = "Check cards before they show" })).ToHaveAttributeAsync("aria-checked", "true");

        await WriteAsync(_ben, "Schools", PendingWords);
        await Expect(_ben.Page.GetByText("Waits for the facilitator’s look")).ToBeVisibleAsync();
        await WriteAsync(_cleo, "Schools", AsideWords);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Set aside: {AsideWords}" }).ClickAsync();
        await Expect(_cleo.Page.GetByText("Set aside: only you and the facilitator see it")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Ask to reword: {PendingWords}" }).ClickAsync();
        await page.GetByLabel("What you ask for").FillAsync("Please leave the name out.");
        await Button(page, "Ask to reword").ClickAsync();
        await Expect(_ben.Page.GetByText("Please leave the name out.")).ToBeVisibleAsync();
        await _ben.Button("Word it differently").ClickAsync();
        await _ben.Page.FillAsync("#words", Reworded);
        await _ben.Button("Send").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Show: {Reworded}" }).ClickAsync();
        await _ana.Button("Read the room’s cards").ClickAsync();
        await Expect(_ana.Page.GetByText(Reworded)).ToBeVisibleAsync();

        await SignalAsync("Talk about it");
        await NeverCameAsync(PendingWords, _ana, _cleo);
        await NeverCameAsync(AsideWords, _ana, _ben);
        await NeverCameAsync("Please leave the name out.", _ana, _cleo);
        await page.GetByRole(AriaRole.Switch, new() { Name = "Check cards before they show" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Switch, new() { Name = "Check cards before they show" })).ToHaveAttributeAsync("aria-checked", "false");
    }

    private async Task ACardIsOnEveryScreenAsync()
    {
        await Button(FacilitatorsPage, "Focus a card").ClickAsync();
        await Card(FacilitatorsPage, CleosCard).Locator(".said").ClickAsync();
        await Expect(_screen.Locator(".focus .words")).ToHaveTextAsync(CleosCard);
        await Button(FacilitatorsPage, "Off the screens").ClickAsync();
        await Expect(_screen.Locator(".focus")).ToHaveCountAsync(0);
    }

    /// <summary>She could not know that it was locked: she was in the tunnel.</summary>
    private async Task WhatComesToALockedWallIsRefusedInWordsAndKeptAsync()
    {
        await ChooseAsync(_cleo, "Schools");
        await _cleo.Context.SetOfflineAsync(true);
        await _cleo.Page.FillAsync("#words", LateWords);
        await _cleo.Button("Send").ClickAsync();
        await Expect(_cleo.Page.GetByText("1 waiting to be sent")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await Button(FacilitatorsPage, "Lock").ClickAsync();
        await Expect(_ben.Page.GetByText("The facilitator has locked this wall.")).ToBeVisibleAsync();
        await _cleo.Context.SetOfflineAsync(false);
        await Expect(_cleo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The facilitator has locked this wall.", new() { Timeout = Desk.Patience });
        await Expect(_cleo.Page.Locator("#words")).ToHaveValueAsync(LateWords);
        Assert.DoesNotContain((await WallAsync()).Cards.Values, card => card.Content.Text == LateWords);

        await Button(FacilitatorsPage, "Locked").ClickAsync();
        await Expect(_cleo.Button("Send")).ToBeEnabledAsync();
        await _cleo.Button("Send").ClickAsync();
        await Expect(_cleo.Heading("It’s in.")).ToBeVisibleAsync();
        Assert.Single((await WallAsync()).Cards.Values, card => card.Content.Text == LateWords);
    }

    /// <summary>PHONE6: on whatever a phone shows.</summary>
    private async Task TimeIsGivenAndSignalsAreSeenAsync()
    {
        await FacilitatorsPage.Locator(".fbar").GetByRole(AriaRole.Button, new() { NameRegex = new(@"^\d+ min$") }).ClickAsync();
        await Expect(_screen.Locator(".ptime")).ToContainTextAsync(new Regex(@"^(10:00|9:\d\d)$"));
        await Button(FacilitatorsPage, "+1 min").ClickAsync();
        await Expect(_screen.Locator(".ptime")).ToContainTextAsync(new Regex(@"^(11:00|10:\d\d)$"));
        await ChooseAsync(_ben, null);
        await Expect(_ben.Page.GetByRole(AriaRole.Timer)).ToHaveTextAsync(new Regex(@"^(11:00|10:\d\d)$"));
        await Button(FacilitatorsPage, "Take the timer away").ClickAsync();
        await Expect(_screen.Locator(".ptime")).ToHaveCountAsync(0);

        // Nobody waits nine minutes for the last one: a timer of a little more is what only the server can give.
        Assert.Null((await _server.Get<WorkshopDesk>().DoAsync(_room.Space, await LeaderAsync(), new TimerStarted(62_000))).Refusal);
        await Expect(_ana.Page.Locator("p.sr[role=status]")).ToHaveTextAsync("One minute left.", new() { Timeout = Desk.Patience });
        await Expect(FacilitatorsPage.Locator("[data-clock-says]")).ToHaveTextAsync(new Regex("minute"));
        await Button(FacilitatorsPage, "Take the timer away").ClickAsync();

        await _ben.Button("Raise hand").ClickAsync();
        await Expect(_screen.GetByText("1 hand is up")).ToBeVisibleAsync();
        await Expect(FacilitatorsPage.GetByRole(AriaRole.Img, new() { Name = "Hands: Ben" })).ToBeVisibleAsync();
        await _ben.Button("Hand is up").ClickAsync();
        await Expect(_screen.GetByText("1 hand is up")).ToHaveCountAsync(0);
    }

    /// <summary>To the list of questions, and from there to one of them, as somebody does who has sent something already.</summary>
    private static async Task ChooseAsync(RoomPage phone, string? section)
    {
        var write = phone.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Write|Write another|Go on writing)$") });
        var questions = phone.Heading("Choose a question");
        await Expect(write.Or(questions).First).ToBeVisibleAsync();
        if (!await questions.IsVisibleAsync()) await write.ClickAsync();
        await Expect(questions).ToBeVisibleAsync();
        if (section is not null) await phone.Page.Locator(".choicecard", new() { HasTextRegex = new($"^{section}") }).ClickAsync();
    }

    private static async Task WriteAsync(RoomPage phone, string section, string words)
    {
        await ChooseAsync(phone, section);
        await phone.Page.FillAsync("#words", words);
        await phone.Button("Send").ClickAsync();
        await Expect(phone.Heading("It’s in.")).ToBeVisibleAsync();
    }

    private static ILocator Card(IPage facilitators, string words) => facilitators.Locator("article.note", new() { HasText = words });

    private static ILocator InFeed(RoomPage phone, string words) => phone.Page.Locator(".pcard", new() { HasText = words });

    private async Task<WallState> WallAsync() => (await StateAsync()).Walls.Values.Single(wall => wall.Cards.Values.Any(card => card.Content.Text == CleosCard));

    private async Task<Person> LeaderAsync() => Person.Of((await StateAsync()).People.Facilitator, Role.Coach);
}
