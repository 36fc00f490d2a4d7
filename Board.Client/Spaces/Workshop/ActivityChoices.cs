using System.Collections.Immutable;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Client.Spaces.Workshop;

/// <summary>What an agenda can be made of.</summary>
internal static class ActivityChoices
{
    public static ImmutableArray<ActivityChoice> All { get; } =
    [
        new("wall", "Surfaces", "A question and a wall", "Everybody answers on their phone; the answers come to a wall.", 10, ActivityKind.Wall) { AsksForPrompts = true, AsksForTitle = true },
        new("page", "Surfaces", "A page to read", "Text that everybody finds on their phone, such as outcomes or a handout.", 5, ActivityKind.Page) { AsksForTitle = true },
        new("rating", "Surfaces", "A rating of your own", "Statements that the room rates silently, talks about, and rates again.", 7, ActivityKind.Rating) { AsksForStatements = true, AsksForTitle = true },
        new("donow", "Beginning and end", "Do now", "One question to arrive with. Nobody sees the answers of others until you reveal them.", 5, ActivityKind.Wall) { AsksForPrompts = true, Hidden = true },
        new("exit", "Beginning and end", "Exit survey", "A question for each outcome, without names; nobody sees the answers of others until you reveal them.", 5, ActivityKind.Wall)
        {
            SetUp = (id, _) => ActivityTemplate.ExitSurvey(id, ActivityTemplate.SessionOutcomes),
        },
        .. BuiltInRatings.All.Select(rating => new ActivityChoice($"rating-{rating.Id}", "Ratings", rating.Name, rating.Source, 7, ActivityKind.Rating)
        {
            SetUp = (id, _) => ActivityTemplate.Rating(rating.Id, id),
        }),
        .. BuiltInProtocols.All.Select(protocol => new ActivityChoice($"protocol-{protocol.Id}", "Protocols", protocol.Name, About(protocol), Minutes(protocol), ActivityKind.Protocol)
        {
            SetUp = (id, _) => ProtocolTemplate.Of(protocol.Id, id),
        }),
        new("protocol", "Protocols", "A protocol of your own", "Phases that you put together: what people do, on what, for how long, who writes, what is hidden.", 20, ActivityKind.Protocol)
        {
            AsksForTitle = true,
            SetUp = (id, title) => [new ProtocolSet(id, title, "", [], RunsByItself: true)],
        },
    ];

    /// <summary>The ops that set up a rating whose statements were written one a line, and whose voices were named with commas.</summary>
    public static IEnumerable<SpaceOp> Rating(string id, string statements, string voices)
    {
        var names = voices.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        yield return new RatingSet(id, RatingSettings.Usual with { Voices = [.. names] });
        string? place = null;
        foreach (var line in statements.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            yield return new StatementSet(id, SessionId.NewKey(), line, "", place = CardOrder.Between(place, null));
    }

    private static string About(BuiltInProtocol protocol) =>
        $"{string.Join(", ", protocol.Phases.Select(phase => phase.Name))}.{(protocol.Source.Length > 0 ? $" From {protocol.Source}." : "")}";

    private static int Minutes(BuiltInProtocol protocol) => (int)Math.Ceiling(protocol.Phases.Sum(phase => phase.Seconds) / 60.0);

    /// <summary>The ops that set up a wall whose prompts were written one a line.</summary>
    public static IEnumerable<SpaceOp> Wall(string id, string title, string prompts, bool hidden, bool check, bool names)
    {
        if (check || names) yield return new WallSet(id, WallSettings.Usual with { NamesShown = names, Moderation = check ? Moderation.Before : Moderation.After });
        string? place = null;
        var lines = prompts.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) lines = [title];
        foreach (var line in lines)
        {
            var (name, prompt) = Section(line, title, lines.Length);
            yield return new SectionSet(id, SessionId.NewKey(), name, prompt, place = CardOrder.Between(place, null));
        }
        if (hidden) yield return new WallRevealed(id, false);
    }

    /// <summary>What stands before a colon names the section, where it is short enough to be a name.</summary>
    private static (string Name, string Prompt) Section(string line, string title, int count)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon is > 0 and <= LongestName && colon < line.Length - 1) return (line[..colon].Trim(), line[(colon + 1)..].Trim());
        return count == 1 ? (Short(title), line) : (Short(line), line);
    }

    private const int LongestName = 40;

    private static string Short(string text) => text.Length <= LongestName ? text : $"{text[..(LongestName - 1)].TrimEnd()}…";
}

/// <param name="Group">Under which it stands in a list.</param>
/// <param name="About">What the room does with it, in a sentence.</param>
/// <param name="Minutes">How long it usually takes.</param>
internal sealed record ActivityChoice(string Id, string Group, string Name, string About, int Minutes, ActivityKind Kind)
{
    /// <summary>The facilitator writes the prompts of its wall.</summary>
    public bool AsksForPrompts { get; init; }

    /// <summary>The facilitator writes the statements of its rating.</summary>
    public bool AsksForStatements { get; init; }

    /// <summary>Its name says too little to be a title.</summary>
    public bool AsksForTitle { get; init; }

    /// <summary>Its wall is usually hidden until reveal.</summary>
    public bool Hidden { get; init; }

    /// <summary>The ops that set up its surfaces, given the activity's id and its title.</summary>
    public Func<string, string, ImmutableArray<SpaceOp>> SetUp { get; init; } = (_, _) => [];
}
