using System.Globalization;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>Times of a lesson as people read them.</summary>
public static class LessonMinute
{
    public const long Minute = 60_000;

    /// <summary><c>mm:ss</c>, from an hour on <c>h:mm:ss</c>; nothing for what has no minute.</summary>
    /// <param name="lesson">Milliseconds on the lesson's clock.</param>
    public static string Of(long? lesson)
    {
        if (lesson is not { } milliseconds) return "";
        var time = TimeSpan.FromMilliseconds(milliseconds);
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>The nearest whole minutes.</summary>
    public static int Rounded(long milliseconds) => (int)Math.Round(milliseconds / (double)Minute, MidpointRounding.AwayFromZero);
}
