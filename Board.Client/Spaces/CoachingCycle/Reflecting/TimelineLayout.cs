using System.Collections.Immutable;
using System.Globalization;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>Where things lie in the drawing of a lesson, in its own units: names at the left, time to the right, rows from above.</summary>
public sealed class TimelineLayout
{
    public const double Width = 1_166;

    /// <summary>Where time begins.</summary>
    public const double Left = 150;

    public const double TalkHeight = 44;
    private const double RowHeight = 34;
    private const double FirstRow = 46;

    private readonly double _perMillisecond;
    private readonly LessonTimeline _timeline;

    public TimelineLayout(LessonTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        _timeline = timeline;
        _perMillisecond = (Width - Left) / Math.Max(1, timeline.Length);
        var y = FirstRow + (RowHeight * timeline.Rows.Length);
        if (!timeline.Sweeps.IsEmpty) (SweepY, y) = (y, y + RowHeight);
        if (!timeline.Photos.IsEmpty) (PhotoY, y) = (y, y + RowHeight);
        if (!timeline.Talk.IsEmpty) (TalkY, y) = (y + 8, y + 8 + TalkHeight + 18);
        Bottom = y - 16;
        AxisY = Bottom + 18;
        Height = AxisY + 4;
    }

    /// <summary>The middle of the row of sweeps, of photos, and the top of the talk strip; 0 where there is none.</summary>
    public double SweepY { get; }

    public double PhotoY { get; }

    public double TalkY { get; }

    /// <summary>Where the phases' bands end.</summary>
    public double Bottom { get; }

    /// <summary>The base line of the minutes.</summary>
    public double AxisY { get; }

    public double Height { get; }

    /// <summary>The middle of a look-for's row.</summary>
    public static double RowY(int row) => FirstRow + (RowHeight * row);

    public double X(long lesson) => Left + (Math.Clamp(lesson, 0, _timeline.Length) * _perMillisecond);

    /// <summary>The place of a minute's bar: a hair of paper stays between two of them.</summary>
    public (double X, double Width) Bar(int minute)
    {
        var (from, to) = (X(minute * LessonMinute.Minute), X((minute + 1) * LessonMinute.Minute));
        return (from, Math.Max(0.5, to - from - Math.Min(2, (to - from) / 4)));
    }

    /// <summary>The minutes that are written below: every fifth, tenth or twentieth, so that there is room between them.</summary>
    public ImmutableArray<int> Ticks()
    {
        var step = _timeline.Minutes switch { <= 20 => 5, <= 75 => 10, <= 180 => 30, _ => 60 };
        return [.. Enumerable.Range(0, (_timeline.Minutes / step) + 1).Select(i => i * step).Where(minute => minute * LessonMinute.Minute < _timeline.Length)];
    }

    /// <summary>A number as SVG writes it, whatever the server's language.</summary>
    public static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
