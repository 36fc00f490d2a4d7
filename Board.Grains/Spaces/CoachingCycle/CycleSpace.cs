using System.Collections.Immutable;
using System.Diagnostics;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Spaces.CoachingCycle;

/// <summary>
/// A coach and a teacher, a goal, and the lessons that they look at together. What they write belongs to the two of them:
/// no role in the district opens this door, the administrator's included.
/// </summary>
public sealed class CycleSpace : SpaceKind<CycleState>
{
    public const int MaxVisits = 200;
    public const int MaxGuests = 60;

    public override string Name => "cycle";

    public override SpaceState Empty => CycleState.None;

    public override ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<CycleOpened>("cycle-opened"),
        OpType.Of<FocusChanged>("focus-changed"),
        OpType.Of<GoalSet>("goal-set"),
        OpType.Of<VisitAdded>("visit-added"),
        OpType.Of<VisitChanged>("visit-changed"),
        OpType.Of<VisitImported>("visit-imported"),
        OpType.Of<VisitRemoved>("visit-removed"),
        OpType.Of<VisitRestored>("visit-restored"),
        OpType.Of<GuestAdmitted>("guest-admitted"),
        OpType.Of<GuestDismissed>("guest-dismissed"),
        OpType.Of<CoachChanged>("coach-changed"),
        .. PlanRules.Ops,
        .. StepRules.Ops,
        .. ReflectionRules.Ops,
        .. SharingRules.Ops,
        .. PhotoRules.Ops,
        .. NotesSurface.Ops,
        .. TallySurface.Ops,
    ];

    protected override Refusal? Policy(CycleState state, SpaceOp op, OpContext context)
    {
        var (person, members) = (context.Person.Id, state.Members);
        if (op is CycleOpened opened)
        {
            return !context.Person.Is(Role.Coach) || opened.Coach != person ? Refusals.NotAllowed("a coach, for herself") : null;
        }
        // The same answer for a cycle that does not exist and for one that is somebody else's.
        if (!state.Exists || CycleViews.AudienceOf(state, person) is null) return Refusals.ClosedDoor;
        return op switch
        {
            PrivateNoteWritten or PrivateNoteRemoved or ClockEnded => members.IsPartner(person) ? null : Refusals.NotAllowed("the coach or the teacher"),
            NotesOp or TallyOp => members.MayWriteOn(person, ((SurfaceOp)op).Surface) ? CountPolicy(state, op) : Refusals.LookOnly,
            GuestDismissed dismissed when dismissed.Person == person => null,
            PlanOp plan => PlanRules.Policy(state, plan, person),
            StepOp step => StepRules.Policy(state, step, person),
            ReflectionOp => ReflectionRules.Policy(state, person),
            SharingOp sharing => SharingRules.Policy(state, sharing, person),
            PhotoOp photo => PhotoRules.Policy(state, photo, person),
            CycleOp => members.IsPartner(person) ? null : Refusals.NotAllowed("the coach or the teacher"),
            _ => Refusals.UnknownOp,
        };
    }

    protected override Outcome Apply(CycleState state, SpaceOp op, OpContext context) => op switch
    {
        CycleOpened opened => Open(state, opened),
        FocusChanged changed => Words.Name(changed.Focus, "The focus") is { } refusal ? refusal : state with { Focus = changed.Focus },
        GoalSet set => Words.Text(set.Goal, "The goal") is { } refusal ? refusal : state with { Goal = set.Goal },
        VisitAdded added => Add(state, added),
        VisitChanged changed => (Words.Name(changed.Title, "The lesson's title") ?? Words.Text(changed.Place, "The place")) is { } refusal
            ? refusal
            : Change(state, changed.Id, visit => visit with { Title = changed.Title, Place = changed.Place, On = changed.On }),
        VisitImported imported => VisitImports.Apply(state, imported, context),
        VisitRemoved removed => Change(state, removed.Id, visit => visit with { Removed = true }),
        VisitRestored restored => Change(state, restored.Id, visit => visit with { Removed = false }),
        GuestAdmitted admitted => Admit(state, admitted, context),
        GuestDismissed dismissed => state.Members.Guests.ContainsKey(dismissed.Person)
            ? SharingRules.Note(
                state with { Members = state.Members with { Guests = state.Members.Guests.Remove(dismissed.Person) } }, context, AuditKind.Dismissed, about: dismissed.Person)
            : Refusals.NotThere("This guest"),
        CoachChanged changed => Words.Id(changed.Coach) is { } refusal ? refusal
            : changed.Coach == state.Members.Teacher ? new Refusal("same-person", "Coach and teacher are two people.")
            : SharingRules.Note(
                state with { Members = state.Members.Seat(changed.Coach) with { Coach = changed.Coach, Guests = state.Members.Guests.Remove(changed.Coach) } },
                context,
                AuditKind.CoachChanged,
                about: changed.Coach),
        PlanOp plan => PlanRules.Apply(state, plan, context),
        StepOp step => StepRules.Apply(state, step, context),
        ReflectionOp reflection => ReflectionRules.Apply(state, reflection, context),
        SharingOp sharing => SharingRules.Apply(state, sharing, context),
        PhotoOp photo => PhotoRules.Apply(state, photo, context),
        NotesOp or TallyOp => Write(state, (SurfaceOp)op, context),
        _ => throw new UnreachableException(),
    };

    protected override Audience? AudienceOf(CycleState state, Person person) => CycleViews.AudienceOf(state, person.Id);

    protected override SpaceOp? ViewOp(CycleState state, Entry entry, Audience audience) => CycleViews.ViewOp(state, entry, audience);

    protected override CycleState View(CycleState state, Audience audience) => CycleViews.View(state, audience);

    protected override SpaceOp? Inverse(CycleState before, SpaceOp op) => op switch
    {
        FocusChanged => new FocusChanged(before.Focus),
        GoalSet => new GoalSet(before.Goal),
        VisitAdded added => new VisitRemoved(added.Id),
        VisitImported imported => new VisitRemoved(imported.Visit.Id),
        VisitChanged changed when before.Visit(changed.Id) is { } was => new VisitChanged(was.Id, was.Title, was.Place, was.On),
        VisitRemoved removed => new VisitRestored(removed.Id),
        VisitRestored restored => new VisitRemoved(restored.Id),
        GuestAdmitted admitted => before.Members.Guests.TryGetValue(admitted.Person, out var was)
            ? new GuestAdmitted(admitted.Person, was)
            : new GuestDismissed(admitted.Person),
        GuestDismissed dismissed when before.Members.Guests.TryGetValue(dismissed.Person, out var was) => new GuestAdmitted(dismissed.Person, was),
        PlanOp plan => PlanRules.Inverse(before, plan),
        StepOp step => StepRules.Inverse(before, step),
        ReflectionOp reflection => ReflectionRules.Inverse(before, reflection),
        SharingOp sharing => SharingRules.Inverse(before, sharing),
        PhotoOp photo => PhotoRules.Inverse(before, photo),
        _ => null,
    };

    private static Outcome Open(CycleState state, CycleOpened opened) =>
        state.Exists ? new Refusal("exists", "This cycle exists already.")
        : (Words.Id(opened.Coach) ?? Words.Id(opened.Teacher) ?? Words.Name(opened.Focus, "The focus")) is { } refusal ? refusal
        : opened.Coach == opened.Teacher ? new Refusal("same-person", "Coach and teacher are two people.")
        : state with { Members = CycleMembers.None.Seat(opened.Coach).Seat(opened.Teacher) with { Coach = opened.Coach, Teacher = opened.Teacher }, Focus = opened.Focus };

    private static Outcome Add(CycleState state, VisitAdded added) =>
        (Words.Id(added.Id) ?? Words.Name(added.Title, "The lesson's title") ?? Words.Text(added.Place, "The place")) is { } refusal ? refusal
        : state.Visit(added.Id) is not null ? new Refusal("exists", "This lesson is there already.")
        : state.Visits.Length >= MaxVisits ? new Refusal("too-many", $"A cycle can hold {MaxVisits} lessons. Start a new cycle.")
        : state with
        {
            Visits = state.Visits.Add(new(added.Id, added.Title, added.Place, added.On)),
            Notes = state.Notes.Add(added.Id, NotesState.Empty),
        };

    private static Outcome Change(CycleState state, string id, Func<Visit, Visit> change) =>
        state.Visit(id) is { } visit
            ? state with { Visits = state.Visits.Replace(visit, change(visit)) }
            : Refusals.NotThere("This lesson");

    private static Outcome Admit(CycleState state, GuestAdmitted admitted, OpContext context) =>
        Words.Id(admitted.Person) is { } refusal ? refusal
        : state.Members.IsPartner(admitted.Person) ? new Refusal("same-person", "They are in this cycle already.")
        : state.Members.Guests.Count >= MaxGuests && !state.Members.Guests.ContainsKey(admitted.Person) ? new Refusal("too-many", $"A cycle can have {MaxGuests} guests.")
        : SharingRules.Note(
            state with { Members = state.Members.Seat(admitted.Person) with { Guests = state.Members.Guests.SetItem(admitted.Person, admitted.Role) } },
            context,
            AuditKind.Admitted,
            about: admitted.Person);

    private static Outcome Write(CycleState state, SurfaceOp op, OpContext context)
    {
        if (!state.Notes.TryGetValue(op.Surface, out var notes)) return Refusals.NotThere("This lesson");
        var written = notes;
        var refusal = op switch
        {
            NotesOp text => NotesSurface.Apply(notes, text, context, out written),
            TallyOp number => Count(notes, number, context, out written),
            _ => throw new UnreachableException(),
        };
        if (refusal is not null) return refusal;
        if (ReferenceEquals(written, notes)) return state;
        // Whoever shadowed the lesson is out when it is over (SHARE5).
        var members = written.Clock.Ended && !notes.Clock.Ended ? state.Members.WithoutShadowsOf(op.Surface) : state.Members;
        return state with { Notes = state.Notes.SetItem(op.Surface, written), Members = members };
    }

    /// <summary>Only what both agreed to count is counted (TALLY1). What was counted before a count was dropped is on its way still.</summary>
    private static Refusal? CountPolicy(CycleState state, SpaceOp op)
    {
        var counter = op switch
        {
            Counted counted => counted.Counter,
            WaitTimed wait => wait.Counter,
            Swept sweep => sweep.Counter,
            _ => null,
        };
        return counter is null || state.Plan.Counters.Any(one => one.Id == counter && one.Agreed)
            ? null
            : new Refusal("not-agreed", "You two have not agreed to count this. Nothing was changed.");
    }

    private static Refusal? Count(NotesState notes, TallyOp op, OpContext context, out NotesState written)
    {
        var refusal = TallySurface.Apply(notes.Tally, op, context, out var tally);
        written = ReferenceEquals(tally, notes.Tally) ? notes : notes with { Tally = tally };
        return refusal;
    }
}
