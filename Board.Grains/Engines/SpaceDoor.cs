using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Board.Grains;
using Board.Spaces;

namespace Board.Engines;

/// <summary>
/// What a page of this server may do with a space in a person's name: look, act, follow. Everything that comes out has
/// passed the space's view, everything that goes in its policy.
/// </summary>
public sealed class SpaceDoor(ISpaceEngine engine)
{
    /// <summary>The space as this person may see it, or null if its door is closed to them or it does not exist.</summary>
    public async ValueTask<TState?> LookAsync<TState>(SpaceId space, Person person, CancellationToken cancellation = default)
        where TState : SpaceState
    {
        if (SpaceKinds.Of(space) is null) return null;
        using var lease = await engine.OpenAsync(space, cancellation);
        return lease.Feed.AudienceOf(person) is { } audience ? (TState)lease.Feed.View(audience) : null;
    }

    /// <summary>
    /// The whole state, for the server's own decisions, such as who a person is in the district. Never rendered or sent.
    /// </summary>
    public async ValueTask<TState> ReadAsync<TState>(SpaceId space, CancellationToken cancellation = default) where TState : SpaceState
    {
        using var lease = await engine.OpenAsync(space, cancellation);
        return (TState)lease.Feed.Committed.State;
    }

    /// <summary>Does something in this person's name.</summary>
    public Task<Answer> DoAsync(SpaceId space, Person person, SpaceOp op, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(op);
        return DoAsync(space, person, [op], cancellation);
    }

    /// <summary>Does several things in this person's name, all of them or none.</summary>
    public async Task<Answer> DoAsync(SpaceId space, Person person, ImmutableArray<SpaceOp> ops, CancellationToken cancellation = default)
    {
        var submission = new Submission(person, SessionId.NewOneOff(), At: 0, Number: 1, ops);
        var answer = await engine.SubmitAsync(space, submission, cancellation);
        if (answer.Refusal is { } refusal) SpaceTelemetry.Refused(space.Kind, refusal);
        return answer;
    }

    /// <summary>The space as this person may see it, now and after each change, several changes in one. Ends when the door closes.</summary>
    public async IAsyncEnumerable<TState> FollowAsync<TState>(
        SpaceId space, Person person, [EnumeratorCancellation] CancellationToken cancellation = default) where TState : SpaceState
    {
        if (SpaceKinds.Of(space) is null) yield break;
        while (!cancellation.IsCancellationRequested)
        {
            using var lease = await engine.OpenAsync(space, cancellation);
            while (true)
            {
                var committed = lease.Feed.Committed;
                if (lease.Feed.AudienceOf(person) is not { } audience) yield break;
                yield return (TState)lease.Feed.View(audience);
                await lease.Feed.ChangedAsync(committed.Sequence).WaitAsync(cancellation);
                if (lease.Feed.IsClosed) break;
            }
        }
    }

    /// <summary>
    /// The ids of the people who are in the space, now and after each coming and going. Once the door is closed it ends
    /// with the next of these; whoever has to know at once follows the space, too.
    /// </summary>
    public async IAsyncEnumerable<ImmutableArray<string>> HereAsync(
        SpaceId space, Person person, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (SpaceKinds.Of(space) is null) yield break;
        var last = default(ImmutableArray<string>);
        while (!cancellation.IsCancellationRequested)
        {
            using var lease = await engine.OpenAsync(space, cancellation);
            while (!lease.Feed.IsClosed)
            {
                var changed = lease.Feed.PresenceChangedAsync();
                if (lease.Feed.AudienceOf(person) is null) yield break;
                ImmutableArray<string> here = [.. lease.Feed.Here().Select(cursor => cursor.Person).Distinct().Order()];
                if (last.IsDefault || !here.SequenceEqual(last)) yield return last = here;
                await changed.WaitAsync(cancellation);
            }
        }
    }

    /// <summary>How many are in a room, who of them raise a hand, and how many are ready: now and after each change. It ends like <see cref="HereAsync"/>.</summary>
    public async IAsyncEnumerable<Attendance> AttendanceAsync(
        SpaceId space, Person person, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (SpaceKinds.Of(space) is null) yield break;
        Attendance? last = null;
        while (!cancellation.IsCancellationRequested)
        {
            using var lease = await engine.OpenAsync(space, cancellation);
            while (!lease.Feed.IsClosed)
            {
                var changed = lease.Feed.PresenceChangedAsync();
                if (lease.Feed.AudienceOf(person) is null) yield break;
                var now = lease.Feed.Attendance;
                if (last is null || now.People != last.People || now.Ready != last.Ready || !now.Hands.SequenceEqual(last.Hands)) yield return last = now;
                await changed.WaitAsync(cancellation);
            }
        }
    }
}
