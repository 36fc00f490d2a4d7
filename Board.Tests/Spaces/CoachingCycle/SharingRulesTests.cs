using Board.Spaces;
using Board.Spaces.CoachingCycle;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>What leaves the pair (SPEC.md, SHARE1, SHARE3): nothing does, until the teacher shares it, and who looks is written down.</summary>
public sealed class SharingRulesTests
{
    private const long Minute = 60_000;
    private static readonly VisitShared Themes = new("v1", Sharing.Themes, Principal);

    private readonly Pair _pair = new();

    private AuditLine Last => _pair.State.Audit[^1];

    [Fact]
    public void SHARE1_The_teacher_shares_one_visit_with_one_person_and_it_is_written_down()
    {
        Assert.Equal("closed-door", _pair.Tries(Principal, new VisitLookedAt("v1")));
        _pair.Does(Teacher, Themes);
        Assert.Equal(new VisitSharing(Sharing.Themes, Principal), Assert.Single(_pair.Members.Shared).Value);
        Assert.Equal(new AuditLine(Start + 3_000, Teacher, AuditKind.Shared, "v1", Principal), Assert.Single(_pair.State.Audit));
        Assert.Equal((true, false, false), (_pair.Members.MaySee(Principal, "v1"), _pair.Members.MaySee(Principal, "v2"), _pair.Members.MaySee("lena", "v1")));
        Assert.Equal("not-allowed", _pair.Tries(Principal, new VisitLookedAt("v2")));
    }

    [Fact]
    public void SHARE1_What_is_shared_anew_takes_the_place_of_what_was_shared()
    {
        _pair.Does(Teacher, Themes, new VisitShared("v1", Sharing.WholeNote, "lena"));
        Assert.Equal(new VisitSharing(Sharing.WholeNote, "lena"), Assert.Single(_pair.Members.Shared).Value);
        Assert.Equal("closed-door", _pair.Tries(Principal, new VisitLookedAt("v1")));
        Assert.Equal([Principal, "lena"], _pair.State.Audit.Select(line => line.About));
    }

    [Fact]
    public void SHARE1_What_she_takes_back_is_closed_at_once()
    {
        _pair.Does(Teacher, Themes).Does(Principal, new VisitLookedAt("v1")).Does(Teacher, new VisitShared("v1", Sharing.OnlyUs, null));
        Assert.Empty(_pair.Members.Shared);
        Assert.Equal(new AuditLine(Start + 5_000, Teacher, AuditKind.TakenBack, "v1", Principal), Last);
        Assert.Equal("closed-door", _pair.Tries(Principal, new VisitLookedAt("v1")));
    }

    [Fact]
    public void To_take_back_what_is_not_shared_changes_nothing()
    {
        _pair.Does(Teacher, new VisitShared("v2", Sharing.Themes, Principal));
        var before = _pair.State;
        Assert.Same(before, _pair.Does(Teacher, new VisitShared("v1", Sharing.OnlyUs, null)).State);
    }

    [Theory]
    [InlineData(Coach)]
    [InlineData(Principal)]
    [InlineData(Observer)]
    public void SHARE1_Nobody_but_the_teacher_shares_or_takes_back(string who)
    {
        _pair.Does(Coach, new GuestAdmitted(Observer, GuestRole.Observer)).Does(Teacher, Themes);
        Assert.Equal("not-allowed", _pair.Tries(who, new VisitShared("v1", Sharing.WholeNote, Principal)));
        Assert.Equal("not-allowed", _pair.Tries(who, new VisitShared("v1", Sharing.OnlyUs, null)));
        Assert.Equal(Sharing.Themes, _pair.Members.Shared["v1"].What);
    }

    [Fact]
    public void SHARE3_Each_look_is_written_down_once_in_ten_minutes()
    {
        _pair.Does(Teacher, Themes, new VisitShared("v2", Sharing.WholeNote, Principal)).Does(Principal, new VisitLookedAt("v1"));
        var first = Last;
        Assert.Equal(new AuditLine(Start + 5_000, Principal, AuditKind.LookedAt, "v1", null), first);
        Assert.Equal(first, _pair.Does(Principal, new VisitLookedAt("v1")).State.Audit[^1]);
        _pair.Now = first.At + 10 * Minute - 1;
        Assert.Equal(first, _pair.Does(Principal, new VisitLookedAt("v1")).State.Audit[^1]);
        _pair.Now = first.At + 10 * Minute;
        _pair.Does(Principal, new VisitLookedAt("v1"));
        Assert.Equal(first with { At = first.At + 10 * Minute }, Last);
        Assert.Equal(4, _pair.State.Audit.Length);
    }

    [Fact]
    public void SHARE3_A_look_at_another_visit_or_of_another_person_is_a_look_of_its_own()
    {
        _pair.Does(Coach, new GuestAdmitted(Viewer, GuestRole.Viewer)).Does(Teacher, Themes, new VisitShared("v2", Sharing.WholeNote, Principal));
        _pair.Does(Principal, new VisitLookedAt("v1"), new VisitLookedAt("v2")).Does(Viewer, new VisitLookedAt("v1"));
        Assert.Equal([(Principal, "v1"), (Principal, "v2"), (Viewer, "v1")], _pair.State.Audit.Where(line => line.Kind == AuditKind.LookedAt).Select(line => (line.By, line.Visit!)));
    }

    [Theory]
    [InlineData(Coach)]
    [InlineData(Teacher)]
    public void Partners_do_not_look_they_are_at_home(string who) => Assert.Equal("not-allowed", _pair.Tries(who, new VisitLookedAt("v1")));

    [Theory]
    [InlineData(Coach)]
    [InlineData(Teacher)]
    public void SHARE3_Each_copy_that_is_taken_out_is_written_down(string who)
    {
        _pair.Does(who, new VisitExported("v1", "markdown"), new VisitExported("v1", "markdown"));
        var line = new AuditLine(Start + 3_000, who, AuditKind.Exported, "v1", "markdown");
        Assert.Equal([line, line with { At = Start + 4_000 }], _pair.State.Audit.AsEnumerable());
    }

    [Fact]
    public void SHARE3_The_list_forgets_the_oldest_lines_when_it_is_full()
    {
        for (var i = 0; i < 2_000; i++) _pair.Does(Coach, new VisitExported("v1", "markdown"));
        Assert.Equal((2_000, Start + 3_000), (_pair.State.Audit.Length, _pair.State.Audit[0].At));
        _pair.Does(Teacher, Themes);
        Assert.Equal((2_000, Start + 4_000, AuditKind.Shared), (_pair.State.Audit.Length, _pair.State.Audit[0].At, Last.Kind));
    }

    [Fact]
    public void SHARE3_Who_comes_and_goes_is_written_down_too()
    {
        _pair.Does(Coach, new GuestAdmitted(Observer, GuestRole.Viewer)).Does(Observer, new GuestDismissed(Observer)).Does(Teacher, new CoachChanged("lena"));
        Assert.Equal(
            [new(Start + 3_000, Coach, AuditKind.Admitted, null, Observer), new(Start + 4_000, Observer, AuditKind.Dismissed, null, Observer), new(Start + 5_000, Teacher, AuditKind.CoachChanged, null, "lena")],
            _pair.State.Audit.AsEnumerable());
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op, string Code)> Wrong = new()
    {
        ["a visit that is not there"] = (Teacher, Themes with { Visit = "v9" }, "not-there"),
        ["themes with nobody"] = (Teacher, Themes with { With = null }, "malformed"),
        ["nothing with somebody"] = (Teacher, Themes with { What = Sharing.OnlyUs }, "malformed"),
        ["with what is no id"] = (Teacher, Themes with { With = "Ted Lasso" }, "malformed"),
        ["with the coach"] = (Teacher, Themes with { With = Coach }, "same-person"),
        ["with herself"] = (Teacher, Themes with { With = Teacher }, "same-person"),
        ["a look at no visit"] = (Viewer, new VisitLookedAt("v9"), "not-there"),
        ["a copy of no visit"] = (Coach, new VisitExported("v9", "markdown"), "not-there"),
        ["a copy in no format"] = (Coach, new VisitExported("v1", ""), "empty"),
        ["a copy in a format with a long name"] = (Coach, new VisitExported("v1", Beyond(120)), "too-long"),
        ["a copy for somebody who reads along"] = (Viewer, new VisitExported("v1", "markdown"), "not-allowed"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _pair.Does(Coach, new GuestAdmitted(Viewer, GuestRole.Viewer));
        _pair.Refuses(Wrong[what].Who, Wrong[what].Op, Wrong[what].Code);
    }

    [Fact]
    public void Sharing_that_is_taken_back_is_as_it_was_and_both_are_written_down()
    {
        Assert.Empty(_pair.TakesBack(Teacher, Themes).Members.Shared);
        _pair.Does(Teacher, Themes).TakesBack(Teacher, new VisitShared("v1", Sharing.OnlyUs, null));
        Assert.Equal(new VisitSharing(Sharing.Themes, Principal), _pair.Members.Shared["v1"]);
        _pair.TakesBack(Teacher, new VisitShared("v1", Sharing.WholeNote, "lena"));
        Assert.Equal(new VisitSharing(Sharing.Themes, Principal), _pair.Members.Shared["v1"]);
        Assert.Equal(7, _pair.State.Audit.Length);
        Assert.Null(_pair.Inverse(new VisitLookedAt("v1")));
        Assert.Null(_pair.Inverse(new VisitExported("v1", "markdown")));
    }
}
