using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Board.Spaces.Lobby;

/// <summary>All rooms of an installation, and the codes that lead to them.</summary>
public sealed record LobbyState : SpaceState
{
    public static LobbyState None { get; } = new();

    /// <summary>By the id of the space.</summary>
    public ImmutableSortedDictionary<string, WorkshopListed> Workshops { get; init; } = ImmutableSortedDictionary<string, WorkshopListed>.Empty;

    /// <summary>Ids of spaces, by code.</summary>
    public ImmutableSortedDictionary<string, string> Codes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonIgnore]
    public override object Access => this;

    /// <summary>The workshops that somebody leads, the one with the latest day first.</summary>
    public IEnumerable<WorkshopListed> LedBy(string person) =>
        Workshops.Values.Where(workshop => workshop.Leaders.Contains(person)).OrderByDescending(workshop => workshop.Days[^1]).ThenBy(workshop => workshop.Title, StringComparer.Ordinal);
}
