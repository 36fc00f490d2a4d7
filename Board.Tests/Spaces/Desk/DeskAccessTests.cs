using Board.Spaces;
using Board.Spaces.Desk;

namespace Board.Tests.Spaces.Desk;

/// <summary>Whose desk it is: every person × every op, and what each of them sees (SPEC.md, SEE4, OP6, OP7).</summary>
public sealed class DeskAccessTests
{
    private static readonly Dictionary<string, Person> People = new()
    {
        ["owner"] = OneDesk.Owner,
        ["teacher"] = Person.Of("adaeze", Role.Teacher),
        ["other coach"] = Person.Of("owen", Role.Coach),
        ["principal"] = Person.Of("ted", Role.Principal),
        ["cohort lead"] = Person.Of("kim", Role.CohortLead),
        ["district leader"] = Person.Of("lena", Role.DistrictLeader),
        ["administrator"] = Person.Of("dana", Role.Administrator),
        ["everything at once"] = Person.Of("zoe", Enum.GetValues<Role>()),
        ["the server"] = Person.System,
    };

    private static readonly Dictionary<string, DeskOp> Ops = new()
    {
        ["zone"] = new ZoneSet("Europe/Berlin"),
        ["plan"] = new EntryPlanned("e9", OneDesk.Series(Repeat.None)),
        ["change"] = new EntryChanged("e1", OneDesk.Series(Repeat.Monthly)),
        ["remove"] = new EntryRemoved("e1"),
        ["move one"] = new OccurrenceMoved("e1", OneDesk.Day(11, 24), OneDesk.Day(11, 25), new TimeOnly(8, 0)),
        ["cancel one"] = new OccurrenceCancelled("e1", OneDesk.Day(11, 24)),
        ["hold a day"] = new DayHeld(OneDesk.Day(11, 20), true),
        ["give a day back"] = new DayHeld(OneDesk.Day(11, 27), false),
        ["log"] = new TimeLogged("t9", "cycles", 30, OneDesk.Day(11, 17), null),
        ["change time"] = new TimeChanged("t1", "data", 15, OneDesk.Day(11, 18), "Sheets"),
        ["remove time"] = new TimeRemoved("t1"),
        ["categories"] = new CategoriesSet([new("cycles", "Teachers", TimeCount.WithTeachers), new("data", "Data", TimeCount.Preparation)]),
        ["remember"] = new AcquaintanceNoted("adaeze", true, "4B", "Number talks", "Choir"),
        ["renew the feed"] = new FeedRenewed(new string('a', 64)),
    };

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var who in People.Keys)
            foreach (var what in Ops.Keys) rows.Add(who, what);
        return rows;
    }

    public static TheoryData<string> Everybody => [.. People.Keys];

    public static TheoryData<string> What_can_be_taken_back => [.. Ops.Keys.Except(["renew the feed"])];

    [Theory, MemberData(nameof(Rows))]
    public void Only_the_owner_does_anything(string who, string what) =>
        Assert.Equal(who == "owner" ? null : "closed-door", OneDesk.Space.Policy(Desk(), Ops[what], OneDesk.Context(People[who]))?.Code);

    [Fact]
    public void The_table_has_every_op() => Assert.Empty(OneDesk.Space.Ops.Select(op => op.Type).Except(Ops.Values.Select(op => op.GetType())));

    [Theory, MemberData(nameof(Everybody))]
    public void The_door_opens_for_the_owner_alone(string who) =>
        Assert.Equal(who == "owner" ? "owner-maribel" : null, OneDesk.Space.AudienceOf(Desk(), People[who])?.Key);

    [Fact]
    public void A_desk_that_was_never_used_is_its_owners_all_the_same()
    {
        var empty = OneDesk.Space.EmptyOf(DeskSpace.Of("maribel"));
        Assert.NotNull(OneDesk.Space.AudienceOf(empty, OneDesk.Owner));
        Assert.Null(OneDesk.Space.AudienceOf(empty, People["administrator"]));
        Assert.Equal("closed-door", OneDesk.Space.Policy(empty, Ops["zone"], OneDesk.Context(People["other coach"]))?.Code);
    }

    [Theory, MemberData(nameof(What_can_be_taken_back))]
    public void What_was_done_can_be_taken_back(string what)
    {
        var before = Desk();
        var after = before.Do(Ops[what]);
        Assert.NotEqual(Write(before), Write(after));
        Assert.Equal(Write(before), Write(after.Do(OneDesk.Space.Inverse(before, Ops[what])!)));
    }

    private static string Write(DeskState desk) =>
        // When and how often an entry was changed goes on counting.
        System.Text.Encoding.UTF8.GetString(SpaceJson.Write(desk with { Entries = desk.Entries.SetItems(desk.Entries.Select(e => KeyValuePair.Create(e.Key, e.Value with { Revision = 0, Written = 0 }))) }));

    private static DeskState Desk() => OneDesk.With(
        new ZoneSet("America/New_York"), new EntryPlanned("e1", OneDesk.Series(Repeat.Weekly)), new DayHeld(OneDesk.Day(11, 27), true),
        new TimeLogged("t1", "cycles", 45, OneDesk.Day(11, 17), null), new AcquaintanceNoted("adaeze", false, "4A", "", ""));
}
