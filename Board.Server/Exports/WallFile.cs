using System.Collections.Immutable;
using System.Text.Json;
using Board.Files;
using Board.Spaces;
using Board.Surfaces.Wall;

namespace Board.Server.Exports;

/// <summary>
/// A whole wall in a file of an open format, to be kept, moved and brought in again:
/// <c>{ "format": "board-wall", "version": 1, "title", "wall", "pictures": [ { "id", "jpeg": base64 } ] }</c>, the wall as states are
/// written everywhere (PROTOCOL.md), in the view of whoever took it out.
/// </summary>
internal static class WallFile
{
    public const string Format = "board-wall";
    public const int Version = 1;

    /// <summary>The largest file that is read: a full wall with some hundred pictures.</summary>
    public const long MaxLength = 256L * 1024 * 1024;

    internal sealed record Content(string Format, int Version, string Title, WallState Wall, ImmutableArray<Picture> Pictures);

    internal sealed record Picture(string Id, byte[] Jpeg);

    public static async Task WriteAsync(Stream target, WallReport report, Func<string, Task<StoredFile?>> picture, CancellationToken cancellation)
    {
        var pictures = ImmutableArray.CreateBuilder<Picture>();
        foreach (var id in report.Wall.Cards.Values.Select(card => card.Content.Image).OfType<string>().Distinct())
        {
            if (await picture(id) is { } file) pictures.Add(new Picture(id, file.Content.ToArray()));
        }
        await JsonSerializer.SerializeAsync(target, new Content(Format, Version, report.Title, report.Wall, pictures.ToImmutable()), SpaceJson.Options, cancellation);
    }

    /// <summary>Reads a wall, or says why not.</summary>
    public static (Content? Content, Refusal? Refusal) Read(ReadOnlySpan<byte> source)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(source, SpaceJson.Options);
            // What comes from elsewhere may hold nothing where something belongs, whatever the types say.
            if (content is not { Format: Format, Wall: not null, Version: > 0, Pictures.IsDefault: false }) return (null, Malformed);
            if (content.Version > Version) return (null, TooNew);
            var wall = content.Wall;
            if (wall.Settings?.Reactions is not { IsDefault: false } || wall.Sections.IsDefault || wall.Groups.IsDefault || wall.Cards is null) return (null, Malformed);
            if (wall.Cards.Values.Any(card => card?.Content is null || card.Comments.IsDefault || card.Comments.Any(comment => comment is null))) return (null, Malformed);
            if (content.Pictures.Any(one => one?.Jpeg is null || one.Id is null) || content.Pictures.DistinctBy(one => one.Id).Count() != content.Pictures.Length) return (null, Malformed);
            return (content, null);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return (null, Malformed);
        }
    }

    internal static readonly Refusal Malformed = new("malformed", "This file does not hold cards that can be read. Nothing was changed.");

    private static readonly Refusal TooNew = new("too-new", "This file comes from a newer version of Board. Nothing was changed; ask your administrator for an upgrade.");
}
