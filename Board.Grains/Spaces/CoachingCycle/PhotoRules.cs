using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.CoachingCycle;

/// <summary>The rules of photos. Whoever writes along may add one; only the server knows that a file is a photo, so it writes the op.</summary>
internal static class PhotoRules
{
    public const int MaxPhotos = 200;

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<PhotoAdded>("photo-added"),
        OpType.Of<PhotoCaptioned>("photo-captioned"),
        OpType.Of<PhotoRemoved>("photo-removed"),
    ];

    public static Refusal? Policy(CycleState state, PhotoOp op, string person) =>
        state.Members.MayWriteOn(person, op.Visit) ? null : Refusals.LookOnly;

    public static Outcome Apply(CycleState state, PhotoOp op, OpContext context)
    {
        if (state.Visit(op.Visit) is null) return Refusals.NotThere("This lesson");
        var photos = state.PhotosOf(op.Visit);
        return op switch
        {
            PhotoAdded added => Add(state, photos, added, context),
            PhotoCaptioned captioned => Words.Text(captioned.Caption, "The caption") is { } refusal ? refusal
                : Change(state, photos, op.Visit, captioned.Id, photo => photo with { Caption = captioned.Caption }),
            PhotoRemoved removed => Change(state, photos, op.Visit, removed.Id, photo => photo with { Removed = removed.Removed }),
            _ => throw new UnreachableException(),
        };
    }

    public static SpaceOp? Inverse(CycleState before, PhotoOp op) => op switch
    {
        PhotoAdded added => new PhotoRemoved(op.Visit, added.Id, true),
        PhotoCaptioned captioned when before.PhotosOf(op.Visit).FirstOrDefault(photo => photo.Id == captioned.Id) is { } was => new PhotoCaptioned(op.Visit, was.Id, was.Caption),
        PhotoRemoved removed => new PhotoRemoved(op.Visit, removed.Id, !removed.Removed),
        _ => null,
    };

    private static Outcome Add(CycleState state, ImmutableArray<Photo> photos, PhotoAdded added, OpContext context)
    {
        if ((Words.Id(added.Id) ?? Words.Text(added.Caption, "The caption")) is { } refusal) return refusal;
        if (added.Width is < 1 or > 20_000 || added.Height is < 1 or > 20_000) return Refusals.UnknownOp;
        if (photos.Any(photo => photo.Id == added.Id)) return new Refusal("exists", "This photo is there already.");
        if (photos.Length >= MaxPhotos) return new Refusal("too-many", $"A lesson can hold {MaxPhotos} photos. This one was not added.");
        var photo = new Photo(added.Id, context.Person.Id, context.Milliseconds, added.Width, added.Height, added.Caption);
        return state with { Photos = state.Photos.SetItem(added.Visit, photos.Add(photo)) };
    }

    private static Outcome Change(CycleState state, ImmutableArray<Photo> photos, string visit, string id, Func<Photo, Photo> change) =>
        photos.FirstOrDefault(photo => photo.Id == id) is { } photo
            ? state with { Photos = state.Photos.SetItem(visit, photos.Replace(photo, change(photo))) }
            : Refusals.NotThere("This photo");
}
