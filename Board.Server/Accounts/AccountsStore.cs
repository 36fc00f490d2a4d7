using Board.Log;
using Board.Log.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Accounts;

/// <summary>Where accounts and the keys that protect cookies and tokens are kept: in the data folder, or where all servers find them.</summary>
internal static class AccountsStore
{
    /// <summary>In the data folder of a server that is alone.</summary>
    public static void AddSqliteAccounts(this IServiceCollection services)
    {
        services.AddDbContextFactory<AccountsDb>((s, options) => options.UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = s.GetRequiredService<DataFolder>().AccountsDatabase }.ConnectionString));
        services.AddDataProtection().SetApplicationName("board");
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((options, folder, log) =>
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.KeysDirectory), log));
        services.AddSingleton<ISharedTurns, OwnTurns>();
        services.AddSingleton(new SetupCode());
    }

    /// <summary>In the database that servers share.</summary>
    public static void AddPostgresAccounts(this IServiceCollection services)
    {
        services.AddDbContextFactory<PostgresAccountsDb>((s, options) => options.UseNpgsql(
            s.GetRequiredService<PostgresDatabase>().Source, npgsql => npgsql.MigrationsHistoryTable("__EFMigrationsHistory", PostgresAccountsDb.Schema)));
        services.AddSingleton<IDbContextFactory<AccountsDb>, PostgresAccounts>();
        services.AddScoped<AccountsDb>(s => s.GetRequiredService<PostgresAccountsDb>());
        services.AddDataProtection().SetApplicationName("board");
        services.AddOptions<KeyManagementOptions>().Configure<PostgresDatabase>((options, database) => options.XmlRepository = new PostgresKeys(database));
        services.AddSingleton<ISharedTurns, PostgresTurns>();
        services.AddSingleton(s => SetupCode.From(s.GetRequiredService<PostgresDatabase>().Secret.Span));
    }

    /// <summary>Brings the database to the version of this program, before anybody is served. Servers that start at once take turns.</summary>
    public static async Task PrepareAccountsAsync(this WebApplication app)
    {
        var services = app.Services;
        await using var turn = await services.GetRequiredService<ISharedTurns>().TakeAsync("accounts");
        await using var db = await services.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        // Several connections write here, and with a WAL this SQLite (before 3.51.3) can lose a commit when one of them checkpoints.
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE");
        // The first key is made now and by one server; two that each made one would not know each other's cookies for a while.
        _ = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Board.FirstKey").Protect([]);
    }

    private sealed class PostgresAccounts(IDbContextFactory<PostgresAccountsDb> accounts) : IDbContextFactory<AccountsDb>
    {
        public AccountsDb CreateDbContext() => accounts.CreateDbContext();
    }
}
