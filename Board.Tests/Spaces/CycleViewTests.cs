using System.Text;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Spaces;

/// <summary>Who sees what of a cycle: every person × every field (SPEC.md, SEE1, PRIV1, SHARE2). Each field holds a word of its own, which is looked for in all that the view sends.</summary>
public sealed class CycleViewTests
{
    private static readonly CycleSpace Space = new();

    private static readonly Dictionary<string, Person> People = new()
    {
        ["coach"] = Person.Of("maribel", Role.Coach),
        ["teacher"] = Person.Of("adaeze", Role.Teacher),
        ["observer"] = Person.Of("jonas", Role.Teacher),
        ["viewer"] = Person.Of("priya", Role.Coach),
        ["shadow-of-1"] = Person.Of("zoe", Role.Coach),
        ["shadow-of-2"] = Person.Of("yan", Role.Coach),
        ["themes-of-1"] = Person.Of("ted", Role.Principal),
        ["note-of-2"] = Person.Of("lena", Role.DistrictLeader),
        ["principal"] = Person.Of("pia", Role.Principal),
        ["administrator"] = Person.Of("dana", Role.Administrator),
    };

    // field × who: + seen, . withheld, D closed door
    private const string Table = """
                       coach teacher observer viewer shadow-of-1 shadow-of-2 themes-of-1 note-of-2 principal administrator archive
        focus          +     +       +        +      +           +           +           +         D         D             +
        goal           +     +       +        +      +           +           +           +         D         D             +
        title1         +     +       +        +      +           .           +           .         D         D             +
        title2         +     +       +        +      .           +           .           +         D         D             +
        text1          +     +       +        +      +           .           .           .         D         D             +
        text2          +     +       +        +      .           +           .           +         D         D             +
        comment1       +     +       +        +      +           .           .           .         D         D             +
        comment2       +     +       +        +      .           +           .           +         D         D             +
        withdrawn1     .     .       .        .      .           .           .           .         D         D             .
        private-coach  +     .       .        .      .           .           .           .         D         D             .
        private-teach  .     +       .        .      .           .           .           .         D         D             .
        moment1        +     +       +        +      +           .           .           .         D         D             +
        phase1         +     +       +        +      +           .           .           .         D         D             +
        photo1         +     +       +        +      +           .           .           .         D         D             +
        photo2         +     +       +        +      .           +           .           +         D         D             +
        code1          +     +       +        +      +           .           +           .         D         D             +
        reply1         +     +       .        .      .           .           .           .         D         D             +
        method1        +     +       .        .      .           .           .           .         D         D             +
        measure        +     +       .        .      .           .           .           .         D         D             +
        next-step      +     +       .        .      .           .           .           .         D         D             +
        story          +     +       .        .      .           .           .           .         D         D             +
        agreed1        +     +       .        .      .           .           +           .         D         D             +
        agreed2        +     +       .        .      .           .           .           +         D         D             +
        proposed1      +     +       .        .      .           .           .           .         D         D             +
        why1           +     +       .        .      .           .           .           .         D         D             +
        audit          +     +       .        .      .           .           .           .         D         D             +
        """;

    /// <summary>The word that stands in each field, and nowhere else.</summary>
    private static readonly Dictionary<string, string> Signs = new()
    {
        ["focus"] = "SignFocus",
        ["goal"] = "SignGoal",
        ["title1"] = "SignTitleOne",
        ["title2"] = "SignTitleTwo",
        ["text1"] = "SignTextOne",
        ["text2"] = "SignTextTwo",
        ["comment1"] = "SignCommentOne",
        ["comment2"] = "SignCommentTwo",
        ["withdrawn1"] = "SignWithdrawn",
        ["private-coach"] = "SignPrivateCoach",
        ["private-teach"] = "SignPrivateTeacher",
        ["moment1"] = "SignMoment",
        ["phase1"] = "SignPhase",
        ["photo1"] = "SignPhotoOne",
        ["photo2"] = "SignPhotoTwo",
        ["code1"] = "9z",
        ["reply1"] = "SignReply",
        ["method1"] = "SignMethod",
        ["measure"] = "SignMeasure",
        ["next-step"] = "SignNextStep",
        ["story"] = "SignStory",
        ["agreed1"] = "SignAgreedOne",
        ["agreed2"] = "SignAgreedTwo",
        ["proposed1"] = "SignProposed",
        ["why1"] = "SignWhy",
        ["audit"] = "looked-at",
    };

    public static TheoryData<string, string, string> Rows() => WhoTable.Rows(Table);

    [Theory, MemberData(nameof(Rows))]
    public void The_view_shows(string who, string field, string expected)
    {
        var state = Cycle(out _);
        var audience = who == "archive" ? Space.Archive : Space.AudienceOf(state, People[who]);
        var seen = audience is null ? "D" : Encoding.UTF8.GetString(SpaceJson.Write(Space.View(state, audience))).Contains(Signs[field], StringComparison.Ordinal) ? "+" : ".";
        Assert.Equal(expected, seen);
    }

    /// <summary>Entries are what live pages get and what a replay reads: they tell no more than the view.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void Entries_tell_no_more_than_the_view(string who, string field, string expected)
    {
        var state = Cycle(out var entries);
        var audience = who == "archive" ? Space.Archive : Space.AudienceOf(state, People[who]);
        if (audience is null || expected != "." || field is "withdrawn1" or "audit") return; // what somebody took back was said in its time; an audit line is no op's word
        foreach (var entry in entries)
        {
            if (Space.ViewOp(state, entry, audience) is not { } op) continue;
            Assert.DoesNotContain(Signs[field], System.Text.Json.JsonSerializer.Serialize(entry with { Op = op }, SpaceJson.Options), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_table_looks_for_every_field_that_it_names() => Assert.Equal(Signs.Keys.Order(), WhoTable.Things(Table).Order());

    [Fact]
    public void Every_sign_is_somewhere_in_the_state_so_that_the_table_can_fail()
    {
        var json = Encoding.UTF8.GetString(SpaceJson.Write(Cycle(out _)));
        Assert.All(Signs.Values, sign => Assert.Contains(sign, json, StringComparison.Ordinal));
    }

    [Fact]
    public void A_reader_who_is_left_with_nothing_finds_the_door_closed_and_one_with_other_visits_begins_anew()
    {
        var state = Cycle(out _);
        var before = Space.AudienceOf(state, People["themes-of-1"]);
        var more = Do(state, "teacher", new VisitShared("v2", Sharing.Themes, "ted"), null);
        Assert.NotEqual(before!.Key, Space.AudienceOf(more, People["themes-of-1"])!.Key);
        Assert.Null(Space.AudienceOf(Do(state, "teacher", new VisitShared("v1", Sharing.OnlyUs, null), null), People["themes-of-1"]));
    }

    [Fact]
    public void A_shadow_is_told_of_the_photos_of_their_lesson_and_of_no_other()
    {
        var state = Cycle(out var entries);
        var audience = Space.AudienceOf(state, People["shadow-of-1"])!;
        var told = entries.Where(entry => entry.Op is PhotoAdded).Select(entry => Space.ViewOp(state, entry, audience)).OfType<PhotoAdded>();
        Assert.Equal(["f1"], told.Select(photo => photo.Id));
    }

    private static CycleState Cycle(out List<Entry> entries)
    {
        SpaceState state = Space.Empty;
        var log = entries = [];
        var step = new StepWords("", "", null, Owner.Teacher, null);
        foreach (var (who, op) in ((string, SpaceOp)[])
        [
            ("coach", new CycleOpened("maribel", "adaeze", "SignFocus")),
            ("coach", new GoalDescribed("SignGoal", "SignMeasure", "", "", null)),
            ("coach", new VisitAdded("v1", "SignTitleOne", "", null)), ("coach", new VisitAdded("v2", "SignTitleTwo", "", null)),
            ("coach", new GuestAdmitted("jonas", GuestRole.Observer)), ("coach", new GuestAdmitted("priya", GuestRole.Viewer)),
            ("coach", new ShadowProposed("v1", "zoe")), ("teacher", new ShadowAgreed("v1", "zoe")), ("coach", new ShadowProposed("v2", "yan")), ("teacher", new ShadowAgreed("v2", "yan")),
            ("coach", new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "SignTextOne"))), ("teacher", new NotesEdit("v2", ChangeSet.Replace(0, 0, 0, "SignTextTwo"))),
            ("coach", new LookForTagged("v1", "m1", 0, 3, "9z")),
            ("coach", new ThreadStarted("v1", "t1", 0, 3, "c1", "SignCommentOne")), ("teacher", new ThreadAnswered("v1", "t1", "c2", "SignWithdrawn")), ("teacher", new CommentWithdrawn("v1", "t1", "c2", true)),
            ("coach", new ThreadStarted("v2", "t2", 0, 3, "c3", "SignCommentTwo")),
            ("teacher", new MomentMarked("v1", "o1", 0)), ("teacher", new MomentWorded("v1", "o1", "SignMoment")),
            ("coach", new PrivateNoteWritten("v1", "n1", 0, "SignPrivateCoach")), ("teacher", new PrivateNoteWritten("v1", "n2", 0, "SignPrivateTeacher")),
            ("coach", new PhaseMarked("v1", "p1", "SignPhase")),
            ("coach", new PhotoAdded("v1", "f1", 4, 3, "SignPhotoOne")), ("coach", new PhotoAdded("v2", "f2", 4, 3, "SignPhotoTwo")),
            ("teacher", new ReplyWritten("v1", "r1", "thinking", "SignReply")), ("coach", new PartWritten("v1", 0, "SignMethod", "")),
            ("coach", new NextStepSet("x1", "SignNextStep", Owner.Coach, null)), ("coach", new StoryWritten("Story", "SignStory", "")),
            ("coach", new StepProposed("a1", "v1", step with { Text = "SignAgreedOne" })), ("teacher", new StepAnswered("a1", true, "SignWhy")),
            ("teacher", new StepProposed("a2", "v2", step with { Text = "SignAgreedTwo" })),
            ("coach", new StepProposed("a3", "v1", step with { Text = "SignProposed" })),
            ("teacher", new VisitShared("v1", Sharing.Themes, "ted")), ("teacher", new VisitShared("v2", Sharing.WholeNote, "lena")),
            ("themes-of-1", new VisitLookedAt("v1")),
        ]) state = Do(state, who, op, log);
        return (CycleState)state;
    }

    private static SpaceState Do(SpaceState state, string who, SpaceOp op, List<Entry>? log)
    {
        var sequence = (log?.Count ?? 0) + 1;
        var context = new OpContext(People[who], "s", DateTimeOffset.UnixEpoch.AddSeconds(sequence), sequence);
        Assert.Null(Space.Policy(state, op, context));
        var outcome = Space.Apply(state, op, context);
        Assert.True(outcome.Accepted, outcome.Refusal?.Message);
        log?.Add(new Entry(sequence, context.At, People[who].Id, "s", sequence, op));
        return outcome.State;
    }
}
