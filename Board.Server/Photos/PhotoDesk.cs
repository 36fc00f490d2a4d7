using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;

namespace Board.Server.Photos;

/// <summary>
/// Puts photos into lessons and tells who may see them. The file comes first and the op that names it second: a file that no op names is
/// never shown.
/// </summary>
internal sealed class PhotoDesk(SpaceDoor door, PictureShelf shelf)
{
    public async Task<(string? Id, Refusal? Refusal)> AddAsync(
        SpaceId cycle, Person person, string visit, ReadOnlyMemory<byte> content, string caption, CancellationToken cancellation)
    {
        // Before any work is done for somebody who may not add one; the grain judges again.
        if (await door.LookAsync<CycleState>(cycle, person, cancellation) is not { } seen || seen.Visit(visit) is null) return (null, FeedReader.ClosedDoor);
        if (!seen.Members.MayWriteOn(person.Id, visit)) return (null, LookOnly);
        var (id, photo, refusal) = await shelf.TakeAsync(cycle, content, cancellation);
        if (id is null || photo is null) return (null, refusal);
        var answer = await door.DoAsync(cycle, person, new PhotoAdded(visit, id, photo.Width, photo.Height, caption), cancellation);
        return answer.Refusal is { } no ? (null, no) : (id, null);
    }

    /// <summary>Whether a photo is in this lesson, and this person may see it.</summary>
    public async Task<bool> SeesAsync(SpaceId cycle, Person person, string visit, string id, CancellationToken cancellation) =>
        await door.LookAsync<CycleState>(cycle, person, cancellation) is { } seen && seen.PhotosOf(visit).Any(photo => photo.Id == id && !photo.Removed);

    private static readonly Refusal LookOnly = new("look-only", "You can read along here, but not add photos. Ask the coach or the teacher.");
}
