using System.Collections.Immutable;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.Lobby;
using Board.Spaces.Workshop;
using Board.Surfaces.Protocol;

namespace Board.Client.Spaces.Workshop;

/// <summary>
/// Founds workshops, does things in them, and keeps the lobby's list of them in step. The workshop is the truth and comes
/// first; should the server die before the list is written, it is put right when somebody opens the workshop.
/// </summary>
public sealed class WorkshopDesk(SpaceDoor door, IRoomClock clock)
{
    private const int MostDraws = 10;

    public static SpaceId? Space(string key) => SpaceId.TryParse($"workshop-{key}", out var id) ? id : null;

    /// <summary>Founds a workshop that this person facilitates.</summary>
    public Task<(SpaceId? Workshop, Refusal? Refusal)> FoundAsync(Person facilitator, string title, ImmutableArray<DateOnly> days, CancellationToken cancellation = default) =>
        FoundAsync(facilitator, [new WorkshopFounded(title.Trim(), days)], cancellation);

    /// <summary>The workshop to be held again: as it was prepared, with nobody in it (SPEC.md, SHOP7).</summary>
    public async Task<(SpaceId? Workshop, Refusal? Refusal)> RepeatAsync(SpaceId workshop, Person person, string title, ImmutableArray<DateOnly> days, CancellationToken cancellation = default)
    {
        if (await door.LookAsync<WorkshopState>(workshop, person, cancellation) is not { } state || !state.People.Leads(person.Id)) return (null, FeedReader.ClosedDoor);
        return await FoundAsync(person, WorkshopTemplate.Of(state, title.Trim(), days), cancellation);
    }

    public async Task<Answer> DoAsync(SpaceId workshop, Person person, SpaceOp op, CancellationToken cancellation = default)
    {
        var answer = await door.DoAsync(workshop, person, op, cancellation);
        if (answer.Accepted && op is WorkshopFounded or WorkshopChanged or FacilitationHandedOver or CoFacilitatorNamed or CoFacilitatorDismissed or WorkshopEnded)
            await ListAsync(workshop, cancellation);
        if (answer.Accepted && op is ActivityBegun or ProtocolOp or TimerStarted or TimerExtended or TimerPaused or TimerResumed or TimerStopped or WorkshopEnded) clock.Look(workshop);
        return answer;
    }

    /// <summary>Another code for the room: whoever has the old one does not come in with it any more; whoever is in, stays.</summary>
    public async Task<Refusal?> RenewCodeAsync(SpaceId workshop, Person person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        var state = await door.ReadAsync<WorkshopState>(workshop, cancellation);
        return state.People.Leads(person.Id) ? await IssueCodeAsync(workshop, cancellation) : FeedReader.ClosedDoor;
    }

    /// <summary>The workshops that somebody leads, the one with the latest day first.</summary>
    public async Task<IReadOnlyList<WorkshopListed>> LedByAsync(Person person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return [.. (await door.ReadAsync<LobbyState>(LobbySpace.Id, cancellation)).LedBy(person.Id)];
    }

    /// <summary>
    /// Whether there is such a workshop, by the list. Asked first where somebody without an account names a room: looking into the space
    /// itself would bring one to life for each key that somebody makes up.
    /// </summary>
    public async ValueTask<bool> IsListedAsync(SpaceId workshop, CancellationToken cancellation = default) =>
        (await door.ReadAsync<LobbyState>(LobbySpace.Id, cancellation)).Workshops.ContainsKey(workshop.ToString());

    /// <summary>Writes what the workshop says of itself into the lobby's list, if it is not there yet.</summary>
    public async Task ListAsync(SpaceId workshop, CancellationToken cancellation = default)
    {
        var state = await door.ReadAsync<WorkshopState>(workshop, cancellation);
        if (!state.Exists) return;
        clock.Look(workshop);
        if (state.Code is null && !state.Ended) await IssueCodeAsync(workshop, cancellation);
        else await ListAsItIsAsync(workshop, cancellation);
    }

    /// <summary>Two who do this at once could leave the list at what the workshop was for one of them, so it is looked at again.</summary>
    private async Task<Refusal?> ListAsItIsAsync(SpaceId workshop, CancellationToken cancellation)
    {
        for (var state = await door.ReadAsync<WorkshopState>(workshop, cancellation); ;)
        {
            if (await ListAsync(workshop, state, state.Code?.Code, cancellation) is { } refusal) return refusal;
            var now = await door.ReadAsync<WorkshopState>(workshop, cancellation);
            if (IsSame(Listing(workshop, state, state.Code?.Code), Listing(workshop, now, now.Code?.Code))) return null;
            state = now;
        }
    }

    /// <summary>The lobby says first that the code is this room's and no other's; then the room is told its code.</summary>
    private async Task<Refusal?> IssueCodeAsync(SpaceId workshop, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            var (state, code) = (await door.ReadAsync<WorkshopState>(workshop, cancellation), RoomCodes.Draw());
            if (await ListAsync(workshop, state, code.Code, cancellation) is not { } refusal)
                return (await door.DoAsync(workshop, Person.System, new RoomCodeIssued(code.Code, code.Secret), cancellation)).Refusal ?? await ListAsItIsAsync(workshop, cancellation);
            if (tries == MostDraws) return refusal;
        }
    }

    private async Task<Refusal?> ListAsync(SpaceId workshop, WorkshopState state, string? code, CancellationToken cancellation)
    {
        var listing = Listing(workshop, state, code);
        var lobby = await door.ReadAsync<LobbyState>(LobbySpace.Id, cancellation);
        if (lobby.Workshops.TryGetValue(listing.Workshop, out var listed) && IsSame(listed, listing)) return null;
        return (await door.DoAsync(LobbySpace.Id, Person.System, listing, cancellation)).Refusal;
    }

    private async Task<(SpaceId? Workshop, Refusal? Refusal)> FoundAsync(Person facilitator, ImmutableArray<SpaceOp> ops, CancellationToken cancellation)
    {
        var workshop = new SpaceId("workshop", SessionId.NewKey());
        if ((await door.DoAsync(workshop, facilitator, ops, cancellation)).Refusal is { } refusal) return (null, refusal);
        await ListAsync(workshop, cancellation);
        return (workshop, null);
    }

    private static WorkshopListed Listing(SpaceId workshop, WorkshopState state, string? code) => new(
        workshop.ToString(), state.Title, state.Days, [state.People.Facilitator, .. state.People.CoFacilitators], state.Ended, state.Ended ? null : code);

    private static bool IsSame(WorkshopListed listed, WorkshopListed now) =>
        listed.Title == now.Title && listed.Ended == now.Ended && listed.Code == now.Code && listed.Days.SequenceEqual(now.Days) && listed.Leaders.SequenceEqual(now.Leaders);
}
