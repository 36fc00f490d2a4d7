using Board.Client.Spaces.CoachingCycle;
using Board.Spaces.CoachingCycle;
using Board.Spaces.Desk;
using Board.Spaces.District;

namespace Board.Client.Spaces.Desk;

/// <summary>A lesson or a conference of one of the person's cycles that has a day, as their calendar shows it.</summary>
/// <param name="Id">The lesson's or the conference's own.</param>
/// <param name="Visit">The lesson; null for a conference.</param>
/// <param name="Words">What it is, such as "Observe".</param>
/// <param name="Title">What it is about.</param>
/// <param name="Partner">The other one; for a guest, the teacher.</param>
/// <param name="Starts">Null where only the day is known.</param>
public sealed record CycleDate(
    OwnCycle In, string Id, string? Visit, EntryKind Kind, string Words, string Title, string Partner, string Place, DateOnly Date, TimeOnly? Starts, int? Minutes)
{
    public string Href => Visit is null ? $"{In.Href}#lessons" : $"{In.Href}/visits/{Visit}";

    /// <summary>What of these cycles has a day. The one place that knows what a visit and a conference say about when they are.</summary>
    public static IEnumerable<CycleDate> Of(IEnumerable<OwnCycle> cycles, DistrictState district, string me) =>
        cycles.SelectMany(own => Lessons(own, district, me).Concat(Conferences(own, district, me)));

    /// <summary>Those for which the desk has no entry of its own, which takes their place.</summary>
    public static IEnumerable<CycleDate> Beside(DeskState desk, IEnumerable<CycleDate> dates)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var planned = desk.Entries.Values.Select(entry => (entry.Plan.Cycle, entry.Plan.Visit)).ToHashSet();
        return dates.Where(date => date.Visit is null || !planned.Contains((date.In.Space.ToString(), date.Visit)));
    }

    private static IEnumerable<CycleDate> Lessons(OwnCycle own, DistrictState district, string me) =>
        from visit in own.Cycle.Visits
        where visit is { Removed: false, On: not null }
        let kind = visit.Kind == VisitKind.Observe ? EntryKind.Observe : EntryKind.CoTeach
        let words = visit.Kind != VisitKind.Observe ? VisitWords.Of(visit.Kind) : own.Cycle.Members.Teacher == me ? "Our lesson" : EntryWords.Of(kind)
        select new CycleDate(own, visit.Id, visit.Id, kind, words, visit.Title, PartnerIn(own, district, me), visit.Place, visit.On!.Value, visit.Starts, Known(visit.Minutes));

    /// <summary>For the two partners, whose they are.</summary>
    private static IEnumerable<CycleDate> Conferences(OwnCycle own, DistrictState district, string me) =>
        from conference in own.Cycle.Plan.Conferences
        where own.Cycle.Members.Coach == me || own.Cycle.Members.Teacher == me
        where conference is { Removed: false, On: not null }
        let about = conference.Visit is { } visit && own.Cycle.Visit(visit) is { } lesson ? lesson.Title : own.Cycle.Focus
        select new CycleDate(
            own, conference.Id, null, EntryKind.Reflect, PlanWords.Of(conference.Kind), about, PartnerIn(own, district, me), "", conference.On!.Value, conference.Starts, Known(conference.Minutes));

    private static int? Known(int minutes) => minutes > 0 ? minutes : null;

    private static string PartnerIn(OwnCycle own, DistrictState district, string me) =>
        district.People.TryGetValue(own.Cycle.Members.Teacher == me ? own.Cycle.Members.Coach : own.Cycle.Members.Teacher, out var member) ? member.Name : "Somebody";
}
