using System.Security.Cryptography;
using System.Text;

namespace Board.Client.Spaces.Desk;

/// <summary>
/// The key in the address of somebody's calendar feed: who they are, and a secret of 200 random bits. Calendar programs can't sign
/// in, so whoever has the address reads the calendar; it is shown once, only a hash of the secret is kept, and a new one ends the old.
/// </summary>
public static class FeedKey
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int SecretLength = 40;

    /// <summary>A new key, and what is kept of it.</summary>
    public static (string Key, string Hash) New(string person)
    {
        var secret = RandomNumberGenerator.GetString(Alphabet, SecretLength);
        return ($"{person}-{secret}", HashOf(secret));
    }

    /// <summary>Whose feed a key asks for and the hash of its secret; null for what is no key.</summary>
    public static (string Person, string Hash)? Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && key.Length - dash - 1 == SecretLength ? (key[..dash], HashOf(key[(dash + 1)..])) : null;
    }

    public static bool Opens(string hash, string? kept) =>
        kept is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(kept));

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
