namespace Board.Spaces;

/// <summary>What every kind of space asks of the short texts and ids in its ops.</summary>
internal static class Words
{
    public const int MaxName = 120;
    public const int MaxText = 2_000;
    public const int MaxStory = 20_000;

    /// <summary>Refuses a name that is empty, too long, or not one line of readable text.</summary>
    public static Refusal? Name(string text, string what) =>
        string.IsNullOrWhiteSpace(text) ? new("empty", $"{what} needs a few letters. Nothing was changed.")
        : text.Length > MaxName ? new("too-long", $"{what} can have {MaxName} characters. Nothing was changed.")
        : text.Any(char.IsControl) || !IsWhole(text) ? new("malformed", $"{what} holds characters that can't be shown. Nothing was changed.")
        : null;

    /// <summary>Refuses a text that is too long or not readable; an empty one is fine.</summary>
    public static Refusal? Text(string text, string what, int most = MaxText) =>
        text.Length > most ? new("too-long", $"{what} can have {most} characters. Nothing was changed.")
        : text.Any(c => char.IsControl(c) && c != '\n') || !IsWhole(text) ? new("malformed", $"{what} holds characters that can't be shown. Nothing was changed.")
        : null;

    /// <summary>Refuses a text that is empty, too long or not readable.</summary>
    public static Refusal? Remark(string text, string what) =>
        string.IsNullOrWhiteSpace(text) ? new("empty", $"{what} needs a few letters. Nothing was changed.") : Text(text, what);

    /// <summary>Refuses what is not the code of a look-for: 1 to 6 letters, digits and dots.</summary>
    public static Refusal? Code(string code) =>
        code.Length is > 0 and <= 6 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? null : Refusals.UnknownOp;

    /// <summary>Refuses what is not a stretch of a text.</summary>
    public static Refusal? Stretch(int from, int to) => from >= 0 && to >= from ? null : Refusals.UnknownOp;

    /// <summary>Refuses an id that is not 1 to 32 lower-case letters and digits.</summary>
    public static Refusal? Id(string id) =>
        id.Length is > 0 and <= SpaceId.MaxKeyLength && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9')
            ? null
            : new("malformed", "The page sent something that the server does not understand. Nothing was changed; reload the page.");

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }
        return true;
    }
}

/// <summary>Refusals that several kinds of space give.</summary>
internal static class Refusals
{
    /// <summary>For what is not there and for what one may not know of: the same answer.</summary>
    public static Refusal ClosedDoor { get; } = new("closed-door", "This page is not here, or it isn't shared with you.");

    public static Refusal NotAllowed(string who) => new("not-allowed", $"Only {who} can do this. Nothing was changed.");

    public static Refusal NotThere(string what) => new("not-there", $"{what} is not there any more. Nothing was changed.");

    public static Refusal ChangedMeanwhile(string what) =>
        new("changed-meanwhile", $"{what} was changed by somebody else meanwhile. Your words are still in the field; look at the new ones, then save again.");

    public static Refusal LookOnly { get; } = new("look-only", "You can read along here, but not write. Ask the coach or the teacher to let you write.");

    public static Refusal UnknownOp { get; } = new("malformed", "The page sent something that the server does not understand. Nothing was changed; reload the page.");
}
