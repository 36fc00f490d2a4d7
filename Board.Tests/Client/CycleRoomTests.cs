using Board.Client.Spaces.CoachingCycle;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Tests.Spaces.CoachingCycle;

namespace Board.Tests.Client;

public sealed class CycleRoomTests
{
    [Fact]
    public void The_coach_is_one_the_teacher_two_and_guests_follow_in_the_order_of_the_design_system()
    {
        var room = Room(Enumerable.Range(1, 7).Select(i => $"guest{i}"));
        Assert.Equal(1, room.Of("coach").Colour);
        Assert.Equal(2, room.Of("teacher").Colour);
        Assert.Equal([3, 5, 6, 4, 7, 8, 1], Enumerable.Range(1, 7).Select(i => room.Of($"guest{i}").Colour));
    }

    [Fact]
    public void A_colour_stays_with_its_person_when_others_leave()
    {
        var room = new CycleRoom(
            CycleState.None with { Members = new CycleMembers("coach", "teacher", CycleMembers.None.Guests.Add("late", GuestRole.Viewer), ["coach", "teacher", "early", "late"]) },
            DistrictState.None);
        Assert.Equal(5, room.Of("late").Colour);
    }

    [Fact]
    public void Names_come_from_the_district_and_somebody_who_is_gone_still_has_a_face()
    {
        var room = Room([]);
        Assert.Equal(("Maribel Ruiz", "MR", "Maribel"), (room.Of("coach").Name, room.Of("coach").Initials, room.Of("coach").FirstName));
        Assert.Equal("Somebody", room.Of("longgone").Name);
    }

    [Fact]
    public void Who_only_looked_at_what_was_shared_has_a_name_and_is_not_among_those_inside()
    {
        var pair = new Pair().Does(Pair.Coach, new GuestAdmitted(Pair.Observer, GuestRole.Observer)).Does(Pair.Teacher, new VisitShared("v1", Sharing.Themes, Pair.Principal)).Does(Pair.Principal, new VisitLookedAt("v1"));
        var room = new CycleRoom(pair.State, DistrictState.None);
        Assert.Contains(room.Faces, face => face.Person == Pair.Principal);
        Assert.Equal([Pair.Coach, Pair.Teacher, Pair.Observer], room.Inside.Select(face => face.Person));
    }

    private static CycleRoom Room(IEnumerable<string> guests)
    {
        var members = CycleMembers.None.Seat("coach").Seat("teacher") with { Coach = "coach", Teacher = "teacher" };
        foreach (var guest in guests) members = members.Seat(guest) with { Guests = members.Guests.SetItem(guest, GuestRole.Observer) };
        var people = DistrictState.None.People
            .Add("coach", new Member("coach", "Maribel Ruiz", [Role.Coach], null))
            .Add("teacher", new Member("teacher", "Adaeze Okafor", [Role.Teacher], null));
        return new CycleRoom(CycleState.None with { Members = members }, DistrictState.None with { People = people });
    }
}
