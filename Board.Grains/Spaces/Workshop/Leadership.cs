using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.Workshop;

/// <summary>The rules of leading (SPEC.md, SHOP1, SHOP2): what the workshop is, who leads it, and when it is over.</summary>
internal static class Leadership
{
    public const int MaxDays = 30;
    public const int MaxCoFacilitators = 12;
    public const int MaxNorms = 20;
    public const int MaxWords = 60;

    public static Outcome Apply(WorkshopState state, WorkshopOp op, OpContext context) => op switch
    {
        WorkshopFounded founded => state.Exists ? new Refusal("exists", "This workshop exists already.")
            : Check(founded.Title, founded.Days) is { } refusal ? refusal
            : state with { Title = founded.Title, Days = founded.Days, People = state.People with { Facilitator = context.Person.Id } },
        WorkshopChanged changed => Change(state, changed),
        FacilitationHandedOver over => HandOver(state, over.To),
        CoFacilitatorNamed named => Name(state, named.Person),
        CoFacilitatorDismissed dismissed => state.People.CoFacilitators.Contains(dismissed.Person)
            ? With(state, state.People with { CoFacilitators = state.People.CoFacilitators.Remove(dismissed.Person) })
            : Refusals.NotThere("This co-facilitator"),
        // Nothing runs on and nobody new comes in; if it goes on after all, the server issues another code.
        WorkshopEnded { Ended: true } => state with { Ended = true, Code = null, Signal = null, Timer = null, Call = null },
        WorkshopEnded => state with { Ended = false },
        NormsSet set => Set(state, set.Norms),
        LanguageSet set => Set(state, set.Words),
        _ => throw new UnreachableException(),
    };

    public static SpaceOp? Inverse(WorkshopState before, SpaceOp op) => op switch
    {
        WorkshopChanged => new WorkshopChanged(before.Title, before.Days),
        // Leadership that was handed over is not taken back: whoever has it now hands it on.
        CoFacilitatorNamed named => before.People.CoFacilitators.Contains(named.Person) ? null : new CoFacilitatorDismissed(named.Person),
        CoFacilitatorDismissed dismissed => new CoFacilitatorNamed(dismissed.Person),
        WorkshopEnded => new WorkshopEnded(before.Ended),
        NormsSet => new NormsSet(before.Norms),
        LanguageSet => new LanguageSet(before.Language),
        _ => null,
    };

    private static Outcome Change(WorkshopState state, WorkshopChanged changed) =>
        Check(changed.Title, changed.Days) is { } refusal ? refusal
        : state.Activities.Any(activity => activity.Day >= changed.Days.Length)
            ? new Refusal("in-use", "There are activities on a day that would go. Move them first; nothing was changed.")
            : state with { Title = changed.Title, Days = changed.Days };

    private static Refusal? Check(string title, ImmutableArray<DateOnly> days) =>
        Words.Name(title, "A workshop")
        ?? (days.IsDefaultOrEmpty || days.Length > MaxDays ? new Refusal("out-of-range", $"A workshop has between one day and {MaxDays}. Nothing was changed.") : null)
        ?? (days.Zip(days.Skip(1)).Any(pair => pair.First >= pair.Second) ? new Refusal("out-of-range", "Name each day once, the first one first. Nothing was changed.") : null);

    private static Outcome HandOver(WorkshopState state, string to)
    {
        if (state.People.Facilitator == to) return state;
        if (!state.People.CoFacilitators.Contains(to)) return new Refusal("not-a-co-facilitator", "Name them co-facilitator first, then hand over. Nothing was changed.");
        return With(state, state.People with { Facilitator = to, CoFacilitators = state.People.CoFacilitators.Replace(to, state.People.Facilitator) });
    }

    /// <summary>A phone that joined never leads: what a participant does is judged as a participant's, for as long as the workshop is kept.</summary>
    private static Outcome Name(WorkshopState state, string person)
    {
        if (Words.Id(person) is { } refusal) return refusal;
        if (state.People.Leads(person)) return state;
        if (state.People.Projectors.Contains(person)) return new Refusal("same-person", "This is the id of a screen. Nothing was changed.");
        if (state.People.Participants.ContainsKey(person)) return new Refusal("is-participant", "They are here as a participant, and whoever leads needs an account. Nothing was changed.");
        if (state.People.CoFacilitators.Length >= MaxCoFacilitators) return new Refusal("too-many", $"A workshop has {MaxCoFacilitators} co-facilitators at most. Nothing was changed.");
        return With(state, state.People with { CoFacilitators = state.People.CoFacilitators.Add(person) });
    }

    private static Outcome Set(WorkshopState state, ImmutableArray<string> norms)
    {
        if (norms.IsDefault || norms.Any(norm => norm is null)) return Refusals.UnknownOp;
        if (norms.Length > MaxNorms) return new Refusal("too-many", $"A workshop has {MaxNorms} norms at most. Nothing was changed.");
        foreach (var norm in norms)
        {
            if (Words.Name(norm, "A norm") is { } refusal) return refusal;
        }
        return state with { Norms = norms };
    }

    private static Outcome Set(WorkshopState state, ImmutableArray<SharedWord> words)
    {
        if (words.IsDefault || words.Any(word => word is null)) return Refusals.UnknownOp;
        if (words.Length > MaxWords) return new Refusal("too-many", $"A workshop has {MaxWords} words at most. Nothing was changed.");
        foreach (var word in words)
        {
            if ((Words.Name(word.Word, "A word") ?? Words.Text(word.Meaning, "What a word means")) is { } refusal) return refusal;
        }
        return state with { Language = words };
    }

    private static WorkshopState With(WorkshopState state, WorkshopPeople people) => state with { People = people };
}
