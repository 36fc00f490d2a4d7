using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Server.Hosting;
using Board.Server.Photos;
using Board.Spaces;
using Board.Spaces.Workshop;

namespace Board.Server.Rooms;

/// <summary>
/// Pictures on cards. The file comes first and the card that shows it second; a file is shown to whoever sees a card that names it, so
/// one that waits, is set aside or is not revealed reaches nobody.
/// </summary>
internal sealed partial class CardImages(SpaceDoor door, IFileStore files, ILogger<CardImages> logger)
{
    private const string Jpeg = "image/jpeg";

    private static readonly Refusal NoWall = new("not-there", "This wall is not there any more. Nothing was added.");
    private static readonly Refusal Locked = new("locked", "The facilitator has locked this wall. Nothing was added.");
    private static readonly Refusal Over = new("ended", "This workshop is over. Nothing was added.");
    private static readonly Refusal NoRoom = new("disk-full", "The server has no room for pictures. Nothing was added; please tell your facilitator.", Retry: true);
    private static readonly Refusal Unavailable = new("unavailable", "The server can't keep pictures at the moment. Nothing was added; try again.", Retry: true);

    /// <summary>Keeps a picture for a card that this person is about to put on that wall, and answers with its id.</summary>
    public async Task<IResult> AddAsync(SpaceId room, Person person, string wall, IFormFile file, CancellationToken cancellation)
    {
        // Before any work is done for somebody who may not write there.
        if (await door.LookAsync<WorkshopState>(room, person, cancellation) is not { } seen) return Answers.Of(FeedReader.ClosedDoor);
        if (!seen.Walls.TryGetValue(wall, out var found)) return Answers.Of(NoWall);
        if (!seen.People.Leads(person.Id) && (found.Locked || seen.Ended)) return Answers.Of(seen.Ended ? Over : Locked);
        using var content = new MemoryStream((int)Math.Min(file.Length, StoredFile.MaxLength + 1));
        await file.CopyToAsync(content, cancellation);
        var (photo, refusal) = await PhotoIntake.TakeAsync(content.GetBuffer().AsMemory(0, (int)content.Length), cancellation);
        if (photo is null) return Answers.Of(refusal!);
        var id = SessionId.NewKey();
        try
        {
            await files.PutAsync(room, id, new StoredFile(Jpeg, photo.Jpeg), cancellation);
            await files.PutAsync(room, PhotoDesk.Small(id), new StoredFile(Jpeg, photo.Thumbnail), cancellation);
        }
        catch (Exception failure) when (failure is FilesFullException or FilesUnavailableException)
        {
            NotKept(logger, room, failure);
            return Answers.Of(failure is FilesFullException ? NoRoom : Unavailable);
        }
        return Results.Json(new { id });
    }

    public async Task<IResult> ShowAsync(HttpContext context, SpaceId room, IEnumerable<Person> people, string id, bool small)
    {
        if (!FileName.IsValid(PhotoDesk.Small(id)) || !await SeesAsync(room, people, id, context.RequestAborted)) return Results.NotFound();
        try
        {
            if (await files.GetAsync(room, small ? PhotoDesk.Small(id) : id, context.RequestAborted) is not { } file) return Results.NotFound();
            // Asked for each time, so that what is taken back or set aside is gone at once; the content itself never changes.
            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(file.Content, file.ContentType, entityTag: new($"\"{id}{(small ? "s" : "")}\""));
        }
        catch (Exception failure) when (failure is FileDamagedException or FilesUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<bool> SeesAsync(SpaceId room, IEnumerable<Person> people, string id, CancellationToken cancellation)
    {
        var state = await door.ReadAsync<WorkshopState>(room, cancellation);
        return people.Any(person => WorkshopSpace.SeesPicture(state, person, id));
    }

    [LoggerMessage(4101, LogLevel.Error, "A picture of {Room} could not be kept.")]
    private static partial void NotKept(ILogger logger, SpaceId room, Exception failure);
}
