using System.Text;

namespace Board.Tests.Convergence;

/// <summary>
/// Characters of which each is written once in a run, so that every one of them can be followed: Chinese, Korean and private
/// ones, and a part that are surrogate pairs, as emoji are. Line breaks are the only character without an identity.
/// </summary>
internal sealed class Letters
{
    private static readonly (int From, int To)[] Plain = [(0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x3400, 0x4DBF), (0xE000, 0xF8FF)];
    private static readonly (int From, int To)[] Wide = [(0x20000, 0x2A6DF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD)];

    private readonly IEnumerator<int> _plain = Through(Plain).GetEnumerator();
    private readonly IEnumerator<int> _wide = Through(Wide).GetEnumerator();

    public string Next(bool wide)
    {
        lock (_plain) return Draw(wide);
    }

    private string Draw(bool wide)
    {
        var source = wide || !_plain.MoveNext() ? _wide : _plain;
        if (ReferenceEquals(source, _wide) && !_wide.MoveNext()) throw new InvalidOperationException("All letters are used up; take fewer ops.");
        return new Rune(source.Current).ToString();
    }

    /// <summary>The letters in a text, in order.</summary>
    public static IEnumerable<int> In(string text) => text.EnumerateRunes().Select(rune => rune.Value).Where(letter => letter != '\n');

    private static IEnumerable<int> Through((int From, int To)[] ranges) =>
        ranges.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1));
}
