namespace Board.Client.Spaces.Desk;

/// <summary>Between instants and the times of a person's own clock.</summary>
public static class LocalClock
{
    /// <summary>The zone of that IANA name; UTC where there is none of that name on this machine.</summary>
    public static TimeZoneInfo Zone(string name) => Find(name) ?? TimeZoneInfo.Utc;

    public static bool IsKnown(string? name) => name is not null && Find(name) is not null;

    public static DateTime At(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>
    /// The instant that a local date and time stands for, by the rules of RFC 5545, 3.3.5: an hour that comes twice means the first
    /// one, one that is left out is counted on from before the gap.
    /// </summary>
    public static DateTimeOffset Instant(TimeZoneInfo zone, DateOnly date, TimeOnly time)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = date.ToDateTime(time);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private static TimeZoneInfo? Find(string name) =>
        name.Length is > 0 and <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
