using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.EndToEnd;

/// <summary>Somebody without a mouse: nothing but keys is pressed, and wherever they get to, it can be seen where they are.</summary>
internal sealed class KeyboardOnly(IPage page)
{
    /// <summary>More presses of Tab than this nobody would try.</summary>
    private const int Most = 90;

    /// <summary>Why it can't be seen where the focus is; null if it can.</summary>
    private const string WhyUnseen = """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return "Nothing has the focus.";
          const what = at.outerHTML.slice(0, 200);
          const box = at.getBoundingClientRect();
          if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth) return `It is out of sight: ${what}`;
          if (at.matches("h1, h2, main")) return null; // where reading begins; no control
          if (at.matches(".cm-content")) return document.querySelector(".cm-editor.cm-focused") ? null : `The text has no caret: ${what}`;
          for (let shown = at; shown !== document.body; shown = shown.parentElement) {
            const { outlineStyle, outlineWidth } = getComputedStyle(shown);
            if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) return null;
          }
          return `It has no outline: ${what}`;
        }
        """;

    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys) await page.Keyboard.PressAsync(key);
    }

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text, new() { Delay = 5 });

    /// <summary>Tab until it has the focus.</summary>
    public Task TabToAsync(ILocator target) => PressUntilAsync("Tab", target);

    public Task TabBackToAsync(ILocator target) => PressUntilAsync("Shift+Tab", target);

    /// <summary>F6 until the focus is in this panel.</summary>
    public async Task GoToPanelAsync(ILocator panel)
    {
        await Expect(panel).ToBeVisibleAsync();
        var panels = await page.Locator("[data-panel]").CountAsync();
        for (var press = 0; press <= panels; press++)
        {
            await page.Keyboard.PressAsync("F6");
            await ExpectSeenAsync();
            if (await panel.EvaluateAsync<bool>("panel => [...document.querySelectorAll('[data-panel]')].findLast(one => one.contains(document.activeElement)) === panel")) return;
        }
        Assert.Fail($"F6 does not lead to {panel}; it stays at {await FocusedAsync()}.");
    }

    /// <summary>Waits until it has the focus, and sees it.</summary>
    public async Task ExpectAtAsync(ILocator target)
    {
        try
        {
            await Expect(target).ToBeFocusedAsync(new() { Timeout = Desk.Patience });
        }
        catch (PlaywrightException elsewhere)
        {
            throw new PlaywrightException($"The focus is at {await FocusedAsync()}", elsewhere);
        }
        await ExpectSeenAsync();
    }

    private async Task PressUntilAsync(string key, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var press = 0; press < Most; press++)
        {
            await page.Keyboard.PressAsync(key);
            if (await target.EvaluateAsync<bool>("target => target === document.activeElement"))
            {
                await ExpectSeenAsync();
                return;
            }
        }
        Assert.Fail($"{Most} times {key} do not lead to {target}; it ends at {await FocusedAsync()}.");
    }

    private async Task ExpectSeenAsync()
    {
        try
        {
            await page.WaitForFunctionAsync($"() => ({WhyUnseen})() === null", null, new() { Timeout = Desk.Patience / 4 });
        }
        catch (TimeoutException unseen)
        {
            throw new TimeoutException(await page.EvaluateAsync<string?>(WhyUnseen), unseen);
        }
    }

    private Task<string> FocusedAsync() => page.EvaluateAsync<string>("document.activeElement?.outerHTML.slice(0, 200) ?? ''");
}
