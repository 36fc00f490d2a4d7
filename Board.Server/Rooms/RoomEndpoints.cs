using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Grains;
using Board.Server.Hosting;
using Board.Server.Live;
using Board.Server.Photos;
using Board.Spaces;
using Microsoft.AspNetCore.Mvc;

namespace Board.Server.Rooms;

/// <summary>What phones ask for beside the live connection. All of it is for pages of our own (SPEC.md, ACC5).</summary>
internal static class RoomEndpoints
{
    private const long LongestJoin = 4 * 1024;

    /// <summary>Whether a request is one of a light page's. Addresses are read as routing reads them: in capitals, too, and with a slash at the end.</summary>
    public static bool IsOfARoom(this HttpRequest request) =>
        request.Path.StartsWithSegments("/join", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/room", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/workshops", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value!.TrimEnd('/').EndsWith("/screen", StringComparison.OrdinalIgnoreCase);

    public static void MapRooms(this IEndpointRouteBuilder app)
    {
        // Before the pages of the same addresses, which take forms.
        app.MapPost("/join", JoinAsync).WithOrder(-1).WithMetadata(new RequestSizeLimitAttribute(LongestJoin));
        app.MapPost("/join/test", TryOut).WithOrder(-1);
        app.MapGet("/join/ping", () => Results.NoContent());
        app.MapPost("/room/{key}/walls/{wall}/images", AddImageAsync).WithMetadata(new RequestSizeLimitAttribute(PhotoForm.MaxLength));
        app.MapGet("/room/{key}/images/{id}", ShowImageAsync);
    }

    private static async Task<IResult> JoinAsync(HttpContext context, [FromBody] JoinRequest request, RoomDoor door)
    {
        var (joined, refusal) = await door.JoinAsync(context, request);
        return refusal is null ? Results.Json(joined) : Answers.Of(refusal);
    }

    /// <summary>Gives a device its cookie, so that it can try the live connection without being in a room.</summary>
    private static IResult TryOut(HttpContext context, RoomDevices devices)
    {
        devices.Admit(context);
        return Results.NoContent();
    }

    private static async Task<IResult> AddImageAsync(HttpContext context, string key, string wall, RoomDevices devices, WorkshopDesk rooms, SpaceDoor door, CardImages images, LiveLimits limits)
    {
        if (!context.Request.HasFormContentType) return Results.BadRequest();
        if (WorkshopDesk.Space(key) is not { } room || !await rooms.IsListedAsync(room, context.RequestAborted) || await WriterAsync(context, room, devices, door) is not { } person) return Answers.Of(FeedReader.ClosedDoor);
        if (!limits.MaySubmit(person)) return Answers.Of(Answers.TooFast);
        if (!limits.MayAddPicture(person)) return Answers.Of(Answers.ManyPictures);
        var (form, tooMuch) = await PhotoForm.ReadAsync(context);
        if (form is null) return Answers.Of(tooMuch!);
        if (form.Files is not [var file]) return Answers.Of(Answers.NoFile);
        var (id, refusal) = await images.AddAsync(room, person, wall, await PhotoForm.ContentAsync(file, context.RequestAborted), context.RequestAborted);
        return refusal is not null ? Answers.Of(refusal) : Results.Json(new { id });
    }

    /// <summary>Somebody with an account who leads, or else whoever holds the device.</summary>
    private static async Task<Person?> WriterAsync(HttpContext context, SpaceId room, RoomDevices devices, SpaceDoor door)
    {
        if (await Accounts.RequestPerson.PersonAsync(context, door) is { } account
            && await door.LookAsync<Board.Spaces.Workshop.WorkshopState>(room, account, context.RequestAborted) is { } seen && seen.People.Leads(account.Id)) return account;
        return devices.KeyOf(context) is { } device ? RoomDevices.ParticipantOf(device, room) : null;
    }

    /// <summary>For whoever sees a card that shows it: a phone, a screen, or somebody with an account who leads.</summary>
    private static async Task<IResult> ShowImageAsync(HttpContext context, string key, string id, string? size, RoomDevices devices, WorkshopDesk rooms, SpaceDoor door, CardImages images, PictureShelf shelf)
    {
        if (WorkshopDesk.Space(key) is not { } room || !await rooms.IsListedAsync(room, context.RequestAborted)) return Results.NotFound();
        var people = new List<Person>();
        if (await Accounts.RequestPerson.PersonAsync(context, door) is { } account) people.Add(account);
        if (devices.KeyOf(context) is { } device) people.AddRange([RoomDevices.ParticipantOf(device, room), RoomDevices.ScreenOf(device, room)]);
        if (!PictureShelf.IsName(id) || !await images.SeesAsync(room, people, id, context.RequestAborted)) return Results.NotFound();
        return await shelf.ShowAsync(context, room, id, size == "s");
    }
}
