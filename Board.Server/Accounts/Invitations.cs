using System.Net.Mail;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Accounts;

/// <summary>
/// How people come in: an administrator makes a link, and whoever holds it opens the account once, within seven days.
/// Board sends no mail; the administrator hands the link over.
/// </summary>
public sealed class Invitations(IDbContextFactory<AccountsDb> accounts, ILookupNormalizer names, SpaceDoor door, TimeProvider time)
{
    private const int MaxEmail = 254;

    /// <summary>The code is shown once, to the one who invites; it can't be read again.</summary>
    public sealed record Issued(Invitation Invitation, string Code);

    /// <summary>Invites somebody new. An earlier invitation to the same address is taken back.</summary>
    public async Task<(Issued? Issued, Refusal? Refusal)> InviteAsync(
        Person by, string name, string email, IReadOnlyCollection<Role> roles, string? organisation, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        (name, email) = (name.Trim(), email.Trim());
        if (!by.Is(Role.Administrator)) return (null, OnlyAdministrators);
        if (name.Length is 0 or > 120 || name.Any(char.IsControl)) return (null, new Refusal("empty", "The invitation needs a name of up to 120 characters. Nobody was invited."));
        if (!IsEmail(email)) return (null, new Refusal("email", "This is not an email address. Nobody was invited."));
        if (roles.Count == 0) return (null, new Refusal("roles", "Choose at least one role. Nobody was invited."));
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        if (organisation is not null && !district.Organisations.ContainsKey(organisation)) return (null, new Refusal("not-there", "This school is not there any more. Nobody was invited."));

        await using var db = await accounts.CreateDbContextAsync(cancellation);
        var normalized = names.NormalizeEmail(email);
        if (await db.Users.AnyAsync(a => a.NormalizedEmail == normalized, cancellation))
            return (null, new Refusal("exists", "There is an account with this address already. For somebody who can't get in, make a new sign-in link."));
        return (await IssueAsync(db, Account.NewId(), name, email, [.. roles], organisation, renews: false, by, cancellation), null);
    }

    /// <summary>Makes a link with which somebody who has an account sets a new password.</summary>
    public async Task<(Issued? Issued, Refusal? Refusal)> RenewAsync(Person by, string person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.Is(Role.Administrator)) return (null, OnlyAdministrators);
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        await using var db = await accounts.CreateDbContextAsync(cancellation);
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == person, cancellation);
        if (account?.Email is not { } email || !district.People.TryGetValue(person, out var member) || !member.Active)
            return (null, new Refusal("not-there", "This person has no open account. Nothing was changed."));
        return (await IssueAsync(db, person, member.Name, email, [], null, renews: true, by, cancellation), null);
    }

    /// <summary>Those that can still be used, the newest first.</summary>
    public async Task<IReadOnlyList<Invitation>> OpenAsync(CancellationToken cancellation = default)
    {
        await using var db = await accounts.CreateDbContextAsync(cancellation);
        return await Open(db).AsNoTracking().OrderByDescending(i => i.ExpiresAt).ToListAsync(cancellation);
    }

    /// <summary>Takes an invitation back; its link opens nothing any more.</summary>
    public async Task<Refusal?> RevokeAsync(Person by, string id, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.Is(Role.Administrator)) return OnlyAdministrators;
        await using var db = await accounts.CreateDbContextAsync(cancellation);
        await Open(db).Where(i => i.Id == id).ExecuteDeleteAsync(cancellation);
        return null;
    }

    /// <summary>The open invitation with this code, or null. Whether there never was one, or it was used, is not told.</summary>
    public async Task<Invitation?> FindAsync(string code, CancellationToken cancellation = default)
    {
        var hash = Invitation.Hash(code);
        await using var db = await accounts.CreateDbContextAsync(cancellation);
        return await Open(db).AsNoTracking().FirstOrDefaultAsync(i => i.CodeHash == hash, cancellation);
    }

    /// <summary>Claims an invitation inside the caller's transaction: true for exactly one of those who try.</summary>
    internal async Task<bool> ClaimAsync(AccountsDb db, string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return await Open(db).Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now), cancellation) == 1;
    }

    internal static bool IsEmail(string email) =>
        email.Length <= MaxEmail && MailAddress.TryCreate(email, out var address) && address.Address == email && !email.Any(char.IsControl);

    private static Refusal OnlyAdministrators { get; } = new("not-allowed", "Only an administrator can do this. Nothing was changed.");

    private IQueryable<Invitation> Open(AccountsDb db)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Invitations.Where(i => i.AcceptedAt == null && i.ExpiresAt > now);
    }

    private async Task<Issued> IssueAsync(
        AccountsDb db, string account, string name, string email, Role[] roles, string? organisation, bool renews, Person by, CancellationToken cancellation)
    {
        var code = Invitation.NewCode();
        var invitation = new Invitation
        {
            Id = SessionId.NewKey(),
            CodeHash = Invitation.Hash(code),
            AccountId = account,
            Name = name,
            Email = email,
            Roles = roles,
            Organisation = organisation,
            Renews = renews,
            InvitedBy = by.Id,
            ExpiresAt = time.GetUtcNow().UtcDateTime + Invitation.Lifetime,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Invitations.Where(i => i.AcceptedAt == null && i.Email == email).ExecuteDeleteAsync(cancellation);
        db.Invitations.Add(invitation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new Issued(invitation, code);
    }
}
