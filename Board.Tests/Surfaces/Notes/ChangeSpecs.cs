using Board.Surfaces.Notes;
using Board.Tests.Convergence;

namespace Board.Tests.Surfaces.Notes;

/// <summary>Ways to make change sets that only tests need.</summary>
internal static class ChangeSpecs
{
    /// <summary>What CodeMirror's <c>ChangeSet.of</c> does: changes of one text, in any order.</summary>
    public static ChangeSet Of(IEnumerable<ChangeSpec> specs, int length)
    {
        ChangeSet? total = null;
        var sections = new SectionBuilder([]);
        var pos = 0;
        foreach (var (from, to, insert) in specs)
        {
            if (from == to && insert.Length == 0)
                continue;
            if (from < pos)
                Flush(ref sections);
            sections.Add(from - pos, -1);
            sections.Add(to - from, insert.Length);
            sections.Insert(insert, 0, insert.Length);
            pos = to;
        }
        if (total is null || sections.Count > 0)
            Flush(ref sections);
        return total!;

        void Flush(ref SectionBuilder builder)
        {
            builder.Add(length - pos, -1);
            var set = builder.Build();
            total = total is null ? set : total.Compose(set.Map(total));
            builder = new SectionBuilder([]);
            pos = 0;
        }
    }

    /// <summary>Cuts sections at random, between characters, without changing what the set does.</summary>
    public static ChangeSet Cut(ChangeSet set, string text, int seed)
    {
        var random = FuzzRun.Source(seed);
        var sections = new SectionBuilder([]);
        for (int i = 0, pos = 0; i < set.SectionCount; i++)
        {
            var (length, insert) = (set.Sections[i * 2], set.Sections[i * 2 + 1]);
            var inserted = set.InsertedAt(i);
            var first = text.Boundary(pos + random.Next(length + 1)) - pos;
            var kept = inserted.Boundary(random.Next(inserted.Length + 1));
            Append(ref sections, first, inserted[..kept], insert < 0);
            Append(ref sections, length - first, inserted[kept..], insert < 0);
            pos += length;
        }
        return sections.Build();

        static void Append(ref SectionBuilder sections, int length, string inserted, bool keep)
        {
            if (length == 0 && inserted.Length == 0)
                return;
            sections.Append(length, keep ? -1 : inserted.Length);
            sections.Insert(inserted, 0, inserted.Length);
        }
    }

    /// <summary>The positions in the text before where changed sections start and end.</summary>
    public static IReadOnlyList<int> Edges(this ChangeSet set)
    {
        var edges = new List<int>();
        for (int i = 0, pos = 0; i < set.SectionCount; i++)
        {
            var length = set.Sections[i * 2];
            if (set.Sections[i * 2 + 1] >= 0)
                edges.AddRange([pos, pos + length]);
            pos += length;
        }
        return edges;
    }

    /// <summary>The nearest position, from <paramref name="pos"/> down, that is in the text and between two characters.</summary>
    public static int Boundary(this string text, int pos)
    {
        pos = Math.Clamp(pos, 0, text.Length);
        return pos > 0 && pos < text.Length && char.IsLowSurrogate(text[pos]) && char.IsHighSurrogate(text[pos - 1]) ? pos - 1 : pos;
    }
}
