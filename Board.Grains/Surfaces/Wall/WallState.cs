using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Surfaces.Wall;

/// <summary>Everything that is true on a wall.</summary>
public sealed record WallState : Board.Spaces.SurfaceState
{
    public static WallState Empty { get; } = new();

    [JsonPropertyOrder(-1)]
    public string Type { get; } = "wall";

    public WallSettings Settings { get; init; } = WallSettings.Usual;

    /// <summary>False while nobody but facilitators sees what others wrote.</summary>
    public bool Revealed { get; init; } = true;

    /// <summary>It was hidden before anybody wrote, so a copy of it begins hidden, too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BeginsHidden { get; init; }

    /// <summary>
    /// On the server only, while it is not revealed: cards that were put up before this time, in milliseconds since 1970 UTC, were seen by
    /// everybody already and are still. Null: none were.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? HiddenSince { get; init; }

    public bool Locked { get; init; }

    /// <summary>In a view, while the wall is hidden: how many have written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Writers { get; init; }

    /// <summary>Id of the card that is large on every screen.</summary>
    public string? Focus { get; init; }

    public ImmutableArray<WallSection> Sections { get; init; } = [];

    public ImmutableArray<CardGroup> Groups { get; init; } = [];

    /// <summary>By id, those that were taken back or set aside included.</summary>
    public ImmutableSortedDictionary<string, Card> Cards { get; init; } = ImmutableSortedDictionary<string, Card>.Empty;

    public WallSection? Section(string id) => Sections.FirstOrDefault(section => section.Id == id);

    public CardGroup? Group(string id) => Groups.FirstOrDefault(group => group.Id == id);

    /// <summary>Whether everybody in the room may see it.</summary>
    public bool IsOpen(Card card) => WasRevealed(card) && card is { Standing: CardStanding.Shown, Withdrawn: false };

    /// <summary>Whether it stands where nobody but whoever wrote it sees it, those who lead included.</summary>
    public bool IsPrivate(Card card) => Section(card.Section) is { Private: true };

    internal bool WasRevealed(Card card) => (Revealed || card.At < HiddenSince) && !IsPrivate(card);

    /// <summary>Sections that are there, in their order.</summary>
    public IEnumerable<WallSection> SectionsInOrder() =>
        Sections.Where(section => !section.Removed).OrderBy(section => section.Order, StringComparer.Ordinal).ThenBy(section => section.Id, StringComparer.Ordinal);

    /// <summary>A section's cards as the wall sorts them, pinned ones first. Of a view.</summary>
    public IEnumerable<Card> InOrder(string section)
    {
        var pinned = Cards.Values.Where(card => card.Section == section).OrderByDescending(card => card.Pinned);
        var sorted = Settings.Sort switch
        {
            WallSort.Newest => pinned.ThenByDescending(card => card.At),
            WallSort.MostReactions => pinned.ThenByDescending(card => card.Counts?.Values.Sum() ?? 0),
            _ => pinned.ThenBy(card => card.Order, StringComparer.Ordinal),
        };
        return sorted.ThenBy(card => card.At).ThenBy(card => card.Id, StringComparer.Ordinal);
    }
}

/// <summary>A wall without its cards, as somebody sees it: the same names and values as in a snapshot.</summary>
public sealed record BareWall(
    WallSettings Settings, bool Revealed, bool Locked, string? Focus, ImmutableArray<WallSection> Sections, ImmutableArray<CardGroup> Groups)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "wall";

    /// <summary>How many have written; null while the wall is revealed, and the cards tell it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Writers { get; init; }
}

/// <summary>How a wall works.</summary>
/// <param name="NamesShown">Whether cards say who wrote them. People are told before they type, so the first card fixes it.</param>
/// <param name="Moderation">Whether a facilitator looks at a card before the room does.</param>
/// <param name="Comments">Whether participants comment on cards.</param>
public sealed record WallSettings(
    bool NamesShown, Moderation Moderation, bool Comments, WallLayout Layout, WallSort Sort, ImmutableArray<ReactionKind> Reactions)
{
    /// <summary>What a wall begins with: names hidden, shown at once, two reactions.</summary>
    public static WallSettings Usual { get; } = new(
        false, Moderation.After, true, WallLayout.Columns, WallSort.Placed, [new("agree", "I see it too"), new("more", "Tell us more")]);

    /// <summary>How many cards each person may give a dot; 0 where there is no vote with dots.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Dots { get; init; }

    /// <summary>Nobody sees how many dots a card has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DotsHidden { get; init; }
}

/// <summary>A way to react to a card.</summary>
/// <param name="Id">What its picture is chosen by.</param>
public sealed record ReactionKind(string Id, string Name)
{
    /// <summary>Kind of the reaction that a dot is. There is one on each wall with dots, and it is in no list of kinds.</summary>
    public const string Dot = "dot";
}

public sealed record WallSection(string Id, string Title, string Prompt, string Order)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }

    /// <summary>Everybody writes for themselves: nobody else ever sees what stands here. The first card fixes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Private { get; init; }
}

/// <summary>Cards that belong together, under a name. A card knows its group.</summary>
public sealed record CardGroup(string Id, string Name)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Dissolved { get; init; }
}

/// <summary>When a facilitator looks at a card.</summary>
public enum Moderation
{
    /// <summary>It shows at once, and can be set aside.</summary>
    After,

    /// <summary>It waits until a facilitator shows it; so do comments, and what is changed afterwards.</summary>
    Before,
}

public enum WallLayout
{
    Columns,
    Grid,
}

public enum WallSort
{
    /// <summary>Where people put them.</summary>
    Placed,
    Newest,
    MostReactions,
}
