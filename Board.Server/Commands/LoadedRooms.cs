using System.Collections.Immutable;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;

namespace Board.Server.Commands;

/// <summary>Workshops for load tests: one with an empty wall, and one whose wall is as full as a long day leaves it.</summary>
internal sealed class LoadedRooms(SpaceDoor door, WorkshopDesk desk)
{
    private const string Wall = "w1";
    private const int Cards = 1_000;
    private const int Writers = 150;

    public async Task<ImmutableArray<LoadedRoom>> OpenAsync(string facilitator) =>
        [await OpenAsync(facilitator, "An empty wall", cards: 0), await OpenAsync(facilitator, "A full wall", Cards)];

    private async Task<LoadedRoom> OpenAsync(string facilitator, string title, int cards)
    {
        var lena = Person.Of(facilitator, Role.Coach);
        var (space, refusal) = await desk.FoundAsync(lena, title, [DateOnly.FromDateTime(DateTime.UtcNow)]);
        if (space is not { } room) throw new IOException(refusal!.Message);
        await DoAsync(room, lena, new ActivityAdded(Wall, ActivityKind.Wall, "Share out", 0, 10));
        foreach (var (id, order) in new[] { ("a", "i"), ("b", "r") }) await DoAsync(room, lena, new SectionSet(Wall, id, $"Section {id}", "How could your district support you?", order));
        await DoAsync(room, lena, new ActivityBegun(Wall));
        var place = default(string);
        for (var i = 0; i < cards; i++)
        {
            var writer = Person.Of($"pload{i % Writers}", Role.Participant);
            if (i < Writers) await DoAsync(room, writer, new ParticipantJoined(""));
            await DoAsync(room, writer, new CardPosted(Wall, $"c{i}", i % 2 == 0 ? "a" : "b", place = CardOrder.Between(place, null), new($"Protect one planning block a week for coach and teacher. We keep the date, then a cover period takes it ({i}).")));
        }
        var code = (await door.ReadAsync<WorkshopState>(room)).Code!;
        return new LoadedRoom(room.ToString(), Wall, facilitator, code.Code, code.Secret);
    }

    private async Task DoAsync(SpaceId room, Person person, SpaceOp op)
    {
        if ((await door.DoAsync(room, person, op)).Refusal is { } refusal) throw new IOException(refusal.Message);
    }
}

/// <param name="Secret">What the picture to scan holds beside the code.</param>
internal sealed record LoadedRoom(string Space, string Wall, string Facilitator, string Code, string Secret);
