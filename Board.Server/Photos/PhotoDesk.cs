using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;

namespace Board.Server.Photos;

/// <summary>
/// Puts photos into lessons and shows them to those who may see the lesson. The file comes first and the op that names it second: a file
/// that no op names is never shown.
/// </summary>
internal sealed partial class PhotoDesk(SpaceDoor door, IFileStore files, ILogger<PhotoDesk> logger)
{
    private const string Jpeg = "image/jpeg";

    public async Task<(string? Id, Refusal? Refusal)> AddAsync(
        SpaceId cycle, Person person, string visit, ReadOnlyMemory<byte> content, string caption, CancellationToken cancellation)
    {
        // Before any work is done for somebody who may not add one; the grain judges again.
        if (await door.LookAsync<CycleState>(cycle, person, cancellation) is not { } seen || seen.Visit(visit) is null) return (null, FeedReader.ClosedDoor);
        if (!seen.Members.MayWriteOn(person.Id, visit)) return (null, LookOnly);
        var (photo, refusal) = await PhotoIntake.TakeAsync(content, cancellation);
        if (photo is null) return (null, refusal);
        var id = SessionId.NewKey();
        try
        {
            await files.PutAsync(cycle, id, new StoredFile(Jpeg, photo.Jpeg), cancellation);
            await files.PutAsync(cycle, Small(id), new StoredFile(Jpeg, photo.Thumbnail), cancellation);
        }
        catch (Exception failure) when (failure is FilesFullException or FilesUnavailableException)
        {
            NotKept(logger, cycle, failure);
            return (null, failure is FilesFullException ? NoRoom : Unavailable);
        }
        var answer = await door.DoAsync(cycle, person, new PhotoAdded(visit, id, photo.Width, photo.Height, caption), cancellation);
        return answer.Refusal is { } no ? (null, no) : (id, null);
    }

    /// <summary>A photo that this person may see, or null.</summary>
    public async Task<StoredFile?> FindAsync(SpaceId cycle, Person person, string visit, string id, bool small, CancellationToken cancellation)
    {
        if (await door.LookAsync<CycleState>(cycle, person, cancellation) is not { } seen) return null;
        if (!seen.PhotosOf(visit).Any(photo => photo.Id == id && !photo.Removed)) return null;
        return await files.GetAsync(cycle, small ? Small(id) : id, cancellation);
    }

    internal static string Small(string id) => $"{id}s";

    private static readonly Refusal LookOnly = new("look-only", "You can read along here, but not add photos. Ask the coach or the teacher.");

    private static readonly Refusal NoRoom = new("disk-full", "The server has no room for photos. Nothing was added; please tell your administrator.", Retry: true);

    private static readonly Refusal Unavailable = new("unavailable", "The server can't keep photos at the moment. Nothing was added; try again.", Retry: true);

    [LoggerMessage(4001, LogLevel.Error, "A photo of {Cycle} could not be kept.")]
    private static partial void NotKept(ILogger logger, SpaceId cycle, Exception failure);
}
