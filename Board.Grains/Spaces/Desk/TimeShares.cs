using System.Collections.Immutable;

namespace Board.Spaces.Desk;

/// <summary>What a category of time counts as.</summary>
public enum TimeCount
{
    /// <summary>Coaching, with teachers.</summary>
    WithTeachers,

    /// <summary>What makes the time with teachers good.</summary>
    Preparation,

    EverythingElse,
}

/// <param name="Id">1 to 32 lower-case letters and digits.</param>
public sealed record TimeCategory(string Id, string Name, TimeCount Counts);

/// <param name="Date">The person's own day.</param>
/// <param name="Note">May be null.</param>
public sealed record TimeSpent(string Id, string Category, int Minutes, DateOnly Date, string? Note);

/// <summary>How a stretch of time was shared out, in minutes.</summary>
public readonly record struct TimeShare(int WithTeachers, int Preparation, int EverythingElse)
{
    public int Total => WithTeachers + Preparation + EverythingElse;

    /// <summary>Whole percents that add up to 100, or all 0 where nothing was logged: what is lost by rounding goes to the largest rests.</summary>
    public (int WithTeachers, int Preparation, int EverythingElse) Percents
    {
        get
        {
            if (Total == 0) return (0, 0, 0);
            var total = (long)Total;
            long[] minutes = [WithTeachers, Preparation, EverythingElse];
            var percents = Array.ConvertAll(minutes, part => (int)(part * 100 / total));
            foreach (var i in Enumerable.Range(0, minutes.Length).OrderByDescending(i => minutes[i] * 100 % total).Take(100 - percents.Sum())) percents[i]++;
            return (percents[0], percents[1], percents[2]);
        }
    }
}

/// <summary>What it would mean to take on something that is not coaching, for the person to weigh. It never keeps anybody from it.</summary>
/// <param name="Before">Percent of the week's time with teachers as it is.</param>
/// <param name="After">The same with the new work in it.</param>
public readonly record struct TimeQuestion(int Before, int After);

/// <summary>Where a person's time went.</summary>
public static class TimeShares
{
    public const int MaxTimes = 20_000;
    public const int MaxCategories = 30;

    /// <summary>What a new desk logs time under.</summary>
    public static ImmutableArray<TimeCategory> DefaultCategories { get; } =
    [
        new("cycles", "Teachers in cycles", TimeCount.WithTeachers),
        new("planning", "Planning and PL", TimeCount.Preparation),
        new("data", "Data", TimeCount.Preparation),
        new("meetings", "Meetings", TimeCount.EverythingElse),
        new("covering", "Covering classes", TimeCount.EverythingElse),
        new("other", "Other non-coaching", TimeCount.EverythingElse),
    ];

    /// <summary>The share of these days, both included.</summary>
    public static TimeShare Of(DeskState desk, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var share = default(TimeShare);
        foreach (var time in desk.Times.Values)
        {
            if (time.Date >= from && time.Date <= to) share = Add(share, desk.Counts(time.Category), time.Minutes);
        }
        return share;
    }

    public static TimeShare OfMonth(DeskState desk, DateOnly anyDay)
    {
        var first = new DateOnly(anyDay.Year, anyDay.Month, 1);
        return Of(desk, first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>The share of each of the last months, the one of that day last.</summary>
    public static ImmutableArray<(DateOnly Month, TimeShare Share)> Trend(DeskState desk, DateOnly anyDay, int months = 12)
    {
        var last = new DateOnly(anyDay.Year, anyDay.Month, 1);
        return [.. Enumerable.Range(0, months).Select(i => last.AddMonths(i - months + 1)).Select(month => (month, OfMonth(desk, month)))];
    }

    /// <summary>The minutes of each category on these days, most first; those without any are left out.</summary>
    public static ImmutableArray<(TimeCategory Category, int Minutes)> ByCategory(DeskState desk, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var minutes = desk.Times.Values.Where(time => time.Date >= from && time.Date <= to).GroupBy(time => time.Category).ToDictionary(g => g.Key, g => g.Sum(t => t.Minutes));
        return [.. desk.Categories.Where(c => minutes.ContainsKey(c.Id)).Select(c => (c, minutes[c.Id])).OrderByDescending(c => c.Item2)];
    }

    /// <summary>
    /// What to ask before this work is accepted: null for coaching and preparation, and where it leaves the week's share of time
    /// with teachers (Monday to Sunday) as it is.
    /// </summary>
    public static TimeQuestion? Question(DeskState desk, string category, int minutes, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(desk);
        if (desk.Counts(category) != TimeCount.EverythingElse) return null;
        var monday = MondayOf(date);
        var week = Of(desk, monday, monday.AddDays(6));
        var (before, after) = (week.Percents.WithTeachers, Add(week, TimeCount.EverythingElse, minutes).Percents.WithTeachers);
        return after < before ? new TimeQuestion(before, after) : null;
    }

    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private static TimeShare Add(TimeShare share, TimeCount counts, int minutes) => counts switch
    {
        TimeCount.WithTeachers => share with { WithTeachers = share.WithTeachers + minutes },
        TimeCount.Preparation => share with { Preparation = share.Preparation + minutes },
        _ => share with { EverythingElse = share.EverythingElse + minutes },
    };
}
