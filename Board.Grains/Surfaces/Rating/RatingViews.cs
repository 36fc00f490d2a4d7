using System.Collections.Immutable;

namespace Board.Surfaces.Rating;

/// <summary>
/// What is seen of a rating (SPEC.md, RATE4): the same for everybody, those who lead included. Until a round is revealed it is how many have voted,
/// then how many at which level; never who.
/// </summary>
public static class RatingViews
{
    public static RatingState View(RatingState rating) => rating with
    {
        Statements = [.. rating.InOrder().Select(statement => See(rating, statement))],
        VoiceOf = ImmutableSortedDictionary<string, int>.Empty,
    };

    /// <summary>What a live page is told of a vote, as the rating is now.</summary>
    public static RatingOp Tell(RatingState rating, Voted vote) => rating.Statement(vote.Statement) is { } statement
        ? new VoteCounted(vote.Surface, statement.Id, statement.Threshold ?? rating.Settings.Threshold, statement.FirstVotes.Count, statement.SecondVotes.Count)
        : new RatingTold(vote.Surface, View(rating));

    /// <summary>A person's own voice and votes, for a page whose frames are everybody's.</summary>
    public static OwnInRating OwnOf(RatingState rating, string person) => new(
        rating.VoiceOf.GetValueOrDefault(person, -1), Own(rating, person, statement => statement.FirstVotes), Own(rating, person, statement => statement.SecondVotes));

    private static ImmutableSortedDictionary<string, int> Own(RatingState rating, string person, Func<Statement, ImmutableSortedDictionary<string, int>> votes) =>
        rating.InOrder().Where(statement => votes(statement).ContainsKey(person)).ToImmutableSortedDictionary(statement => statement.Id, statement => votes(statement)[person]);

    private static Statement See(RatingState rating, Statement statement) => statement with
    {
        First = Count(rating, statement.FirstVotes, statement.FirstIsOut),
        Second = Count(rating, statement.SecondVotes, statement.SecondIsOut),
        FirstVotes = ImmutableSortedDictionary<string, int>.Empty,
        SecondVotes = ImmutableSortedDictionary<string, int>.Empty,
    };

    private static Round Count(RatingState rating, ImmutableSortedDictionary<string, int> votes, bool isOut)
    {
        if (!isOut) return new(votes.Count);
        var spread = new int[Math.Max(1, rating.Settings.Voices.Length)][];
        for (var voice = 0; voice < spread.Length; voice++) spread[voice] = new int[rating.Settings.Levels.Length];
        foreach (var (person, level) in votes) spread[rating.VoiceOf[person]][level]++;
        return new(votes.Count, [.. spread.Select(row => row.ToImmutableArray())]);
    }
}

/// <param name="Voice">Index of their voice; -1 while they have not voted.</param>
/// <param name="First">Their level by the id of the statement.</param>
public sealed record OwnInRating(int Voice, ImmutableSortedDictionary<string, int> First, ImmutableSortedDictionary<string, int> Second);
