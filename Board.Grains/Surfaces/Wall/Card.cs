using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Surfaces.Wall;

/// <summary>What somebody put up. One of the three is there at least.</summary>
/// <param name="Text">May be empty beside a link or an image.</param>
/// <param name="Link">An address of the web, http or https.</param>
/// <param name="Image">Id of an uploaded file.</param>
/// <param name="Alt">What the image shows, for those who do not see it.</param>
public sealed record CardContent(string Text, string? Link = null, string? Image = null, string Alt = "");

/// <summary>
/// A card, on the server or as a view shows it. A view never holds <see cref="Reactions"/>, and <see cref="By"/> only where
/// names show.
/// </summary>
/// <param name="Order">Its place in the section (<see cref="CardOrder"/>).</param>
/// <param name="By">Id of whoever wrote it; empty in a view where names are hidden.</param>
/// <param name="At">When it was put up, in milliseconds since 1970 UTC.</param>
public sealed record Card(string Id, string Section, string Order, CardContent Content, string By, long At, CardStanding Standing)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Edited { get; init; }

    /// <summary>Taken back by whoever wrote it. Then it is in no view.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Withdrawn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Pinned { get; init; }

    /// <summary>Id of the group that it is in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Group { get; init; }

    /// <summary>What a facilitator asks to word differently; null unless it is <see cref="CardStanding.Reword"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ask { get; init; }

    /// <summary>Who reacted, by kind. On the server only; a kind that nobody chose is not there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, ImmutableSortedSet<string>>? Reactions { get; init; }

    /// <summary>In the order in which they were made.</summary>
    public ImmutableArray<CardComment> Comments { get; init; } = [];

    /// <summary>In a view: how many reacted, by kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, int>? Counts { get; init; }

    /// <summary>In a view where names show: what whoever wrote it is called, if they said so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>In the view of one person alone: they wrote it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Mine { get; init; }

    public CardComment? Comment(string id) => Comments.FirstOrDefault(comment => comment.Id == id);

    /// <summary>Whether this person reacted like this. On the server only.</summary>
    public bool HasReaction(string kind, string person) => Reactions is { } all && all.TryGetValue(kind, out var people) && people.Contains(person);

    internal IEnumerable<KeyValuePair<string, ImmutableSortedSet<string>>> ReactionsByKind() => Reactions ?? ImmutableSortedDictionary<string, ImmutableSortedSet<string>>.Empty;
}

/// <param name="By">Id of whoever wrote it; empty in a view where names are hidden.</param>
/// <param name="At">Milliseconds since 1970 UTC.</param>
/// <param name="Standing">Never <see cref="CardStanding.Reword"/>.</param>
public sealed record CardComment(string Id, string By, long At, string Text, CardStanding Standing)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Withdrawn { get; init; }

    /// <summary>In a view where names show.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>In the view of one person alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Mine { get; init; }
}

/// <summary>Whether the room may see a card or a comment.</summary>
public enum CardStanding
{
    Shown,

    /// <summary>Waits for a facilitator.</summary>
    Pending,

    /// <summary>Whoever wrote it was asked to say it differently.</summary>
    Reword,

    /// <summary>A facilitator keeps it from the wall; whoever wrote it still has it.</summary>
    SetAside,
}
