namespace Board.Spaces.Workshop;

/// <summary>What opens the room's door. It ends with the workshop, and with the next one that is issued.</summary>
/// <param name="Code">Six characters, for people to type.</param>
/// <param name="Secret">Longer, for the picture that phones read.</param>
public sealed record RoomCode(string Code, string Secret)
{
    /// <summary>No vowels, so that no word comes of it, and nothing that looks like something else.</summary>
    public const string Alphabet = "BCDFGHJKLMNPQRSTVWXYZ23456789";

    public const int Length = 6;
    public const int MinSecret = 16;
    public const int MaxSecret = 64;

    /// <summary>As it is shown and read out: two groups of three.</summary>
    public static string Shown(string code) => code.Length == Length ? $"{code[..3]} {code[3..]}" : code;

    internal bool IsWhole =>
        Code.Length == Length && Code.All(Alphabet.Contains)
        && Secret.Length is >= MinSecret and <= MaxSecret && Secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
