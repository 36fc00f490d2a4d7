using System.Collections.Immutable;
using System.Text;
using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Server.Photos;
using Board.Spaces;
using Board.Spaces.District;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;

namespace Board.Server.Exports;

/// <summary>Takes walls out of a workshop and brings cards in. Only those who lead do.</summary>
internal sealed class WallExportDesk(SpaceDoor door, ISpaceEngine engine, IFileStore files)
{
    /// <summary>As many ops are done at once: all of them, or none.</summary>
    private const int Batch = 400;

    /// <summary>The wall as this person sees it; null for whoever does not lead.</summary>
    public async Task<WallReport?> TakeAsync(SpaceId workshop, Person person, string wall, CancellationToken cancellation)
    {
        if (await door.LookAsync<WorkshopState>(workshop, person, cancellation) is not { } seen || !seen.People.Leads(person.Id)) return null;
        if (seen.Activity(wall) is not { } activity || !seen.Walls.TryGetValue(wall, out var found)) return null;
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        return new WallReport(seen, activity.Title, found, id => district.People.TryGetValue(id, out var member) ? member.Name : "");
    }

    public Task WriteFileAsync(Stream target, SpaceId workshop, WallReport report, CancellationToken cancellation) =>
        WallFile.WriteAsync(target, report, async picture => FileName.IsValid(picture) ? await files.GetAsync(workshop, picture, cancellation) : null, cancellation);

    /// <summary>Brings cards in; what was done before a refusal stays.</summary>
    public async Task<Refusal?> BringAsync(SpaceId workshop, Person person, string wall, string fileName, byte[] content, CancellationToken cancellation)
    {
        if (await door.LookAsync<WorkshopState>(workshop, person, cancellation) is not { } seen || !seen.People.Leads(person.Id) || !seen.Walls.ContainsKey(wall)) return FeedReader.ClosedDoor;
        var now = (await door.ReadAsync<WorkshopState>(workshop, cancellation)).Walls[wall];
        var (ops, refusal) = Path.GetExtension(fileName).ToUpperInvariant() switch
        {
            ".JSON" => await OfFileAsync(workshop, wall, now, content, cancellation),
            ".CSV" or ".TSV" => Of(now, wall, content, WallLines.OfTable),
            _ => Of(now, wall, content, WallLines.OfText),
        };
        if (refusal is not null) return refusal;
        if (ops.IsEmpty) return Nothing;
        foreach (var part in ops.Chunk(Batch))
        {
            var answer = await engine.SubmitAsync(workshop, new Submission(person, SessionId.NewOneOff(), At: 0, Number: 1, [.. part]), cancellation);
            if (answer.Refusal is { } no) return no;
        }
        return null;
    }

    private static (ImmutableArray<WallOp> Ops, Refusal? Refusal) Of(WallState now, string wall, byte[] content, Func<string, ImmutableArray<WallLines.Line>> read)
    {
        try
        {
            return (WallIntake.Of(now, wall, read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content))), null);
        }
        catch (Exception wrong) when (wrong is DecoderFallbackException or CsvHelper.CsvHelperException)
        {
            return ([], WallFile.Malformed);
        }
    }

    private async Task<(ImmutableArray<WallOp> Ops, Refusal? Refusal)> OfFileAsync(SpaceId workshop, string wall, WallState now, byte[] content, CancellationToken cancellation)
    {
        var (file, refusal) = WallFile.Read(content);
        if (file is null) return ([], refusal);
        // Pictures are judged like any upload, so a file can't bring in what a page could not.
        var kept = new Dictionary<string, string>();
        foreach (var picture in file.Pictures)
        {
            var (photo, wrong) = PhotoIntake.Check(picture.Jpeg);
            if (photo is null) return ([], wrong);
            var id = SessionId.NewKey();
            await PictureShelf.PutAsync(files, workshop, id, photo, cancellation);
            kept[picture.Id] = id;
        }
        var cards = file.Wall.Cards.Select(card => card.Value.Content.Image is { } image && kept.TryGetValue(image, out var id)
            ? KeyValuePair.Create(card.Key, card.Value with { Content = card.Value.Content with { Image = id } })
            : card);
        return (WallIntake.Of(now, wall, file.Wall with { Cards = cards.ToImmutableSortedDictionary() }, kept.ContainsValue), null);
    }

    private static readonly Refusal Nothing = new("nothing", "There are no cards in this file. Nothing was changed.");
}
