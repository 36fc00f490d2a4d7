using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using static Board.Tests.Client.Reflecting.Lesson;

namespace Board.Tests.Client.Reflecting;

public sealed class SharingPreviewTests
{
    private static readonly Person Principal = Person.Of("ted", Role.Principal);

    [Fact]
    public void Sharing_rules_say_in_advance_what_they_will_say_then()
    {
        var lesson = Written();
        foreach (var what in new[] { Sharing.Themes, Sharing.WholeNote })
        {
            var preview = SharingPreview.Of(lesson.State, V1, what, Principal, Start)!;
            var then = Written().Do(Teacher, 99, new VisitShared(V1, what, "ted")).State;
            var kind = new CycleSpace();
            Assert.Equal(SpaceJson.Write(kind.View(then, kind.AudienceOf(then, Principal)!)), SpaceJson.Write(preview));
        }
    }

    [Fact]
    public void Only_us_is_nothing() => Assert.Null(SharingPreview.Of(Written().State, V1, Sharing.OnlyUs, Principal, Start));

    [Fact]
    public void Principals_of_her_school_come_first_and_partners_and_teachers_never()
    {
        var district = DistrictState.None with
        {
            People = DistrictState.None.People
                .Add("adaeze", new Member("adaeze", "Adaeze", [Role.Teacher], "alder")).Add("maribel", new Member("maribel", "Maribel", [Role.Coach, Role.CohortLead], "alder"))
                .Add("ted", new Member("ted", "Ted", [Role.Principal], "alder")).Add("amy", new Member("amy", "Amy", [Role.Principal], "birch"))
                .Add("lena", new Member("lena", "Lena", [Role.DistrictLeader], null)).Add("gone", new Member("gone", "Gone", [Role.Principal], "alder", Active: false))
                .Add("sam", new Member("sam", "Sam", [Role.Administrator], "alder")),
        };
        Assert.Equal(["ted", "amy", "lena"], SharingCandidates.Of(district, Written().State.Members).Select(member => member.Id));
    }

    private static Lesson Written() => new Lesson().Line(Coach, 0, "Four hands.", "3b").Do(Teacher, 5, new PrivateNoteWritten(V1, "p1", 0, "I was nervous."));
}
