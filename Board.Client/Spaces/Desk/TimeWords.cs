using Board.Spaces.Desk;

namespace Board.Client.Spaces.Desk;

/// <summary>Where time went, said as a finding.</summary>
public static class TimeWords
{
    public static string Of(TimeCount counts) => counts switch
    {
        TimeCount.WithTeachers => "with teachers",
        TimeCount.Preparation => "preparation",
        _ => "everything else",
    };

    /// <summary>Such as "45 min" or "3 h 20 min".</summary>
    public static string Span(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => $"{m} min",
        (var h, 0) => $"{h} h",
        var (h, m) => $"{h} h {m} min",
    };

    /// <summary>How the month compares with the one before, such as "Up from 31% in October."</summary>
    public static string Compared(TimeShare month, TimeShare before, DateOnly monthBefore)
    {
        var name = EntryWords.MonthName(monthBefore);
        if (month.Total == 0) return "Nothing is logged this month yet.";
        if (before.Total == 0) return $"Nothing was logged in {name}, so there is nothing to compare with.";
        var (now, was) = (month.Percents.WithTeachers, before.Percents.WithTeachers);
        return now == was ? $"The same as in {name}." : $"{(now > was ? "Up" : "Down")} from {was}% in {name}.";
    }

    /// <summary>The finding of a year, for the chart's headline.</summary>
    public static string Finding(IReadOnlyCollection<(DateOnly Month, TimeShare Share)> trend)
    {
        var logged = trend.Where(month => month.Share.Total > 0).ToList();
        if (logged.Count == 0) return "Time with teachers shows here once some is logged";
        var (first, last) = (logged[0], logged[^1]);
        var now = last.Share.Percents.WithTeachers;
        if (logged.Count == 1) return $"{now}% of {EntryWords.MonthName(last.Month)} was with teachers";
        var was = first.Share.Percents.WithTeachers;
        return now > was ? $"Time with teachers grew from {was}% in {EntryWords.MonthName(first.Month)} to {now}% in {EntryWords.MonthName(last.Month)}"
            : now < was ? $"Time with teachers went from {was}% in {EntryWords.MonthName(first.Month)} to {now}% in {EntryWords.MonthName(last.Month)}"
            : $"Time with teachers stayed at {now}% since {EntryWords.MonthName(first.Month)}";
    }

    /// <summary>What to weigh before work that is not coaching is accepted.</summary>
    public static string Question(TimeQuestion question) =>
        $"This would bring your time with teachers to {question.After}% this week, from {question.Before}%. Ask your principal?";
}
