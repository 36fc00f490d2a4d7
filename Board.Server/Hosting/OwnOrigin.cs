using Board.Server.Accounts;
using Board.Server.Rooms;

namespace Board.Server.Hosting;

/// <summary>
/// Live connections are opened by our own pages only. Cookies go along with a WebSocket whatever site opens it, so a foreign
/// page could otherwise listen as its visitor.
///
/// The same holds for what phones and screens of a room post, which have no form with a token.
///
/// The rule (SPEC.md, ACC5), for WebSockets, server-sent events and long polling alike:
/// a WebSocket, and every request that is not a GET, must carry an <c>Origin</c> that is the request's own scheme, host and
/// port, or one of <see cref="BoardSettings.AllowedOrigins"/>. Browsers send none with a GET to their own origin; there
/// <c>Sec-Fetch-Site</c>, where it comes, must say <c>same-origin</c>. A client that is not a browser sets <c>Origin</c> itself.
/// </summary>
internal static class OwnOrigin
{
    public static void UseOwnOrigin(this WebApplication app)
    {
        var allowed = app.Services.GetRequiredService<BoardSettings>().AllowedOrigins.Select(o => o.TrimEnd('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        app.Use((context, next) =>
        {
            if (!IsForOwnPages(context.Request) || IsOwn(context, allowed)) return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("This connection was opened by another site, so it was refused.");
        });
    }

    private static bool IsForOwnPages(HttpRequest request) => request.IsLive() || HttpMethods.IsPost(request.Method) && request.IsOfARoom();

    private static bool IsOwn(HttpContext context, HashSet<string> allowed)
    {
        var (request, origin) = (context.Request, context.Request.Headers.Origin);
        if (origin.Count == 1) return IsSame(origin[0]!, request) || allowed.Contains(origin[0]!);
        if (origin.Count > 1 || !HttpMethods.IsGet(request.Method) || request.Headers.Upgrade.Count > 0) return false;
        return request.Headers["Sec-Fetch-Site"] is { Count: <= 1 } site && site is [] or ["same-origin"];
    }

    private static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
        && Uri.Compare(from, own, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
