using Board.Engines;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Accounts;

/// <summary>
/// Turns an invitation into an account, and an account into a person of the district. These are two stores, so the second step
/// can be missed when the server dies between them; it is made up for when the person signs in.
/// </summary>
public sealed class Enrolment(AccountsDb db, UserManager<Account> users, Invitations invitations, PersonStamps stamps, SpaceDoor door)
{
    /// <summary>Opens the account with a password of the person's choice. The code works once.</summary>
    /// <returns>The account, or why there is none, in words.</returns>
    public async Task<(Account? Account, string? Refusal)> AcceptAsync(string code, string password, CancellationToken cancellation = default)
    {
        if (await invitations.FindAsync(code, cancellation) is not { } invitation) return (null, UsedUp);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await invitations.ClaimAsync(db, invitation.Id, cancellation)) return (null, UsedUp);
        var (account, result) = invitation.Renews ? await RenewAsync(invitation, password) : await CreateAsync(invitation, password);
        if (account is null || !result.Succeeded) return (null, Sentence(result));
        await transaction.CommitAsync(cancellation);
        stamps.Forget(account.Id);
        await EnsurePersonAsync(account.Id, cancellation);
        return (account, null);
    }

    /// <summary>Adds the person of an account to the district if they are not in it yet.</summary>
    public async Task EnsurePersonAsync(string account, CancellationToken cancellation = default)
    {
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        if (district.People.ContainsKey(account)) return;
        var invitation = await db.Invitations.AsNoTracking()
            .Where(i => i.AccountId == account && !i.Renews && i.AcceptedAt != null)
            .FirstOrDefaultAsync(cancellation);
        if (invitation is null) return;
        var school = invitation.Organisation is { } id && district.Organisations.ContainsKey(id) ? id : null;
        await door.DoAsync(DistrictSpace.Id, Person.System, new PersonAdded(account, invitation.Name, [.. invitation.Roles], school), cancellation);
    }

    public static string Sentence(IdentityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        // Identity says the same of the password as our own rule does; one sentence is enough.
        return result.Errors.FirstOrDefault(e => e.Code == PasswordRules.Code)?.Description
            ?? result.Errors.FirstOrDefault()?.Description
            ?? "This did not work. Nothing was changed.";
    }

    private const string UsedUp = "This invitation has been used, or its seven days are over. Ask your administrator for a new one.";

    private async Task<(Account?, IdentityResult)> CreateAsync(Invitation invitation, string password)
    {
        var account = new Account { Id = invitation.AccountId, UserName = invitation.Email, Email = invitation.Email };
        return (account, await users.CreateAsync(account, password));
    }

    private async Task<(Account?, IdentityResult)> RenewAsync(Invitation invitation, string password)
    {
        if (await users.FindByIdAsync(invitation.AccountId) is not { } account) return (null, IdentityResult.Failed());
        return (account, await SetPasswordAsync(users, account, password));
    }

    /// <summary>Replaces the password, ends a lock, and with a new stamp every session there was.</summary>
    internal static async Task<IdentityResult> SetPasswordAsync(UserManager<Account> users, Account account, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, account, password) is { Succeeded: false } refused) return refused;
        }
        if (await users.HasPasswordAsync(account)) await users.RemovePasswordAsync(account);
        var result = await users.AddPasswordAsync(account, password);
        if (!result.Succeeded) return result;
        await users.SetLockoutEndDateAsync(account, null);
        await users.ResetAccessFailedCountAsync(account);
        return await users.UpdateSecurityStampAsync(account);
    }
}
