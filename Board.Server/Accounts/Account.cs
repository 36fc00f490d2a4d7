using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>
/// How somebody signs in. Who they are (name, roles, school, whether they are still with us) is in the district; the account's
/// id is the person's id there. The user name is the email address.
/// </summary>
public sealed class Account : IdentityUser
{
    /// <summary>Twelve characters, five bits each; lower case, so that an id is safe in a URL, a file name and a log.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    public Account() => Id = NewId();

    public static string NewId() => RandomNumberGenerator.GetString(Letters, 12);
}
