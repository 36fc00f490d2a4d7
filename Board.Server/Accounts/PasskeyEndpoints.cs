using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Accounts;

/// <summary>
/// What the browser needs to make or to use a passkey. The challenge is kept in a short-lived cookie of the framework's; the
/// answer is posted with the page's own form.
/// </summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        app.MapPost("/passkey/request-options", async (HttpContext context, IAntiforgery antiforgery, SignInManager<Account> signIn, AttemptLimits limits) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
            if (!limits.Take(context)) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            return Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
        });

        app.MapPost("/passkey/creation-options", async (HttpContext context, IAntiforgery antiforgery, SignInManager<Account> signIn, UserManager<Account> users) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
            if (await users.GetUserAsync(context.User) is not { Email: { } email } account) return Results.Unauthorized();
            var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id, Name = email, DisplayName = email });
            return Results.Content(options, "application/json");
        }).RequireAuthorization();
    }
}
