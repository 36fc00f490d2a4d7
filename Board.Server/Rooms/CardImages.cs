using Board.Engines;
using Board.Grains;
using Board.Server.Photos;
using Board.Spaces;
using Board.Spaces.Workshop;

namespace Board.Server.Rooms;

/// <summary>
/// Pictures on cards. The file comes first and the card that shows it second; a file is shown to whoever sees a card that names it, so
/// one that waits, is set aside or is not revealed reaches nobody.
/// </summary>
internal sealed class CardImages(SpaceDoor door, PictureShelf shelf)
{
    private static readonly Refusal NoWall = new("not-there", "This wall is not there any more. Nothing was added.");
    private static readonly Refusal Locked = new("locked", "The facilitator has locked this wall. Nothing was added.");
    private static readonly Refusal Over = new("ended", "This workshop is over. Nothing was added.");

    /// <summary>Keeps a picture for a card that this person is about to put on that wall.</summary>
    public async Task<(string? Id, Refusal? Refusal)> AddAsync(SpaceId room, Person person, string wall, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        // Before any work is done for somebody who may not write there.
        if (await door.LookAsync<WorkshopState>(room, person, cancellation) is not { } seen) return (null, FeedReader.ClosedDoor);
        if (!seen.Walls.TryGetValue(wall, out var found)) return (null, NoWall);
        if (!seen.People.Leads(person.Id) && (found.Locked || seen.Ended)) return (null, seen.Ended ? Over : Locked);
        var (id, _, refusal) = await shelf.TakeAsync(room, content, cancellation);
        return (id, refusal);
    }

    /// <summary>Whether a card that one of these people sees shows it.</summary>
    public async Task<bool> SeesAsync(SpaceId room, IEnumerable<Person> people, string id, CancellationToken cancellation)
    {
        var state = await door.ReadAsync<WorkshopState>(room, cancellation);
        return people.Any(person => WorkshopSpace.SeesPicture(state, person, id));
    }
}
