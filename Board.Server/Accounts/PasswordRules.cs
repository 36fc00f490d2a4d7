using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>
/// Long enough, and not one of those that everybody tries first; nothing about digits and signs, which make passwords
/// hard to remember and not hard to guess (NIST SP 800-63B, 5.1.1.2).
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public const string Code = "Password";

    public const int MinLength = 10;
    public const int MaxLength = 256;

    public static string Hint { get; } = $"At least {MinLength} characters. A few words in a row are easy to keep in mind.";

    /// <summary>The parts that the most common passwords of ten and more characters are made of.</summary>
    private static readonly string[] Common =
    [
        "password", "passwort", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "1qaz2wsx", "1q2w3e4r5t", "123456789", "12345678",
        "1234567", "123456", "987654321", "0123456789", "iloveyou", "sunshine", "princess", "football", "baseball", "superman", "letmein",
        "welcome", "teacher", "school", "coaching", "changeme", "administrator", "admin", "board", "abc123", "trustno1", "dragon", "monkey",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        var refusal = Refusal(password ?? "", user.Email);
        return Task.FromResult(refusal is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = Code, Description = refusal }));
    }

    /// <summary>Why a password is not taken, in words, or null.</summary>
    public static string? Refusal(string password, string? email)
    {
        if (password.Length < MinLength) return $"The password needs at least {MinLength} characters.";
        if (password.Length > MaxLength) return $"The password can have {MaxLength} characters.";
        var bare = password.ToLowerInvariant();
        if (email?.Split('@')[0].ToLowerInvariant() is { Length: > 3 } name) bare = bare.Replace(name, "", StringComparison.Ordinal);
        foreach (var common in Common) bare = bare.Replace(common, "", StringComparison.Ordinal);
        return bare.Distinct().Count() < 4 ? "This password is one of the first that others would try. Take a few words that only you would put together." : null;
    }
}
