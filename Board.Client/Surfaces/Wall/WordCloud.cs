using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Board.Client.Surfaces.Wall;

/// <summary>The words that stand on most cards of a wall. A word counts once a card, however often the card says it.</summary>
public static class WordCloud
{
    public const int MaxWords = 60;

    /// <summary>What holds sentences together and says nothing of what they are about (English).</summary>
    private static readonly FrozenSet<string> Stop = FrozenSet.ToFrozenSet(
        """
        a about above after again against all also am an and any are aren't as at be because been before being below between both but by can can't cannot could couldn't
        did didn't do does doesn't doing don't down during each even every few for from further get gets getting go goes going got had hadn't has hasn't have haven't having he her here
        hers herself him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just let let's like lot make makes many may me might more most much must my
        myself need needs no nor not now of off on once one only or other our ours ourselves out over own per please put really right same say see she should shouldn't so some
        such take than that that's the their theirs them themselves then there there's these they they're they've thing things this those through to too under until up us use very was wasn't we
        we'd we'll we're we've were weren't what what's when where which while who whom why will with won't would wouldn't yes yet you you'd you'll you're you've your yours yourself
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    /// <param name="texts">A text each card.</param>
    /// <returns>Most frequent first; of those alike, in the order of the alphabet.</returns>
    public static ImmutableArray<CloudWord> Of(IEnumerable<string> texts, int most = MaxWords)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var (cards, spellings) = (new Dictionary<string, int>(), new Dictionary<string, string>());
        foreach (var text in texts)
        {
            foreach (var word in Split(text).DistinctBy(Key))
            {
                var key = Key(word);
                if (key.Length < 3 || Stop.Contains(key) || key.All(char.IsAsciiDigit)) continue;
                cards[key] = cards.GetValueOrDefault(key) + 1;
                // As most would write it: "Coach" at the beginning of a sentence is "coach" elsewhere, "PLC" stays.
                if (!spellings.TryGetValue(key, out var known) || Capitals(word) < Capitals(known)) spellings[key] = word;
            }
        }
        var sorted = cards.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(most).ToList();
        if (sorted.Count == 0) return [];
        var (top, least) = (sorted[0].Value, sorted[^1].Value);
        return [.. sorted.Select(word => new CloudWord(spellings[word.Key], word.Value, top == least ? 3 : 1 + ((word.Value - least) * 4 / (top - least))))];
    }

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) word.Append(rune);
            else if (word.Length > 0 && rune.Value is '\'' or '’' or '-') word.Append(rune.Value == '’' ? '\'' : (char)rune.Value);
            else if (word.Length > 0) yield return Take(word);
        }
        if (word.Length > 0) yield return Take(word);
    }

    private static string Take(StringBuilder word)
    {
        var taken = word.ToString().TrimEnd('\'', '-');
        word.Clear();
        return taken.EndsWith("'s", StringComparison.Ordinal) ? taken[..^2] : taken;
    }

    private static string Key(string word) => word.ToLowerInvariant();

    private static int Capitals(string word) => word.Count(char.IsUpper);
}

/// <param name="Cards">On how many cards it stands.</param>
/// <param name="Size">1 to 5.</param>
public sealed record CloudWord(string Word, int Cards, int Size);
