using Board.Engines;
using Board.Spaces.District;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>Signs people in and out. Each way in answers with null, or why it was not opened, in words.</summary>
public sealed class SignInDesk(
    SignInManager<Account> signIn, UserManager<Account> users, Enrolment enrolment, AttemptLimits limits,
    PersonStamps stamps, ConnectedPeople connected, SpaceDoor door)
{
    private const string NotRight = "The email or the password is not right.";
    private const string TooMany = "These were too many tries. Wait five minutes, or ask your administrator for a new sign-in link.";
    private const string NotIn = "This account is not open at the moment. Ask your administrator.";

    private static readonly Account Nobody = new();

    public async Task<string?> WithPasswordAsync(HttpContext context, string email, string password, bool stay)
    {
        if (!limits.Take(context, users.NormalizeEmail(email.Trim()))) return TooMany;
        if (await users.FindByEmailAsync(email.Trim()) is not { } account)
        {
            // As long as with an account, so that the time does not tell whether there is one.
            users.PasswordHasher.HashPassword(Nobody, password);
            return NotRight;
        }
        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.IsLockedOut) return TooMany;
        return result.Succeeded ? await OpenAsync(account, stay) : NotRight;
    }

    /// <summary>A passkey can't be guessed, so tries at the password do not lock it.</summary>
    public async Task<string?> WithPasskeyAsync(HttpContext context, string credential)
    {
        const string notKnown = "This passkey is not known here. Sign in with your password; you can add a passkey on your account page.";
        if (!limits.Take(context)) return TooMany;
        if (credential.Length is 0 or > 16_384) return notKnown;
        var assertion = await signIn.PerformPasskeyAssertionAsync(credential);
        if (!assertion.Succeeded) return notKnown;
        await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
        return await OpenAsync(assertion.User, stay: true);
    }

    /// <summary>Signs in somebody whose right to come in has been shown: by password, passkey, invitation, or in a demo.</summary>
    public async Task<string?> OpenAsync(Account account, bool stay)
    {
        await enrolment.EnsurePersonAsync(account.Id);
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id);
        if (district.Person(account.Id) is null) return NotIn;
        await signIn.SignInAsync(account, stay);
        return null;
    }

    /// <summary>Ends every session of a person, this one included, within seconds.</summary>
    public async Task SignOutEverywhereAsync(Account account)
    {
        await users.UpdateSecurityStampAsync(account);
        stamps.Forget(account.Id);
        connected.End(account.Id);
        await signIn.SignOutAsync();
    }

    public Task SignOutAsync() => signIn.SignOutAsync();
}
