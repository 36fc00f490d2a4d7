using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>axe-core (WCAG 2.2 AA and its best practices), run inside a page.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() => File.ReadAllText(Path()));

    /// <summary>What it finds, a line each; empty when there is nothing.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IPage page)
    {
        // Evaluated by the debugger, so that the page's own Content-Security-Policy stays as it is.
        await page.EvaluateAsync(Script.Value);
        var json = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ') + ' (' + (n.any[0]?.message ?? v.help) + ')').join(' | ')}`))");
        return [.. json.EnumerateArray().Select(violation => violation.GetString()!)];
    }

    private static string Path([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "node_modules", "axe-core", "axe.min.js"));
}
