using System.Collections.Immutable;
using Board.Client.People;
using Board.Client.Spaces.CoachingCycle;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Client.Spaces.Desk;

/// <summary>Something that the other partner of a cycle said last, or proposes, and that waits for this person.</summary>
/// <param name="At">Milliseconds since 1970 UTC.</param>
/// <param name="About">What it is about, such as the lesson's title.</param>
/// <param name="Href">Where to answer.</param>
public sealed record PartnerWord(Face From, long At, string Text, string About, string Href)
{
    /// <summary>The newest of all cycles first.</summary>
    public static ImmutableArray<PartnerWord> Of(IEnumerable<OwnCycle> cycles, Me me, int most)
    {
        ArgumentNullException.ThrowIfNull(me);
        return [.. cycles.SelectMany(own => In(own, me)).OrderByDescending(word => word.At).Take(most)];
    }

    private static IEnumerable<PartnerWord> In(OwnCycle own, Me me)
    {
        var (cycle, members, mine) = (own.Cycle, own.Cycle.Members, me.Person.Id);
        if (cycle.Plan.Finished || mine != members.Coach && mine != members.Teacher) return [];
        var room = new CycleRoom(cycle, me.District);
        var partner = mine == members.Teacher ? members.Coach : members.Teacher;
        var said = from visit in cycle.Visits
                   where !visit.Removed
                   from mark in cycle.Notes.GetValueOrDefault(visit.Id, NotesState.Empty).Marks
                   where mark is { Kind: MarkKind.Thread, Removed: false, Settled: false }
                   let last = mark.Comments?.LastOrDefault(comment => !comment.Withdrawn)
                   where last?.By == partner
                   select new PartnerWord(room.Of(partner), last.At, last.Text, visit.Title, $"{own.Href}/visits/{visit.Id}");
        var proposed = from step in cycle.Steps
                       where step is { Removed: false, State: StepState.Proposed } && step.ProposedBy == partner && mine == members.Teacher
                       select new PartnerWord(room.Of(partner), step.At, $"Could this be a step: “{step.Words.Text}”?", cycle.Focus, $"{own.Href}#steps");
        return said.Concat(proposed);
    }

    /// <summary>Such as "7:52", on another day "Tue, Nov 24".</summary>
    public string When(TimeZoneInfo zone, DateTime now)
    {
        var local = LocalClock.At(DateTimeOffset.FromUnixTimeMilliseconds(At), zone);
        return local.Date == now.Date ? EntryWords.Short(TimeOnly.FromDateTime(local)) : EntryWords.Day(DateOnly.FromDateTime(local));
    }
}
