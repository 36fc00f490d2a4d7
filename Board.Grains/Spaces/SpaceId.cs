using System.Diagnostics.CodeAnalysis;

namespace Board.Spaces;

/// <summary>
/// The address of a space: its kind and a key, written <c>kind-key</c>, such as <c>cycle-7f3kq2mz</c>.
/// Both parts are lower-case ASCII letters and digits, so an id is safe in a URL, a file name and a log.
/// </summary>
public readonly record struct SpaceId
{
    /// <summary>The longest key that is accepted.</summary>
    public const int MaxKeyLength = 32;

    public SpaceId(string kind, string key)
    {
        if (!IsPart(kind) || !IsPart(key) || key.Length > MaxKeyLength)
            throw new ArgumentException("A space id is made of lower-case letters and digits.", nameof(key));
        Kind = kind;
        Key = key;
    }

    /// <summary>The name of a <see cref="SpaceKind"/>, such as <c>cycle</c>.</summary>
    public string Kind { get; }

    /// <summary>Unique within the kind.</summary>
    public string Key { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out SpaceId id)
    {
        id = default;
        if (text is null || text.Length > 64) return false;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0) return false;
        var (kind, key) = (text[..dash], text[(dash + 1)..]);
        if (!IsPart(kind) || !IsPart(key) || key.Length > MaxKeyLength) return false;
        id = new SpaceId(kind, key);
        return true;
    }

    public override string ToString() => $"{Kind}-{Key}";

    private static bool IsPart(string text) => text.Length > 0 && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9');
}
