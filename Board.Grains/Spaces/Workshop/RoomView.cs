using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.Workshop;

/// <summary>
/// A workshop beside its surfaces, as somebody sees it: the same names and values as in a snapshot. What there is not is said to be null, so that it
/// takes the place of what was there.
/// </summary>
public sealed record RoomView(
    string Title,
    ImmutableArray<DateOnly> Days,
    WorkshopPeople People,
    JoinSettings Joining,
    ImmutableArray<Activity> Activities,
    string? Current,
    bool Ended,
    ImmutableArray<string> Norms,
    ImmutableArray<SharedWord> Language)
{
    public Signal? Signal { get; init; }

    public RoomTimer? Timer { get; init; }

    public RoomCall? Call { get; init; }

    public RoomCode? Code { get; init; }

    /// <param name="seen">As a view shows it.</param>
    internal static RoomView Of(WorkshopState seen) => new(
        seen.Title, seen.Days, seen.People, seen.Joining, seen.Activities, seen.Current, seen.Ended, seen.Norms, seen.Language)
    {
        Signal = seen.Signal,
        Timer = seen.Timer,
        Call = seen.Call,
        Code = seen.Code,
    };
}

/// <summary>The room's one timer, by the server's clock.</summary>
/// <param name="Length">Of how many milliseconds it is.</param>
/// <param name="EndsAt">When it runs out, in milliseconds since 1970 UTC. It stays when it has.</param>
/// <param name="PausedLeft">While it is paused: how many milliseconds are left. Then <paramref name="EndsAt"/> says nothing.</param>
public sealed record RoomTimer(long Length, long EndsAt, long? PausedLeft = null)
{
    [JsonIgnore]
    public bool IsPaused => PausedLeft is not null;

    /// <summary>How many milliseconds are left at that time; 0 when it has run out.</summary>
    public long LeftAt(long now) => PausedLeft ?? Math.Max(0, EndsAt - now);
}

/// <summary>Everybody is asked to come to one activity.</summary>
/// <param name="Locked">Nobody declines.</param>
/// <param name="Number">Grows with each call, so that whoever declined one is asked again by the next.</param>
public sealed record RoomCall(string Activity, bool Locked, long Number);
