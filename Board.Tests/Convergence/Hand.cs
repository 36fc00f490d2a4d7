using System.Text;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence;

/// <summary>What somebody is about to change, as places in their text, none of which overlap, in order.</summary>
internal sealed record Draft(IReadOnlyList<Draft.Place> Places)
{
    public readonly record struct Place(int From, int To, string Insert);

    /// <summary>One update, as the editor makes it of one transaction.</summary>
    public ChangeSet Changes(int length)
    {
        var changes = ChangeSet.Empty(length);
        foreach (var (from, to, insert) in Places.Reverse()) changes = changes.Compose(ChangeSet.Replace(changes.NewLength, from, to, insert));
        return changes;
    }

    /// <summary>The letters that it takes away from this text.</summary>
    public IEnumerable<int> Deleted(string text) => Places.SelectMany(place => Letters.In(text[place.From..place.To]));

    public IEnumerable<int> Inserted => Places.SelectMany(place => Letters.In(place.Insert));
}

/// <summary>
/// How people write: on at a cursor, mostly; close to each other, often; deleting, pasting, and at several places at once.
/// Never through the middle of a character.
/// </summary>
internal sealed class Hand(Random dice, Letters letters)
{
    public Draft Next(string text, ref int cursor, int comfortable)
    {
        cursor = Whole(text, dice.Next(4) switch { 0 => dice.Next(text.Length + 1), 1 => text.Length / 2, _ => cursor });
        var draft = dice.Next(text.Length > comfortable ? 30 : 20) switch
        {
            0 => Replace(text, cursor, dice.Next(1, 8), Words(dice.Next(1, 6))),
            1 => At(cursor, Words(dice.Next(10, 120))),
            2 => Several(text),
            3 => Cut(text, cursor, dice.Next(1, 30)),
            4 or 5 => Cut(text, cursor, dice.Next(1, 4)),
            6 when dice.Next(20) == 0 => Cut(text, 0, text.Length),
            7 => At(cursor, "\n"),
            > 19 => Cut(text, cursor, dice.Next(1, 20)),
            _ => At(cursor, Words(dice.Next(1, 4))),
        };
        var last = draft.Places.Count > 0 ? draft.Places[^1] : default;
        cursor = Math.Max(0, last.From + last.Insert?.Length ?? 0);
        return draft;
    }

    /// <summary>The nearest place at or before this one that is not inside a character.</summary>
    public static int Whole(string text, int at)
    {
        at = Math.Clamp(at, 0, text.Length);
        return at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static Draft At(int at, string insert) => new([new(at, at, insert)]);

    private static Draft Replace(string text, int at, int length, string insert) => new([new(at, Whole(text, at + length), insert)]);

    /// <summary>Forwards where there is something, else backwards.</summary>
    private static Draft Cut(string text, int at, int length)
    {
        var (from, to) = at < text.Length ? (at, Whole(text, at + length)) : (Whole(text, at - length), at);
        if (from == to && to < text.Length) to = Whole(text, to + 2);
        return from == to ? new Draft([]) : new Draft([new(from, to, "")]);
    }

    private Draft Several(string text)
    {
        var places = new List<Draft.Place>();
        for (var at = Whole(text, dice.Next(8)); at < text.Length && places.Count < 5; at = Whole(text, at + dice.Next(3, 20)))
        {
            if (places.Count > 0 && at <= places[^1].To) continue;
            var to = Whole(text, at + dice.Next(4));
            var insert = to == at || dice.Next(2) == 0 ? Words(dice.Next(1, 3)) : "";
            places.Add(new Draft.Place(at, to, insert));
        }
        return new Draft(places);
    }

    private string Words(int count)
    {
        var words = new StringBuilder();
        for (var i = 0; i < count; i++) words.Append(dice.Next(12) == 0 && count > 1 ? "\n" : letters.Next(wide: dice.Next(6) == 0));
        return words.ToString();
    }
}
