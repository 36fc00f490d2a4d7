using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Client.Spaces.Desk;

/// <summary>A lesson of one of the person's cycles that has a day, as their calendar shows it.</summary>
/// <param name="Partner">The other one; for a guest, the teacher.</param>
/// <param name="IsTeacher">Whether it is the person's own lesson.</param>
/// <param name="Starts">Null where only the day is known.</param>
public sealed record Lesson(OwnCycle In, string Visit, string Title, string Partner, bool IsTeacher, string Place, DateOnly Date, TimeOnly? Starts, int? Minutes)
{
    public string Href => $"{In.Href}/visits/{Visit}";

    /// <summary>The lessons of these cycles that have a day. The one place that knows what a visit says about when it is.</summary>
    public static IEnumerable<Lesson> Of(IEnumerable<OwnCycle> cycles, DistrictState district, string me) =>
        from own in cycles
        from visit in own.Cycle.Visits
        where visit is { Removed: false, On: not null }
        let teaches = own.Cycle.Members.Teacher == me
        let partner = teaches ? own.Cycle.Members.Coach : own.Cycle.Members.Teacher
        select new Lesson(own, visit.Id, visit.Title, NameOf(district, partner), teaches, visit.Place, visit.On!.Value, visit.Starts, visit.Minutes > 0 ? visit.Minutes : null);

    private static string NameOf(DistrictState district, string person) => district.People.TryGetValue(person, out var member) ? member.Name : "Somebody";
}
