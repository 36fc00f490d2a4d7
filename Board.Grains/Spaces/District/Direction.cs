using System.Diagnostics;

namespace Board.Spaces.District;

/// <summary>What the ops on look-fors and goals do, and how they are taken back.</summary>
internal static class Direction
{
    public const int MaxCatalogues = 40;
    public const int MaxLookFors = 120;
    public const int MaxGoals = 40;

    public static Outcome Apply(DistrictState state, DirectionOp op) => op switch
    {
        CatalogueAdded added => Add(state, added),
        CatalogueRenamed renamed => Words.Name(renamed.Name, "The list's name") is { } refusal
            ? refusal
            : Change(state, renamed.Id, own => own with { Name = renamed.Name }),
        CatalogueRemoved removed => Change(state, removed.Id, own => own with { Removed = true }),
        LookForSet set => Set(state, set),
        LookForRemoved removed => !state.OwnCatalogues.TryGetValue(removed.Catalogue, out var own) || own.LookFor(removed.Code) is not { } lookFor
            ? Refusals.NotThere("This look-for")
            : Change(state, own.Id, list => list with { LookFors = list.LookFors.Remove(lookFor) }),
        CataloguesChosen chosen => chosen.Catalogues.Any(id => state.Catalogue(id) is null)
            ? Refusals.NotThere("One of these lists")
            : state with { ChosenCatalogues = [.. chosen.Catalogues.Distinct()] },
        DistrictGoalSet set => Set(state, set),
        DistrictGoalRemoved removed => state.Goals.FirstOrDefault(goal => goal.Id == removed.Id) is { } goal
            ? state with { Goals = state.Goals.Remove(goal) }
            : Refusals.NotThere("This goal"),
        _ => throw new UnreachableException(),
    };

    public static SpaceOp? Inverse(DistrictState before, DirectionOp op) => op switch
    {
        CatalogueAdded added => new CatalogueRemoved(added.Id),
        CatalogueRenamed renamed when before.OwnCatalogues.TryGetValue(renamed.Id, out var was) => new CatalogueRenamed(was.Id, was.Name),
        CatalogueRemoved removed when before.OwnCatalogues.TryGetValue(removed.Id, out var was) => new CatalogueAdded(was.Id, was.Name),
        LookForSet set => LookForBefore(before, set.Catalogue, set.Code) ?? (SpaceOp)new LookForRemoved(set.Catalogue, set.Code),
        LookForRemoved removed => LookForBefore(before, removed.Catalogue, removed.Code),
        CataloguesChosen => new CataloguesChosen([.. before.ChosenCatalogues.Where(id => before.Catalogue(id) is not null)]),
        DistrictGoalSet set => GoalBefore(before, set.Id) ?? (SpaceOp)new DistrictGoalRemoved(set.Id),
        DistrictGoalRemoved removed => GoalBefore(before, removed.Id),
        _ => null,
    };

    private static Outcome Add(DistrictState state, CatalogueAdded added)
    {
        if ((Words.Id(added.Id) ?? Words.Name(added.Name, "The list's name")) is { } refusal) return refusal;
        var known = state.OwnCatalogues.TryGetValue(added.Id, out var own);
        if (BuiltInCatalogues.Of(added.Id) is not null || known && !own!.Removed) return new Refusal("exists", "This list is there already.");
        if (!known && state.OwnCatalogues.Count >= MaxCatalogues) return new Refusal("too-many", $"A district can have {MaxCatalogues} lists of its own. Rename one that is not used.");
        var list = known ? own! with { Name = added.Name, Removed = false } : new Catalogue(added.Id, added.Name, "", []);
        return state with { OwnCatalogues = state.OwnCatalogues.SetItem(added.Id, list) };
    }

    private static Outcome Set(DistrictState state, LookForSet set)
    {
        if ((Words.Code(set.Code) ?? Words.Name(set.Label, "The look-for") ?? Words.Text(set.Description, "The description")
            ?? (set.Short.Length == 0 ? null : Words.Name(set.Short, "The short name"))) is { } refusal) return refusal;
        if (set.Family is < 1 or > LookFor.Families) return Refusals.UnknownOp;
        if (!state.OwnCatalogues.TryGetValue(set.Catalogue, out var own) || own.Removed) return Refusals.NotThere("This list");
        var lookFor = new LookFor(set.Code, set.Label, set.Short, set.Family, set.Description);
        if (own.LookFor(set.Code) is { } was) return Change(state, own.Id, list => list with { LookFors = list.LookFors.Replace(was, lookFor) });
        return own.LookFors.Length >= MaxLookFors
            ? new Refusal("too-many", $"A list can have {MaxLookFors} look-fors. Nothing was changed; start a second list.")
            : Change(state, own.Id, list => list with { LookFors = list.LookFors.Add(lookFor) });
    }

    private static Outcome Set(DistrictState state, DistrictGoalSet set)
    {
        if ((Words.Id(set.Id) ?? Words.Remark(set.Text, "The goal") ?? Words.Text(set.Measure ?? "", "The measure")) is { } refusal) return refusal;
        var goal = new DistrictGoal(set.Id, set.Text, set.Measure);
        if (state.Goals.FirstOrDefault(other => other.Id == set.Id) is { } was) return state with { Goals = state.Goals.Replace(was, goal) };
        return state.Goals.Length >= MaxGoals
            ? new Refusal("too-many", $"A district can have {MaxGoals} goals. Nothing was changed; remove one that is reached.")
            : state with { Goals = state.Goals.Add(goal) };
    }

    private static Outcome Change(DistrictState state, string id, Func<Catalogue, Catalogue> change) =>
        BuiltInCatalogues.Of(id) is not null ? new Refusal("built-in", "This list comes with Board and stays as it was published. Start a list of your own.")
        : state.OwnCatalogues.TryGetValue(id, out var own) && !own.Removed ? state with { OwnCatalogues = state.OwnCatalogues.SetItem(id, change(own)) }
        : Refusals.NotThere("This list");

    private static LookForSet? LookForBefore(DistrictState before, string catalogue, string code) =>
        before.OwnCatalogues.TryGetValue(catalogue, out var own) && own.LookFor(code) is { } was
            ? new LookForSet(catalogue, was.Code, was.Label, was.Short, was.Family, was.Description)
            : null;

    private static DistrictGoalSet? GoalBefore(DistrictState before, string id) =>
        before.Goals.FirstOrDefault(goal => goal.Id == id) is { } was ? new DistrictGoalSet(was.Id, was.Text, was.Measure) : null;
}
