using System.Collections.Immutable;
using System.Diagnostics;
using Board.Spaces;
using Board.Surfaces.Wall;

namespace Board.Surfaces.Rating;

/// <summary>The rules of a rating (SPEC.md, RATE1 to RATE6). Doing what is done already changes nothing and is no refusal.</summary>
public static class RatingSurface
{
    /// <summary>Those that were removed included.</summary>
    public const int MaxStatements = 40;

    public const int MinLevels = 2;
    public const int MaxLevels = 10;
    public const int MaxVoices = 8;
    public const int MaxStatement = 300;
    public const int MaxDetail = 1_000;

    private static readonly Refusal NoStatement = Refusals.NotThere("This statement");
    private static readonly Refusal VotesIn = new("votes-in", "People have voted on these levels, or decided, so levels and voices stay as they are. Nothing was changed; a new rating can do it differently.");
    private static readonly Refusal NothingToSee = new("not-voted", "Nobody has been asked to vote on this yet. Open the vote first; nothing was changed.");

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<RatingSet>("rating-set"),
        OpType.Of<StatementSet>("statement-set"),
        OpType.Of<StatementRemoved>("statement-removed"),
        OpType.Of<StatementTurnedTo>("statement-turned-to"),
        OpType.Of<RatingStaged>("rating-staged"),
        OpType.Of<Voted>("voted"),
        OpType.Of<DecisionMinuted>("decision-minuted"),
        OpType.Of<RatingTold>("rating-told"),
        OpType.Of<VoteCounted>("vote-counted"),
    ];

    /// <summary>May this person do this now? Null means yes.</summary>
    public static Refusal? Policy(RatingOp op, bool leads) => op switch
    {
        RatingTold or VoteCounted => Refusals.UnknownOp,
        Voted => null,
        _ => leads ? null : Refusals.NotAllowed("a facilitator"),
    };

    /// <summary>Does it; a refusal changes nothing.</summary>
    /// <param name="person">The id of whoever acts.</param>
    public static Refusal? Apply(RatingState rating, RatingOp op, string person, out RatingState changed)
    {
        changed = rating;
        var refusal = op switch
        {
            RatingSet set => Set(rating, set.Settings, out changed),
            StatementSet set => Set(rating, set, out changed),
            StatementRemoved removed => Change(rating, removed.Id, out changed, was => was with { Removed = true }),
            StatementTurnedTo turned => Turn(rating, turned.Id, out changed),
            RatingStaged staged => Stage(rating, staged, out changed),
            Voted voted => Voting.Vote(rating, voted, person, out changed),
            DecisionMinuted minuted => Minute(rating, minuted, out changed),
            RatingTold or VoteCounted => null, // said to pages, done by nobody
            _ => throw new UnreachableException(),
        };
        if (refusal is not null || changed == rating) changed = rating;
        else if (changed.Current is { } current && changed.Statement(current) is null) changed = changed with { Current = null };
        return refusal;
    }

    /// <summary>What would take it back, in the same person's name; null where nothing can: a vote is changed by voting.</summary>
    public static RatingOp? Inverse(RatingState before, RatingOp op) => op switch
    {
        RatingSet set => new RatingSet(set.Surface, before.Settings),
        StatementSet set when before.Statement(set.Id) is { } was => new StatementSet(set.Surface, was.Id, was.Text, was.Detail, was.Order),
        StatementSet set => new StatementRemoved(set.Surface, set.Id),
        StatementRemoved removed when before.Statement(removed.Id) is { } was => new StatementSet(removed.Surface, was.Id, was.Text, was.Detail, was.Order),
        StatementTurnedTo turned => new StatementTurnedTo(turned.Surface, before.Current),
        // What the room has seen it has seen; but a step too far is gone back.
        RatingStaged staged when before.Statement(staged.Statement) is { } was => new RatingStaged(staged.Surface, was.Id, was.Stage),
        DecisionMinuted minuted when before.Statement(minuted.Statement) is { } was =>
            new DecisionMinuted(minuted.Surface, was.Id, was.Decision?.Level, was.Decision?.Text ?? "", was.Decision?.Dissent ?? ""),
        _ => null,
    };

    /// <summary>A phase of a protocol brings a statement to a stage, whatever it was at.</summary>
    internal static RatingState Staged(RatingState rating, string statement, RatingStage stage)
    {
        _ = Change(rating with { Current = statement }, statement, out var changed, was => was with { Stage = stage });
        return changed == rating ? rating : changed;
    }

    private static Refusal? Set(RatingState rating, RatingSettings settings, out RatingState changed)
    {
        changed = rating;
        var (levels, voices, threshold) = (settings.Levels, settings.Voices, settings.Threshold);
        if (levels.IsDefault || voices.IsDefault || levels.Any(level => level is null) || voices.Any(voice => voice is null)) return Refusals.UnknownOp;
        if (levels.Length is < MinLevels or > MaxLevels) return new("out-of-range", $"A rating has between {MinLevels} levels and {MaxLevels}. Nothing was changed.");
        if (voices.Length > MaxVoices) return new("too-many", $"A rating has {MaxVoices} voices at most. Nothing was changed.");
        if (voices.Distinct().Count() != voices.Length) return new("same-name", "Two voices have the same name. Nothing was changed.");
        if (threshold.Level < 0 || threshold.Level >= levels.Length || threshold.Percent is < 1 or > 100)
            return new("out-of-range", "What counts for a yes is one of the levels, and a share between 1 and 100 percent. Nothing was changed.");
        foreach (var level in levels)
        {
            if ((Words.Name(level.Name, "A level") ?? Words.Text(level.Hint, "What a level means", MaxStatement)) is { } refusal) return refusal;
        }
        foreach (var voice in voices)
        {
            if (Words.Name(voice, "A voice") is { } refusal) return refusal;
        }
        var same = levels.SequenceEqual(rating.Settings.Levels) && voices.SequenceEqual(rating.Settings.Voices);
        if (!same && (!rating.VoiceOf.IsEmpty || rating.Statements.Any(statement => statement.Decision is not null))) return VotesIn;
        if (!same || threshold != rating.Settings.Threshold) changed = rating with { Settings = settings };
        return null;
    }

    private static Refusal? Set(RatingState rating, StatementSet set, out RatingState changed)
    {
        changed = rating;
        if ((Words.Id(set.Id) ?? Words.Remark(set.Text, "A statement") ?? Words.Text(set.Text, "A statement", MaxStatement) ?? Words.Text(set.Detail, "What a statement means", MaxDetail)) is { } refusal) return refusal;
        if (!CardOrder.IsPlace(set.Order)) return Refusals.UnknownOp;
        if (rating.Statements.FirstOrDefault(statement => statement.Id == set.Id) is { } was)
        {
            var now = was with { Text = set.Text, Detail = set.Detail, Order = set.Order, Removed = false };
            if (now != was) changed = rating with { Statements = rating.Statements.Replace(was, now) };
            return null;
        }
        if (rating.Statements.Length >= MaxStatements) return new("too-many", $"A rating has {MaxStatements} statements at most. Nothing was changed.");
        changed = rating with { Statements = rating.Statements.Add(new(set.Id, set.Text, set.Detail, set.Order, RatingStage.Waiting)) };
        return null;
    }

    private static Refusal? Turn(RatingState rating, string? id, out RatingState changed)
    {
        changed = rating;
        if (id is not null && rating.Statement(id) is null) return NoStatement;
        if (rating.Current != id) changed = rating with { Current = id };
        return null;
    }

    private static Refusal? Stage(RatingState rating, RatingStaged op, out RatingState changed)
    {
        changed = rating;
        if (!Enum.IsDefined(op.Stage)) return Refusals.UnknownOp;
        return rating.Statement(op.Statement) is { Stage: RatingStage.Waiting } && op.Stage > RatingStage.Vote
            ? NothingToSee
            : Change(rating, op.Statement, out changed, was => was with { Stage = op.Stage });
    }

    private static Refusal? Minute(RatingState rating, DecisionMinuted op, out RatingState changed)
    {
        changed = rating;
        if ((Words.Text(op.Text, "A decision") ?? Words.Text(op.Dissent, "A dissent")) is { } refusal) return refusal;
        if (op.Level is { } level && (level < 0 || level >= rating.Settings.Levels.Length)) return Refusals.UnknownOp;
        var decision = op is { Level: null, Text: "", Dissent: "" } ? null : new Decision(op.Level, op.Text, op.Dissent);
        return Change(rating, op.Statement, out changed, was => was with { Decision = decision });
    }

    private static Refusal? Change(RatingState rating, string id, out RatingState changed, Func<Statement, Statement> change)
    {
        changed = rating;
        if (rating.Statement(id) is not { } was) return NoStatement;
        var now = change(was);
        if (now != was) changed = rating with { Statements = rating.Statements.Replace(was, now) };
        return null;
    }
}
