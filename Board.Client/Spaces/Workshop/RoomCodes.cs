using System.Security.Cryptography;
using Board.Spaces.Workshop;

namespace Board.Client.Spaces.Workshop;

/// <summary>Draws codes that lead into a room, and reads what people type. Whoever scans has a secret besides, which can't be guessed.</summary>
public static class RoomCodes
{
    private const string SecretAlphabet = "abcdefghjkmnpqrstvwxyz23456789";
    private const int SecretLength = 20;

    public static RoomCode Draw() => new(RandomNumberGenerator.GetString(RoomCode.Alphabet, RoomCode.Length), RandomNumberGenerator.GetString(SecretAlphabet, SecretLength));

    /// <summary>Another one for another code, for an address that must not hold the code itself: 16 bits, from which it can't be told.</summary>
    public static int Mark(string code) => code.Aggregate(0, (mark, c) => ((mark * 31) + c) & 0xFFFF);

    /// <summary>What somebody typed as a code, or null where it can be none. Small letters, spaces and dashes are fine.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 40) return null;
        var code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '.'))).ToUpperInvariant();
        return code.Length == RoomCode.Length && code.All(c => RoomCode.Alphabet.Contains(c, StringComparison.Ordinal)) ? code : null;
    }
}
