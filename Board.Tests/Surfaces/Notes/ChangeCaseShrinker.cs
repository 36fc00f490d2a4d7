using System.Diagnostics;
using System.Text;

namespace Board.Tests.Surfaces.Notes;

/// <summary>Makes a case that fails smaller for as long as it fails: first by large pieces, then by small ones.</summary>
internal static class ChangeCaseShrinker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<ChangeCase> ShrinkAsync(ChangeCase failing, Func<ChangeCase, Task<bool>> fails)
    {
        var watch = Stopwatch.StartNew();
        for (var grain = 1024; grain > 0; grain /= 4)
            while (watch.Elapsed < Patience && await SmallerAsync(failing, grain) is { } smaller)
                failing = smaller;
        return failing;

        async Task<ChangeCase?> SmallerAsync(ChangeCase given, int grain)
        {
            foreach (var candidate in Candidates(given, grain).TakeWhile(_ => watch.Elapsed < Patience))
                if (await fails(candidate))
                    return candidate;
            return null;
        }
    }

    private static IEnumerable<ChangeCase> Candidates(ChangeCase given, int grain)
    {
        foreach (var chain in Chains(given.A, grain))
            yield return given with { A = chain };
        foreach (var chain in Chains(given.B, grain))
            yield return given with { B = chain };
        foreach (var chain in Chains(given.C, grain))
            yield return given with { C = chain };
        foreach (var text in Texts(given.Text, grain))
            yield return given with { Text = text };
        // Changes far into a text hold on to all that is before them, so move them as well.
        if (given.Text.Length >= grain)
        {
            var rest = given.Text[grain..];
            if (rest.Length > 0 && char.IsLowSurrogate(rest[0]))
                rest = "a" + rest[1..];
            yield return new ChangeCase(rest, Moved(given.A, grain), Moved(given.B, grain), Moved(given.C, grain));
        }
    }

    private static ChangeLink[] Moved(IReadOnlyList<ChangeLink> links, int by) =>
        [.. links.Select(link => link with { Specs = [.. link.Specs.Select(spec => spec with { From = spec.From - by, To = spec.To - by })] })];

    private static IEnumerable<IReadOnlyList<ChangeLink>> Chains(IReadOnlyList<ChangeLink> links, int grain)
    {
        for (var i = 0; i < links.Count; i++)
        {
            yield return [.. links.Take(i), .. links.Skip(i + 1)];
            if (links[i].Cut != 0)
                yield return With(links, i, links[i] with { Cut = 0 });
            foreach (var specs in Specs(links[i].Specs, grain))
                yield return With(links, i, links[i] with { Specs = specs });
        }
    }

    private static IEnumerable<IReadOnlyList<ChangeSpec>> Specs(IReadOnlyList<ChangeSpec> specs, int grain)
    {
        for (var start = 0; start + grain <= specs.Count; start += grain)
            yield return [.. specs.Take(start), .. specs.Skip(start + grain)];
        for (var i = 0; i < specs.Count; i++)
        {
            var spec = specs[i];
            foreach (var insert in Texts(spec.Insert, grain))
                yield return With(specs, i, spec with { Insert = insert });
            if (spec.To - spec.From >= grain)
                yield return With(specs, i, spec with { To = spec.To - grain });
            if (spec.From >= grain)
                yield return With(specs, i, spec with { From = spec.From - grain, To = spec.To - grain });
        }
    }

    private static IEnumerable<string> Texts(string text, int grain)
    {
        if (text.Length < grain)
            yield break;
        var characters = text.EnumerateRunes().ToArray();
        for (var start = 0; start + grain <= characters.Length; start += grain)
            yield return string.Concat(characters.Take(start).Concat(characters.Skip(start + grain)));
        if (grain > 1)
            yield break;
        for (var i = 0; i < characters.Length; i++)
            if (characters[i].Value != 'a')
                yield return string.Concat(With(characters, i, new Rune('a')));
    }

    private static T[] With<T>(IReadOnlyList<T> list, int index, T item) =>
        [.. list.Take(index), item, .. list.Skip(index + 1)];
}
