using System.Collections.Immutable;
using Board.Surfaces.Page;
using Board.Surfaces.Protocol;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;

namespace Board.Spaces.Workshop;

/// <summary>A workshop to be held again: what was prepared, without anybody who came and anything that they wrote (SPEC.md, SHOP7).</summary>
public static class WorkshopTemplate
{
    /// <summary>The ops that found it anew, to be done in a new space by whoever will facilitate.</summary>
    /// <param name="workshop">A workshop, as somebody sees it who leads it.</param>
    /// <param name="days">As many days as it has activities for, or more.</param>
    public static ImmutableArray<SpaceOp> Of(WorkshopState workshop, string title, ImmutableArray<DateOnly> days)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        return
        [
            new WorkshopFounded(title, days),
            new JoiningSet(workshop.Joining),
            .. workshop.Norms.IsEmpty ? [] : (SpaceOp[])[new NormsSet(workshop.Norms)],
            .. workshop.Language.IsEmpty ? [] : (SpaceOp[])[new LanguageSet(workshop.Language)],
            .. workshop.Activities.Where(activity => !activity.Removed).SelectMany(activity => Of(workshop, activity)),
        ];
    }

    private static IEnumerable<SpaceOp> Of(WorkshopState workshop, Activity activity)
    {
        var id = activity.Id;
        yield return new ActivityAdded(id, activity.Kind, activity.Title, activity.Day, activity.Minutes);
        // First the phases: with them comes the rating that they need.
        if (workshop.Protocols.TryGetValue(id, out var protocol)) yield return new ProtocolSet(id, protocol.Name, protocol.Source, protocol.Phases, protocol.RunsByItself);
        if (workshop.Walls.TryGetValue(id, out var wall))
        {
            yield return new WallSet(id, wall.Settings);
            foreach (var section in wall.SectionsInOrder()) yield return WallSurface.Again(id, section);
            if (wall.BeginsHidden) yield return new WallRevealed(id, false);
        }
        if (workshop.Ratings.TryGetValue(id, out var rating))
        {
            yield return new RatingSet(id, rating.Settings);
            foreach (var statement in rating.InOrder()) yield return new StatementSet(id, statement.Id, statement.Text, statement.Detail, statement.Order);
        }
        if (workshop.Pages.TryGetValue(id, out var page)) yield return new PageWritten(id, page.Text);
    }
}
