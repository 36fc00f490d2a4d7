using System.Collections.Immutable;
using Board.Spaces;

namespace Board.Surfaces.Rating;

/// <summary>Casting votes (SPEC.md, RATE2, RATE3).</summary>
internal static class Voting
{
    private static readonly Refusal Closed = new("vote-closed", "This vote is closed, so nothing was changed. Your facilitator can open it again.");
    private static readonly Refusal VoiceFixed = new("voice-fixed", "You have voted here with another voice, which stays the same for the whole rating. Nothing was changed.");

    public static Refusal? Vote(RatingState rating, Voted op, string person, out RatingState changed)
    {
        changed = rating;
        if (rating.Statement(op.Statement) is not { } statement) return Refusals.NotThere("This statement");
        if (!IsOpen(statement)) return Closed;
        var voices = rating.Settings.Voices.Length;
        if (op.Level < 0 || op.Level >= rating.Settings.Levels.Length || (voices == 0 ? op.Voice is not (0 or -1) : op.Voice < 0 || op.Voice >= voices)) return Refusals.UnknownOp;
        var voice = Math.Max(0, op.Voice);
        if (rating.VoiceOf.TryGetValue(person, out var was) && was != voice && rating.Statements.Any(other => IsCounted(other, person))) return VoiceFixed;
        var votes = Cast(statement).SetItem(person, op.Level);
        var now = (statement.Stage == RatingStage.Vote ? statement with { FirstVotes = votes } : statement with { SecondVotes = votes }) with
        {
            Threshold = statement.Threshold ?? rating.Settings.Threshold,
        };
        var voiceOf = rating.VoiceOf.SetItem(person, voice);
        if (now != statement || voiceOf != rating.VoiceOf) changed = rating with { Statements = rating.Statements.Replace(statement, now), VoiceOf = voiceOf };
        return null;
    }

    private static bool IsOpen(Statement statement) => statement.Stage is RatingStage.Vote or RatingStage.VoteAgain;

    private static ImmutableSortedDictionary<string, int> Cast(Statement statement) => statement.Stage == RatingStage.Vote ? statement.FirstVotes : statement.SecondVotes;

    /// <summary>Whether they have a vote that can't be changed any more. Until then a wrong voice can be put right.</summary>
    private static bool IsCounted(Statement statement, string person) =>
        statement.FirstVotes.ContainsKey(person) && statement.Stage != RatingStage.Vote || statement.SecondVotes.ContainsKey(person) && statement.Stage != RatingStage.VoteAgain;
}
