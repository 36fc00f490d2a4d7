using System.Collections.Immutable;
using Board.Client.People;
using Board.Client.Spaces.Desk;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.Desk;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using Board.Tests.Spaces.CoachingCycle;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Client;

/// <summary>What the first page and the calendar read out of somebody's cycles.</summary>
public sealed class OwnCyclesTests
{
    private static readonly DateOnly Thursday = new(2026, 11, 26);

    [Fact]
    public void Lessons_and_conferences_stand_on_the_calendars_of_both_partners()
    {
        var pair = Planned();
        Assert.Equal(["Observe · Fractions · Adaeze Okafor", "Pre-conference · Fractions · Adaeze Okafor"], DatesOf(pair, Coach));
        Assert.Equal(["Our lesson · Fractions · Maribel Ruiz", "Pre-conference · Fractions · Maribel Ruiz"], DatesOf(pair, Teacher));
    }

    [Fact]
    public void A_guest_has_the_lessons_and_no_conference()
    {
        var pair = Planned().Does(Coach, new GuestAdmitted(Observer, GuestRole.Observer));
        Assert.Equal(["Observe · Fractions · Adaeze Okafor"], DatesOf(pair, Observer));
    }

    [Fact]
    public void A_lesson_of_both_and_one_that_the_coach_teaches_are_called_so()
    {
        var pair = Planned().Does(Coach, new VisitScheduled("v1", VisitKind.CoTeach, null, 0), new ConferenceRemoved("c1", true));
        Assert.Equal(["Co-Teach · Fractions · Maribel Ruiz"], DatesOf(pair, Teacher));
    }

    [Fact]
    public void What_the_partner_said_last_waits_and_what_was_answered_or_settled_does_not()
    {
        var pair = new Pair().Does(Coach, new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "Four hands.")), new ThreadStarted("v1", "t1", 0, 4, "c1", "What did you see?"));
        Assert.Equal(["What did you see?"], WordsFor(pair, Teacher));
        Assert.Empty(WordsFor(pair, Coach));
        pair.Does(Teacher, new ThreadAnswered("v1", "t1", "c2", "That they wait."));
        Assert.Empty(WordsFor(pair, Teacher));
        Assert.Equal(["That they wait."], WordsFor(pair, Coach));
        pair.Does(Coach, new ThreadSettled("v1", "t1", true));
        Assert.Empty(WordsFor(pair, Coach));
    }

    [Fact]
    public void A_word_that_was_taken_back_is_shown_to_nobody()
    {
        var pair = new Pair().Does(Coach, new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "Four hands.")), new ThreadStarted("v1", "t1", 0, 4, "c1", "First."), new ThreadAnswered("v1", "t1", "c2", "Second."));
        pair.Does(Coach, new CommentWithdrawn("v1", "t1", "c2", true));
        Assert.Equal(["First."], WordsFor(pair, Teacher));
    }

    [Fact]
    public void A_proposed_step_waits_for_the_teacher_and_the_newest_word_comes_first()
    {
        var pair = new Pair().Does(Coach, new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "Four hands.")), new ThreadStarted("v1", "t1", 0, 4, "c1", "What did you see?"))
            .Does(Coach, new StepProposed("s1", "v1", new StepWords("Wait three seconds", "", null, Owner.Teacher, null)));
        Assert.Equal(["Could this be a step: “Wait three seconds”?", "What did you see?"], WordsFor(pair, Teacher));
        Assert.Empty(WordsFor(pair, Coach));
    }

    private static Pair Planned() => new Pair().Does(
        Coach, new VisitChanged("v1", "Fractions", "Room 4B", Thursday),
        new ConferenceSet("c1", ConferenceKind.Pre, "v1", Thursday, new TimeOnly(15, 10), 20, "Exit slips"));

    private static string[] DatesOf(Pair pair, string who) =>
        [.. CycleDate.Of([Own(pair)], District, who).Select(date => $"{date.Words} · {date.Title} · {date.Partner}")];

    private static string[] WordsFor(Pair pair, string who) =>
        [.. PartnerWord.Of([Own(pair)], new Me(Person.Of(who, Role.Coach), District.People[who], District), most: 3).Select(word => word.Text)];

    private static OwnCycle Own(Pair pair) =>
        new(SpaceId.TryParse("cycle-abc", out var id) ? id : default, new CycleListing("cycle-abc", Coach, Teacher, [], "Student talk"), pair.State);

    private static DistrictState District => DistrictState.None with
    {
        People = DistrictState.None.People
            .Add(Coach, new Member(Coach, "Maribel Ruiz", [Role.Coach], null))
            .Add(Teacher, new Member(Teacher, "Adaeze Okafor", [Role.Teacher], null))
            .Add(Observer, new Member(Observer, "Jonas Teller", [Role.Coach], null)),
    };
}
