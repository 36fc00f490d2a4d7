using System.Collections.Immutable;
using Board.Client.Surfaces.Wall;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;

namespace Board.Server.Exports;

/// <summary>A wall as somebody who leads copies it.</summary>
/// <param name="Title">Of the activity.</param>
/// <param name="Wall">In their view.</param>
/// <param name="NameOf">What somebody with an account is called.</param>
internal sealed record WallReport(WorkshopState Workshop, string Title, WallState Wall, Func<string, string> NameOf)
{
    /// <summary>What the room may see: nothing that waits or was set aside.</summary>
    public WallOutline Outline { get; } = WallOutline.OfShown(Wall);

    public ImmutableArray<ReactionKind> Reactions => Wall.Settings.Reactions;

    /// <summary>Who wrote it, where names show; else empty.</summary>
    public string Writer(string by, string? name) => !Wall.Settings.NamesShown ? "" : name ?? (by.Length > 0 ? NameOf(by) : "");

    public static IEnumerable<CardComment> Comments(Card card) => card.Comments.Where(comment => comment.Standing == CardStanding.Shown);
}
