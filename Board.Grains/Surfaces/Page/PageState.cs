using System.Text.Json.Serialization;

namespace Board.Surfaces.Page;

/// <summary>A text for the room to read.</summary>
/// <param name="Text">Plain, with line breaks; a line that begins with "- " is an item of a list, and an address of the web can be followed.</param>
public sealed record PageState(string Text) : Board.Spaces.SurfaceState
{
    public static PageState Empty { get; } = new("");

    [JsonPropertyOrder(-1)]
    public string Type { get; } = "page";
}
