using Board.Client.People;
using Board.Server.Rooms;

namespace Board.Server.Accounts;

/// <summary>
/// Requests that stay open (<c>/live</c>, <c>/_blazor</c>) are for people who are signed in, and end when they no longer are;
/// <c>/live</c> also for devices with a key of ours, which are let out of a room by the room.
/// A WebSocket is one request for as long as it is open; with long polling each poll passes here.
/// </summary>
internal static class LiveConnections
{
    /// <summary>Addresses are read as routing reads them, in capitals, too.</summary>
    public static bool IsLive(this HttpRequest request) =>
        IsHub(request) || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static bool IsHub(HttpRequest request) => request.Path.StartsWithSegments("/live", StringComparison.OrdinalIgnoreCase);

    public static void UseLiveConnections(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!context.Request.IsLive())
        {
            await next(context);
            return;
        }
        if (context.User.PersonId() is not { } person)
        {
            // A device that came into a room with its code, or wants to: the hub knows it for a participant or a screen and nobody else.
            if (IsHub(context.Request) && context.RequestServices.GetRequiredService<RoomDevices>().KeyOf(context) is not null)
            {
                await next(context);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var connected = context.RequestServices.GetRequiredService<ConnectedPeople>();
        using var connection = connected.Register(person, context.User.StampOf(), context.Abort);
        await next(context);
    });
}
