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
    public static void MapPhotos(this IEndpointRouteBuilder app)
    {
        app.MapPost("/cycles/{key}/visits/{visit}/photos", AddAsync).RequireAuthorization()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(PhotoForm.MaxLength));
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
        var content = await PhotoForm.ContentAsync(file, context.RequestAborted);
        var (id, refusal) = await photos.AddAsync(cycle, person, visit, content, form["caption"].ToString(), context.RequestAborted);
        return refusal is not null ? Answers.Of(refusal) : Results.Json(new { id });
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string key, string visit, string id, string? size, SpaceDoor door, PhotoDesk photos, PictureShelf shelf)
    {
        if (await context.PersonAsync(door) is not { } person || CycleDesk.Space(key) is not { } cycle) return Results.NotFound();
        if (!PictureShelf.IsName(id) || !await photos.SeesAsync(cycle, person, visit, id, context.RequestAborted)) return Results.NotFound();
        return await shelf.ShowAsync(context, cycle, id, size == "s");
    }
}
