using Board.Client;
using Board.Client.Shell;
using Board.Server.Accounts;

namespace Board.Server.Pages;

internal static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // Lets the server run from its build output in every environment, not only from `dotnet run` and from a published folder.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "board-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true; // our own policy says it
        });
        builder.Services.AddExceptionHandler<FailureLog>();
        builder.Services.AddBoardClient();
    }

    /// <summary>Errors and closed doors look like pages, too; they come first so that they see what happens after them.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        // Only where somebody looks at a page: a refused form or connection keeps its bare status.
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method) && !context.Request.IsLive(),
            pages => pages.UseStatusCodePagesWithReExecute("/closed-door", createScopeForStatusCodePages: true));
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null) // our own policy says it
            .AddAdditionalAssemblies(typeof(Layout).Assembly);
    }
}
