using Board.Server.Hosting;

namespace Board.Server.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPasskeys();
        app.MapFormPost("/sign-out", async (context, _) =>
        {
            await context.RequestServices.GetRequiredService<SignInDesk>().SignOutAsync();
            return AccountsSetup.SignInPath;
        });
    }
}
