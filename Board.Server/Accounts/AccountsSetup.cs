using Board.Client.People;
using Board.Log;
using Board.Server.Demo;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Accounts;

/// <summary>Local accounts: ASP.NET Core Identity on SQLite, a cookie, and what keeps them honest.</summary>
internal static class AccountsSetup
{
    public const string SignInPath = "/sign-in";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDbContextFactory<AccountsDb>((s, options) => options.UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = s.GetRequiredService<DataFolder>().AccountsDatabase }.ConnectionString));
        services.AddDataProtection().SetApplicationName("board");
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((options, folder, log) =>
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.KeysDirectory), log));

        services.AddIdentityCore<Account>(Configure)
            .AddSignInManager()
            .AddEntityFrameworkStores<AccountsDb>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddPasswordValidator<PasswordRules>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(Configure);
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();

        services.AddSingleton<PersonStamps>();
        services.AddSingleton<ConnectedPeople>();
        services.AddSingleton<AttemptLimits>();
        services.AddHostedService<Dismissal>();
        services.AddScoped<Invitations>();
        services.AddSingleton<SetupCode>();
        services.AddSingleton<Founding>();
        services.AddScoped<Enrolment>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<DemoDistrict>();
    }

    /// <summary>Brings the database to the version of this program, before anybody is served.</summary>
    public static async Task PrepareAccountsAsync(this WebApplication app)
    {
        var accounts = app.Services.GetRequiredService<IDbContextFactory<AccountsDb>>();
        await using var db = await accounts.CreateDbContextAsync();
        await db.Database.MigrateAsync();
        // Several connections write here, and with a WAL this SQLite (before 3.51.3) can lose a commit when one of them checkpoints.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE");
    }

    private static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3; // passkeys
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = ""; // the user name is an email address, checked as one
        options.Password = new PasswordOptions
        {
            RequiredLength = PasswordRules.MinLength,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 0,
        };
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = AttemptLimits.PerAccount;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "board";
        options.CookieManager = new HostCookies();
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // Lax, not Strict: a link to a lesson in a calendar or a message opens signed in. No GET changes anything.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = SignInPath;
        options.AccessDeniedPath = "/closed-door";
        options.ReturnUrlParameter = "returnUrl";
        options.Events = new CookieAuthenticationEvents { OnValidatePrincipal = RefuseOldStampsAsync };
    }

    private static async Task RefuseOldStampsAsync(CookieValidatePrincipalContext context)
    {
        var stamps = context.HttpContext.RequestServices.GetRequiredService<PersonStamps>();
        var person = context.Principal.PersonId();
        if (person is not null && await stamps.IsCurrentAsync(person, context.Principal!.StampOf(), context.HttpContext.RequestAborted)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
