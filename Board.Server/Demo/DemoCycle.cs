using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;

namespace Board.Server.Demo;

/// <summary>
/// What the pair of the demo district has planned, agreed and done around their lessons: goal, phases, talks, next steps, look-fors,
/// numbers and action steps. It is written as ops through the rules like any other, each by whoever may do it.
/// </summary>
/// <param name="today">The cycle is in its third week on this day.</param>
internal sealed class DemoCycle(SpaceDoor door, SpaceId cycle, string coach, string teacher, DateOnly today)
{
    private const int Weeks = 6;

    /// <summary>Monday two weeks before this week's.</summary>
    private DateOnly Starts => today.AddDays(-14 - ((int)today.DayOfWeek + 6) % 7);

    /// <param name="visit">The lesson that it is about.</param>
    public async Task PlanAsync(string visit, CancellationToken cancellation)
    {
        await DoAsync(
            coach,
            cancellation,
            new GoalDescribed(
                "Every student explains a fraction to a partner before the whole class talks.",
                "Exit slips that give a reason, of 24", "6 of 24", "20 of 24", null),
            new CycleDated(Starts, Weeks),
            new PhaseProgressed(0, 100),
            new PhaseProgressed(1, 60),
            new LookForsChosen(["2b", "2c", "3b", "3c", "3d"], "Partners explain first"),
            new VisitScheduled(visit, VisitKind.Observe, new TimeOnly(9, 40), 46));
        foreach (var counter in SuggestedCounters.All) await DoAsync(coach, cancellation, counter);
        foreach (var counter in SuggestedCounters.All) await DoAsync(teacher, cancellation, new CounterAgreed(counter.Id));
        await DoAsync(teacher, cancellation, new CounterProposed(Id(), "Student-to-student replies", CounterKind.Count, "r", 0));
        var before = Id();
        await DoAsync(
            coach,
            cancellation,
            new ConferenceSet(before, ConferenceKind.Pre, visit, today.AddDays(-1), new TimeOnly(15, 10), 20, "Exit slips of last week. Which pairs talk, and which wait?"),
            new ConferenceHeld(before, true),
            new ConferenceSet(Id(), ConferenceKind.Post, visit, today.AddDays(1), new TimeOnly(10, 30), 30, "What did we see? One step."));
        await NextStepsAsync(cancellation);
        await StepsAsync(visit, cancellation);
    }

    private async Task NextStepsAsync(CancellationToken cancellation)
    {
        var (cards, group) = (Id(), Id());
        await DoAsync(
            coach,
            cancellation,
            new NextStepSet(cards, "Send Adaeze the number-line task cards", Owner.Coach, today.AddDays(-1)),
            new NextStepSet(group, "Choose the pairs for the next lesson", Owner.Teacher, today),
            new NextStepSet(Id(), "Look at the exit slips together", Owner.Both, today.AddDays(2)),
            new NextStepChecked(cards, true));
        await DoAsync(teacher, cancellation, new NextStepChecked(group, true));
    }

    private async Task StepsAsync(string visit, CancellationToken cancellation)
    {
        var (line, pause, count) = (Id(), Id(), Id());
        await DoAsync(
            coach,
            cancellation,
            new StepProposed(line, visit, new StepWords("Use one hand-over line in each math lesson", "3b", RootCause.Skill, Owner.Teacher, today.AddDays(7))),
            new StepProposed(pause, visit, new StepWords("Share a two-minute clip of a strong pause", "3b", RootCause.Skill, Owner.Coach, today.AddDays(2))),
            new StepProposed(Id(), visit, new StepWords("Seat partners so that everybody can see the board", "2c", RootCause.Structural, Owner.Both, null)));
        await DoAsync(
            teacher,
            cancellation,
            new StepAnswered(line, Accepted: true, ""),
            new StepReached(line, StepState.Practised),
            new StepAnswered(pause, Accepted: true, ""),
            new StepProposed(count, visit, new StepWords("Count student-to-student replies together", "3c", null, Owner.Both, today.AddDays(15))));
    }

    private async Task DoAsync(string person, CancellationToken cancellation, params SpaceOp[] ops)
    {
        var by = Person.Of(person, person == coach ? Role.Coach : Role.Teacher);
        foreach (var op in ops)
        {
            var answer = await door.DoAsync(cycle, by, op, cancellation);
            if (answer.Refusal is { } refusal) throw new InvalidOperationException($"The demo's {op.GetType().Name} was refused: {refusal.Code}.");
        }
    }

    private static string Id() => SessionId.NewKey();
}
