using Board.Server.Hosting;

namespace Board.Server.Rooms;

/// <summary>
/// How often somebody may be wrong about a room's code (SPEC.md, DOOR3). Being right costs nothing, for a school is one address and
/// 150 phones come in a minute. There are 29⁶ codes (595 million); with 200 rooms open, a guess is right once in three million
/// times, and all the guesses of the world together are held to <see cref="OverallPerHour"/>: three years and more for one room.
/// Whoever scans has a secret that can't be guessed, and is never held up by what others type.
/// </summary>
/// <remarks>
/// Counts are this server's own, and begin anew with it. The same wrong code counts once an hour: a slip of the pen on a slide, typed by
/// a whole room, tells nobody anything twice.
/// </remarks>
public sealed class JoinLimits(TimeProvider time)
{
    public const int OverallAtOnce = 300;
    public const int OverallPerHour = 100;
    public const int AddressAtOnce = 60;
    public const int AddressPerHour = 30;

    /// <summary>Wrong secrets to a right code, for whoever has an old picture of a screen.</summary>
    public const int CodeAtOnce = 30;

    public const int CodePerHour = 30;

    private const int KnownCodes = 10_000;
    private const double SecondsPerHour = 3_600;

    private readonly Lock _lock = new();
    private readonly Bucket _overall = new(OverallAtOnce, OverallPerHour / SecondsPerHour, time);
    private readonly Dictionary<string, Bucket> _addresses = [];
    private readonly Dictionary<string, Bucket> _codes = [];
    private readonly Dictionary<(string Network, string Code), long> _wrong = [];

    /// <summary>Tries a code that was typed.</summary>
    /// <param name="network">Where it comes from.</param>
    /// <param name="rooms">The rooms that there are.</param>
    /// <param name="room">The one that it leads to; null where it is wrong.</param>
    /// <returns>False where it was not even looked at: too many were wrong.</returns>
    public bool Try(string network, string code, IReadOnlyDictionary<string, string> rooms, out string? room)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        lock (_lock)
        {
            room = null;
            var address = Of(_addresses, network, AddressAtOnce, AddressPerHour);
            if (!address.HasOne || !_overall.HasOne) return false;
            if (rooms.TryGetValue(code, out room) || !IsNews(network, code)) return true;
            address.Take();
            _overall.Take();
            return true;
        }
    }

    /// <summary>
    /// Counts a wrong secret to a code. The right one is not held up by that: nobody guesses it, and whoever knows the code, as everybody
    /// in the room does, could otherwise keep all the others out.
    /// </summary>
    /// <returns>False where too many were wrong.</returns>
    public bool MayHaveWrongSecret(string code)
    {
        lock (_lock)
        {
            return Of(_codes, code, CodeAtOnce, CodePerHour).TryTake();
        }
    }

    private bool IsNews(string network, string code)
    {
        var now = time.GetTimestamp();
        if (_wrong.TryGetValue((network, code), out var last) && time.GetElapsedTime(last, now) < TimeSpan.FromHours(1)) return false;
        if (_wrong.Count >= KnownCodes) _wrong.Clear();
        _wrong[(network, code)] = now;
        return true;
    }

    private Bucket Of(Dictionary<string, Bucket> buckets, string key, int atOnce, int perHour)
    {
        if (buckets.TryGetValue(key, out var bucket)) return bucket;
        if (buckets.Count >= KnownCodes)
        {
            foreach (var full in buckets.Where(one => one.Value.IsFull).Select(one => one.Key).ToList()) buckets.Remove(full);
            // Somebody makes codes up. What that lets them try again is a secret, which tries do not find.
            if (buckets.Count >= KnownCodes) buckets.Clear();
        }
        return buckets[key] = new Bucket(atOnce, perHour / SecondsPerHour, time);
    }
}
