using System.Text;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Files;
using Board.Server.Accounts;
using Board.Spaces;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Board.Server.Exports;

internal static class WallExportEndpoints
{
    public static void MapWallExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/workshops/{key}/walls/{wall}/export.{format:regex(^(csv|md|json)$)}", ExportAsync).RequireAuthorization();
        app.MapPost("/workshops/{key}/walls/{wall}/import", ImportAsync).RequireAuthorization()
            .WithMetadata(new RequestSizeLimitAttribute(WallFile.MaxLength), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = WallFile.MaxLength });
    }

    /// <summary>A wall is everybody's in the room, and nobody's copy of it is written down: unlike a lesson's, it is a plain address.</summary>
    private static async Task<IResult> ExportAsync(HttpContext context, string key, string wall, string format, SpaceDoor door, WallExportDesk desk)
    {
        if (WorkshopDesk.Space(key) is not { } workshop || await context.PersonAsync(door) is not { } person) return Results.NotFound();
        if (await desk.TakeAsync(workshop, person, wall, context.RequestAborted) is not { } report) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        var name = new string([.. report.Title.Select(c => char.IsLetterOrDigit(c) ? c : '-').Take(60)]).Trim('-');
        return format switch
        {
            "csv" => Results.File(Encoding.UTF8.GetBytes(WallCsv.Write(report)), "text/csv; charset=utf-8", $"{name}.csv"),
            "md" => Results.File(Encoding.UTF8.GetBytes(WallMarkdown.Write(report)), "text/markdown; charset=utf-8", $"{name}.md"),
            _ => Results.Stream(stream => desk.WriteFileAsync(stream, workshop, report, context.RequestAborted), "application/json", $"{name}.json"),
        };
    }

    private static async Task<IResult> ImportAsync(HttpContext context, string key, string wall, IAntiforgery antiforgery, SpaceDoor door, WallExportDesk desk)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        if (WorkshopDesk.Space(key) is not { } workshop || await context.PersonAsync(door) is not { } person) return Results.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return form.Files is not [var file] ? Back(key, "malformed") : Back(key, (await BringAsync(workshop, person, wall, file, desk, context.RequestAborted))?.Code ?? "done");
    }

    private static async Task<Refusal?> BringAsync(SpaceId workshop, Person person, string wall, IFormFile file, WallExportDesk desk, CancellationToken cancellation)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellation);
        try
        {
            return await desk.BringAsync(workshop, person, wall, file.FileName, content.ToArray(), cancellation);
        }
        catch (Exception failure) when (failure is FilesFullException or FilesUnavailableException)
        {
            return new Refusal(failure is FilesFullException ? "disk-full" : "unavailable", "The server can't keep so much at the moment. Nothing was changed; try again.", Retry: true);
        }
    }

    private static IResult Back(string key, string code) => Results.LocalRedirect($"/workshops/{key}/room?import={Uri.EscapeDataString(code)}");
}
