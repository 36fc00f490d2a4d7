namespace Board.Surfaces.Wall;

/// <summary>
/// Places between places, so that two people who move cards at once never have to number the others anew: fractions in base 36,
/// written without the leading "0.", compared as text. Of two cards at one place the older one stands first.
/// </summary>
public static class CardOrder
{
    public const int MaxLength = 64;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int Width = 4;

    /// <summary>A fraction above 0 with no needless zero at its end, which nothing could be put before.</summary>
    public static bool IsPlace(string text) =>
        text.Length is > 0 and <= MaxLength && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9') && text[^1] != '0';

    /// <summary>A place after one and before another; null stands for the beginning, or the end.</summary>
    public static string Between(string? low, string? high)
    {
        low ??= "";
        if (high is not null && string.CompareOrdinal(low, high) >= 0) high = null;
        return high is null && low.Length > 0 ? After(low) : Middle(low, high);
    }

    /// <summary>Counts up in the fourth digit: cards that come one after the other keep short places.</summary>
    private static string After(string low)
    {
        var digits = low.PadRight(Width, '0')[..Width].Select(c => Digits.IndexOf(c, StringComparison.Ordinal)).ToArray();
        for (var i = Width - 1; i >= 0; i--)
        {
            if (++digits[i] < Digits.Length) return string.Concat(digits.Select(digit => Digits[digit])).TrimEnd('0');
            digits[i] = 0;
        }
        return Middle(low, null);
    }

    private static string Middle(string low, string? high)
    {
        var place = "";
        for (var i = 0; ; i++)
        {
            var from = i < low.Length ? Digits.IndexOf(low[i], StringComparison.Ordinal) : 0;
            var to = high is null ? Digits.Length : Digits.IndexOf(high[i], StringComparison.Ordinal);
            var middle = (from + to) / 2;
            if (middle > from) return place + Digits[middle];
            place += Digits[from];
            if (from < to) high = null; // what follows is before it already
        }
    }
}
