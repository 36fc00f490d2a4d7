using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>What the sign-in cookie says: whose it is, and as of which stamp. Names and roles are read from the district.</summary>
public sealed class PersonClaims : IUserClaimsPrincipalFactory<Account>
{
    public const string Stamp = "stamp";

    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        Claim[] claims = [new(ClaimTypes.NameIdentifier, user.Id), new(Stamp, user.SecurityStamp ?? "")];
        return Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)));
    }
}

internal static class StampClaim
{
    /// <summary>The stamp that they signed in with.</summary>
    public static string StampOf(this ClaimsPrincipal principal) => principal.FindFirstValue(PersonClaims.Stamp) ?? "";
}
