using Microsoft.AspNetCore.Antiforgery;

namespace Board.Server.Hosting;

internal static class FormPosts
{
    /// <summary>Takes a form that a page of ours has posted, and sends the browser on; one without the page's token gets 400.</summary>
    /// <param name="then">Does it, and answers with the path to go to.</param>
    public static void MapFormPost(this IEndpointRouteBuilder app, string path, Func<HttpContext, IFormCollection, Task<string>> then) =>
        app.MapPost(path, async (HttpContext context, IAntiforgery antiforgery) =>
        {
            if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
            return Results.LocalRedirect(await then(context, await context.Request.ReadFormAsync(context.RequestAborted)));
        });
}
