using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Accounts;

/// <summary>Accounts, passkeys and invitations, in <c>accounts.db</c> of the data folder. What people do is never in here.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account>(options)
{
    public DbSet<Invitation> Invitations => Set<Invitation>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Invitation>(invitation =>
        {
            invitation.HasIndex(i => i.CodeHash).IsUnique();
            invitation.PrimitiveCollection(i => i.Roles).ElementType().HasConversion<string>();
        });
    }
}
