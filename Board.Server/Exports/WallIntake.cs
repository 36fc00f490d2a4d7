using System.Collections.Immutable;
using Board.Client.Surfaces.Wall;
using Board.Grains;
using Board.Spaces;
using Board.Surfaces.Wall;

namespace Board.Server.Exports;

/// <summary>
/// The ops that put what comes from a file onto a wall, in the name of whoever brings it in: who wrote it elsewhere, when, and how many
/// reacted is not theirs to say. Each op is judged like any other.
/// </summary>
internal static class WallIntake
{
    /// <param name="wall">As it is, with what is in nobody's view: ids that were used once can't be used again.</param>
    public static ImmutableArray<WallOp> Of(WallState wall, string surface, ImmutableArray<WallLines.Line> lines)
    {
        var ops = ImmutableArray.CreateBuilder<WallOp>();
        var (sections, ends) = (wall.SectionsInOrder().ToList(), new Dictionary<string, string>());
        foreach (var line in lines)
        {
            var section = line.Section is null ? sections.FirstOrDefault() : sections.FirstOrDefault(one => one.Title.Equals(line.Section, StringComparison.OrdinalIgnoreCase));
            if (section is null)
            {
                section = new WallSection(SessionId.NewKey(), line.Section ?? "Cards", "", CardOrder.Between(sections.LastOrDefault()?.Order, null));
                sections.Add(section);
                ops.Add(new SectionSet(surface, section.Id, section.Title, section.Prompt, section.Order));
            }
            var order = ends.TryGetValue(section.Id, out var last) ? CardOrder.Between(last, null) : WallPlaces.AtEnd(wall, section.Id);
            ends[section.Id] = order;
            ops.Add(new CardPosted(surface, SessionId.NewKey(), section.Id, order, new CardContent(line.Words)));
        }
        return ops.ToImmutable();
    }

    /// <param name="from">A wall from a file. Its pictures are kept already, under the same ids, or are not there.</param>
    /// <param name="hasPicture">Whether a picture is there.</param>
    public static ImmutableArray<WallOp> Of(WallState wall, string surface, WallState from, Func<string, bool> hasPicture)
    {
        var ops = ImmutableArray.CreateBuilder<WallOp>();
        if (wall.Cards.IsEmpty) ops.Add(new WallSet(surface, from.Settings));
        foreach (var section in from.SectionsInOrder())
        {
            if (wall.Section(section.Id) is not { Removed: false }) ops.Add(new SectionSet(surface, section.Id, section.Title, section.Prompt, section.Order) { Private = section.Private });
        }
        foreach (var group in from.Groups.Where(group => !group.Dissolved))
        {
            if (wall.Group(group.Id) is not { Dissolved: false }) ops.Add(new GroupNamed(surface, group.Id, group.Name));
        }
        foreach (var card in from.Cards.Values.OrderBy(card => card.At).ThenBy(card => card.Id, StringComparer.Ordinal))
        {
            var id = wall.Cards.ContainsKey(card.Id) ? SessionId.NewKey() : card.Id;
            var content = card.Content.Image is { } image && !hasPicture(image) ? card.Content with { Image = null, Alt = "", Text = card.Content.Text.Length > 0 ? card.Content.Text : card.Content.Alt } : card.Content;
            if (content is { Text: "", Link: null, Image: null }) continue;
            ops.Add(new CardPosted(surface, id, card.Section, card.Order, content));
            if (card.Pinned) ops.Add(new CardPinned(surface, id, true));
            if (card.Group is { } of && from.Group(of) is { Dissolved: false }) ops.Add(new CardGrouped(surface, id, of));
            foreach (var comment in card.Comments)
            {
                ops.Add(new CardCommented(surface, id, comment.Id, comment.Text));
                if (comment.Standing != CardStanding.Shown) ops.Add(new CardCommentModerated(surface, id, comment.Id, comment.Standing));
            }
            if (card.Standing != CardStanding.Shown) ops.Add(new CardModerated(surface, id, card.Standing, card.Ask ?? ""));
        }
        return ops.ToImmutable();
    }
}
