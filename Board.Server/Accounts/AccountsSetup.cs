using Board.Client.People;
using Board.Server.Demo;
using Board.Server.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>Local accounts: ASP.NET Core Identity, a cookie, and what keeps them honest.</summary>
internal static class AccountsSetup
{
    public const string SignInPath = "/sign-in";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (builder.HasPostgres()) services.AddPostgresAccounts();
        else services.AddSqliteAccounts();

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
        services.AddSingleton<Founding>();
        services.AddScoped<Enrolment>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<DemoDistrict>();
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
