using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.CoachingCycle;

/// <summary>The rules of action steps (SPEC.md, STEP1): a coach proposes; the teacher accepts, amends or declines.</summary>
internal static class StepRules
{
    public const int MaxSteps = 300;

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<StepProposed>("step-proposed"),
        OpType.Of<StepAmended>("step-amended"),
        OpType.Of<StepAnswered>("step-answered"),
        OpType.Of<StepReopened>("step-reopened"),
        OpType.Of<StepReached>("step-reached"),
        OpType.Of<StepRemoved>("step-removed"),
    ];

    public static Refusal? Policy(CycleState state, StepOp op, string person) => op switch
    {
        StepAnswered or StepReopened => state.Members.Teacher == person ? null : Refusals.NotAllowed("the teacher"),
        // An agreed step is the teacher's: she alone lets go of it. One that is only proposed can be withdrawn.
        StepRemoved removed when Step(state, removed.Id) is { IsTeachers: true } => state.Members.Teacher == person ? null : Refusals.NotAllowed("the teacher"),
        _ => state.Members.IsPartner(person) ? null : Refusals.NotAllowed("the coach or the teacher"),
    };

    public static Outcome Apply(CycleState state, StepOp op, OpContext context)
    {
        var isTeacher = context.Person.Id == state.Members.Teacher;
        return op switch
        {
            StepProposed proposed => Propose(state, proposed, context, isTeacher),
            StepAmended amended => Check(amended.Words) is { } refusal ? refusal : Change(state, amended.Id, step => step with
            {
                Words = amended.Words,
                State = !isTeacher ? StepState.Proposed : step.IsAgreed ? step.State : StepState.Accepted,
                Why = isTeacher && !step.IsAgreed ? "" : step.Why, // what she said to the words before, such as a no
                WasAgreed = !isTeacher && step.IsTeachers,
            }),
            StepAnswered answered => Words.Text(answered.Why, "The answer") is { } refusal ? refusal : Change(state, answered.Id, step => step with
            {
                State = !answered.Accepted ? StepState.Declined : step.IsAgreed ? step.State : StepState.Accepted,
                Why = answered.Why,
                WasAgreed = false,
            }),
            StepReopened reopened => Change(state, reopened.Id, step => step with { State = StepState.Proposed, Why = "", WasAgreed = false }),
            StepReached reached => reached.State < StepState.Accepted ? Refusals.UnknownOp
                : Step(state, reached.Id) is { IsAgreed: false } ? new Refusal("not-agreed", "The teacher has not accepted this step yet. Nothing was changed.")
                : Change(state, reached.Id, step => step with { State = reached.State }),
            StepRemoved removed => Change(state, removed.Id, step => step with { Removed = removed.Removed }),
            _ => throw new UnreachableException(),
        };
    }

    public static SpaceOp? Inverse(CycleState before, StepOp op) => op switch
    {
        StepProposed proposed => new StepRemoved(proposed.Id, true),
        StepAmended amended when Step(before, amended.Id) is { } was => new StepAmended(was.Id, was.Words),
        StepAnswered answered when Step(before, answered.Id) is { State: StepState.Proposed } => new StepReopened(answered.Id),
        StepReached reached when Step(before, reached.Id) is { IsAgreed: true } was => new StepReached(was.Id, was.State),
        StepRemoved removed => new StepRemoved(removed.Id, !removed.Removed),
        _ => null,
    };

    private static Outcome Propose(CycleState state, StepProposed proposed, OpContext context, bool isTeacher)
    {
        if ((Words.Id(proposed.Id) ?? Check(proposed.Words)) is { } refusal) return refusal;
        if (Step(state, proposed.Id) is not null) return new Refusal("exists", "This step is there already.");
        if (proposed.Visit is { } visit && state.Visit(visit) is null) return Refusals.NotThere("This lesson");
        if (state.Steps.Length >= MaxSteps) return new Refusal("too-many", $"A cycle can hold {MaxSteps} steps. Nothing was changed.");
        var step = new ActionStep(
            proposed.Id, proposed.Visit, proposed.Words, context.Person.Id, context.Milliseconds, isTeacher ? StepState.Accepted : StepState.Proposed, "");
        return state with { Steps = state.Steps.Add(step) };
    }

    private static Refusal? Check(StepWords words) =>
        Words.Remark(words.Text, "A step") ?? (words.Component.Length == 0 ? null : Words.Code(words.Component));

    private static ActionStep? Step(CycleState state, string id) => state.Steps.FirstOrDefault(step => step.Id == id);

    private static Outcome Change(CycleState state, string id, Func<ActionStep, ActionStep> change) => Step(state, id) is { } step
        ? state with { Steps = state.Steps.Replace(step, change(step)) }
        : Refusals.NotThere("This step");
}
