using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Spaces;

/// <summary>Who may do and see what in a coaching cycle: every person × every op (SPEC.md, SEE1, ACT1, OP7).</summary>
public sealed class CycleAccessTests
{
    private static readonly CycleSpace Space = new();

    private static readonly Dictionary<string, Person> People = new()
    {
        ["coach"] = Person.Of("maribel", Role.Coach),
        ["teacher"] = Person.Of("adaeze", Role.Teacher),
        ["observer"] = Person.Of("jonas", Role.Teacher),
        ["viewer"] = Person.Of("priya", Role.Coach),
        ["other coach"] = Person.Of("owen", Role.Coach),
        ["principal"] = Person.Of("ted", Role.Principal),
        ["district leader"] = Person.Of("lena", Role.DistrictLeader),
        ["administrator"] = Person.Of("dana", Role.Administrator),
        ["cohort lead"] = Person.Of("kim", Role.CohortLead),
        ["other teacher"] = Person.Of("sam", Role.Teacher),
        ["all roles"] = Person.Of("max", Enum.GetValues<Role>()),
        ["server"] = Person.System,
        ["shadow"] = Person.Of("yan", Role.Coach),
        ["shadow elsewhere"] = Person.Of("xia", Role.Teacher),
        ["asked shadow"] = Person.Of("zoe", Role.Coach),
        ["reader"] = Person.Of("rae", Role.Principal),
    };

    private static readonly StepWords Hold = new("Hold the pause", "3b", RootCause.Skill, Owner.Teacher, null);

    private static readonly Dictionary<string, SpaceOp> Ops = new()
    {
        ["focus"] = new FocusChanged("Partner talk"),
        ["goal"] = new GoalSet("They explain it to a partner."),
        ["add visit"] = new VisitAdded("v2", "Second lesson", "", null),
        ["change visit"] = new VisitChanged("v1", "First lesson", "", null),
        ["import visit"] = new VisitImported(new("v3", "From a file", "", null), NotesState.Empty, Reflection.None, []),
        ["remove visit"] = new VisitRemoved("v1"),
        ["restore visit"] = new VisitRestored("v1"),
        ["admit"] = new GuestAdmitted("zoe", GuestRole.Viewer),
        ["dismiss another"] = new GuestDismissed("priya"),
        ["change coach"] = new CoachChanged("owen"),
        ["write"] = new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "a")),
        ["tag"] = new LookForTagged("v1", "m1", 0, 0, "3b"),
        ["comment"] = new ThreadStarted("v1", "m2", 0, 0, "c1", "Six last week."),
        ["answer"] = new ThreadAnswered("v1", "m2", "c2", "Fourteen!"),
        ["reword"] = new CommentReworded("v1", "m2", "c1", "Seven last week."),
        ["withdraw"] = new CommentWithdrawn("v1", "m2", "c1", true),
        ["settle"] = new ThreadSettled("v1", "m2", true),
        ["interpret"] = new InterpretationMarked("v1", "m3", 0, 0, null, null),
        ["point at evidence"] = new EvidenceChosen("v1", "m3", 0, 0),
        ["mark a moment"] = new MomentMarked("v1", "m4", 0),
        ["word a moment"] = new MomentWorded("v1", "m4", "There."),
        ["remove a mark"] = new MarkRemoved("v1", "m1", true),
        ["write privately"] = new PrivateNoteWritten("v1", "n1", 0, "Ask her."),
        ["remove privately"] = new PrivateNoteRemoved("v1", "n1"),
        ["start the clock"] = new ClockStarted("v1"),
        ["pause the clock"] = new ClockPaused("v1"),
        ["resume the clock"] = new ClockResumed("v1"),
        ["end the lesson"] = new ClockEnded("v1"),
        ["mark a phase"] = new PhaseMarked("v1", "p1", "Launch"),
        ["change a phase"] = new PhaseChanged("v1", "p1", "Explore", 0),
        ["remove a phase"] = new PhaseRemoved("v1", "p1"),
        ["count"] = new Counted("v1", "t1", "open"),
        ["time a wait"] = new WaitTimed("v1", "t2", "wait", 5200),
        ["sweep"] = new Swept("v1", "t3", "task", 22, 24),
        ["turn the talk"] = new TalkTurned("v1", Talk.Group),
        ["take a count back"] = new TallyTakenBack("v1", "t1", true),
        ["describe the goal"] = new GoalDescribed("They explain.", "Slips", "6", "20", null),
        ["choose phases"] = new PhasesChosen("Ours", [new("All of it", 100)]),
        ["move a phase"] = new PhaseProgressed(0, 50),
        ["set dates"] = new CycleDated(new(2026, 11, 2), 6),
        ["finish the cycle"] = new CycleFinished(true),
        ["choose a palette"] = new LookForsChosen(["3b"], "Partners explain first"),
        ["propose a count"] = new CounterProposed("praise", "Praise", CounterKind.Count, "p", 0),
        ["agree to a count"] = new CounterAgreed("closed"),
        ["drop a count"] = new CounterDropped("open"),
        ["schedule a visit"] = new VisitScheduled("v1", VisitKind.CoTeach, new(9, 40), 45),
        ["plan a conference"] = new ConferenceSet("k1", ConferenceKind.Post, "v1", null, null, 0, ""),
        ["hold a conference"] = new ConferenceHeld("k0", true),
        ["remove a conference"] = new ConferenceRemoved("k0", true),
        ["add a next step"] = new NextStepSet("x1", "Cards", Owner.Coach, null),
        ["check a next step"] = new NextStepChecked("x0", true),
        ["remove a next step"] = new NextStepRemoved("x0", true),
        ["tell the story"] = new StoryWritten("Hands", "Six, then fourteen.", ""),
        ["propose a step"] = new StepProposed("a2", "v1", Hold),
        ["amend a step"] = new StepAmended("a1", Hold),
        ["answer a step"] = new StepAnswered("a0", true, ""),
        ["reopen a step"] = new StepReopened("a1"),
        ["move a step"] = new StepReached("a1", StepState.Seen),
        ["remove an agreed step"] = new StepRemoved("a1", true),
        ["withdraw a proposal"] = new StepRemoved("a0", true),
        ["choose prompts"] = new PromptsChosen("v1", [ReflectionPrompts.BuiltIn[1]]),
        ["reply"] = new ReplyWritten("v1", "r1", "thinking", "I swallowed it."),
        ["choose a method"] = new MethodChosen("v1", FeedbackMethods.Grow.Name, FeedbackMethods.Grow.Parts),
        ["write a part"] = new PartWritten("v1", 0, "Longer quiet.", ""),
        ["share"] = new VisitShared("v1", Sharing.Themes, "ted"),
        ["look at what is shared"] = new VisitLookedAt("v1"),
        ["export"] = new VisitExported("v1", "markdown"),
        ["propose a shadow"] = new ShadowProposed("v1", "owen"),
        ["agree to a shadow"] = new ShadowAgreed("v1", "zoe"),
        ["end a shadow"] = new ShadowEnded("v1", "zoe"),
        ["add a photo"] = new PhotoAdded("v1", "f1", 4, 3, ""),
        ["caption a photo"] = new PhotoCaptioned("v1", "f0", "Number line"),
        ["remove a photo"] = new PhotoRemoved("v1", "f0", true),
    };

    // who × what: + done, L look-only, P for the partners only, D closed door
    private const string Table = """
                               coach teacher observer viewer other-coach principal district-leader administrator cohort-lead other-teacher all-roles server shadow shadow-elsewhere asked-shadow reader
        focus                  +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        goal                   +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        add-visit              +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        change-visit           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        import-visit           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        remove-visit           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        restore-visit          +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        admit                  +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        dismiss-another        +     +       P        +      D           D         D               D             D           D             D         D      P      P                D            P
        change-coach           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        write                  +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        tag                    +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        comment                +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        answer                 +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        reword                 +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        withdraw               +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        settle                 +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        interpret              +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        point-at-evidence      +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        mark-a-moment          +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        word-a-moment          +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        remove-a-mark          +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        start-the-clock        +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        pause-the-clock        +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        resume-the-clock       +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        mark-a-phase           +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        change-a-phase         +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        remove-a-phase         +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        count                  +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        time-a-wait            +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        sweep                  +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        turn-the-talk          +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        take-a-count-back      +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        write-privately        +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        remove-privately       +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        end-the-lesson         +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        describe-the-goal      +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        choose-phases          +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        move-a-phase           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        set-dates              +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        finish-the-cycle       +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        choose-a-palette       +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        propose-a-count        +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        drop-a-count           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        schedule-a-visit       +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        plan-a-conference      +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        hold-a-conference      +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        remove-a-conference    +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        add-a-next-step        +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        check-a-next-step      +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        remove-a-next-step     +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        tell-the-story         +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        propose-a-step         +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        amend-a-step           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        move-a-step            +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        withdraw-a-proposal    +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        choose-prompts         +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        reply                  +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        choose-a-method        +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        write-a-part           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        export                 +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        propose-a-shadow       +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        end-a-shadow           +     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        answer-a-step          P     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        reopen-a-step          P     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        remove-an-agreed-step  P     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        share                  P     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        agree-to-a-count       P     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        agree-to-a-shadow      P     +       P        P      D           D         D               D             D           D             D         D      P      P                D            P
        look-at-what-is-shared P     P       +        +      D           D         D               D             D           D             D         D      +      P                D            +
        add-a-photo            +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        caption-a-photo        +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        remove-a-photo         +     +       +        L      D           D         D               D             D           D             D         D      +      L                D            L
        """;

    public static TheoryData<string, string, string> Rows() => WhoTable.Rows(Table, name => name.Replace('-', ' '));

    [Theory, MemberData(nameof(Rows))]
    public void Policy_says(string who, string what, string expected)
    {
        var answer = Space.Policy(Cycle(), Ops[what], Context(People[who])) switch
        {
            null => "+",
            { Code: "look-only" } => "L",
            { Code: "not-allowed" } => "P",
            { Code: "closed-door" } => "D",
            var other => other.Code,
        };
        Assert.Equal(expected, answer);
    }

    [Fact]
    public void The_table_has_every_op_but_the_first() =>
        Assert.Empty(Space.Ops.Select(op => op.Type).Except(Ops.Values.Select(op => op.GetType())).Except([typeof(CycleOpened)]));

    [Fact]
    public void The_table_has_everybody_and_each_op() => Assert.Equal(
        People.Keys.SelectMany(who => Ops.Keys.Select(what => (who, what))).Order(), Rows().Select(row => ((string)row[0], (string)row[1])).Order());

    [Theory]
    [InlineData("coach", "partner-maribel", true)]
    [InlineData("teacher", "partner-adaeze", true)]
    [InlineData("observer", "observers", true)]
    [InlineData("viewer", "viewers", false)]
    [InlineData("other coach", null, false)]
    [InlineData("principal", null, false)]
    [InlineData("district leader", null, false)]
    [InlineData("administrator", null, false)]
    [InlineData("all roles", null, false)]
    [InlineData("shadow", "shadow-v1-yan", true)]
    [InlineData("asked shadow", null, false)]
    [InlineData("reader", "reader-v1.Themes-rae", false)]
    public void The_door_opens_for(string who, string? audience, bool mayWrite)
    {
        var seen = Space.AudienceOf(Cycle(), People[who]);
        Assert.Equal(audience, seen?.Key);
        Assert.Equal(mayWrite, seen?.MayWrite ?? false);
    }

    [Fact]
    public void Only_a_coach_opens_a_cycle_and_only_for_herself()
    {
        var opened = new CycleOpened("maribel", "adaeze", "Talk");
        Assert.Null(Space.Policy(Space.Empty, opened, Context(People["coach"])));
        Assert.NotNull(Space.Policy(Space.Empty, opened, Context(People["other coach"])));
        Assert.NotNull(Space.Policy(Space.Empty, opened with { Coach = "adaeze" }, Context(People["teacher"])));
        Assert.NotNull(Space.Policy(Space.Empty, opened with { Coach = "dana" }, Context(People["administrator"])));
        foreach (var person in People.Values)
            Assert.Equal(person.Is(Role.Coach) ? null : "not-allowed", Space.Policy(Space.Empty, opened with { Coach = person.Id }, Context(person))?.Code);
    }

    [Fact]
    public void A_guest_who_is_dismissed_finds_the_door_closed()
    {
        var after = Do(Cycle(), new GuestDismissed("jonas"), People["teacher"]);
        Assert.Null(Space.AudienceOf(after, People["observer"]));
        Assert.Equal("closed-door", Space.Policy(after, Ops["write"], Context(People["observer"]))?.Code);
        Assert.NotSame(Cycle().Access, after.Access);
    }

    [Theory]
    [InlineData("focus")]
    [InlineData("goal")]
    [InlineData("add visit")]
    [InlineData("change visit")]
    [InlineData("admit")]
    [InlineData("dismiss another")]
    public void What_was_done_can_be_taken_back(string what)
    {
        var before = Cycle();
        var back = Space.Inverse(before, Ops[what])!;
        var after = (CycleState)Do(Do(before, Ops[what], People["coach"]), back, People["coach"]);
        Assert.Equal(before.Focus, after.Focus);
        Assert.Equal(before.Goal, after.Goal);
        Assert.Equal(before.Visits.Where(v => !v.Removed), after.Visits.Where(v => !v.Removed));
        Assert.Equal(before.Members.Guests.ToArray(), after.Members.Guests.ToArray());
    }

    private static CycleState Cycle()
    {
        SpaceState state = Space.Empty;
        foreach (var op in (SpaceOp[])
        [
            new CycleOpened("maribel", "adaeze", "Student talk"), new VisitAdded("v1", "Fractions", "Room 4B", null),
            new GuestAdmitted("jonas", GuestRole.Observer), new GuestAdmitted("priya", GuestRole.Viewer),
            .. SuggestedCounters.All, new ConferenceSet("k0", ConferenceKind.Pre, null, null, null, 0, ""), new NextStepSet("x0", "Cards", Owner.Both, null),
            new StepProposed("a0", null, Hold), new StepProposed("a1", null, Hold), new ShadowProposed("v1", "zoe"), new PhotoAdded("v1", "f0", 4, 3, ""),
            new VisitAdded("v0", "Decimals", "", null), new ShadowProposed("v1", "yan"), new ShadowProposed("v0", "xia"),
        ]) state = Do(state, op, People["coach"]);
        foreach (var op in (SpaceOp[])[new CounterAgreed("open"), new CounterAgreed("wait"), new CounterAgreed("task"), new StepAnswered("a1", true, ""),
            new ShadowAgreed("v1", "yan"), new ShadowAgreed("v0", "xia"), new VisitShared("v1", Sharing.Themes, "rae")])
            state = Do(state, op, People["teacher"]);
        return (CycleState)state;
    }

    private static SpaceState Do(SpaceState state, SpaceOp op, Person person)
    {
        Assert.Null(Space.Policy(state, op, Context(person)));
        var outcome = Space.Apply(state, op, Context(person));
        Assert.True(outcome.Accepted, outcome.Refusal?.Message);
        return outcome.State;
    }

    private static OpContext Context(Person person) => new(person, "s", DateTimeOffset.UnixEpoch, 1);
}
