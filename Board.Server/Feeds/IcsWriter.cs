using System.Globalization;
using System.Text;

namespace Board.Server.Feeds;

/// <summary>Content lines of RFC 5545: folded at 75 octets between characters, with CRLF, and with texts escaped (3.1, 3.3.11).</summary>
internal sealed class IcsWriter
{
    private const int MaxOctets = 75;

    private readonly StringBuilder _text = new();

    /// <summary>A line whose value is written as it is.</summary>
    public IcsWriter Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                _text.Append("\r\n ");
                octets = 1; // the blank that a folded line begins with
            }
            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        _text.Append("\r\n");
        return this;
    }

    /// <summary>A line whose value is somebody's words; left out where there are none.</summary>
    public IcsWriter Words(string name, string? text)
    {
        if (string.IsNullOrEmpty(text)) return this;
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c is '\\' or ';' or ',') escaped.Append('\\').Append(c);
            else if (!char.IsControl(c)) escaped.Append(c);
        }
        return Line(name, escaped.ToString());
    }

    public static string Date(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Local(DateOnly date, TimeOnly time) => date.ToDateTime(time).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    public static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();
}
