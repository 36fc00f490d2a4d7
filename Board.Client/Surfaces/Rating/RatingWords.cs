using System.Collections.Immutable;
using Board.Surfaces.Rating;

namespace Board.Client.Surfaces.Rating;

/// <summary>How pages speak of a rating.</summary>
internal static class RatingWords
{
    /// <summary>The five steps that a statement goes through, with the stage that each begins.</summary>
    public static ImmutableArray<(RatingStage Stage, string Name)> Steps { get; } =
    [
        (RatingStage.Vote, "Silent vote"),
        (RatingStage.Reveal, "Reveal"),
        (RatingStage.Talk, "Talk"),
        (RatingStage.VoteAgain, "Vote again"),
        (RatingStage.Agree, "Agree"),
    ];

    /// <summary>Where a statement stands, in the list of them; null before its first vote.</summary>
    public static string? Standing(Statement statement, RatingSettings settings) => statement switch
    {
        { Decision: { Level: { } level } } => $"Agreed on “{settings.Levels[level].Name}”",
        { Decision: not null } => "Talked about, and written down",
        { Stage: RatingStage.Waiting } => null,
        { Stage: RatingStage.Vote } => "First vote",
        { Stage: RatingStage.VoteAgain } => "Second vote",
        { Stage: RatingStage.Done } => "Done",
        _ => Talked(statement),
    };

    /// <summary>The newest round that everybody sees; null before the first reveal.</summary>
    public static Round? Shown(Statement statement) => statement.SecondIsOut && statement.Second is { Voted: > 0 } ? statement.Second : statement.FirstIsOut ? statement.First : null;

    /// <summary>The first round beside the second, where there are both.</summary>
    public static Round? Before(Statement statement) => ReferenceEquals(Shown(statement), statement.Second) ? statement.First : null;

    /// <summary>What to ask, from where people stand.</summary>
    public static string Question(RatingSettings settings, ImmutableArray<ImmutableArray<int>> spread)
    {
        if (Spread.Ends(Spread.All(spread)) is not { } ends) return "Nobody has voted. What would help you to say where we are?";
        var (least, most) = (settings.Levels[ends.Least].Name, settings.Levels[ends.Most].Name);
        if (ends.Least == ends.Most) return $"Everybody says “{least}”. What do we see that shows it?";
        var voices = settings.Voices.Zip(spread).Where(voice => Spread.Ends(voice.Second) is not null).ToList();
        var high = voices.Where(voice => Spread.Ends(voice.Second)!.Value.Most == ends.Most).Select(voice => voice.First).ToList();
        return high.Count == 1
            ? $"What does “{most}” look like from {high[0]}, that others have not seen yet?"
            : $"What does “{most}” look like to some of us, and what do those see who say “{least}”?";
    }

    /// <summary>The row in words, such as "five Starting, one In place", for those who do not see the dots.</summary>
    public static string Row(RatingSettings settings, IReadOnlyList<int> row)
    {
        var parts = settings.Levels.Zip(row).Where(level => level.Second > 0).Select(level => $"{level.Second} {level.First.Name}").ToList();
        return parts.Count == 0 ? "no votes" : string.Join(", ", parts);
    }

    /// <summary>The level in the middle, in words.</summary>
    public static string? Median(RatingSettings settings, IReadOnlyList<int> row) => Spread.Median(row) switch
    {
        null => null,
        { } middle when middle % 1 == 0 => settings.Levels[(int)middle].Name,
        { } middle => $"between {settings.Levels[(int)middle].Name} and {settings.Levels[(int)middle + 1].Name}",
    };

    public static string Threshold(RatingSettings settings, RatingThreshold threshold) =>
        threshold.Percent == 100 ? $"Everybody at “{settings.Levels[threshold.Level].Name}” or above" : $"{threshold.Percent} % at “{settings.Levels[threshold.Level].Name}” or above";

    private static string Talked(Statement statement) => Shown(statement) is { Spread: { } spread }
        ? Spread.WordOf(Spread.AgreementOf(Spread.All(spread)))
        : "Being talked about";
}
