using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Board.Spaces;

namespace Board.Surfaces.Wall;

/// <summary>What happens on a wall: cards under prompts, from everybody in the room.</summary>
public abstract record WallOp(string Surface) : SurfaceOp(Surface);

/// <summary>How the wall works, set by a facilitator. Whether names show is fixed by the first card (SPEC.md, WALL3).</summary>
public sealed record WallSet(string Surface, WallSettings Settings) : WallOp(Surface);

/// <summary>Adds a section, changes it, or brings one back that was removed.</summary>
/// <param name="Prompt">What people are asked.</param>
/// <param name="Order">Its place among the others (<see cref="CardOrder"/>).</param>
public sealed record SectionSet(string Surface, string Id, string Title, string Prompt, string Order) : WallOp(Surface)
{
    /// <summary>Nobody sees what others write in it, those who lead neither (SPEC.md, WALL11).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Private { get; init; }
}

/// <summary>Takes away a section that nothing stands in.</summary>
public sealed record SectionRemoved(string Surface, string Id) : WallOp(Surface);

/// <summary>A card is put up.</summary>
/// <param name="Id">Drawn by the device that it was written on, which so knows its own cards; the same post again changes nothing.</param>
/// <param name="Order">Its place in the section (<see cref="CardOrder"/>).</param>
public sealed record CardPosted(string Surface, string Id, string Section, string Order, CardContent Content) : WallOp(Surface);

/// <summary>Other content for a card, by whoever wrote it.</summary>
public sealed record CardEdited(string Surface, string Id, CardContent Content) : WallOp(Surface);

/// <summary>Whoever wrote it takes it back, or puts it up again.</summary>
public sealed record CardWithdrawn(string Surface, string Id, bool Withdrawn) : WallOp(Surface);

/// <summary>A facilitator puts a card elsewhere.</summary>
public sealed record CardMoved(string Surface, string Id, string Section, string Order) : WallOp(Surface);

public sealed record CardPinned(string Surface, string Id, bool Pinned) : WallOp(Surface);

/// <param name="Group">Id of a group; null takes the card out of the one it is in.</param>
public sealed record CardGrouped(string Surface, string Id, string? Group) : WallOp(Surface);

/// <summary>A facilitator shows a card, asks for other words, or sets it aside.</summary>
/// <param name="Words">What is to be worded differently, for whoever wrote it; empty for anything but <see cref="CardStanding.Reword"/>.</param>
public sealed record CardModerated(string Surface, string Id, CardStanding Standing, string Words) : WallOp(Surface);

/// <summary>Makes a group, names it anew, or brings back one that was dissolved, with the cards that were in it.</summary>
public sealed record GroupNamed(string Surface, string Id, string Name) : WallOp(Surface);

public sealed record GroupDissolved(string Surface, string Id) : WallOp(Surface);

/// <summary>One reaction of one person to one card: there, or not.</summary>
public sealed record Reacted(string Surface, string Id, string Kind, bool On) : WallOp(Surface);

public sealed record CardCommented(string Surface, string Id, string Comment, string Text) : WallOp(Surface);

public sealed record CardCommentWithdrawn(string Surface, string Id, string Comment, bool Withdrawn) : WallOp(Surface);

/// <summary>A facilitator shows a comment or sets it aside.</summary>
public sealed record CardCommentModerated(string Surface, string Id, string Comment, CardStanding Standing) : WallOp(Surface);

/// <summary>Nobody but facilitators writes while a wall is locked.</summary>
public sealed record WallLocked(string Surface, bool Locked) : WallOp(Surface);

/// <summary>Shows everybody what everybody wrote, or hides it (again).</summary>
public sealed record WallRevealed(string Surface, bool Revealed) : WallOp(Surface);

/// <summary>One card large on every screen.</summary>
/// <param name="Id">Null shows the wall again.</param>
public sealed record CardFocused(string Surface, string? Id) : WallOp(Surface);

/// <summary>
/// What a live page is told instead of what was done to a card: the card, as the page may see it now (SPEC.md, WALL7). It is
/// nobody's to do, and on the server it changes nothing.
/// </summary>
/// <param name="Card">Takes the place of what the page had under its id.</param>
public sealed record CardTold(string Surface, Card Card) : WallOp(Surface);

/// <summary>Likewise: the page does not see this card (any more).</summary>
public sealed record CardGone(string Surface, string Id) : WallOp(Surface);

/// <summary>Likewise of the wall around its cards: how it is now.</summary>
public sealed record WallTold(string Surface, BareWall Wall) : WallOp(Surface);

/// <summary>Likewise: how many reactions the card has now.</summary>
/// <param name="Counts">By kind; those that are zero are left out.</param>
public sealed record CardCounted(string Surface, string Id, ImmutableSortedDictionary<string, int> Counts) : WallOp(Surface);
