using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>A third person at one lesson (SPEC.md, SHARE5): both partners agree, it is that lesson alone, and it ends with it.</summary>
public sealed class ShadowRulesTests
{
    private const string Zoe = "zoe";
    private static readonly ShadowProposed Ask = new("v1", Zoe);
    private static readonly ShadowAgreed Yes = new("v1", Zoe);
    private static readonly ShadowEnded End = new("v1", Zoe);
    private static readonly NotesEdit Writes = new("v1", ChangeSet.Replace(0, 0, 0, "a"));

    private readonly Pair _pair = new();

    [Theory]
    [InlineData(Coach, Teacher)]
    [InlineData(Teacher, Coach)]
    public void SHARE5_One_proposes_and_the_door_opens_when_the_other_agrees(string one, string other)
    {
        _pair.Does(one, Ask);
        Assert.Equal(new Shadow("v1", one, Agreed: false), _pair.Members.Shadows[Zoe]);
        Assert.Empty(_pair.State.Audit);
        Assert.Equal("closed-door", _pair.Tries(Zoe, Writes));
        Assert.Equal("not-allowed", _pair.Tries(one, Yes));
        Assert.DoesNotContain(Zoe, _pair.Members.Seats);
        _pair.Does(other, Yes).Does(Zoe, Writes);
        Assert.Equal(new Shadow("v1", one, Agreed: true), _pair.Members.Shadows[Zoe]);
        Assert.Equal(Zoe, _pair.Members.Seats[^1]);
        Assert.Equal(new AuditLine(Start + 4_000, other, AuditKind.Admitted, "v1", Zoe), Assert.Single(_pair.State.Audit));
    }

    [Fact]
    public void SHARE5_A_shadow_has_that_lesson_alone()
    {
        _pair.Does(Coach, Ask).Does(Teacher, Yes);
        Assert.Equal(("look-only", "look-only"), (_pair.Tries(Zoe, Writes with { Surface = "v2" }), _pair.Tries(Zoe, new PhotoAdded("v2", "f1", 4, 3, ""))));
        Assert.Equal("not-allowed", _pair.Tries(Zoe, new VisitLookedAt("v2")));
        Assert.Equal("not-allowed", _pair.Tries(Zoe, new GoalSet("Mine.")));
        _pair.Does(Zoe, new PhotoAdded("v1", "f1", 4, 3, ""), new VisitLookedAt("v1"));
    }

    [Theory]
    [InlineData(Coach)]
    [InlineData(Teacher)]
    [InlineData(Zoe)]
    public void SHARE5_Each_of_the_three_ends_it_at_once(string who)
    {
        _pair.Does(Coach, Ask).Does(Teacher, Yes).Does(who, End);
        Assert.Empty(_pair.Members.Shadows);
        Assert.Equal(new AuditLine(Start + 5_000, who, AuditKind.Dismissed, "v1", Zoe), _pair.State.Audit[^1]);
        Assert.Equal("closed-door", _pair.Tries(Zoe, Writes));
        Assert.Equal("not-there", _pair.Tries(Teacher, End));
    }

    [Theory]
    [InlineData(Coach)]
    [InlineData(Teacher)]
    public void SHARE5_Whoever_was_asked_says_no_and_whoever_asked_takes_it_back(string who)
    {
        _pair.Does(Coach, Ask).Does(who, End);
        Assert.Equal("not-there", _pair.Tries(Teacher, Yes));
    }

    [Fact]
    public void SHARE5_The_end_of_the_lesson_is_the_end_of_its_shadows_and_wishes_and_of_no_others()
    {
        _pair.Does(Coach, Ask, new ShadowProposed("v1", "yan"), new ShadowProposed("v2", "owen")).Does(Teacher, Yes, new ShadowAgreed("v2", "owen"));
        _pair.Does(Coach, new ClockStarted("v1"), new ClockEnded("v1"));
        Assert.Equal("owen", Assert.Single(_pair.Members.Shadows).Key);
        Assert.Equal("closed-door", _pair.Tries(Zoe, Writes));
    }

    [Fact]
    public void SHARE5_Nobody_is_let_into_a_lesson_that_is_over_for_it_would_have_no_end()
    {
        _pair.Does(Coach, new ClockStarted("v1"), new ClockEnded("v1"));
        Assert.Equal("lesson-over", _pair.Tries(Teacher, Ask));
        _pair.Does(Teacher, new ClockResumed("v1"), Ask).Does(Coach, Yes, new ClockEnded("v1"));
        Assert.Empty(_pair.Members.Shadows);
    }

    [Fact]
    public void SHARE5_What_a_former_coach_proposed_is_for_the_teacher_to_agree_to()
    {
        _pair.Does(Coach, Ask).Does(Teacher, new ShadowProposed("v1", "yan"), new CoachChanged("lena"));
        Assert.Equal("not-allowed", _pair.Tries("lena", Yes));
        Assert.Equal("not-allowed", _pair.Tries(Teacher, new ShadowAgreed("v1", "yan")));
        _pair.Does(Teacher, Yes).Does("lena", new ShadowAgreed("v1", "yan"));
        Assert.All(_pair.Members.Shadows.Values, shadow => Assert.True(shadow.Agreed));
    }

    [Fact]
    public void A_wish_that_is_told_again_is_the_last_ones_to_tell_it()
    {
        _pair.Does(Coach, Ask).Does(Teacher, Ask with { Visit = "v2" });
        Assert.Equal(new Shadow("v2", Teacher, Agreed: false), Assert.Single(_pair.Members.Shadows).Value);
        Assert.Equal("not-allowed", _pair.Tries(Teacher, Yes with { Visit = "v2" }));
        _pair.Does(Coach, Yes with { Visit = "v2" });
        Assert.Equal("v2", _pair.Members.ShadowOf(Zoe));
    }

    [Fact]
    public void A_seat_is_kept_so_that_a_colour_stays()
    {
        _pair.Does(Coach, Ask).Does(Teacher, Yes, End).Does(Coach, Ask with { Visit = "v2" }).Does(Teacher, Yes with { Visit = "v2" });
        Assert.Equal([Coach, Teacher, Zoe], _pair.Members.Seats.AsEnumerable());
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op, string Code)> Wrong = new()
    {
        ["a wish for no lesson"] = (Coach, Ask with { Visit = "v9" }, "not-there"),
        ["a wish for nobody"] = (Coach, Ask with { Person = "" }, "malformed"),
        ["a wish for what is no id"] = (Coach, Ask with { Person = "Zoe!" }, "malformed"),
        ["a wish for the coach"] = (Teacher, Ask with { Person = Coach }, "same-person"),
        ["a wish for the teacher"] = (Coach, Ask with { Person = Teacher }, "same-person"),
        ["a wish for a guest"] = (Coach, Ask with { Person = Viewer }, "same-person"),
        ["a wish of a guest"] = (Viewer, Ask with { Person = Viewer }, "not-allowed"),
        ["a yes to no wish"] = (Teacher, Yes with { Person = "yan" }, "not-there"),
        ["a yes for another lesson"] = (Teacher, Yes with { Visit = "v2" }, "not-there"),
        ["a yes for no lesson"] = (Teacher, Yes with { Visit = "v9" }, "not-there"),
        ["a yes of a guest"] = (Viewer, Yes, "not-allowed"),
        ["a yes of whom it is about"] = (Zoe, Yes, "closed-door"),
        ["the end of no wish"] = (Teacher, End with { Person = "yan" }, "not-there"),
        ["the end in another lesson"] = (Coach, End with { Visit = "v2" }, "not-there"),
        ["an end by a guest"] = (Viewer, End, "not-allowed"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _pair.Does(Coach, new GuestAdmitted(Viewer, GuestRole.Viewer), Ask);
        _pair.Refuses(Wrong[what].Who, Wrong[what].Op, Wrong[what].Code);
    }

    [Fact]
    public void So_many_and_no_more_but_a_wish_that_is_there_may_still_be_changed()
    {
        for (var i = 0; i < SharingRules.MaxShadows; i++) _pair.Does(Coach, Ask with { Person = $"p{i}" });
        Assert.Equal("too-many", _pair.Tries(Coach, Ask));
        _pair.Does(Coach, new ShadowProposed("v2", "p0"));
        Assert.Equal("v2", _pair.Members.Shadows["p0"].Visit);
    }

    [Fact]
    public void A_wish_can_be_taken_back_and_an_agreement_ends_by_its_own_op()
    {
        Assert.Empty(_pair.TakesBack(Coach, Ask).Members.Shadows);
        Assert.Null(_pair.Inverse(Yes));
        Assert.Null(_pair.Inverse(End));
    }
}
