using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Server.Photos;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Server.Exports;

/// <summary>Takes lessons out of a cycle and brings them in. Only the two partners do; each time is written down where both can read it.</summary>
internal sealed class ExportDesk(SpaceDoor door, IFileStore files, TimeProvider time)
{
    /// <summary>The lesson as this partner may copy it, noted as exported; or a refusal.</summary>
    public async Task<(LessonReport? Report, Refusal? Refusal)> TakeAsync(SpaceId cycle, Person person, string visit, string format, CancellationToken cancellation)
    {
        var answer = await door.DoAsync(cycle, person, new VisitExported(visit, format), cancellation);
        if (answer.Refusal is { } refusal) return (null, refusal);
        if (await door.LookAsync<CycleState>(cycle, person, cancellation) is not { } state || state.Visit(visit) is null) return (null, FeedReader.ClosedDoor);
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        var labels = LookForLabels.Of(state, district);
        return (new LessonReport(state, visit, district, code => labels.Full(code) is { Length: > 0 } name ? name : null), null);
    }

    public Task WriteFileAsync(Stream target, SpaceId cycle, LessonReport report, CancellationToken cancellation) =>
        LessonFile.WriteAsync(target, report, async photo => await files.GetAsync(cycle, photo, cancellation), time.GetUtcNow(), cancellation);

    /// <summary>Brings a lesson in. Pictures are judged like any upload, so a file can't bring in what a page could not.</summary>
    public async Task<(string? Visit, Refusal? Refusal)> BringAsync(SpaceId cycle, Person person, Stream source, CancellationToken cancellation)
    {
        if (await door.LookAsync<CycleState>(cycle, person, cancellation) is not { } state || !state.Members.IsPartner(person.Id)) return (null, FeedReader.ClosedDoor);
        var (op, pictures, refusal) = await LessonFile.ReadAsync(source, cancellation);
        if (op is null) return (null, refusal);
        // Under an id of its own if the same lesson is here already, as when a copy is brought back.
        if (state.Visit(op.Visit.Id) is not null) op = op with { Visit = op.Visit with { Id = SessionId.NewKey() } };
        foreach (var (id, jpeg) in pictures)
        {
            var (photo, wrong) = PhotoIntake.Check(jpeg);
            if (photo is null) return (null, wrong);
            op = op with { Photos = [.. op.Photos.Select(one => one.Id == id ? one with { Width = photo.Width, Height = photo.Height } : one)] };
            // A lesson that comes back to where it was finds its pictures there.
            if (await files.GetAsync(cycle, id, cancellation) is { } there && there.Content.Span.SequenceEqual(photo.Jpeg)) continue;
            try
            {
                await PictureShelf.PutAsync(files, cycle, id, photo, cancellation);
            }
            catch (FileExistsException)
            {
                return (null, new Refusal("exists", "Another photo of this cycle has the same name. Nothing was changed."));
            }
        }
        var answer = await door.DoAsync(cycle, person, op, cancellation);
        return answer.Refusal is { } no ? (null, no) : (op.Visit.Id, null);
    }
}
