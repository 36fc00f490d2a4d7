using Board.Spaces;
using Board.Spaces.CoachingCycle;

namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>Exactly what somebody would see, made by the rules that will decide it then.</summary>
public static class SharingPreview
{
    private static readonly CycleSpace Kind = new();

    /// <summary>The cycle as that person would see it if the teacher shared the visit with them now; null for nothing.</summary>
    /// <param name="seen">As a partner sees it.</param>
    public static CycleState? Of(CycleState seen, string visit, Sharing what, Person with, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(with);
        if (what == Sharing.OnlyUs) return null;
        var context = new OpContext(Person.Of(seen.Members.Teacher), "preview", now, 1);
        var shared = Kind.Apply(seen, new VisitShared(visit, what, with.Id), context);
        return shared.Accepted && Kind.AudienceOf(shared.State, with) is { } audience ? (CycleState)Kind.View(shared.State, audience) : null;
    }
}
