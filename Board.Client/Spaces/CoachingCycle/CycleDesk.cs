using System.Collections.Immutable;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>
/// Opens cycles and does things in them, and keeps the district's list of cycles in step. The cycle is the truth and comes
/// first; should the server die before the list is written, it is put right when somebody opens the cycle.
/// </summary>
public sealed class CycleDesk(SpaceDoor door)
{
    public static SpaceId? Space(string key) => SpaceId.TryParse($"cycle-{key}", out var id) ? id : null;

    /// <summary>Opens a cycle of a coach with a teacher of the district.</summary>
    public async Task<(SpaceId? Cycle, Refusal? Refusal)> OpenAsync(Person coach, string teacher, string focus, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(coach);
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        if (district.Person(teacher) is null) return (null, new Refusal("not-there", "Choose a teacher of this district. No cycle was started."));
        var cycle = new SpaceId("cycle", SessionId.NewKey());
        var answer = await DoAsync(cycle, coach, new CycleOpened(coach.Id, teacher, focus.Trim()), cancellation);
        return answer.Refusal is { } refusal ? (null, refusal) : (cycle, null);
    }

    public async Task<Answer> DoAsync(SpaceId cycle, Person person, SpaceOp op, CancellationToken cancellation = default)
    {
        var answer = await door.DoAsync(cycle, person, op, cancellation);
        if (answer.Accepted && op is CycleOpened or FocusChanged or GuestAdmitted or GuestDismissed or CoachChanged
            or PhasesChosen or PhaseProgressed or CycleDated or CycleFinished or VisitShared or ShadowAgreed or ShadowEnded)
            await ListAsync(cycle, cancellation);
        return answer;
    }

    /// <summary>Writes what the cycle says of itself into the district's list, if it is not there yet.</summary>
    public async Task ListAsync(SpaceId cycle, CancellationToken cancellation = default)
    {
        var state = await door.ReadAsync<CycleState>(cycle, cancellation);
        if (!state.Exists) return;
        var (members, id) = (state.Members, cycle.ToString());
        ImmutableArray<string> guests = [.. members.Guests.Keys
            .Concat(members.Shadows.Where(shadow => shadow.Value.Agreed).Select(shadow => shadow.Key))
            .Concat(members.Shared.Values.Select(shared => shared.With)).Distinct().Order(StringComparer.Ordinal)];
        var listing = new CycleListed(id, members.Coach, members.Teacher, guests, state.Focus)
        {
            Phase = state.Plan.Current.Name,
            Starts = state.Plan.Starts,
            Ends = state.Plan.Ends,
            Finished = state.Plan.Finished,
        };
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        if (district.Cycles.TryGetValue(id, out var listed) && IsSame(listed, listing)) return;
        // A guest who leaves may not write the list; it is the coach's.
        await door.DoAsync(DistrictSpace.Id, Person.Of(members.Coach), listing, cancellation);
    }

    private static bool IsSame(CycleListing listed, CycleListed now) =>
        listed.Coach == now.Coach && listed.Teacher == now.Teacher && listed.Focus == now.Focus && listed.Guests.SequenceEqual(now.Guests)
        && listed.Phase == now.Phase && listed.Starts == now.Starts && listed.Ends == now.Ends && listed.Finished == now.Finished;
}
