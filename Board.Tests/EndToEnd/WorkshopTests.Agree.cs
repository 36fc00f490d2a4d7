using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>The room says where it stands, talks, and says it once more.</summary>
public sealed partial class WorkshopTests
{
    private const string Statement = "The purpose is clear";
    private const string Agreement = "We write it on one page";
    private const string Dissent = "One of us wants to ask the teachers first";

    private async Task TheyVoteSilentlyAsync()
    {
        var page = FacilitatorsPage;
        await NextAsync(RatingTitle);
        await page.Locator(".comps").GetByRole(AriaRole.Button, new() { Name = Statement }).ClickAsync();
        await Button(page, "Open the vote").ClickAsync();
        await _ana.Page.Locator(".choicecard", new() { HasText = "COACH" }).ClickAsync();
        await _ben.Page.Locator(".choicecard", new() { HasText = "PRINCIPAL" }).ClickAsync();
        await _cleo.Page.Locator(".choicecard", new() { HasText = "DISTRICT" }).ClickAsync();
        await VoteAsync(_ana, "Not yet");
        await Expect(_screen.Locator(".votes")).ToContainTextAsync("1of 3 have voted");
        await Expect(page.Locator(".counted")).ToHaveTextAsync("1 of 3 have voted");
        await VoteAsync(_ben, "In place");
        await VoteAsync(_cleo, "Lasting");
        await Expect(_screen.Locator(".votes")).ToContainTextAsync("3of 3 have voted");
        await Expect(page.Locator(".counted")).ToHaveTextAsync("All 3 have voted");
        await Expect(page.Locator(".plot")).ToHaveCountAsync(0);
        // Where it would be, if it had come.
        await NeverCameAsync("\"spread\":[", Phones);

        await Button(page, "Reveal").ClickAsync();
        await Expect(_screen.Locator(".pspread .vd")).ToHaveCountAsync(3);
        await Expect(_screen.Locator(".pspread tr", new() { HasText = "PRINCIPAL" })).ToContainTextAsync("one In place");
        foreach (var phone in Phones) await Expect(phone.Page.GetByText("COACH: one Not yet.")).ToHaveCountAsync(1);
        Assert.Contains("\"spread\":[", await _ana.EverythingAsync(), StringComparison.Ordinal);
        await Expect(page.Locator(".plot .vd").First).ToBeVisibleAsync();
    }

    private async Task TheyVoteAgainAndAgreeAsync()
    {
        var page = FacilitatorsPage;
        // Between the ends there is a level that stands for nobody's view: it is not offered as what they agree on.
        await Expect(Button(page, "Write down what we came to")).ToBeVisibleAsync();
        await Button(page, "Talk about it").ClickAsync();
        await page.Locator(".under").GetByRole(AriaRole.Button, new() { Name = "Vote again" }).ClickAsync();
        await Expect(_ana.Page.GetByText("Your first vote was Not yet.")).ToBeVisibleAsync();
        foreach (var phone in Phones) await VoteAsync(phone, "In place");
        await Expect(_screen.Locator(".votes")).ToContainTextAsync("3of 3 have voted");
        await Button(page, "Reveal the second vote").ClickAsync();
        await Expect(_screen.Locator(".pspread .vd:not(.ghost)")).ToHaveCountAsync(3);
        await Expect(_screen.Locator(".pspread .vd.ghost")).ToHaveCountAsync(2);
        await Expect(_cleo.Page.GetByText("DISTRICT: one In place. In the first vote: one Lasting.")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "We agree on “In place”" }).ClickAsync();
        await Expect(page.GetByLabel("Where we are")).ToHaveValueAsync("2");
        await page.GetByLabel("In our words").FillAsync(Agreement);
        await page.GetByLabel("What those say who do not go along").FillAsync(Dissent);
        await Button(page, "Write it down").ClickAsync();
        await Expect(_screen.Locator(".decided")).ToHaveTextAsync($"We agree on “In place”. {Agreement}");
        foreach (var phone in Phones) await Expect(phone.Page.GetByText($"Seen differently: {Dissent}")).ToBeVisibleAsync();
    }

    private static async Task VoteAsync(RoomPage phone, string level)
    {
        await phone.Page.Locator(".level", new() { HasText = level }).ClickAsync();
        await Expect(phone.Page.Locator(".level[aria-pressed=true]")).ToContainTextAsync(level);
        await Expect(phone.Page.GetByText("Your vote is in.").First).ToBeVisibleAsync();
    }
}
