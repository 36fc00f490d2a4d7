using System.Collections.Immutable;
using System.Text.Json;
using Board.Files;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Server.Exports;

/// <summary>
/// A whole lesson in a file of an open format, to be kept, moved to another installation and brought in again:
/// <c>{ "format": "board-lesson", "version": 1, "visit", "notes", "reflection", "photos": [ { …, "jpeg": base64 } ] }</c>, the parts as
/// states are written everywhere (PROTOCOL.md). What was exported, imported and exported again is the same to the byte.
/// </summary>
internal static class LessonFile
{
    public const string Format = "board-lesson";
    public const int Version = 1;

    /// <summary>The largest file that is read: a note at its limit and two hundred photos.</summary>
    public const long MaxLength = 256L * 1024 * 1024;

    private sealed record Content(string Format, int Version, Visit Visit, NotesState Notes, Reflection Reflection, ImmutableArray<PhotoFile> Photos);

    private sealed record PhotoFile(Photo Photo, byte[] Jpeg);

    /// <summary>Writes a lesson, and the pictures that <paramref name="picture"/> finds. A clock that runs is written as if it stopped now.</summary>
    public static async Task WriteAsync(Stream target, LessonReport report, Func<string, Task<StoredFile?>> picture, DateTimeOffset now, CancellationToken cancellation)
    {
        var photos = ImmutableArray.CreateBuilder<PhotoFile>();
        foreach (var photo in report.Cycle.PhotosOf(report.Visit.Id))
        {
            if (!photo.Removed && await picture(photo.Id) is { } file) photos.Add(new PhotoFile(photo, file.Content.ToArray()));
        }
        var notes = report.Notes with { Private = [], Clock = Stopped(report.Notes.Clock, now.ToUnixTimeMilliseconds()) };
        var content = new Content(Format, Version, report.Visit with { Removed = false, ImportedBy = null }, notes, report.Reflection, photos.ToImmutable());
        await JsonSerializer.SerializeAsync(target, content, SpaceJson.Options, cancellation);
    }

    /// <summary>Reads a lesson, or says why not.</summary>
    public static async Task<(VisitImported? Op, IReadOnlyDictionary<string, byte[]> Pictures, Refusal? Refusal)> ReadAsync(Stream source, CancellationToken cancellation)
    {
        try
        {
            var content = await JsonSerializer.DeserializeAsync<Content>(source, SpaceJson.Options, cancellation);
            // What comes from elsewhere may hold nothing where something belongs, whatever the types say.
            if (content is not { Format: Format, Photos.IsDefault: false, Version: > 0 }) return (null, NoPictures, NotALesson);
            if (content.Photos.Any(one => one?.Photo is null || one.Jpeg is null || one.Photo.Id.Contains('-', StringComparison.Ordinal) || !FileName.IsValid(one.Photo.Id))) return (null, NoPictures, NotALesson);
            if (content.Photos.DistinctBy(one => one.Photo.Id).Count() != content.Photos.Length) return (null, NoPictures, NotALesson);
            if (content.Version > Version) return (null, NoPictures, TooNew);
            var op = new VisitImported(content.Visit, content.Notes, content.Reflection, [.. content.Photos.Select(photo => photo.Photo)]);
            return (op, content.Photos.ToDictionary(photo => photo.Photo.Id, photo => photo.Jpeg), null);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return (null, NoPictures, NotALesson);
        }
    }

    private static LessonClock Stopped(LessonClock clock, long now) =>
        clock.IsRunning ? clock with { Runs = clock.Runs.SetItem(clock.Runs.Length - 1, clock.Runs[^1] with { To = now }) } : clock;

    private static readonly IReadOnlyDictionary<string, byte[]> NoPictures = ImmutableDictionary<string, byte[]>.Empty;

    private static readonly Refusal NotALesson = new("malformed", "This file does not hold a lesson of Board. Nothing was changed; choose one that was exported as “whole lesson (JSON)”.");

    private static readonly Refusal TooNew = new("too-new", "This file comes from a newer version of Board. Nothing was changed; ask your administrator for an upgrade.");
}
