using System.Text;
using Board.Client.Spaces.Workshop;
using Board.Grains;
using Board.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using QRCoder;

namespace Board.Server.Rooms;

internal static class ScreenEndpoints
{
    public static void MapScreens(this IEndpointRouteBuilder app)
    {
        app.MapPost("/workshops/{key}/screen", OpenAsync).WithOrder(-1).WithMetadata(new RequestSizeLimitAttribute(4 * 1024));
        app.MapGet("/workshops/{key}/qr.svg", PictureAsync);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, string key, [FromBody] ScreenRequest request, WorkshopDesk rooms, Screens screens)
    {
        if (WorkshopDesk.Space(key) is not { } room || !await rooms.IsListedAsync(room, context.RequestAborted)) return Answers.Of(FeedReader.ClosedDoor);
        return await screens.OpenAsync(context, room, request.Token) is { } refusal ? Answers.Of(refusal) : Results.NoContent();
    }

    /// <summary>The picture to scan. It holds the room's secret, so it is for screens and for those who lead.</summary>
    private static async Task<IResult> PictureAsync(HttpContext context, string key, WorkshopDesk rooms, Screens screens)
    {
        if (WorkshopDesk.Space(key) is not { } room || !await rooms.IsListedAsync(room, context.RequestAborted) || await screens.CodeAsync(context, room) is not { } code) return Results.NotFound();
        var address = $"{context.Request.Scheme}://{context.Request.Host}/join#{code.Code}.{code.Secret}";
        using var picture = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(picture);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(Encoding.UTF8.GetBytes(svg.GetGraphic(8, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute)), "image/svg+xml");
    }
}

/// <param name="Token">Of a link for another computer; null where somebody who leads is signed in.</param>
internal sealed record ScreenRequest(string? Token = null);
