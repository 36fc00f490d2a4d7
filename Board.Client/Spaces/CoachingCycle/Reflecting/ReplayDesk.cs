using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>Reads how a note came to be from the log, for one of the two partners: what the view withholds from them is not on the tape.</summary>
public sealed class ReplayDesk(SpaceDoor door, ISpaceLog log)
{
    private const int Page = 500;

    /// <summary>The tape of a visit's note, or null if the door is closed to this person.</summary>
    /// <param name="read">Told now and then how much of the log is read, from 0 to 1.</param>
    public async Task<ReplayTape?> ReadAsync(SpaceId cycle, Person person, string visit, Func<double, Task> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(read);
        if (await door.LookAsync<CycleState>(cycle, person, cancellation) is not { } seen || !seen.Members.IsPartner(person.Id)) return null;
        if (SpaceKinds.Of(cycle) is not { } kind || kind.AudienceOf(seen, person) is not { } audience || !seen.Notes.TryGetValue(visit, out var notes)) return null;
        var head = Math.Max(1, await log.HeadAsync(cycle, cancellation));
        var tape = new ReplayTape(notes.Clock);
        var history = new SpaceHistory(cycle, kind, log, audience);
        var page = 0;
        await foreach (var payload in history.ReadAsync(cancellation))
        {
            if (JsonSerializer.Deserialize<Entry>(payload.Span, SpaceJson.Options) is { } entry) tape.Add(entry, visit);
            if (++page % Page != 0) continue;
            await read(Math.Min(1, history.Sequence / (double)head));
            await Task.Yield(); // others of this circuit's person want to be served, too
        }
        return tape;
    }
}
