using System.Collections.Immutable;

namespace Board.Surfaces.Rating;

/// <summary>How far a voice, or a room, is of one mind.</summary>
public enum Agreement
{
    /// <summary>Nobody has voted.</summary>
    NoVotes,

    /// <summary>Four of five are at one level.</summary>
    Together,

    /// <summary>All are at two neighboring levels.</summary>
    OneStepApart,
    FarApart,
}

/// <summary>What can be read from how many people are at each level. A row is one voice's counts, by level.</summary>
public static class Spread
{
    /// <summary>From this share on, in percent, a voice is together.</summary>
    public const int Together = 80;

    /// <summary>The level in the middle; between two of them where the middle lies between two people. Null where nobody voted.</summary>
    public static double? Median(IReadOnlyList<int> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var voted = row.Sum();
        return voted == 0 ? null : (LevelAt(row, (voted - 1) / 2) + LevelAt(row, voted / 2)) / 2.0;
    }

    /// <summary>The lowest and the highest level that somebody is at; null where nobody voted.</summary>
    public static (int Least, int Most)? Ends(IReadOnlyList<int> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var voted = row.Sum();
        return voted == 0 ? null : (LevelAt(row, 0), LevelAt(row, voted - 1));
    }

    public static Agreement AgreementOf(IReadOnlyList<int> row) =>
        Ends(row) is not { } ends ? Agreement.NoVotes
        : row.Max() * 100 >= row.Sum() * Together ? Agreement.Together
        : ends.Most - ends.Least == 1 ? Agreement.OneStepApart
        : Agreement.FarApart;

    /// <summary>For people.</summary>
    public static string WordOf(Agreement agreement) => agreement switch
    {
        Agreement.Together => "Together",
        Agreement.OneStepApart => "One step apart",
        Agreement.FarApart => "Far apart",
        _ => "No votes yet",
    };

    /// <summary>All voices in one row.</summary>
    public static ImmutableArray<int> All(ImmutableArray<ImmutableArray<int>> spread) =>
        spread.IsEmpty ? [] : [.. Enumerable.Range(0, spread[0].Length).Select(level => spread.Sum(row => row[level]))];

    /// <summary>Whether enough of those who voted are at the level that counts for a yes, or above; null where nobody voted.</summary>
    public static bool? Meets(IReadOnlyList<int> row, RatingThreshold threshold)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(threshold);
        return row.Sum() is var voted && voted == 0 ? null : row.Skip(threshold.Level).Sum() * 100 >= voted * threshold.Percent;
    }

    private static int LevelAt(IReadOnlyList<int> row, int place)
    {
        for (var level = 0; level < row.Count; level++)
        {
            place -= row[level];
            if (place < 0) return level;
        }
        return row.Count - 1;
    }
}
