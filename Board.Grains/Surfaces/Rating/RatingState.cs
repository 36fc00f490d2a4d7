using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Board.Spaces;

namespace Board.Surfaces.Rating;

/// <summary>
/// Statements that a room votes on, on the server or as a view shows them. A view never holds who voted:
/// <see cref="VoiceOf"/> and the votes of a <see cref="Statement"/> are on the server only.
/// </summary>
public sealed record RatingState : SurfaceState
{
    public static RatingState Empty { get; } = new();

    [JsonPropertyOrder(-1)]
    public string Type { get; } = "rating";

    public RatingSettings Settings { get; init; } = RatingSettings.Usual;

    /// <summary>Id of the statement that the room is at.</summary>
    public string? Current { get; init; }

    /// <summary>In a view in their order, and without those that were removed.</summary>
    public ImmutableArray<Statement> Statements { get; init; } = [];

    /// <summary>On the server only: with which voice each person votes, from their first vote on.</summary>
    [LeftOutWhenEmpty]
    public ImmutableSortedDictionary<string, int> VoiceOf { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    public Statement? Statement(string id) => Statements.FirstOrDefault(statement => statement.Id == id && !statement.Removed);

    /// <summary>Statements that are there, in their order.</summary>
    public IEnumerable<Statement> InOrder() =>
        Statements.Where(statement => !statement.Removed).OrderBy(statement => statement.Order, StringComparer.Ordinal).ThenBy(statement => statement.Id, StringComparer.Ordinal);

    /// <summary>The statement that the room is at; where it has turned to none, the first.</summary>
    public Statement? AtHand() => (Current is { } current ? Statement(current) : null) ?? InOrder().FirstOrDefault();
}

/// <summary>How a rating works.</summary>
/// <param name="Levels">In words, from the least on.</param>
/// <param name="Voices">For whom people speak, such as COACH, PRINCIPAL, DISTRICT; empty where everybody speaks for themselves.</param>
public sealed record RatingSettings(ImmutableArray<RatingLevel> Levels, ImmutableArray<string> Voices, RatingThreshold Threshold)
{
    public static RatingSettings Usual { get; } = new(
        [new("Not yet", "we have not begun"), new("Starting", "some of us, sometimes"), new("In place", "most of us, most weeks"), new("Lasting", "it would outlive us")],
        [],
        new(2, 80));
}

/// <param name="Hint">What the word means here.</param>
public sealed record RatingLevel(string Name, string Hint);

/// <summary>What the room agreed beforehand to take for a yes.</summary>
/// <param name="Level">Index of the lowest level that counts for it.</param>
/// <param name="Percent">How many of those who voted have to be at it or above.</param>
public sealed record RatingThreshold(int Level, int Percent);

/// <summary>One thing that the room rates.</summary>
/// <param name="Order">Its place among the others (<see cref="Wall.CardOrder"/>).</param>
public sealed record Statement(string Id, string Text, string Detail, string Order, RatingStage Stage)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }

    /// <summary>What counted for a yes when the first vote came in, which stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RatingThreshold? Threshold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Decision? Decision { get; init; }

    /// <summary>On the server only: each person's level.</summary>
    [LeftOutWhenEmpty]
    public ImmutableSortedDictionary<string, int> FirstVotes { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>On the server only: the same for the second time.</summary>
    [LeftOutWhenEmpty]
    public ImmutableSortedDictionary<string, int> SecondVotes { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>In a view.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Round? First { get; init; }

    /// <summary>In a view.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Round? Second { get; init; }

    /// <summary>Whether everybody sees how the first vote came out.</summary>
    [JsonIgnore]
    public bool FirstIsOut => Stage >= RatingStage.Reveal;

    [JsonIgnore]
    public bool SecondIsOut => Stage >= RatingStage.Agree;
}

/// <summary>One vote of the room, without anybody's name.</summary>
/// <param name="Voted">How many have voted.</param>
/// <param name="Spread">
/// How many at each level, a row for each voice; one row where there are no voices. Null until it is revealed.
/// </param>
public sealed record Round(int Voted, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<ImmutableArray<int>>? Spread = null);

/// <summary>What the room came to.</summary>
/// <param name="Level">Index of the level that it agreed on; null where it is none of them.</param>
/// <param name="Dissent">What those say who do not go along, in their words.</param>
public sealed record Decision(int? Level, string Text, string Dissent);

/// <summary>How far the room is with a statement.</summary>
public enum RatingStage
{
    Waiting,

    /// <summary>Everybody votes silently.</summary>
    Vote,

    /// <summary>The spread is there.</summary>
    Reveal,

    /// <summary>Both ends speak.</summary>
    Talk,

    /// <summary>Everybody votes a second time, beside the first.</summary>
    VoteAgain,

    /// <summary>The second spread is there, and the room decides.</summary>
    Agree,
    Done,
}
