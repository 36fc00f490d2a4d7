using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.CoachingCycle;

/// <summary>The rules of planning. Both partners plan; what is counted needs both.</summary>
internal static class PlanRules
{
    public const int MaxPhases = 8;
    public const int MaxLookFors = 40;
    public const int MaxCounters = 20;
    public const int MaxConferences = 200;
    public const int MaxNextSteps = 300;
    public const int MaxWeeks = 60;
    private const int MaxMinutes = 24 * 60;

    public static ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<GoalDescribed>("goal-described"),
        OpType.Of<PhasesChosen>("phases-chosen"),
        OpType.Of<PhaseProgressed>("phase-progressed"),
        OpType.Of<CycleDated>("cycle-dated"),
        OpType.Of<CycleFinished>("cycle-finished"),
        OpType.Of<LookForsChosen>("look-fors-chosen"),
        OpType.Of<CounterProposed>("counter-proposed"),
        OpType.Of<CounterAgreed>("counter-agreed"),
        OpType.Of<CounterDropped>("counter-dropped"),
        OpType.Of<VisitScheduled>("visit-scheduled"),
        OpType.Of<ConferenceSet>("conference-set"),
        OpType.Of<ConferenceHeld>("conference-held"),
        OpType.Of<ConferenceRemoved>("conference-removed"),
        OpType.Of<NextStepSet>("next-step-set"),
        OpType.Of<NextStepChecked>("next-step-checked"),
        OpType.Of<NextStepRemoved>("next-step-removed"),
        OpType.Of<StoryWritten>("story-written"),
    ];

    public static Refusal? Policy(CycleState state, PlanOp op, string person) => op switch
    {
        // What one of them dropped comes back as a proposal (CounterProposed), so that the other is asked again.
        CounterAgreed agreed when state.Members.IsPartner(person) && Counter(state.Plan, agreed.Id) is { } counter =>
            counter.Dropped ? Refusals.NotThere("This count")
            : counter.Agreed || state.Members.IsAsked(person, counter.ProposedBy) ? null
            : Refusals.NotAllowed("the other one of you two"),
        _ => state.Members.IsPartner(person) ? null : Refusals.NotAllowed("the coach or the teacher"),
    };

    public static Outcome Apply(CycleState state, PlanOp op, OpContext context)
    {
        var plan = state.Plan;
        return op switch
        {
            GoalDescribed goal => Describe(state, goal),
            PhasesChosen chosen => Choose(state, chosen),
            PhaseProgressed progressed => progressed.Phase < 0 || progressed.Phase >= plan.Phases.Length || progressed.Progress is < 0 or > 100
                ? Refusals.NotThere("This phase")
                : state with { Plan = plan with { Phases = plan.Phases.SetItem(progressed.Phase, plan.Phases[progressed.Phase] with { Progress = progressed.Progress }) } },
            CycleDated dated => dated.Weeks is < 0 or > MaxWeeks
                ? new Refusal("out-of-range", $"A cycle can take up to {MaxWeeks} weeks. Nothing was changed.")
                : state with { Plan = plan with { Starts = dated.Starts, Weeks = dated.Weeks } },
            CycleFinished finished => state with { Plan = plan with { Finished = finished.Finished } },
            LookForsChosen chosen => Choose(state, chosen),
            CounterProposed proposed => Propose(state, proposed, context.Person.Id),
            CounterAgreed agreed => ChangeCounter(state, agreed.Id, counter => counter with { Agreed = true, Dropped = false }),
            CounterDropped dropped => ChangeCounter(state, dropped.Id, counter => counter with { Dropped = true }),
            VisitScheduled scheduled => scheduled.Minutes is < 0 or > MaxMinutes
                ? Refusals.UnknownOp
                : state.Visit(scheduled.Id) is not { } visit ? Refusals.NotThere("This lesson")
                : state with { Visits = state.Visits.Replace(visit, visit with { Kind = scheduled.Kind, Starts = scheduled.Starts, Minutes = scheduled.Minutes }) },
            ConferenceSet set => Set(state, set),
            ConferenceHeld held => ChangeConference(state, held.Id, conference => conference with { Held = held.Held }),
            ConferenceRemoved removed => ChangeConference(state, removed.Id, conference => conference with { Removed = removed.Removed }),
            NextStepSet set => Set(state, set),
            NextStepChecked ticked => ChangeNextStep(state, ticked.Id, step => step with { Done = ticked.Done }),
            NextStepRemoved removed => ChangeNextStep(state, removed.Id, step => step with { Removed = removed.Removed }),
            StoryWritten story => Tell(state, story),
            _ => throw new UnreachableException(),
        };
    }

    public static SpaceOp? Inverse(CycleState before, PlanOp op)
    {
        var plan = before.Plan;
        return op switch
        {
            GoalDescribed => new GoalDescribed(before.Goal, plan.Goal.Measure, plan.Goal.Baseline, plan.Goal.Target, plan.Goal.Serves),
            PhasesChosen => new PhasesChosen(plan.Model, [.. plan.Phases.Select(phase => new PhaseShare(phase.Name, phase.Weight))]),
            PhaseProgressed progressed when progressed.Phase >= 0 && progressed.Phase < plan.Phases.Length =>
                new PhaseProgressed(progressed.Phase, plan.Phases[progressed.Phase].Progress),
            CycleDated => new CycleDated(plan.Starts, plan.Weeks),
            CycleFinished => new CycleFinished(plan.Finished),
            LookForsChosen => new LookForsChosen(plan.LookFors, plan.GoalLookFor),
            CounterProposed proposed => new CounterDropped(proposed.Id),
            CounterDropped dropped when Counter(plan, dropped.Id) is { } counter =>
                new CounterProposed(counter.Id, counter.Name, counter.Kind, counter.Key, counter.Every),
            VisitScheduled scheduled when before.Visit(scheduled.Id) is { } visit => new VisitScheduled(visit.Id, visit.Kind, visit.Starts, visit.Minutes),
            ConferenceSet set => plan.Conferences.FirstOrDefault(one => one.Id == set.Id) is { } was
                ? new ConferenceSet(was.Id, was.Kind, was.Visit, was.On, was.Starts, was.Minutes, was.Agenda)
                : new ConferenceRemoved(set.Id, true),
            ConferenceHeld held => new ConferenceHeld(held.Id, !held.Held),
            ConferenceRemoved removed => new ConferenceRemoved(removed.Id, !removed.Removed),
            NextStepSet set => plan.NextSteps.FirstOrDefault(one => one.Id == set.Id) is { } was
                ? new NextStepSet(was.Id, was.Text, was.Owner, was.Due)
                : new NextStepRemoved(set.Id, true),
            NextStepChecked ticked => new NextStepChecked(ticked.Id, !ticked.Done),
            NextStepRemoved removed => new NextStepRemoved(removed.Id, !removed.Removed),
            StoryWritten story => new StoryWritten(plan.Story.Title, plan.Story.Text, story.Text),
            _ => null,
        };
    }

    private static Outcome Describe(CycleState state, GoalDescribed goal) =>
        (Words.Text(goal.Goal, "The goal") ?? Words.Text(goal.Measure, "The measure") ?? Words.Text(goal.Baseline, "The baseline")
            ?? Words.Text(goal.Target, "The target") ?? (goal.Serves is { } serves ? Words.Id(serves) : null)) is { } refusal
            ? refusal
            : state with { Goal = goal.Goal, Plan = state.Plan with { Goal = new(goal.Measure, goal.Baseline, goal.Target, goal.Serves) } };

    /// <summary>Phases that keep their name keep how far they have come.</summary>
    private static Outcome Choose(CycleState state, PhasesChosen chosen)
    {
        if (Words.Name(chosen.Model, "The model's name") is { } refusal) return refusal;
        if (chosen.Phases.IsDefaultOrEmpty || chosen.Phases.Length > MaxPhases || chosen.Phases.Any(phase => phase is not { Weight: >= 1 and <= 100 }) || chosen.Phases.Sum(phase => phase.Weight) != 100)
            return new Refusal("out-of-range", $"A cycle has one to {MaxPhases} phases, and their weights make 100 % together. Nothing was changed.");
        foreach (var phase in chosen.Phases)
        {
            if (Words.Name(phase.Name, "A phase") is { } wrong) return wrong;
        }
        var was = state.Plan.Phases;
        return state with
        {
            Plan = state.Plan with
            {
                Model = chosen.Model,
                Phases = [.. chosen.Phases.Select(phase => new CyclePhase(phase.Name, phase.Weight, was.FirstOrDefault(other => other.Name == phase.Name)?.Progress ?? 0))],
            },
        };
    }

    private static Outcome Choose(CycleState state, LookForsChosen chosen)
    {
        if (chosen.Codes.IsDefault || chosen.Codes.Length > MaxLookFors) return new Refusal("too-many", $"Choose up to {MaxLookFors} look-fors. Nothing was changed.");
        foreach (var code in chosen.Codes)
        {
            if (code is null) return Refusals.UnknownOp;
            if (Words.Code(code) is { } wrong) return wrong;
        }
        return (chosen.Goal.Length == 0 ? null : Words.Name(chosen.Goal, "The look-for of the goal")) is { } refusal
            ? refusal
            : state with { Plan = state.Plan with { LookFors = [.. chosen.Codes.Distinct()], GoalLookFor = chosen.Goal } };
    }

    private static Outcome Propose(CycleState state, CounterProposed proposed, string person)
    {
        if ((Words.Id(proposed.Id) ?? Words.Name(proposed.Name, "What is counted")) is { } refusal) return refusal;
        if (proposed.Key is not [>= 'a' and <= 'z'] || proposed.Every is < 0 or > 120) return Refusals.UnknownOp;
        var counters = state.Plan.Counters;
        if (counters.Any(other => other.Key == proposed.Key && other.Id != proposed.Id && !other.Dropped))
            return new Refusal("exists", "Another count has this letter. Choose another one; nothing was changed.");
        var counter = new Counter(proposed.Id, proposed.Name, proposed.Kind, proposed.Key, proposed.Every, person, Agreed: false, Dropped: false);
        if (Counter(state.Plan, proposed.Id) is { } was) return state with { Plan = state.Plan with { Counters = counters.Replace(was, counter) } };
        return counters.Length >= MaxCounters
            ? new Refusal("too-many", $"A cycle can have {MaxCounters} counts. Nothing was changed.")
            : state with { Plan = state.Plan with { Counters = counters.Add(counter) } };
    }

    private static Outcome Set(CycleState state, ConferenceSet set)
    {
        if ((Words.Id(set.Id) ?? Words.Text(set.Agenda, "The agenda")) is { } refusal) return refusal;
        if (set.Minutes is < 0 or > MaxMinutes) return Refusals.UnknownOp;
        if (set.Visit is { } visit && state.Visit(visit) is null) return Refusals.NotThere("This lesson");
        var conferences = state.Plan.Conferences;
        var was = conferences.FirstOrDefault(one => one.Id == set.Id);
        var conference = new Conference(set.Id, set.Kind, set.Visit, set.On, set.Starts, set.Minutes, set.Agenda, was?.Held ?? false, was?.Removed ?? false);
        if (was is null && conferences.Length >= MaxConferences) return new Refusal("too-many", $"A cycle can hold {MaxConferences} conferences. Nothing was changed.");
        return state with { Plan = state.Plan with { Conferences = was is null ? conferences.Add(conference) : conferences.Replace(was, conference) } };
    }

    private static Outcome Set(CycleState state, NextStepSet set)
    {
        if ((Words.Id(set.Id) ?? Words.Remark(set.Text, "A next step")) is { } refusal) return refusal;
        var steps = state.Plan.NextSteps;
        var was = steps.FirstOrDefault(one => one.Id == set.Id);
        var step = new NextStep(set.Id, set.Text, set.Owner, set.Due, was?.Done ?? false, was?.Removed ?? false);
        if (was is null && steps.Length >= MaxNextSteps) return new Refusal("too-many", $"A cycle can hold {MaxNextSteps} next steps. Nothing was changed.");
        return state with { Plan = state.Plan with { NextSteps = was is null ? steps.Add(step) : steps.Replace(was, step) } };
    }

    private static Outcome Tell(CycleState state, StoryWritten story) =>
        (Words.Text(story.Title, "The title") ?? Words.Text(story.Text, "The story", Words.MaxStory)) is { } refusal ? refusal
        : story.Instead != state.Plan.Story.Text ? Refusals.ChangedMeanwhile("The story")
        : state with { Plan = state.Plan with { Story = new(story.Title, story.Text) } };

    private static Counter? Counter(CyclePlan plan, string id) => plan.Counters.FirstOrDefault(counter => counter.Id == id);

    private static Outcome ChangeCounter(CycleState state, string id, Func<Counter, Counter> change) => Counter(state.Plan, id) is { } counter
        ? state with { Plan = state.Plan with { Counters = state.Plan.Counters.Replace(counter, change(counter)) } }
        : Refusals.NotThere("This count");

    private static Outcome ChangeConference(CycleState state, string id, Func<Conference, Conference> change) => state.Plan.Conferences.FirstOrDefault(one => one.Id == id) is { } conference
        ? state with { Plan = state.Plan with { Conferences = state.Plan.Conferences.Replace(conference, change(conference)) } }
        : Refusals.NotThere("This conference");

    private static Outcome ChangeNextStep(CycleState state, string id, Func<NextStep, NextStep> change) => state.Plan.NextSteps.FirstOrDefault(one => one.Id == id) is { } step
        ? state with { Plan = state.Plan with { NextSteps = state.Plan.NextSteps.Replace(step, change(step)) } }
        : Refusals.NotThere("This step");
}
