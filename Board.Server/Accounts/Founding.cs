using Board.Engines;
using Board.Server.Demo;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>
/// The first start: a district gets its name and its first administrator. Possible only while there is no administrator;
/// a demo district does not count and makes way.
/// </summary>
public sealed class Founding(SpaceDoor door, SetupCode setupCode, ISharedTurns turns, IServiceScopeFactory scopes)
{
    private const string Done = "This district has been set up already. Sign in, or ask its administrator for an invitation.";

    /// <summary>Whether the district is still to be set up.</summary>
    public async ValueTask<bool> IsOpenAsync(CancellationToken cancellation = default)
    {
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        return district.IsDemo || !district.People.Values.Any(p => p.Active && p.Roles.Contains(Role.Administrator));
    }

    /// <summary>Founds the district. Of two who try at the same time one succeeds.</summary>
    /// <returns>The administrator's account, or why there is none, in words.</returns>
    public async Task<(Account? Account, string? Refusal)> FoundAsync(
        HttpContext context, string? code, string district, string name, string email, string password, CancellationToken cancellation = default)
    {
        (district, name, email) = (district.Trim(), name.Trim(), email.Trim());
        if (!setupCode.Admits(context, code)) return (null, "The setup code is not right. It is printed where the server was started.");
        if (district.Length is 0 or > 120 || name.Length is 0 or > 120) return (null, "The district and you need a name of up to 120 characters.");
        if (!Invitations.IsEmail(email)) return (null, "This is not an email address.");
        if (PasswordRules.Refusal(password, email) is { } refusal) return (null, refusal);

        await using var turn = await turns.TakeAsync("founding", cancellation);
        if (!await IsOpenAsync(cancellation)) return (null, Done);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoDistrict>().DeleteAsync(cancellation);
        return await FoundAsync(scope.ServiceProvider.GetRequiredService<UserManager<Account>>(), district, name, email, password, cancellation);
    }

    private async Task<(Account? Account, string? Refusal)> FoundAsync(
        UserManager<Account> users, string district, string name, string email, string password, CancellationToken cancellation)
    {
        // First, since another server may have founded it a moment ago, and what is known of that here is up to date after this.
        var founded = await door.DoAsync(DistrictSpace.Id, Person.System, new DistrictFounded(district, IsDemo: false), cancellation);
        if (founded.Refusal is { Code: not "exists" } refused) return (null, refused.Message);
        if (!await IsOpenAsync(cancellation)) return (null, Done);

        // An account may be left over from a setup that was cut off; it has no person in the district.
        var account = await users.FindByEmailAsync(email);
        var result = account is null
            ? await users.CreateAsync(account = new Account { UserName = email, Email = email }, password)
            : await Enrolment.SetPasswordAsync(users, account, password);
        if (!result.Succeeded) return (null, Enrolment.Sentence(result));
        var added = await door.DoAsync(DistrictSpace.Id, Person.System, new PersonAdded(account.Id, name, [Role.Administrator], null), cancellation);
        return added.Refusal is { } notAdded ? (null, notAdded.Message) : (account, null);
    }
}
