using System.Globalization;
using Board.Spaces.CoachingCycle;

namespace Board.Client.Spaces.CoachingCycle;

internal static class VisitWords
{
    /// <summary>Where and when, such as "Grade 4, Room 4B · Tue, Nov 24".</summary>
    public static string Line(Visit visit)
    {
        var on = visit.On?.ToString("ddd, MMM d", CultureInfo.GetCultureInfo("en-US"));
        return string.Join(" · ", new[] { visit.Place, on }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
