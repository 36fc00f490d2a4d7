using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>One Chromium for all browser tests. Each person gets a context of their own, as if on their own device.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Chromium() => Environment.GetEnvironmentVariable("BOARD_CHROMIUM") is { Length: > 0 } named
        ? named
        : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("The browser tests need Chromium. Run ./test.sh, which installs it, or set BOARD_CHROMIUM to its path.");
}

[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
