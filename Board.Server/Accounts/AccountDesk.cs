using System.Security.Claims;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>What people change about their own account. Each answers with null, or why it was not done, in words.</summary>
public sealed class AccountDesk(UserManager<Account> users, SignInManager<Account> signIn, PersonStamps stamps, SpaceDoor door)
{
    private const int MaxPasskeys = 20;

    public async Task<(Account? Account, IReadOnlyList<UserPasskeyInfo> Passkeys)> LoadAsync(ClaimsPrincipal user)
    {
        var account = await users.GetUserAsync(user);
        return account is null ? (null, []) : (account, [.. await users.GetPasskeysAsync(account)]);
    }

    public async Task<string?> RenameAsync(Person person, string name)
    {
        ArgumentNullException.ThrowIfNull(person);
        return (await door.DoAsync(DistrictSpace.Id, person, new PersonRenamed(person.Id, name.Trim()))).Refusal?.Message;
    }

    /// <summary>Other sessions end, this one goes on.</summary>
    public async Task<string?> ChangePasswordAsync(Account account, string current, string wanted)
    {
        ArgumentNullException.ThrowIfNull(account);
        var result = await users.ChangePasswordAsync(account, current, wanted);
        if (!result.Succeeded)
            return result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)) ? "The password you have is another one. Nothing was changed." : Enrolment.Sentence(result);
        stamps.Forget(account.Id);
        await signIn.RefreshSignInAsync(account);
        return null;
    }

    /// <param name="device">The browser's own description of itself, from which the passkey gets a name that its owner knows again.</param>
    public async Task<string?> AddPasskeyAsync(Account account, string credential, string device)
    {
        const string notAdded = "The passkey could not be added. Nothing was changed; you can try again.";
        if (credential.Length is 0 or > 16_384) return notAdded;
        if ((await users.GetPasskeysAsync(account)).Count >= MaxPasskeys) return $"You can have {MaxPasskeys} passkeys. Remove one first.";
        var attestation = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!attestation.Succeeded || attestation.UserEntity.Id != account.Id) return notAdded;
        attestation.Passkey.Name = NameOf(device);
        var result = await users.AddOrUpdatePasskeyAsync(account, attestation.Passkey);
        return result.Succeeded ? null : notAdded;
    }

    public async Task<string?> RemovePasskeyAsync(Account account, byte[] credential)
    {
        var result = await users.RemovePasskeyAsync(account, credential);
        return result.Succeeded ? null : Enrolment.Sentence(result);
    }

    private static string NameOf(string device) => device switch
    {
        _ when device.Contains("iPhone", StringComparison.Ordinal) => "iPhone",
        _ when device.Contains("iPad", StringComparison.Ordinal) => "iPad",
        _ when device.Contains("Android", StringComparison.Ordinal) => "Android",
        _ when device.Contains("CrOS", StringComparison.Ordinal) => "Chromebook",
        _ when device.Contains("Mac", StringComparison.Ordinal) => "Mac",
        _ when device.Contains("Windows", StringComparison.Ordinal) => "Windows",
        _ => "This device",
    };
}
