using System.Text;
using System.Text.Json;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;

namespace Board.Tests.Surfaces.Notes;

/// <summary>Asks the real CodeMirror what it makes of a case, and says where our own answers differ.</summary>
internal sealed class ChangeSetOracle : IAsyncDisposable
{
    private static readonly MapMode[] Modes = [MapMode.Simple, MapMode.TrackDel, MapMode.TrackBefore, MapMode.TrackAfter];

    private readonly NodeProcess _node = NodeProcess.Start("changeset-oracle.mjs");

    /// <summary>For each case the differences, none where both agree.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> CompareAsync(IReadOnlyList<ChangeCase> cases)
    {
        var asked = new (BuiltCase Built, string Question)?[cases.Count];
        var differences = new IReadOnlyList<string>[cases.Count];
        for (var i = 0; i < cases.Count; i++)
        {
            var index = i;
            differences[i] = Caught(_ =>
            {
                var built = cases[index].Build();
                asked[index] = (built, Question(built));
            });
        }
        var questions = asked.Where(one => one is not null).Select(one => one!.Value.Question);
        using var answers = JsonDocument.Parse(await _node.AskAsync($"[{string.Join(',', questions)}]"));
        var answer = 0;
        for (var i = 0; i < cases.Count; i++)
            if (asked[i] is { } known)
            {
                var theirs = answers.RootElement[answer++];
                differences[i] = Caught(found => Compare(known.Built, theirs, found));
            }
        return differences;
    }

    /// <summary>A case as the oracle reads it.</summary>
    public static string Question(BuiltCase given) => JsonSerializer.Serialize(new
    {
        doc = given.Text,
        a = Links(given.A),
        b = Links(given.B),
        c = Links(given.C),
        positions = given.Positions,
    });

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private static object Links(BuiltChain chain) => chain.Links.Select(link => new
    {
        json = link.Set,
        specs = link.Specs?.Select(spec => new object[] { spec.From, spec.To, spec.Insert }),
    });

    private static void Compare(BuiltCase given, JsonElement theirs, List<string> found)
    {
        if (theirs.TryGetProperty("error", out var error))
        {
            found.Add($"CodeMirror refused: {error}");
            return;
        }
        var (a, b, c) = (given.A.Set, given.B.Set, given.C.Set);
        Sets("a", a);
        Sets("b", b);
        Sets("c", c);
        Texts("apply a", a.Apply(given.Text));
        Texts("apply b", b.Apply(given.Text));
        Sets("a map b", a.Map(b));
        Sets("b map a", b.Map(a));
        Sets("a map b, before", a.Map(b, before: true));
        Sets("b map a, before", b.Map(a, before: true));
        Sets("a compose c", a.Compose(c));
        Sets("a compose (b map a)", a.Compose(b.Map(a)));
        Sets("b compose (a map b, before)", b.Compose(a.Map(b, before: true)));
        Sets("a invert", a.Invert(given.Text));
        Sets("b invert", b.Invert(given.Text));
        Sets("c invert", c.Invert(given.A.TextAfter));
        Different("a mapPos", Positions(a, given.Positions), theirs.GetProperty("a mapPos").GetRawText());
        Different("b mapPos", Positions(b, given.Positions), theirs.GetProperty("b mapPos").GetRawText());
        var link = 0;
        foreach (var set in given.A.Links.Concat(given.B.Links).Concat(given.C.Links))
            Sets($"link {link++}", set.Set);

        void Sets(string name, ChangeSet mine)
        {
            var json = theirs.GetProperty(name).GetRawText();
            Different(name, JsonSerializer.Serialize(mine), json);
            var read = JsonSerializer.Deserialize<ChangeSet>(json)!;
            Different(name + ", there and back", JsonSerializer.Serialize(read), json);
            if (!read.Equals(mine) || read.GetHashCode() != mine.GetHashCode())
                found.Add(name + ": equal JSON, but not equal");
        }

        void Texts(string name, string mine) => Different(name, mine, theirs.GetProperty(name).GetString()!);

        void Different(string name, string mine, string theirs)
        {
            if (mine != theirs)
                found.Add($"{name}: ours {mine} theirs {theirs}");
        }
    }

    private static string Positions(ChangeSet set, IReadOnlyList<int> positions)
    {
        var text = new StringBuilder("[");
        foreach (var mode in Modes)
            foreach (var assoc in (ReadOnlySpan<int>)[-1, 1])
                foreach (var pos in positions)
                    text.Append(text.Length > 1 ? "," : "").Append(set.MapPos(pos, assoc, mode)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null");
        return text.Append(']').ToString();
    }

    /// <summary>An exception is a difference like any other, so that a case that throws is shrunk too.</summary>
    private static List<string> Caught(Action<List<string>> work)
    {
        var found = new List<string>();
        try
        {
            work(found);
        }
        catch (Exception thrown)
        {
            found.Add($"threw {thrown}");
        }
        return found;
    }
}
