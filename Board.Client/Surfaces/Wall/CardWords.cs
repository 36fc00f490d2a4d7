using System.Globalization;
using Board.Surfaces.Wall;

namespace Board.Client.Surfaces.Wall;

/// <summary>What is said about cards.</summary>
public static class CardWords
{
    private const int Short = 60;

    /// <summary>What a card is called where there is room for a few words only.</summary>
    public static string Name(Card card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var content = card.Content;
        var text = content.Text.Length > 0 ? content.Text.ReplaceLineEndings(" ") : content.Link is { } link ? Host(link) : content.Alt.Length > 0 ? content.Alt : "A picture";
        return text.Length <= Short ? text : $"{text[..Whole(text, Short - 1)].TrimEnd()}…";
    }

    /// <summary>Where a link leads, such as "example.org".</summary>
    public static string Host(string link) => Uri.TryCreate(link, UriKind.Absolute, out var uri) ? uri.IdnHost : link;

    /// <summary>How long after the wall's first card, such as "1:48"; after an hour, the time of day.</summary>
    /// <param name="first">When the first card was put up, in milliseconds since 1970 UTC, like <paramref name="at"/>.</param>
    public static string Age(long at, long first, TimeZoneInfo zone)
    {
        var since = TimeSpan.FromMilliseconds(Math.Max(0, at - first));
        if (since < TimeSpan.FromHours(1)) return string.Create(CultureInfo.InvariantCulture, $"{(int)since.TotalMinutes}:{since.Seconds:00}");
        return TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), zone).ToString("h:mm tt", CultureInfo.InvariantCulture);
    }

    public static string Count(int count, string one, string more) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count} {more}");

    /// <summary>Not between the halves of a character.</summary>
    private static int Whole(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
