using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;
using static Board.Tests.EndToEnd.WallTable;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>A wall that two people lead: one at the front with a mouse, one at the back with a phone or with keys alone.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed partial class WallTests(BrowserFixture browser) : IAsyncLifetime
{
    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_waits_is_shown_asked_to_be_reworded_or_set_aside_from_a_phone_at_the_back_of_the_room()
    {
        await using var table = await WallTable.SetAsync(browser, _server, helps: "Jonas Teller");
        var page = table.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Waiting" }).ClickAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "Check cards before they show" }).ClickAsync();
        await using var back = await Desk.StepInAsync(browser, _server, "Jonas Teller", Small);
        await table.OpenAsync(back);
        await using var phone = await table.JoinAsync(browser, _server);
        await SendAsync(phone, "Mr. D walks in with a clipboard.");
        await SendAsync(phone, "Pay for the second year.");
        await SendAsync(phone, "Something for another day.");

        // What may name somebody is said before it is shown; on both devices, and on the wall of none.
        var queue = back.Page.GetByRole(AriaRole.Complementary, new() { Name = "Waiting for you" });
        await Expect(queue.Locator(".why")).ToHaveTextAsync(["May name a person. You can ask the writer to reword it."]);
        await Expect(page.Locator(".mod .body")).ToHaveTextAsync(["Mr. D walks in with a clipboard.", "Pay for the second year.", "Something for another day."]);
        await Expect(page.Locator("[data-card]")).ToHaveCountAsync(0);
        Assert.Empty(await Axe.RunAsync(back.Page));

        await queue.GetByRole(AriaRole.Button, new() { Name = "Ask to reword: Mr. D" }).ClickAsync();
        await queue.GetByLabel("What you ask for").FillAsync("Without the name, please.");
        await queue.GetByRole(AriaRole.Button, new() { Name = "Ask to reword", Exact = true }).ClickAsync();
        await Expect(phone.Page.GetByText("Without the name, please.")).ToBeVisibleAsync();
        await queue.GetByRole(AriaRole.Button, new() { Name = "Set aside: Something" }).ClickAsync();
        await queue.GetByRole(AriaRole.Button, new() { Name = "Show: Pay" }).ClickAsync();
        await Expect(Row(page, "Schools")).ToHaveTextAsync(["Pay for the second year."]);
        await Expect(page.GetByText("Nothing waits.")).ToBeVisibleAsync();

        // What was set aside has a way back, and what was asked for can be shown after all.
        await page.GetByText("Set aside 1").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show: Something" }).ClickAsync();
        await Expect(Row(back.Page, "Schools")).ToHaveCountAsync(2);
        await Expect(page.GetByText("Asked to reword 1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cards_are_pinned_grouped_moved_by_menu_by_mouse_and_by_keys_and_each_is_taken_back()
    {
        await using var table = await WallTable.SetAsync(browser, _server, helps: "Jonas Teller");
        await using var other = await Desk.StepInAsync(browser, _server, "Jonas Teller", Wide);
        await table.OpenAsync(other);
        var (page, theirs) = (table.Page, other.Page);
        await table.PostAsync("Schools", "One form", "Two visits", "Three plans");
        await table.PostAsync("Districts", "Four calendars");
        await Expect(Row(theirs, "Schools")).ToHaveTextAsync(["One form", "Two visits", "Three plans"]);

        await ChooseAsync(page, "Three plans", "Pin to the top");
        await Expect(Row(theirs, "Schools")).ToHaveTextAsync(["Three plans", "One form", "Two visits"]);
        await Expect(Card(theirs, "Three plans")).ToHaveClassAsync(new Regex("pinned"));
        await page.Keyboard.PressAsync("Control+z");
        await Expect(Row(theirs, "Schools")).ToHaveTextAsync(["One form", "Two visits", "Three plans"]);

        await ChooseAsync(page, "One form", "Move to …", "Districts");
        await Expect(Row(theirs, "Districts")).ToHaveTextAsync(["Four calendars", "One form"]);
        await ChooseAsync(page, "One form", "One place earlier");
        await Expect(Row(theirs, "Districts")).ToHaveTextAsync(["One form", "Four calendars"]);

        // By mouse: onto the upper half of another card is before it.
        await DragAsync(page, Card(page, "Three plans"), Card(page, "Four calendars"), below: false);
        await Expect(Row(theirs, "Districts")).ToHaveTextAsync(["One form", "Three plans", "Four calendars"]);
        // It lies where the hand let it go, which among columns is more than a place in an order.
        await page.WaitForFunctionAsync(
            """
            () => {
              const box = words => [...document.querySelectorAll("[data-card]")].find(card => card.textContent.includes(words)).getBoundingClientRect();
              const [moved, onto] = [box("Three plans"), box("Four calendars")];
              return Math.abs(moved.left - onto.left) < 1 && moved.bottom < onto.top && onto.top - moved.bottom < 40;
            }
            """, null, new() { Timeout = Desk.Patience });
        await DragAsync(page, Card(page, "One form"), Card(page, "Two visits"), below: true);
        await Expect(Row(theirs, "Schools")).ToHaveTextAsync(["Two visits", "One form"]);
        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Expect(Row(theirs, "Districts")).ToHaveTextAsync(["One form", "Three plans", "Four calendars"]);

        // By keys, on the other page: lift, over to the other section, put down, and the card is still under the fingers.
        await Card(theirs, "Three plans").FocusAsync();
        await theirs.Keyboard.PressAsync("m");
        await theirs.Keyboard.PressAsync("ArrowLeft");
        await theirs.Keyboard.PressAsync("ArrowUp");
        await theirs.Keyboard.PressAsync("Enter");
        await Expect(Row(page, "Schools")).ToHaveTextAsync(["Three plans", "Two visits"]);
        await Expect(Card(theirs, "Three plans")).ToBeFocusedAsync();
        await theirs.Keyboard.PressAsync("m");
        await theirs.Keyboard.PressAsync("ArrowDown");
        await theirs.Keyboard.PressAsync("Escape");
        await Expect(Row(page, "Schools")).ToHaveTextAsync(["Three plans", "Two visits"]);

        // A group has a name, another name, and an end.
        var menu = await MenuAsync(page, "Two visits");
        await menu.GetByRole(AriaRole.Button, new() { Name = "Group …" }).ClickAsync();
        await menu.GetByLabel("A new group, called").FillAsync("Time");
        await menu.GetByRole(AriaRole.Button, new() { Name = "Begin the group" }).ClickAsync();
        await ChooseAsync(page, "Three plans", "Group …", "Time");
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Name = "Time 2" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename Time" }).ClickAsync();
        await page.GetByLabel("Name of the group").FillAsync("Time together");
        await page.Keyboard.PressAsync("Enter");
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Name = "Time together 2" })).ToBeVisibleAsync();
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Dissolve Time together" }).ClickAsync();
        await Expect(page.Locator(".cluster")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Under_a_hand_nothing_moves_and_what_came_meanwhile_waits()
    {
        await using var table = await WallTable.SetAsync(browser, _server);
        await using var phone = await table.JoinAsync(browser, _server);
        var page = table.Page;
        await table.PostAsync("Schools", "One form", "Two visits");
        var menu = await MenuAsync(page, "Two visits");
        await SendAsync(phone, "From a phone");
        var waits = page.GetByRole(AriaRole.Button, new() { Name = "1 new card" });
        await Expect(waits).ToBeVisibleAsync();
        await Expect(Row(page, "Schools")).ToHaveTextAsync(["One form", "Two visits"]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToHaveCountAsync(0);
        await Expect(Row(page, "Schools")).ToHaveTextAsync(["One form", "Two visits", "From a phone"]);
        await Expect(waits).ToHaveCountAsync(0);
        await Expect(Card(page, "Two visits").GetByRole(AriaRole.Button, new() { NameRegex = new("^Do something") })).ToBeFocusedAsync();

        // The same while a comment is typed; the new ones can be let in, and the words stay.
        await Card(page, "One form").GetByRole(AriaRole.Button, new() { Name = "0 comments" }).ClickAsync();
        var field = page.GetByLabel("Your comment");
        await field.FillAsync("We can show a draft");
        await SendAsync(phone, "And another");
        await waits.ClickAsync();
        await Expect(Row(page, "Schools")).ToHaveTextAsync(["One form", "Two visits", "From a phone", "And another"]);
        await Expect(field).ToHaveValueAsync("We can show a draft");
        await Card(page, "One form").GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(Card(page, "One form").Locator(".cm")).ToContainTextAsync("We can show a draft");
        await Card(page, "One form").GetByRole(AriaRole.Button, new() { Name = "Take it back: We can show a draft" }).ClickAsync();
        await Expect(Card(page, "One form").Locator(".cm")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_bar_locks_hides_reveals_puts_a_card_on_every_screen_and_goes_on()
    {
        await using var table = await WallTable.SetAsync(browser, _server);
        await using var phone = await table.JoinAsync(browser, _server);
        var page = table.Page;
        var bar = page.GetByRole(AriaRole.Toolbar, new() { Name = "Facilitator" });
        await table.PostAsync("Schools", "One form", "Two visits");

        // Whoever leads sees who raises a hand, and how many are ready.
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Raise hand" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Hands: somebody without a name" })).ToBeVisibleAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "I’m ready" }).ClickAsync();
        await Expect(page.GetByText("1 ready")).ToBeVisibleAsync();

        await bar.GetByRole(AriaRole.Button, new() { Name = "Focus a card" }).ClickAsync();
        await Card(page, "Two visits").ClickAsync();
        await Expect(Card(page, "Two visits").GetByText("On every screen")).ToBeVisibleAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Off the screens" }).ClickAsync();
        await Expect(page.GetByText("On every screen", new() { Exact = true })).ToHaveCountAsync(0);

        await bar.GetByRole(AriaRole.Button, new() { Name = "Hide" }).ClickAsync();
        await Expect(page.GetByText("Hidden until you reveal")).ToBeVisibleAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Reveal" }).ClickAsync();
        await Expect(page.GetByText("Hidden until you reveal")).ToHaveCountAsync(0);

        await bar.GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Locked" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(phone.Page.GetByText(new Regex("locked", RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();

        // Names were said before people wrote, so they stay, and that is said.
        await bar.GetByRole(AriaRole.Button, new() { Name = "Names hidden" }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("stays as it is");

        // The timer runs, is held, and is longer by a minute; arrows go along the bar.
        await bar.GetByRole(AriaRole.Button, new() { NameRegex = new("min$") }).First.ClickAsync();
        var clock = bar.GetByRole(AriaRole.Timer);
        await Expect(clock).ToHaveTextAsync(new Regex("^(10:00|9:\\d\\d)$"));
        await bar.GetByRole(AriaRole.Button, new() { Name = "Hold the timer" }).ClickAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "+1 min" }).ClickAsync();
        await Expect(clock).ToHaveTextAsync(new Regex("^(11:00|10:\\d\\d)$"));
        await bar.GetByRole(AriaRole.Button, new() { Name = "+1 min" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Let the timer run" })).ToBeFocusedAsync();

        await page.GetByLabel("Signal").SelectOptionAsync(new SelectOptionValue { Label = "Group task" });
        await Expect(page.Locator(".toast")).ToContainTextAsync("The room is asked for: Group task.");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Bring everyone here" }).ClickAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "Keep everyone" }).ClickAsync();
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Keep everyone" })).ToHaveCountAsync(0);
        await bar.GetByRole(AriaRole.Button, new() { Name = "Let go" }).ClickAsync();
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Bring everyone here" })).ToBeVisibleAsync();
        await page.GetByLabel("Activity").SelectOptionAsync(new SelectOptionValue { Label = "No activity" });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The room is at no activity" })).ToBeVisibleAsync();
        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Expect(Row(page, "Schools")).ToHaveCountAsync(2);
        await bar.GetByRole(AriaRole.Button, new() { Name = "End the workshop" }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("The workshop is over");
    }

    private static async Task DragAsync(IPage page, ILocator card, ILocator onto, bool below)
    {
        var from = (await card.Locator(".said").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 8);
        await page.Mouse.DownAsync();
        var to = (await onto.BoundingBoxAsync())!;
        var y = below ? to.Y + to.Height - 8 : to.Y + 8;
        await page.Mouse.MoveAsync(to.X + 30, y, new() { Steps = 8 });
        await Expect(page.Locator(".drop-line")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
        await Expect(page.Locator(".drop-line")).ToHaveCountAsync(0);
    }
}
