using Board.Client.Spaces.CoachingCycle;
using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Server.Accounts;
using Board.Server.Hosting;
using Board.Server.Live;
using Board.Spaces;
using Microsoft.AspNetCore.Antiforgery;

namespace Board.Server.Photos;

internal static class PhotoEndpoints
{
    /// <summary>A file and the form around it.</summary>
    private const long LongestRequest = StoredFile.MaxLength + (64 * 1024);

    public static void MapPhotos(this IEndpointRouteBuilder app)
    {
        app.MapPost("/cycles/{key}/visits/{visit}/photos", AddAsync).RequireAuthorization()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestRequest));
        app.MapGet("/cycles/{key}/visits/{visit}/photos/{id}", ShowAsync).RequireAuthorization();
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, string key, string visit, IAntiforgery antiforgery, SpaceDoor door, PhotoDesk photos, LiveLimits limits)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        if (await context.PersonAsync(door) is not { } person || CycleDesk.Space(key) is not { } cycle) return Answers.Of(FeedReader.ClosedDoor);
        if (!limits.MaySubmit(person)) return Answers.Of(Answers.TooFast);
        var (form, tooMuch) = await PhotoForm.ReadAsync(context);
        if (form is null) return Answers.Of(tooMuch!);
        if (form.Files is not [var file]) return Answers.Of(Answers.NoFile);
        using var content = new MemoryStream((int)Math.Min(file.Length, StoredFile.MaxLength + 1));
        await file.CopyToAsync(content, context.RequestAborted);
        var (id, refusal) = await photos.AddAsync(cycle, person, visit, content.GetBuffer().AsMemory(0, (int)content.Length), form["caption"].ToString(), context.RequestAborted);
        return refusal is not null ? Answers.Of(refusal) : Results.Json(new { id });
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string key, string visit, string id, string? size, SpaceDoor door, PhotoDesk photos)
    {
        if (await context.PersonAsync(door) is not { } person || CycleDesk.Space(key) is not { } cycle || !IsName(id)) return Results.NotFound();
        try
        {
            if (await photos.FindAsync(cycle, person, visit, id, size == "s", context.RequestAborted) is not { } file) return Results.NotFound();
            // Asked for each time, so that what is taken back is gone at once; the content itself never changes.
            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(file.Content, file.ContentType, entityTag: new($"\"{id}{size}\""));
        }
        catch (Exception failure) when (failure is FileDamagedException or FilesUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static bool IsName(string id) => id.Length is > 0 and <= SpaceId.MaxKeyLength && id.All(char.IsAsciiLetterOrDigit);
}
