using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using Board.Tests.Server.Photos;
using Board.Tests.Server.Rooms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The light pages in a real browser: phones that write, lose the network and come back, and the screen that shows it.</summary>
[Collection(OneBrowser.Name)]
public sealed class RoomPageTests(BrowserFixture browsers)
{
    private const string Words = "Protect one planning block a week for coach and teacher.";

    [Fact]
    public async Task PHONE1_What_is_posted_without_a_network_is_kept_over_a_reload_and_posted_once()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("Start writing").ClickAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.FillAsync("#words", Words);
        await phone.Button("Send").ClickAsync();
        await Expect(phone.Heading("It’s kept on this phone.")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("1 waiting to be sent")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.Empty((await room.StateAsync()).Walls[OpenRoom.Wall].Cards);
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.ReloadAsync();
        await Expect(phone.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await phone.SeesOnceAsync(room, Words);
    }

    [Fact]
    public async Task PHONE1_A_post_whose_answer_is_lost_is_sent_again_and_done_once()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren", losesAnswers: true);
        await phone.Button("Start writing").ClickAsync();
        await phone.Page.FillAsync("#words", Words);
        await phone.Button("Send").ClickAsync();
        await Expect(phone.Heading("It’s in.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.True(phone.Lost > 0, "no answer was lost");
        await phone.SeesOnceAsync(room, Words);
    }

    [Fact]
    public async Task What_was_posted_offline_to_a_wall_that_was_locked_meanwhile_is_told_and_kept()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("Start writing").ClickAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.FillAsync("#words", Words);
        await phone.Button("Send").ClickAsync();
        await room.DoesAsync(new WallLocked(OpenRoom.Wall, true), new ActivityAdded("p1", ActivityKind.Page, "Read this", 0, 0), new ActivityBegun("p1"));
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.Heading("Read this")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(phone.Page.Locator(".banner")).ToContainTextAsync("Share out: The facilitator has locked this wall.");
        await phone.Button("I’ve read it").ClickAsync();
        Assert.Empty((await room.StateAsync()).Walls[OpenRoom.Wall].Cards);
        await room.DoesAsync(new WallLocked(OpenRoom.Wall, false));
        await phone.Button("Agenda").ClickAsync();
        await phone.Button("Share out").ClickAsync();
        await phone.Button("Go on writing").ClickAsync();
        await Expect(phone.Page.Locator("#words")).ToHaveValueAsync(Words);
        await phone.Button("Send").ClickAsync();
        await phone.SeesOnceAsync(room, Words);
    }

    [Fact]
    public async Task PHONE1_What_is_begun_is_there_again_after_a_reload_and_after_the_wall_was_locked()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("Start writing").ClickAsync();
        await phone.Page.FillAsync("#words", Words);
        await phone.Page.ReloadAsync();
        await phone.Button("Go on writing").ClickAsync();
        await Expect(phone.Page.Locator("#words")).ToHaveValueAsync(Words);
        await room.DoesAsync(new WallLocked(OpenRoom.Wall, true));
        await Expect(phone.Page.GetByText("The facilitator has locked this wall.")).ToBeVisibleAsync();
        await Expect(phone.Button("Send")).ToBeDisabledAsync();
        await Expect(phone.Page.Locator("#words")).ToHaveValueAsync(Words);
        await room.DoesAsync(new WallLocked(OpenRoom.Wall, false));
        await phone.Button("Send").ClickAsync();
        await phone.SeesOnceAsync(room, Words);
    }

    [Fact]
    public async Task WALL4_Nothing_that_is_not_revealed_reaches_another_phone_or_the_screen()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new WallRevealed(OpenRoom.Wall, false));
        await using var screen = await RoomPage.ScreenAsync(browsers, room);
        await using var other = await RoomPage.JoinAsync(browsers, room, "Ben");
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.PostAsync(Words);
        // Something that everybody is told, after the card.
        await room.DoesAsync(new SignalGiven(Signal.TalkAboutIt));
        await Expect(screen.Page.GetByText("Talk about it")).ToBeVisibleAsync();
        await Expect(other.Page.GetByText("Talk about it")).ToBeVisibleAsync();
        Assert.DoesNotContain("planning block", await screen.EverythingAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("planning block", await other.EverythingAsync(), StringComparison.Ordinal);
        await room.DoesAsync(new WallRevealed(OpenRoom.Wall, true));
        await Expect(screen.Page.GetByText(Words)).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("1 thought from the room")).ToBeVisibleAsync();
        await Expect(other.Page.GetByText(Words)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Dots_are_given_to_cards_and_nobody_has_more_than_there_are()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new WallSet(OpenRoom.Wall, WallSettings.Usual with { Reactions = [], Dots = 1, DotsHidden = true }),
            new CardPosted(OpenRoom.Wall, "c1", "schools", "i", new CardContent("The first option.")), new CardPosted(OpenRoom.Wall, "c2", "schools", "j", new CardContent("The second option.")));
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("Read the room’s cards (2)").ClickAsync();
        await Expect(phone.Page.GetByText("You have 1 dot to give")).ToBeVisibleAsync();
        await phone.Button("Your dot").First.ClickAsync();
        await Expect(phone.Page.GetByText("All your dots are given")).ToBeVisibleAsync();
        await phone.Button("Your dot").Nth(1).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(phone.Page.Locator(".react[aria-pressed=true]")).ToHaveCountAsync(1);
        Assert.Equal(["c1"], (await room.StateAsync()).Walls[OpenRoom.Wall].Cards.Values.Where(card => card.Reactions is not null).Select(card => card.Id));
    }

    [Fact]
    public async Task Words_are_words_whatever_is_in_them()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var screen = await RoomPage.ScreenAsync(browsers, room);
        await using var phone = await RoomPage.JoinAsync(browsers, room, "<b>Wren</b>");
        const string Hostile = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>";
        await phone.PostAsync(Hostile);
        await Expect(screen.Page.GetByText(Hostile)).ToBeVisibleAsync();
        await phone.Button("Read the room’s cards").ClickAsync();
        await Expect(phone.Page.Locator(".pcard .words")).ToHaveTextAsync(Hostile);
        Assert.Equal("undefined", await phone.Page.EvaluateAsync<string>("typeof window.hit"));
        Assert.Equal("undefined", await screen.Page.EvaluateAsync<string>("typeof window.hit"));
    }

    [Fact]
    public async Task PHONE4_A_phone_behind_long_polling_takes_part()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren", polls: true);
        await phone.PostAsync(Words);
        await phone.SeesOnceAsync(room, Words);
        await room.DoesAsync(new ActivityAdded("p1", ActivityKind.Page, "Read this", 0, 0), new PageWritten("p1", "Two things:\n- one\n- https://example.org/two"), new ActivityBegun("p1"));
        await Expect(phone.Heading("Read this")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Link, new() { Name = "example.org" })).ToHaveAttributeAsync("rel", "noopener noreferrer");
    }

    [Fact]
    public async Task PHONE1_Two_tabs_of_one_phone_post_each_their_own()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        var second = await phone.Context.NewPageAsync();
        await second.GotoAsync(phone.Page.Url);
        await phone.PostAsync("From the first tab.");
        await second.GetByRole(AriaRole.Button, new() { Name = "Start writing" }).Or(second.GetByRole(AriaRole.Button, new() { Name = "Go on writing" })).ClickAsync();
        await second.FillAsync("#words", "From the second tab.");
        await second.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "It’s in." })).ToBeVisibleAsync();
        Assert.Equal(["From the first tab.", "From the second tab."], (await room.StateAsync()).Walls[OpenRoom.Wall].Cards.Values.Select(card => card.Content.Text).Order());
    }

    [Fact]
    public async Task RATE4_A_vote_is_cast_silently_and_shown_without_names()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new ActivityAdded("r1", ActivityKind.Rating, "Consensus", 0, 7), new RatingSet("r1", RatingSettings.Usual with { Voices = ["COACH", "DISTRICT"] }),
            new StatementSet("r1", "s1", "Plans name a focus", "", "i"), new ActivityBegun("r1"), new StatementTurnedTo("r1", "s1"), new RatingStaged("r1", "s1", RatingStage.Vote));
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("COACH").ClickAsync();
        await phone.Page.Locator(".level", new() { HasText = "Starting" }).ClickAsync();
        await Expect(phone.Page.Locator(".level[aria-pressed=true]")).ToContainTextAsync("Starting");
        await Expect(phone.Page.GetByText("1 of 1 have voted")).ToBeVisibleAsync();
        await room.DoesAsync(new RatingStaged("r1", "s1", RatingStage.Reveal));
        await Expect(phone.Page.GetByText("COACH: one Starting.")).ToHaveCountAsync(1);
        await Expect(phone.Page.GetByText("DISTRICT: nobody has voted.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_protocol_takes_a_phone_from_phase_to_phase_but_not_from_under_a_hand()
    {
        await using var room = await OpenRoom.StartAsync();
        Phase[] phases =
        [
            new("a", "Notice", 300, "Write what you notice.", "", PhaseGround.Wall, true, PhaseWriters.Everyone, PhaseTiming.Published) { Section = "notice" },
            new("b", "Round 1", 300, "One each in turn.", "", PhaseGround.Wall, false, PhaseWriters.Nobody, PhaseTiming.Published) { Section = "notice" },
            new("c", "Talk", 0, "What stands out?", "", PhaseGround.Talk, false, PhaseWriters.Nobody, PhaseTiming.Proposed),
        ];
        await room.DoesAsync(new ActivityAdded("x1", ActivityKind.Protocol, "Notice and wonder", 0, 20), new ProtocolSet("x1", "Notice and wonder", "", [.. phases], false), new ActivityBegun("x1"));
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await using var slow = await RoomPage.JoinAsync(browsers, room, "Ben");
        await Expect(phone.Page.GetByText("It begins in a moment.")).ToBeVisibleAsync();
        await room.DoesAsync(new PhaseBegun("x1", "a"));
        await phone.PostAsync(Words);
        await slow.Button("Start writing").ClickAsync();
        await slow.Page.FillAsync("#words", "Half a sent");
        await room.DoesAsync(new PhaseBegun("x1", "b"));
        await Expect(phone.Page.GetByText("1 thought from the room")).ToBeVisibleAsync();
        await Expect(slow.Page.GetByText("Now is not the time for writing.")).ToBeVisibleAsync();
        await Expect(slow.Page.Locator("#words")).ToHaveValueAsync("Half a sent");
        await room.DoesAsync(new PhaseBegun("x1", "c"));
        await Expect(phone.Page.GetByText("What stands out?")).ToBeVisibleAsync();
        await phone.Button("Read the room’s cards (1)").ClickAsync();
        await Expect(phone.Page.GetByText(Words)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_photo_is_made_small_and_shown_on_its_card()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var screen = await RoomPage.ScreenAsync(browsers, room);
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("Start writing").ClickAsync();
        await phone.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "no picture"u8.ToArray() });
        await Expect(phone.Page.GetByText("This file is not a picture")).ToBeVisibleAsync();
        await phone.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "board.jpg", MimeType = "image/jpeg", Buffer = Pictures.Of(3000, 1500) });
        await phone.Page.FillAsync("#alt", "The form that we agreed on");
        await phone.Button("Send").ClickAsync();
        await Expect(phone.Heading("It’s in.")).ToBeVisibleAsync();
        var card = Assert.Single((await room.StateAsync()).Walls[OpenRoom.Wall].Cards.Values);
        Assert.Equal("The form that we agreed on", card.Content.Alt);
        foreach (var page in new[] { phone.Page, screen.Page })
        {
            var picture = page.GetByAltText("The form that we agreed on");
            await Expect(picture).ToBeVisibleAsync();
            await Expect(picture).ToHaveJSPropertyAsync("complete", true);
            Assert.True(await picture.EvaluateAsync<int>("image => image.naturalWidth") > 0);
        }
        Assert.Equal(2048, await screen.Page.GetByAltText("The form that we agreed on").EvaluateAsync<int>("image => image.naturalWidth"));
    }

    [Fact]
    public async Task PHONE1_A_photo_that_was_chosen_without_a_network_is_kept_over_a_reload()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("Start writing").ClickAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.FillAsync("#words", Words);
        await phone.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "board.jpg", MimeType = "image/jpeg", Buffer = Pictures.Of(300, 150) });
        await Expect(phone.Page.GetByText("The photo waits for the connection")).ToBeVisibleAsync();
        await Expect(phone.Button("Send")).ToBeDisabledAsync();
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.ReloadAsync();
        await phone.Button("Go on writing").ClickAsync();
        await phone.Page.FillAsync("#alt", "The form");
        await phone.Button("Send").ClickAsync();
        await phone.SeesOnceAsync(room, Words);
        Assert.NotNull(Assert.Single((await room.StateAsync()).Walls[OpenRoom.Wall].Cards.Values).Content.Image);
    }

    [Fact]
    public async Task SHOP3_Who_waits_at_the_door_comes_in_without_doing_anything_and_who_was_removed_is_told()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new JoiningSet(new JoinSettings(true, true, JoinNames.Needed)));
        await using var phone = await RoomPage.OpenAsync(browsers, room, "/join");
        await phone.Page.FillAsync("#code", (await room.CodeAsync()).Code);
        await phone.Button("Join the room").ClickAsync();
        await Expect(phone.Page.Locator("#name-problem")).ToContainTextAsync("This room asks for a name.");
        await Expect(phone.Page.Locator("#name")).ToBeFocusedAsync();
        await phone.EnterAsync(room, "Wren");
        await Expect(phone.Heading("You’re at the door.")).ToBeVisibleAsync();
        var person = Assert.Single((await room.StateAsync()).People.Participants).Key;
        await room.DoesAsync(new ParticipantAdmitted(person));
        await Expect(phone.Button("Start writing")).ToBeVisibleAsync();
        await room.DoesAsync(new ParticipantRemoved(person));
        await Expect(phone.Heading("This room is not open to this phone.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task PHONE2_A_call_asks_whoever_is_elsewhere_and_a_locked_one_takes_everybody_along()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new ActivityAdded("p1", ActivityKind.Page, "Read this", 0, 0), new PageWritten("p1", "Words."));
        await using var phone = await RoomPage.JoinAsync(browsers, room, "Wren");
        await phone.Button("Start writing").ClickAsync();
        await phone.Page.FillAsync("#words", Words);
        await room.DoesAsync(new ActivityBegun("p1"));
        await Expect(phone.Page.GetByText("The room is at: Read this")).ToBeVisibleAsync();
        await room.DoesAsync(new EveryoneCalled(false));
        await phone.Button("Not now").ClickAsync();
        await Expect(phone.Page.Locator("#words")).ToHaveValueAsync(Words);
        await room.DoesAsync(new EveryoneCalled(true));
        await Expect(phone.Heading("Read this")).ToBeVisibleAsync();
        await phone.Button("Agenda").ClickAsync();
        await Expect(phone.Button("Share out")).ToBeDisabledAsync();
        await room.DoesAsync(new CallEnded());
        await phone.Button("Share out").ClickAsync();
        await phone.Button("Go on writing").ClickAsync();
        await Expect(phone.Page.Locator("#words")).ToHaveValueAsync(Words);
    }

    [Fact]
    public async Task SCREEN1_Nothing_on_a_screen_is_small_or_cut_off_at_any_of_its_sizes()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new SignalGiven(Signal.GroupTask), new TimerStarted(3_900_000));
        var lengths = new[] { 105, 109, 20, 60, 70, 80, 990 };
        for (var i = 0; i < lengths.Length; i++) await room.DoesAsync(new CardPosted(OpenRoom.Wall, $"c{i}", "schools", $"i{i}1", new CardContent(Long(lengths[i]), i < 2 ? "https://example.org/" : null)));
        await using var screen = await RoomPage.ScreenAsync(browsers, room);
        foreach (var (width, height) in new[] { (1920, 1080), (1280, 720), (1024, 768) })
        {
            await screen.Page.SetViewportSizeAsync(width, height);
            foreach (var card in new[] { "c2", "c0", "c6" })
            {
                await room.DoesAsync(new CardFocused(OpenRoom.Wall, card));
                await Expect(screen.Page.Locator(".focus .words")).ToHaveTextAsync((await room.StateAsync()).Walls[OpenRoom.Wall].Cards[card].Content.Text);
                await ReadsWellAsync(screen, width, height);
            }
            await room.DoesAsync(new CardFocused(OpenRoom.Wall, null));
            await Expect(screen.Page.Locator(".focus")).ToHaveCountAsync(0);
            await ReadsWellAsync(screen, width, height);
        }

        static string Long(int length) => string.Concat(Enumerable.Repeat("We need time to plan together. ", 40))[..length].Trim();
    }

    [Fact]
    public async Task SCREEN2_A_screen_that_is_cut_off_says_so_beside_what_it_shows_and_goes_on()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new CardPosted(OpenRoom.Wall, "c1", "schools", "i", new CardContent(Words)));
        await using var screen = await RoomPage.ScreenAsync(browsers, room);
        await Expect(screen.Page.GetByText(Words)).ToBeVisibleAsync();
        await screen.Context.SetOfflineAsync(true);
        await Expect(screen.Page.Locator(".pside").GetByText("Reconnecting")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(screen.Page.GetByText(Words)).ToBeVisibleAsync();
        await ReadsWellAsync(screen, 1920, 1080);
        await room.DoesAsync(new CardPosted(OpenRoom.Wall, "c2", "schools", "j", new CardContent("What came meanwhile.")));
        await screen.Context.SetOfflineAsync(false);
        await Expect(screen.Page.GetByText("What came meanwhile.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(screen.Page.GetByText("Reconnecting")).ToHaveCountAsync(0);
    }

    /// <summary>No words are below 36 px of 1080, none are cut off, and none cover others.</summary>
    private static async Task ReadsWellAsync(RoomPage screen, int width, int height)
    {
        var smallest = 36 * Math.Min(width / 1920.0, height / 1080.0);
        var found = await screen.Page.EvaluateAsync<string[]>(
            """
            smallest => {
              const found = [];
              const texts = document.createTreeWalker(document.querySelector("#screen"), NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || element.closest(".sr, noscript")) continue;
                const range = document.createRange();
                range.selectNodeContents(texts.currentNode);
                const box = range.getBoundingClientRect();
                if (parseFloat(getComputedStyle(element).fontSize) < smallest - 0.1) found.push(`small: ${texts.currentNode.data}`);
                const around = element.closest(".pcards, .pmain, .pside").getBoundingClientRect();
                if (box.top < around.top - 1 || box.left < around.left - 1 || box.bottom > around.bottom + 1 || box.right > around.right + 1) found.push(`cut off: ${texts.currentNode.data}`);
              }
              const boxes = [...document.querySelectorAll(".pmain > *, .pside > *")].map(element => element.getBoundingClientRect());
              for (let i = 1; i < boxes.length; i++) for (let j = 0; j < i; j++) {
                const [a, b] = [boxes[i], boxes[j]];
                // A page of cards has a rim of its own, in which there are no words.
                if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 16 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 16) found.push(`covered: ${i} and ${j}`);
              }
              return found;
            }
            """, smallest);
        Assert.Equal([], found);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_light_pages_pass_axe(ColorScheme scheme)
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new SignalGiven(Signal.StopAndJot), new TimerStarted(180_000), new NormsSet(["Balance of voice"]), new LanguageSet([new("Tier", "How much support")]));
        await using var screen = await RoomPage.ScreenAsync(browsers, room, scheme);
        await using var phone = await RoomPage.OpenAsync(browsers, room, "/join", scheme);
        await FitsAsync(phone.Page);
        await phone.EnterAsync(room, "Wren");
        await FitsAsync(phone.Page);
        await phone.Button("Start writing").ClickAsync();
        await FitsAsync(phone.Page);
        await phone.Page.FillAsync("#words", Words);
        await phone.Button("Send").ClickAsync();
        await Expect(phone.Heading("It’s in.")).ToBeVisibleAsync();
        await FitsAsync(phone.Page);
        await phone.Button("Read the room’s cards").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Comments" }).ClickAsync();
        await FitsAsync(phone.Page);
        await phone.Button("Agenda").ClickAsync();
        await FitsAsync(phone.Page);
        await Expect(screen.Page.GetByText(Words)).ToBeVisibleAsync();
        Assert.Empty(await Axe.RunAsync(screen.Page));
        await phone.Page.GotoAsync(new Uri(room.Server.Address, "/join/test").ToString());
        await Expect(phone.Heading("Everything works here.")).ToBeVisibleAsync();
        await FitsAsync(phone.Page);
    }


    [Fact]
    public async Task A_hand_that_is_raised_is_seen_on_the_screen_and_goes_down_with_the_phone()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var screen = await RoomPage.ScreenAsync(browsers, room);
        await using (var phone = await RoomPage.JoinAsync(browsers, room, "Wren"))
        {
            await phone.Button("Raise hand").ClickAsync();
            await Expect(phone.Button("Hand is up")).ToHaveAttributeAsync("aria-pressed", "true");
            await Expect(screen.Page.GetByText("1 hand is up")).ToBeVisibleAsync();
        }
        await Expect(screen.Page.GetByText("1 hand is up")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Somebody_takes_part_with_a_keyboard_alone()
    {
        await using var room = await OpenRoom.StartAsync();
        await using var phone = await RoomPage.OpenAsync(browsers, room, "/join");
        var keyboard = phone.Page.Keyboard;
        await Expect(phone.Page.Locator("#code")).ToBeFocusedAsync();
        await keyboard.TypeAsync((await room.CodeAsync()).Code);
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("Wren");
        await keyboard.PressAsync("Enter");
        await Expect(phone.Live).ToBeVisibleAsync();
        await phone.TabToAsync("Start writing");
        await keyboard.PressAsync("Enter");
        await Expect(phone.Page.Locator("#words")).ToBeFocusedAsync();
        await keyboard.TypeAsync(Words);
        await keyboard.PressAsync("Control+Enter");
        await Expect(phone.Heading("It’s in.")).ToBeFocusedAsync();
        await phone.TabToAsync("Read the room’s cards");
        await keyboard.PressAsync("Enter");
        await Expect(phone.Heading("1 thought from the room")).ToBeFocusedAsync();
        await phone.TabToAsync("I see it too: 0");
        await keyboard.PressAsync("Space");
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "I see it too: 1, one is yours" })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>axe finds nothing, nothing is wider than the smallest phone, and everything that is pressed is large enough for a thumb.</summary>
    private static async Task FitsAsync(IPage page)
    {
        Assert.Empty(await Axe.RunAsync(page));
        await page.SetViewportSizeAsync(320, 640);
        var found = await page.EvaluateAsync<string[]>(
            """
            () => [
              ...(document.scrollingElement.scrollWidth > innerWidth ? [...document.querySelectorAll("#room *")].filter(element => element.getBoundingClientRect().right > innerWidth).map(element => `wider than the phone: ${element.outerHTML.slice(0, 80)}`) : []),
              ...[...document.querySelectorAll("button, a, input:not(.sr), select, textarea, label.btn")].filter(element => element.checkVisibility() && !element.closest(".textpage"))
                .map(element => [element, element.getBoundingClientRect()]).filter(([, box]) => box.height < 43.9 || box.width < 43.9)
                .map(([element, box]) => `small: ${element.outerHTML.slice(0, 80)} ${Math.round(box.width)} x ${Math.round(box.height)}`),
            ]
            """);
        Assert.Empty(found);
        await page.SetViewportSizeAsync(390, 844);
    }
}
