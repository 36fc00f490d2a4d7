using System.Text;
using Board.Client.Spaces.CoachingCycle;
using Board.Engines;
using Board.Grains;
using Board.Server.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace Board.Server.Exports;

internal static class ExportEndpoints
{
    /// <summary>Downloads are posted forms, so that no link, preview or other site makes one.</summary>
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/cycles/{key}/visits/{visit}/export", ExportAsync).RequireAuthorization();
        app.MapPost("/cycles/{key}/import", ImportAsync).RequireAuthorization()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LessonFile.MaxLength), new Microsoft.AspNetCore.Mvc.RequestFormLimitsAttribute { MultipartBodyLengthLimit = LessonFile.MaxLength });
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string key, string visit, IAntiforgery antiforgery, SpaceDoor door, ExportDesk desk)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        if (CycleDesk.Space(key) is not { } cycle || await context.PersonAsync(door) is not { } person) return Results.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var format = form["format"].ToString();
        if (format is not ("markdown" or "csv" or "json" or "print")) return Results.BadRequest();
        var (report, refusal) = await desk.TakeAsync(cycle, person, visit, format, context.RequestAborted);
        if (report is null) return refusal == FeedReader.ClosedDoor ? Results.NotFound() : Results.LocalRedirect($"/cycles/{key}");
        if (format == "print") return Results.LocalRedirect($"/cycles/{key}/visits/{visit}/print");
        var name = FileNameOf(report);
        return format switch
        {
            "markdown" => Results.File(Encoding.UTF8.GetBytes(LessonMarkdown.Write(report)), "text/markdown; charset=utf-8", $"{name}.md"),
            "csv" => Results.File(Encoding.UTF8.GetBytes(LessonCsv.Write(report)), "text/csv; charset=utf-8", $"{name}.csv"),
            _ => Results.Stream(stream => desk.WriteFileAsync(stream, cycle, report, context.RequestAborted), "application/json", $"{name}.json"),
        };
    }

    private static async Task<IResult> ImportAsync(HttpContext context, string key, IAntiforgery antiforgery, SpaceDoor door, ExportDesk desk)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        if (CycleDesk.Space(key) is not { } cycle || await context.PersonAsync(door) is not { } person) return Results.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files is not [var file]) return Results.LocalRedirect($"/cycles/{key}?import=malformed");
        await using var content = file.OpenReadStream();
        var (visit, refusal) = await desk.BringAsync(cycle, person, content, context.RequestAborted);
        return visit is not null ? Results.LocalRedirect($"/cycles/{key}/visits/{visit}") : Results.LocalRedirect($"/cycles/{key}?import={Uri.EscapeDataString(refusal!.Code)}");
    }

    /// <summary>The lesson's day and title, in letters that every file system takes.</summary>
    private static string FileNameOf(LessonReport report)
    {
        var title = new string([.. report.Title.Select(c => char.IsLetterOrDigit(c) ? c : '-').Take(60)]).Trim('-');
        return $"{report.Visit.On?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "lesson"}-{title}";
    }
}
