using Board.Spaces;

namespace Board.Surfaces.Rating;

/// <summary>What happens in a rating.</summary>
public abstract record RatingOp(string Surface) : SurfaceOp(Surface);

/// <summary>How the rating works. Levels and voices are fixed by the first vote, the threshold for each statement by its own (SPEC.md, RATE3).</summary>
public sealed record RatingSet(string Surface, RatingSettings Settings) : RatingOp(Surface);

/// <summary>Adds a statement, changes it, or brings one back that was removed, with its votes.</summary>
/// <param name="Order">Its place among the others (<see cref="Wall.CardOrder"/>).</param>
public sealed record StatementSet(string Surface, string Id, string Text, string Detail, string Order) : RatingOp(Surface);

public sealed record StatementRemoved(string Surface, string Id) : RatingOp(Surface);

/// <param name="Id">Of the statement that the room turns to; null: to none.</param>
public sealed record StatementTurnedTo(string Surface, string? Id) : RatingOp(Surface);

/// <summary>Opens, reveals or closes a vote. One that is opened again keeps what was cast.</summary>
public sealed record RatingStaged(string Surface, string Statement, RatingStage Stage) : RatingOp(Surface);

/// <summary>Somebody's vote in the round that is open, in place of the one that they cast before.</summary>
/// <param name="Voice">Index of the voice that they speak with; where there are none, 0 or -1.</param>
/// <param name="Level">Index of a level.</param>
public sealed record Voted(string Surface, string Statement, int Voice, int Level) : RatingOp(Surface);

/// <summary>Writes down what the room came to. All of it empty takes it away.</summary>
public sealed record DecisionMinuted(string Surface, string Statement, int? Level, string Text, string Dissent) : RatingOp(Surface);

/// <summary>
/// What a live page is told instead of what was done: the rating as the page may see it now. It is nobody's to do, and on the server
/// it changes nothing.
/// </summary>
public sealed record RatingTold(string Surface, RatingState Rating) : RatingOp(Surface);

/// <summary>Likewise, of a vote: how many have voted now. A full room votes within seconds, and the whole rating each time would be too much.</summary>
/// <param name="Threshold">What counts for a yes, which the first vote fixes.</param>
/// <param name="First">How many have voted the first time.</param>
/// <param name="Second">How many a second time.</param>
public sealed record VoteCounted(string Surface, string Statement, RatingThreshold Threshold, int First, int Second) : RatingOp(Surface);
