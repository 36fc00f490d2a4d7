using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

/// <summary>Replaces a range of a text. Out of range is drawn in, so that every shrunk case is a case.</summary>
internal sealed record ChangeSpec(int From, int To, string Insert);

/// <summary>
/// One change set of a chain, made from its specs as CodeMirror's <c>ChangeSet.of</c> makes it. Where
/// <paramref name="Cut"/> is not 0, sections are cut into equal neighbours, which CodeMirror would join
/// but reads all the same; it is the seed of the cuts.
/// </summary>
internal sealed record ChangeLink(IReadOnlyList<ChangeSpec> Specs, int Cut = 0);

/// <summary>Two chains of changes, A and B, that start in one text, and a chain C that follows A.</summary>
internal sealed record ChangeCase(
    string Text, IReadOnlyList<ChangeLink> A, IReadOnlyList<ChangeLink> B, IReadOnlyList<ChangeLink> C)
{
    public BuiltCase Build()
    {
        var a = BuiltChain.From(Text, A);
        return new BuiltCase(Text, a, BuiltChain.From(Text, B), BuiltChain.From(a.TextAfter, C));
    }
}

/// <summary>A case with its sets.</summary>
internal sealed record BuiltCase(string Text, BuiltChain A, BuiltChain B, BuiltChain C)
{
    /// <summary>Positions of the text at which a mistake would show: the edges of changes, and beside them.</summary>
    public IReadOnlyList<int> Positions { get; } =
        [.. A.Set.Edges().Concat(B.Set.Edges()).SelectMany(edge => new[] { edge - 1, edge, edge + 1 })
            .Where(pos => pos >= 0 && pos <= Text.Length).Distinct().Order().Take(24)];
}

/// <summary>The sets of a chain, and what they make together.</summary>
internal sealed record BuiltChain(IReadOnlyList<BuiltLink> Links, ChangeSet Set, string TextAfter)
{
    public static BuiltChain From(string text, IReadOnlyList<ChangeLink> links)
    {
        var built = new List<BuiltLink>();
        var total = ChangeSet.Empty(text.Length);
        foreach (var link in links)
        {
            var made = BuiltLink.From(text, link);
            built.Add(made);
            total = total.Compose(made.Set);
            text = made.Set.Apply(text);
        }
        return new BuiltChain(built, total, text);
    }
}

/// <summary>A set, with the specs (drawn into its text) that it was made from, unless it was cut.</summary>
internal sealed record BuiltLink(ChangeSet Set, IReadOnlyList<ChangeSpec>? Specs)
{
    public static BuiltLink From(string text, ChangeLink link)
    {
        var specs = link.Specs.Select(spec =>
        {
            var from = text.Boundary(spec.From);
            return spec with { From = from, To = Math.Max(from, text.Boundary(spec.To)) };
        }).ToArray();
        var set = ChangeSpecs.Of(specs, text.Length);
        return link.Cut == 0 ? new BuiltLink(set, specs) : new BuiltLink(ChangeSpecs.Cut(set, text, link.Cut), null);
    }
}
