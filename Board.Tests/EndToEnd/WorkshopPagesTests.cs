using System.Text.RegularExpressions;
using Board.Client.Spaces.Workshop;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using Board.Tests.Server;
using Board.Tests.Server.Rooms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The pages of those who lead: for everybody, with keys alone, and with whatever people write.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class WorkshopPagesTests(BrowserFixture browsers) : IAsyncLifetime
{
    private TestServer _server = null!;
    private Desk _maribel = null!;

    private IPage Page => _maribel.Page;

    private KeyboardOnly Keys => new(Page);

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync("--environment", "Development");
        _maribel = await Desk.StepInAsync(browsers, _server, "Maribel Ruiz", new() { ViewportSize = new() { Width = 1440, Height = 960 }, ReducedMotion = ReducedMotion.Reduce });
    }

    public async Task DisposeAsync()
    {
        await _maribel.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Axe_finds_nothing_on_any_page_of_a_workshop_in_light_and_dark_and_nothing_is_wider_than_a_phone()
    {
        await Page.GotoAsync("/workshops");
        await IsForEverybodyAsync();
        await Page.GotoAsync("/workshops/new");
        await IsForEverybodyAsync();
        var room = await PlanAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await IsForEverybodyAsync();
        foreach (var choice in new[] { "wall", "page", "rating", "protocol" })
        {
            await Button("Add to the agenda").ClickAsync();
            await Page.Locator("#choice").SelectOptionAsync(choice);
            await IsForEverybodyAsync();
            await Button("Leave it").ClickAsync();
        }

        await LeadAsync(room, new ActivityAdded("w1", ActivityKind.Wall, "Share out", 0, 4), new SectionSet("w1", "s1", "Schools", "What helps?", "i"), new ActivityBegun("w1"), new TimerStarted(180_000));
        await Page.GotoAsync($"/workshops/{room.Space.Key}/room");
        await phone.PostAsync("One form.");
        await Expect(Page.Locator("article.note")).ToContainTextAsync("One form.");
        await IsForEverybodyAsync();
        await LeadAsync(room, [new ActivityAdded("r1", ActivityKind.Rating, "Where are we?", 0, 7), .. ActivityTemplate.Rating(BuiltInRatings.Consensus, "r1"), new ActivityBegun("r1"),
            new StatementTurnedTo("r1", "purpose"), new RatingStaged("r1", "purpose", RatingStage.Vote)]);
        await phone.Button("COACH").ClickAsync();
        await phone.Page.Locator(".level", new() { HasText = "Starting" }).ClickAsync();
        await Expect(Page.Locator(".counted")).ToHaveTextAsync("All 1 have voted");
        await IsForEverybodyAsync();
        await LeadAsync(room, new RatingStaged("r1", "purpose", RatingStage.Reveal));
        await Expect(Page.Locator(".plot .vd").First).ToBeVisibleAsync();
        await IsForEverybodyAsync();
        await LeadAsync(room, [new ActivityAdded("p1", ActivityKind.Protocol, "Think, pair, share", 0, 7), .. ProtocolTemplate.Of("think-pair-share", "p1"), new ActivityBegun("p1")]);
        await Expect(Button("Begin: Think")).ToBeVisibleAsync();
        await IsForEverybodyAsync();
        await Button("Begin: Think").ClickAsync();
        await Expect(Page.Locator(".phases [aria-current=step]")).ToContainTextAsync("Think");
        await IsForEverybodyAsync();
        await Button("Change phases").ClickAsync();
        await IsForEverybodyAsync();
    }

    [Fact]
    public async Task An_activity_is_added_moved_and_begun_with_keys_alone()
    {
        var room = await PlanAsync();
        foreach (var (title, question) in new[] { ("What helps?", "Schools: How could your district support you?"), ("What gets in the way?", "") })
        {
            await Keys.TabToAsync(Button("Add to the agenda"));
            await Keys.PressAsync("Enter");
            await Keys.ExpectAtAsync(Page.Locator("#choice"));
            await Keys.TabToAsync(Page.Locator("#form-title"));
            await Keys.TypeAsync(title);
            await Keys.TabToAsync(Page.Locator("#form-prompts"));
            await Keys.TypeAsync(question);
            await Keys.TabToAsync(Button("Add it"));
            await Keys.PressAsync("Enter");
            await Keys.ExpectAtAsync(Page.Locator("#agenda"));
            await Expect(Page.Locator(".agenda li").Last).ToContainTextAsync(title);
        }
        await Keys.TabToAsync(Button("What gets in the way?: earlier"));
        await Keys.PressAsync("Enter");
        await Expect(Page.Locator(".agenda li")).ToContainTextAsync(["What gets in the way?", "What helps?"]);
        await Keys.TabBackToAsync(Page.GetByRole(AriaRole.Link, new() { Name = "Open the room" }));
        await Keys.PressAsync("Enter");
        await Keys.TabToAsync(Button("Begin: What gets in the way?"));
        await Keys.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "What gets in the way?", Level = 2 })).ToBeVisibleAsync();
        Assert.NotNull((await room.StateAsync()).Current);
    }

    [Fact]
    public async Task What_was_written_for_one_kind_of_activity_does_not_turn_up_in_the_fields_of_another()
    {
        await PlanAsync();
        await Button("Add to the agenda").ClickAsync();
        await Page.Locator("#form-prompts").FillAsync("Schools: How could your district support you?");
        await Page.Locator("#choice").SelectOptionAsync("page");
        await Page.Locator("#form-text").FillAsync("Bring the unit plan.");
        await Page.Locator("#choice").SelectOptionAsync("rating");
        await Expect(Page.Locator("#form-statements")).ToHaveValueAsync("");
        await Expect(Page.Locator("#form-voices")).ToHaveValueAsync("");
        await Page.Locator("#choice").SelectOptionAsync("page");
        await Expect(Page.Locator("#form-text")).ToHaveValueAsync("Bring the unit plan.");
    }

    [Fact]
    public async Task A_code_that_is_typed_on_Today_with_keys_alone_leads_into_the_room()
    {
        var room = await PlanAsync();
        var code = (await room.CodeAsync()).Code;
        await Page.GotoAsync("/");
        await Keys.TabToAsync(Page.Locator("#join-code"));
        await Keys.TypeAsync(code.ToLowerInvariant());
        await Keys.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(new Regex("/join"));
        await Expect(Page.Locator("#code")).ToHaveValueAsync(RoomCode.Shown(code));
        await Keys.TabToAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Join the room" }));
        await Keys.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(new Regex($"/room/{room.Space.Key}$"));
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You’re in." })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whatever_people_write_is_words_on_the_phone_the_screen_and_the_pages_of_those_who_lead()
    {
        const string Hostile = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>";
        const string Turned = "\u202etnemelpmi";
        var room = await PlanAsync();
        await LeadAsync(room, new ActivityAdded("w1", ActivityKind.Wall, Hostile, 0, 4), new SectionSet("w1", "s1", "<b>Schools</b>", "{{7*7}}", "i"), new WallSet("w1", WallSettings.Usual with { NamesShown = true }), new ActivityBegun("w1"));
        await using var phone = await RoomPage.JoinAsync(browsers, room, "<u>Wren</u>");
        await Expect(phone.Heading("{{7*7}}")).ToBeVisibleAsync();
        foreach (var page in new[] { Page, phone.Page }) page.Dialog += (_, dialog) => Assert.Fail(dialog.Message);
        await phone.Button("Start writing").ClickAsync();
        await phone.Page.FillAsync("#words", $"{Hostile} {Turned}");
        await phone.Button("Add a link").ClickAsync();
        await phone.Page.FillAsync("#link", "javascript:document.title='hit'");
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not an address of a web page.");
        await Expect(phone.Button("Send")).ToBeDisabledAsync();
        await phone.Page.FillAsync("#link", "https://example.org/\"><img/src=x/onerror=document.title='hit'>");
        await phone.Button("Send").ClickAsync();
        await Expect(phone.Heading("It’s in.")).ToBeVisibleAsync();
        await phone.Button("Read the room’s cards").ClickAsync();
        await Page.GotoAsync($"/workshops/{room.Space.Key}/room");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Comments: 0" }).ClickAsync();
        await phone.Page.GetByLabel("Your comment").FillAsync(Hostile);
        await phone.Page.Locator(".talk").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "1 comment" }).ClickAsync();

        await using var screen = await RoomPage.ScreenAsync(browsers, room);
        await Expect(phone.Page.Locator(".pcard > .words")).ToHaveTextAsync($"{Hostile} {Turned}");
        await Expect(screen.Page.Locator(".pc .words")).ToHaveTextAsync($"{Hostile} {Turned}");
        await Expect(screen.Page.Locator(".pc .by")).ToHaveTextAsync("<u>Wren</u>");
        await Expect(Page.Locator("article.note .said").First).ToHaveTextAsync($"{Hostile} {Turned}");
        await Expect(Page.Locator("article.note")).ToContainTextAsync("<u>Wren</u>");
        foreach (var page in new[] { Page, screen.Page }) await Expect(page.GetByText("{{7*7}}").First).ToBeVisibleAsync();
        foreach (var page in new[] { Page, phone.Page, screen.Page })
        {
            Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('img[src=x], [onerror], u').length"));
            Assert.Equal(0, await page.EvaluateAsync<int>("[...document.links].filter(link => !/^https?:$/.test(link.protocol)).length"));
            Assert.DoesNotContain("hit", (await page.TitleAsync()).Split('·')[^1], StringComparison.Ordinal);
        }
        await Page.GotoAsync($"/workshops/{room.Space.Key}");
        await Page.Locator("section[aria-labelledby=came]").GetByText("Names").ClickAsync();
        await Expect(Page.GetByText("<u>Wren</u>")).ToBeVisibleAsync();
        await Expect(Page.Locator(".agenda li")).ToContainTextAsync(Hostile);
        Assert.DoesNotContain("hit", await Page.TitleAsync(), StringComparison.Ordinal);
    }

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private async Task<OpenRoom> PlanAsync()
    {
        await Page.GotoAsync("/workshops/new");
        await Page.GetByLabel("Title").FillAsync("Systems for coaching");
        await Button("Plan it").ClickAsync();
        await Expect(Button("Add to the agenda")).ToBeVisibleAsync();
        await Expect(Page.Locator("[data-waking]")).ToHaveCountAsync(0);
        return OpenRoom.Of(_server, WorkshopDesk.Space(new Uri(Page.Url).Segments[^1])!.Value);
    }

    private static async Task LeadAsync(OpenRoom room, params SpaceOp[] ops)
    {
        var leader = Person.Of((await room.StateAsync()).People.Facilitator, Role.Coach);
        foreach (var op in ops) Assert.Null((await room.Desk.DoAsync(room.Space, leader, op)).Refusal);
    }

    private async Task IsForEverybodyAsync()
    {
        await Expect(Page.Locator("[data-waking]")).ToHaveCountAsync(0);
        foreach (var (scheme, theme) in new[] { (ColorScheme.Dark, "dark"), (ColorScheme.Light, "light") })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
            var found = await Axe.RunAsync(Page);
            Assert.True(found.Count == 0, $"{new Uri(Page.Url).AbsolutePath} ({theme}): {string.Join("; ", found)}");
        }
        await Page.SetViewportSizeAsync(390, 844);
        var wider = await Page.EvaluateAsync<string[]>("document.scrollingElement.scrollWidth > innerWidth ? [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 100)).slice(0, 5) : []");
        Assert.True(wider.Length == 0, $"{new Uri(Page.Url).AbsolutePath} is wider than a phone: {string.Join("; ", wider)}");
        await Page.SetViewportSizeAsync(1440, 960);
    }
}
