using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Board.Spaces.Workshop;

/// <summary>
/// The audiences of a workshop, made once each: a full room is asked for its thousand after each change of who sees what.
/// </summary>
internal static class Audiences
{
    private const string ProjectorKey = "projector-";
    private static readonly ConcurrentDictionary<int, Audience> Rooms = new();
    private static readonly ConcurrentDictionary<int, Audience> Projectors = new();

    /// <summary>Kept for as long as their participant is.</summary>
    private static readonly ConditionalWeakTable<Participant, OfOne> Owns = [];

    public static Audience Room(int edition) =>
        Rooms.GetOrAdd(edition, static edition => new($"room-{edition}", MayWrite: true) { Quiet = true });

    public static Audience Projector(int edition) =>
        Projectors.GetOrAdd(edition, static edition => new($"{ProjectorKey}{edition}", MayWrite: false) { Quiet = true });

    public static bool IsProjector(Audience audience) => audience.Person is null && audience.Key.StartsWith(ProjectorKey, StringComparison.Ordinal);

    /// <summary>The audience of one participant who has something that the room does not see.</summary>
    public static Audience Own(WorkshopPeople people, string person)
    {
        var participant = people.Participants[person];
        if (Owns.TryGetValue(participant, out var own) && own.Edition == people.Edition && own.Audience.Person == person) return own.Audience;
        own = new(people.Edition, Audience.Of($"own-{people.Edition}", person, mayWrite: true) with { Quiet = true });
        Owns.AddOrUpdate(participant, own);
        return own.Audience;
    }

    private sealed record OfOne(int Edition, Audience Audience);
}
