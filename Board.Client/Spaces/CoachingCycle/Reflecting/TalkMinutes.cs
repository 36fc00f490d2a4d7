using System.Collections.Immutable;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>Who had the word, minute by minute. While the clock was paused nobody had it.</summary>
public static class TalkMinutes
{
    /// <summary>A minute each, up to the lesson's end; empty where nobody listened for it.</summary>
    /// <param name="length">Of the lesson, in milliseconds.</param>
    public static ImmutableArray<TalkMinute> Of(ImmutableArray<TalkTurn> turns, LessonClock clock, long length)
    {
        var minutes = new TalkMinute[(length + LessonMinute.Minute - 1) / LessonMinute.Minute];
        var heard = false;
        foreach (var (to, from, until) in Stretches(turns, clock, length))
        {
            heard = true;
            for (var at = from; at < until;)
            {
                var minute = at / LessonMinute.Minute;
                var end = Math.Min((minute + 1) * LessonMinute.Minute, until);
                minutes[minute] = minutes[minute].With(to, (end - at) / (double)LessonMinute.Minute);
                at = end;
            }
        }
        return heard ? [.. minutes] : [];
    }

    /// <summary>The same for the whole lesson.</summary>
    public static TalkSum Sum(ImmutableArray<TalkTurn> turns, LessonClock clock, long length)
    {
        var sum = default(TalkSum);
        foreach (var (to, from, until) in Stretches(turns, clock, length))
        {
            sum = to switch
            {
                Talk.Teacher => sum with { Teacher = sum.Teacher + until - from },
                Talk.Student or Talk.Group => sum with { Students = sum.Students + until - from },
                _ => sum with { Quiet = sum.Quiet + until - from },
            };
        }
        return sum;
    }

    private static IEnumerable<(Talk To, long From, long Until)> Stretches(ImmutableArray<TalkTurn> turns, LessonClock clock, long length)
    {
        for (var i = 0; i < turns.Length; i++)
        {
            var from = clock.At(turns[i].At);
            var until = i + 1 < turns.Length ? clock.At(turns[i + 1].At) : length;
            if (turns[i].To != Talk.Off && until > from) yield return (turns[i].To, from, Math.Min(until, length));
        }
    }
}

/// <summary>Shares of one minute; together at most 1, less where nobody listened.</summary>
public readonly record struct TalkMinute(double Teacher, double Students, double Quiet)
{
    public double Heard => Teacher + Students + Quiet;

    internal TalkMinute With(Talk to, double share) => to switch
    {
        Talk.Teacher => this with { Teacher = Teacher + share },
        Talk.Student or Talk.Group => this with { Students = Students + share },
        _ => this with { Quiet = Quiet + share },
    };
}

/// <summary>Milliseconds of a lesson.</summary>
public readonly record struct TalkSum(long Teacher, long Students, long Quiet)
{
    public long Heard => Teacher + Students + Quiet;
}
