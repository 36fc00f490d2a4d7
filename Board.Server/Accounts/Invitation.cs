using System.Security.Cryptography;
using System.Text;
using Board.Spaces;

namespace Board.Server.Accounts;

/// <summary>A link that opens an account once. Of its code only a hash is kept, so a copy of the database opens nothing.</summary>
public sealed class Invitation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Without O, I, 0 and 1: it may be read out or typed from paper.</summary>
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int CodeLength = 12;

    public required string Id { get; init; }

    /// <summary>SHA-256 of the code. The code has 60 random bits, lives a week and can't be tried often, so no slow hash is needed.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>The account that it makes, or that it gives a new password to.</summary>
    public required string AccountId { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>What they will be in the district; empty if the account exists and only gets a new password.</summary>
    public required Role[] Roles { get; init; }

    public string? Organisation { get; init; }

    /// <summary>True for somebody who has an account already and can't get in.</summary>
    public bool Renews { get; init; }

    public required string InvitedBy { get; init; }

    /// <summary>UTC, as are all times here.</summary>
    public required DateTime ExpiresAt { get; init; }

    public DateTime? AcceptedAt { get; set; }

    /// <summary>A new code as people see it, in three groups of four.</summary>
    public static string NewCode() => CodeOf(RandomNumberGenerator.GetBytes(CodeLength));

    /// <summary>The code that so many bytes come to, at least twelve; there are 32 letters, so five bits of each are as random as they are.</summary>
    public static string CodeOf(ReadOnlySpan<byte> bytes)
    {
        Span<char> code = stackalloc char[CodeLength];
        for (var i = 0; i < CodeLength; i++) code[i] = Letters[bytes[i] % Letters.Length];
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>The hash of what somebody typed or of what a link carried; spaces, dashes and case do not matter.</summary>
    public static byte[] Hash(string code)
    {
        var bare = new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return SHA256.HashData(Encoding.ASCII.GetBytes(bare));
    }
}
