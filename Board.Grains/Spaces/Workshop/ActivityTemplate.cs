using System.Collections.Immutable;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>The ops that set an activity up which was just added, from what comes with Board. They are done like all others, and changed like all others.</summary>
public static class ActivityTemplate
{
    /// <summary>A do-now: one question, and nobody sees the answers of others until the reveal.</summary>
    /// <param name="surface">Id of an activity with a wall.</param>
    public static ImmutableArray<SpaceOp> DoNow(string surface, string prompt) =>
        [new SectionSet(surface, "donow", "Do now", prompt, CardOrder.Between(null, null)), new WallRevealed(surface, false)];

    /// <summary>An exit survey: a section for each question, no names, and nobody sees the answers of others until the reveal.</summary>
    /// <param name="surface">Id of an activity with a wall.</param>
    /// <param name="questions">At most as many as a wall has sections.</param>
    public static ImmutableArray<SpaceOp> ExitSurvey(string surface, ImmutableArray<string> questions)
    {
        var ops = ImmutableArray.CreateBuilder<SpaceOp>();
        ops.Add(new WallSet(surface, WallSettings.Usual with { NamesShown = false, Comments = false, Reactions = [] }));
        string? place = null;
        for (var i = 0; i < questions.Length; i++)
        {
            place = CardOrder.Between(place, null);
            ops.Add(new SectionSet(surface, $"q{i + 1}", $"Question {i + 1}", questions[i], place));
        }
        ops.Add(new WallRevealed(surface, false));
        return ops.ToImmutable();
    }

    /// <summary>The outcomes of a session as questions (survey of the workshop "Planning around your systems for coaching").</summary>
    public static ImmutableArray<string> SessionOutcomes { get; } =
    [
        "We reflected on whether our systems for coaching are effective in moving our school toward our intended outcomes. How far did you get?",
        "We determined whether we need to implement or refine our system for coaching. What did you decide?",
        "We established an area of focus that leverages our system for coaching to improve school outcomes. Which one?",
        "What do you still need?",
    ];

    /// <summary>A rating from one of <see cref="BuiltInRatings"/>; none where there is no such set.</summary>
    /// <param name="surface">Id of an activity with a rating.</param>
    public static ImmutableArray<SpaceOp> Rating(string id, string surface) => BuiltInRatings.Of(id) is not { } rating ? [] :
    [
        new RatingSet(surface, rating.Settings),
        .. rating.Statements.Select(statement => new StatementSet(surface, statement.Id, statement.Text, statement.Detail, statement.Order)),
    ];
}

/// <summary>The same for protocols.</summary>
public static class ProtocolTemplate
{
    /// <summary>The ops that make one of <see cref="BuiltInProtocols"/> of an activity of that kind; none where there is no such protocol.</summary>
    public static ImmutableArray<SpaceOp> Of(string id, string surface) => BuiltInProtocols.Of(id) is not { } protocol ? [] :
    [
        new ProtocolSet(surface, protocol.Name, protocol.Source, protocol.Phases, RunsByItself: true),
        .. protocol.Dots == 0 ? [] : (SpaceOp[])[new WallSet(surface, WallSettings.Usual with { Dots = protocol.Dots, DotsHidden = true, Sort = WallSort.MostReactions })],
        .. protocol.Sections.Select(section => WallSurface.Again(surface, section)),
        .. protocol.Rating is { } rating ? ActivityTemplate.Rating(rating, surface) : [],
    ];
}
