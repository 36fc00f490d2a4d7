using System.Collections.Immutable;
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
        var ops = ImmutableArray.CreateBuilder<SpaceOp>();
        ops.Add(new WorkshopFounded(title, days));
        ops.Add(new JoiningSet(workshop.Joining));
        if (!workshop.Norms.IsEmpty) ops.Add(new NormsSet(workshop.Norms));
        if (!workshop.Language.IsEmpty) ops.Add(new LanguageSet(workshop.Language));
        foreach (var activity in workshop.Activities.Where(activity => !activity.Removed))
        {
            ops.Add(new ActivityAdded(activity.Id, activity.Kind, activity.Title, activity.Day, activity.Minutes));
            if (!workshop.Walls.TryGetValue(activity.Id, out var wall)) continue;
            ops.Add(new WallSet(activity.Id, wall.Settings));
            foreach (var section in wall.SectionsInOrder()) ops.Add(new SectionSet(activity.Id, section.Id, section.Title, section.Prompt, section.Order));
            if (wall.BeginsHidden) ops.Add(new WallRevealed(activity.Id, false));
        }
        return ops.ToImmutable();
    }
}
