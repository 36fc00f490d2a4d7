using System.Text.RegularExpressions;
using Board.Tests.Hosting;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>Passkeys from end to end, with an authenticator that Chromium plays.</summary>
[Collection(OneBrowser.Name), Trait("Category", "Browser")]
public sealed class PasskeyTests(BrowserFixture browser)
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_passkey_that_was_added_signs_in_until_it_is_removed()
    {
        await using var server = await ServerProcess.StartAsync();
        // Passkeys belong to a name; an address in numbers has none.
        await using var device = await browser.Browser.NewContextAsync(new() { BaseURL = $"http://localhost:{server.Port}" });
        device.SetDefaultTimeout(Desk.Patience);
        var page = await device.NewPageAsync();
        await PlayAuthenticatorAsync(page);
        await FoundAsync(page);

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey on this device" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("Dana") })).ToBeVisibleAsync(new() { Timeout = Desk.Patience });

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is removed")).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "passkey" })).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
        await page.GotoAsync("/account");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }

    private static async Task PlayAuthenticatorAsync(IPage page)
    {
        var chromium = await page.Context.NewCDPSessionAsync(page);
        await chromium.SendAsync("WebAuthn.enable");
        await chromium.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task FoundAsync(IPage page)
    {
        await page.GotoAsync("/setup");
        await page.GetByLabel("Name of the district").FillAsync("Riverbend");
        await page.GetByLabel("Your name").FillAsync("Dana Whitcomb");
        await page.GetByLabel("Your email").FillAsync("dana@example.org");
        await page.GetByLabel("A password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the district" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "People", Exact = true })).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" })).ToBeVisibleAsync(new() { Timeout = Desk.Patience });
    }
}
