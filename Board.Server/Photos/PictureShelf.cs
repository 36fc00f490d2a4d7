using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Spaces;

namespace Board.Server.Photos;

/// <summary>
/// Where the pictures of spaces are kept, each of them large and small. Whether somebody may add or see one is for those to say who ask:
/// the lesson that a photo is in, the wall that a card hangs on.
/// </summary>
internal sealed partial class PictureShelf(IFileStore files, ILogger<PictureShelf> logger)
{
    private const string Jpeg = "image/jpeg";

    /// <summary>Takes in what somebody uploads, and keeps it under an id of its own.</summary>
    public async Task<(string? Id, TakenPhoto? Photo, Refusal? Refusal)> TakeAsync(SpaceId space, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var (photo, refusal) = await PhotoIntake.TakeAsync(content, cancellation);
        if (photo is null) return (null, null, refusal);
        var id = SessionId.NewKey();
        try
        {
            await PutAsync(files, space, id, photo, cancellation);
        }
        catch (Exception failure) when (failure is FilesFullException or FilesUnavailableException)
        {
            NotKept(logger, space, failure);
            return (null, null, failure is FilesFullException ? NoRoom : Unavailable);
        }
        return (id, photo, null);
    }

    /// <summary>Answers with a picture that the asker may see. It is asked for each time, so that what is taken back is gone at once; the content itself never changes.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, SpaceId space, string id, bool small)
    {
        var name = small ? Small(id) : id;
        try
        {
            if (await files.GetAsync(space, name, context.RequestAborted) is not { } file) return Results.NotFound();
            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(file.Content, file.ContentType, entityTag: new($"\"{name}\""));
        }
        catch (Exception failure) when (failure is FileDamagedException or FilesUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Keeps a picture that was taken in or checked.</summary>
    /// <exception cref="FileExistsException">Another has this id.</exception>
    public static async Task PutAsync(IFileStore files, SpaceId space, string id, TakenPhoto photo, CancellationToken cancellation)
    {
        await files.PutAsync(space, id, new StoredFile(Jpeg, photo.Jpeg), cancellation);
        await files.PutAsync(space, Small(id), new StoredFile(Jpeg, photo.Thumbnail), cancellation);
    }

    /// <summary>Whether an id from a request can be one of a picture at all.</summary>
    public static bool IsName(string id) => id.Length > 0 && FileName.IsValid(Small(id));

    internal static string Small(string id) => $"{id}s";

    private static readonly Refusal NoRoom = new("disk-full", "The server has no room for pictures. Nothing was added; please tell whoever looks after Board at your school.", Retry: true);

    private static readonly Refusal Unavailable = new("unavailable", "The server can't keep pictures at the moment. Nothing was added; try again.", Retry: true);

    [LoggerMessage(4001, LogLevel.Error, "A picture of {Space} could not be kept.")]
    private static partial void NotKept(ILogger logger, SpaceId space, Exception failure);
}
