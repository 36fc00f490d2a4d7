using Board.Client.People;

namespace Board.Server.Accounts;

/// <summary>
/// Requests that stay open (<c>/live</c>, <c>/_blazor</c>) are for people who are signed in, and end when they no longer are.
/// A WebSocket is one request for as long as it is open; with long polling each poll passes here.
/// </summary>
internal static class LiveConnections
{
    public static bool IsLive(this HttpRequest request) =>
        request.Path.StartsWithSegments("/live", StringComparison.Ordinal) || request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal);

    public static void UseLiveConnections(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!context.Request.IsLive())
        {
            await next(context);
            return;
        }
        if (context.User.PersonId() is not { } person)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var connected = context.RequestServices.GetRequiredService<ConnectedPeople>();
        using var connection = connected.Register(person, context.User.StampOf(), context.Abort);
        await next(context);
    });
}
