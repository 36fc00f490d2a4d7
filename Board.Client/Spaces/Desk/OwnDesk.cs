using System.Collections.Immutable;
using System.Diagnostics;
using Board.Client.People;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.Desk;

namespace Board.Client.Spaces.Desk;

/// <summary>A person's own desk, their own cycles, and what time it is for them.</summary>
public sealed class OwnDesk(SpaceDoor door, SignedIn signedIn, TimeProvider time)
{
    /// <summary>The cookie in which every page tells the time zone of the device.</summary>
    public const string ZoneCookie = "zone";

    public async ValueTask<DeskState> LookAsync(Person person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return await door.LookAsync<DeskState>(DeskSpace.Of(person.Id), person, cancellation) ?? throw new UnreachableException();
    }

    /// <summary>The desk, in the time zone of the device that first came with one.</summary>
    /// <param name="zone">What the device says, if it does.</param>
    public async ValueTask<DeskState> LookFromAsync(Person person, string? zone, CancellationToken cancellation = default)
    {
        var desk = await LookAsync(person, cancellation);
        if (desk.Zone.Length > 0 || !LocalClock.IsKnown(zone)) return desk;
        await DoAsync(person, new ZoneSet(zone!), cancellation);
        return await LookAsync(person, cancellation);
    }

    /// <summary>The person's own time zone; UTC until a device has told theirs.</summary>
    public async ValueTask<TimeZoneInfo> ZoneAsync(Person person, CancellationToken cancellation = default) =>
        LocalClock.Zone((await LookAsync(person, cancellation)).Zone);

    public Task<Answer> DoAsync(Person person, DeskOp op, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return door.DoAsync(DeskSpace.Of(person.Id), person, op, cancellation);
    }

    /// <summary>What would take an op back, judged by the desk before it; null for what can't be taken back.</summary>
    public static DeskOp? Inverse(DeskState before, DeskOp op)
    {
        ArgumentNullException.ThrowIfNull(before);
        return (DeskOp?)SpaceKinds.Of(DeskSpace.Of(before.Owner))?.Inverse(before, op);
    }

    public DateTimeOffset Instant => time.GetUtcNow();

    /// <summary>Date and time on the owner's clock.</summary>
    public DateTime Now(DeskState desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return LocalClock.At(time.GetUtcNow(), LocalClock.Zone(desk.Zone));
    }

    public DateOnly Today(DeskState desk) => DateOnly.FromDateTime(Now(desk));

    /// <summary>The cycles that the person is in, as they may see them.</summary>
    public async ValueTask<ImmutableArray<OwnCycle>> CyclesAsync(Person person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        var cycles = ImmutableArray.CreateBuilder<OwnCycle>();
        foreach (var listing in await signedIn.CyclesAsync(person, cancellation))
        {
            if (listing.Includes(person.Id) && SpaceId.TryParse(listing.Cycle, out var space)
                && await door.LookAsync<CycleState>(space, person, cancellation) is { Themes: null } cycle) cycles.Add(new OwnCycle(space, listing, cycle));
        }
        return cycles.ToImmutable();
    }

    /// <summary>Who is in a cycle right now.</summary>
    public async ValueTask<ImmutableArray<string>> HereAsync(SpaceId cycle, Person person, CancellationToken cancellation = default)
    {
        await foreach (var here in door.HereAsync(cycle, person, cancellation)) return here;
        return [];
    }
}

/// <param name="Cycle">As the person may see it.</param>
public sealed record OwnCycle(SpaceId Space, Board.Spaces.District.CycleListing Listing, CycleState Cycle)
{
    public string Href => $"/cycles/{Space.Key}";
}
