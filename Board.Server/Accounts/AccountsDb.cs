using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Accounts;

/// <summary>
/// Accounts, passkeys and invitations, in <c>accounts.db</c> of the data folder or in the PostgreSQL database that servers share. What
/// people do is never in here. Each kind of database has migrations of its own: those of SQLite belong to this class, those of
/// PostgreSQL to <see cref="PostgresAccountsDb"/>.
/// </summary>
public class AccountsDb : IdentityUserContext<Account>
{
    public AccountsDb(DbContextOptions<AccountsDb> options) : base(options)
    {
    }

    protected AccountsDb(DbContextOptions options) : base(options)
    {
    }

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

/// <summary>The same in PostgreSQL, in the schema <c>board</c>.</summary>
public sealed class PostgresAccountsDb(DbContextOptions<PostgresAccountsDb> options) : AccountsDb(options)
{
    public const string Schema = "board";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
    }
}
