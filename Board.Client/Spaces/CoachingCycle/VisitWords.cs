using System.Globalization;
using Board.Client.Spaces.Desk;
using Board.Spaces.CoachingCycle;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>A visit in a few words.</summary>
public static class VisitWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Where and when, such as "Grade 4, Room 4B · Tue, Nov 24 · 9:40 AM".</summary>
    public static string Line(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return string.Join(" · ", new[] { visit.Place, Day(visit.On), Time(visit.Starts) }.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>Such as "Tue, Nov 24"; null for none.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("ddd, MMM d", English);

    /// <summary>Such as "9:40 AM"; null for none.</summary>
    public static string? Time(TimeOnly? time) => time?.ToString("h:mm tt", English);

    /// <summary>Day and time of an instant in milliseconds since 1970.</summary>
    public static string Moment(long at, TimeZoneInfo zone)
    {
        var then = LocalClock.At(DateTimeOffset.FromUnixTimeMilliseconds(at), zone);
        return $"{Day(DateOnly.FromDateTime(then))}, {Time(TimeOnly.FromDateTime(then))}";
    }

    public static string Of(VisitKind kind) => kind switch
    {
        VisitKind.CoTeach => "Co-Teach",
        VisitKind.Model => "Model lesson",
        _ => "Observe",
    };
}
