using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.District;

/// <summary>
/// Organisations, people and roles; one space per installation. Administrators change people and settings;
/// every member sees names, schools and the list of the cycles that they may know of.
/// </summary>
public sealed class DistrictSpace : SpaceKind<DistrictState>
{
    private static readonly Refusal NeedsAnAdministrator = new(
        "last-administrator", "A district needs at least one administrator. Name another one first.");

    private static readonly Refusal NoSuchRole = new("malformed", "Nobody with an account has this role. Nothing was changed.");

    /// <summary>There is one district per installation.</summary>
    public static SpaceId Id { get; } = new("district", "main");

    public override string Name => "district";

    public override SpaceState Empty => DistrictState.None;

    public override ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<DistrictFounded>("district-founded"),
        OpType.Of<DistrictRenamed>("district-renamed"),
        OpType.Of<OrganisationAdded>("organisation-added"),
        OpType.Of<OrganisationRenamed>("organisation-renamed"),
        OpType.Of<PersonAdded>("person-added"),
        OpType.Of<PersonRenamed>("person-renamed"),
        OpType.Of<PersonMoved>("person-moved"),
        OpType.Of<RolesChanged>("roles-changed"),
        OpType.Of<PersonDeactivated>("person-deactivated"),
        OpType.Of<PersonReactivated>("person-reactivated"),
        OpType.Of<CycleListed>("cycle-listed"),
        OpType.Of<CatalogueAdded>("catalogue-added"),
        OpType.Of<CatalogueRenamed>("catalogue-renamed"),
        OpType.Of<CatalogueRemoved>("catalogue-removed"),
        OpType.Of<LookForSet>("look-for-set"),
        OpType.Of<LookForRemoved>("look-for-removed"),
        OpType.Of<CataloguesChosen>("catalogues-chosen"),
        OpType.Of<DistrictGoalSet>("district-goal-set"),
        OpType.Of<DistrictGoalRemoved>("district-goal-removed"),
    ];

    protected override Refusal? Policy(DistrictState state, SpaceOp op, OpContext context) => op switch
    {
        DistrictFounded => context.Person.IsSystem ? null : Refusals.NotAllowed("the server"),
        PersonAdded when !state.People.Values.Any(p => p.Active && p.Roles.Contains(Role.Administrator)) =>
            context.Person.IsSystem ? null : Refusals.NotAllowed("the server"),
        PersonRenamed renamed when renamed.Id == context.Person.Id => null,
        CycleListed listed => context.Person.Id == listed.Coach || context.Person.Id == listed.Teacher
            || state.Cycles.TryGetValue(listed.Cycle, out var known) && (known.Coach == context.Person.Id || known.Teacher == context.Person.Id)
                ? null
                : Refusals.NotAllowed("the coach or the teacher"),
        DirectionOp => context.Person.Is(Role.Administrator) || context.Person.Is(Role.DistrictLeader) || context.Person.IsSystem
            ? null
            : Refusals.NotAllowed("an administrator or a district leader"),
        DistrictOp => context.Person.Is(Role.Administrator) || context.Person.IsSystem
            ? null
            : Refusals.NotAllowed("an administrator"),
        _ => Refusals.UnknownOp,
    };

    protected override Outcome Apply(DistrictState state, SpaceOp op, OpContext context) => op switch
    {
        DistrictFounded founded => state.Exists
            ? new Refusal("exists", "This district exists already.")
            : Words.Name(founded.Name, "The district's name") is { } refusal ? refusal
            : state with { Name = founded.Name, IsDemo = founded.IsDemo },
        DistrictRenamed renamed => Words.Name(renamed.Name, "The district's name") is { } refusal
            ? refusal
            : state with { Name = renamed.Name },
        OrganisationAdded added => Add(state, added),
        OrganisationRenamed renamed => !state.Organisations.TryGetValue(renamed.Id, out var organisation)
            ? Refusals.NotThere("This school or region")
            : Words.Name(renamed.Name, "The name") is { } refusal ? refusal
            : state with { Organisations = state.Organisations.SetItem(renamed.Id, organisation with { Name = renamed.Name }) },
        PersonAdded added => Add(state, added),
        PersonRenamed renamed => Words.Name(renamed.Name, "The name") is { } refusal
            ? refusal
            : Change(state, renamed.Id, member => member with { Name = renamed.Name }),
        PersonMoved moved => moved.Organisation is { } to && !state.Organisations.ContainsKey(to)
            ? Refusals.NotThere("This school or region")
            : Change(state, moved.Id, member => member with { Organisation = moved.Organisation }),
        RolesChanged changed => changed.Roles.Any(role => !Roles.OfTheDistrict.Contains(role)) ? NoSuchRole
            : !changed.Roles.Contains(Role.Administrator) && LosesTheLastAdministrator(state, changed.Id)
                ? NeedsAnAdministrator
                : Change(state, changed.Id, member => member with { Roles = Distinct(changed.Roles) }),
        PersonDeactivated left => LosesTheLastAdministrator(state, left.Id)
            ? NeedsAnAdministrator
            : Change(state, left.Id, member => member with { Active = false }),
        PersonReactivated back => Change(state, back.Id, member => member with { Active = true }),
        CycleListed listed => List(state, listed),
        DirectionOp direction => Direction.Apply(state, direction),
        _ => throw new UnreachableException(),
    };

    protected override Audience? AudienceOf(DistrictState state, Person person) =>
        !state.People.TryGetValue(person.Id, out var member) || !member.Active ? null
        : person.Is(Role.Administrator) ? new Audience("administrators", MayWrite: true)
        : new Audience("people", MayWrite: true);

    /// <summary>Lists of cycles name teachers and what they work on, so they are read through <see cref="CyclesOf"/>.</summary>
    protected override SpaceOp? ViewOp(DistrictState state, Entry entry, Audience audience) => entry.Op is CycleListed ? null : entry.Op;

    protected override DistrictState View(DistrictState state, Audience audience) =>
        state with { Cycles = ImmutableSortedDictionary<string, CycleListing>.Empty };

    protected override SpaceOp? Inverse(DistrictState before, SpaceOp op) => op switch
    {
        DistrictRenamed => new DistrictRenamed(before.Name),
        OrganisationRenamed renamed when before.Organisations.TryGetValue(renamed.Id, out var was) => new OrganisationRenamed(was.Id, was.Name),
        PersonRenamed renamed when before.People.TryGetValue(renamed.Id, out var was) => new PersonRenamed(was.Id, was.Name),
        PersonMoved moved when before.People.TryGetValue(moved.Id, out var was) => new PersonMoved(was.Id, was.Organisation),
        RolesChanged changed when before.People.TryGetValue(changed.Id, out var was) => new RolesChanged(was.Id, was.Roles),
        PersonDeactivated left => new PersonReactivated(left.Id),
        PersonReactivated back => new PersonDeactivated(back.Id),
        DirectionOp direction => Direction.Inverse(before, direction),
        _ => null,
    };

    /// <summary>
    /// The cycles that a person may know of: their own; and for a principal those of the teachers of their school,
    /// of which they see that they exist and their focus.
    /// </summary>
    public static IEnumerable<CycleListing> CyclesOf(DistrictState state, Person person) => state.Cycles.Values.Where(cycle =>
        cycle.Includes(person.Id)
        || person.Is(Role.Principal) && person.Organisation is { } school
            && state.People.TryGetValue(cycle.Teacher, out var teacher) && teacher.Organisation == school);

    private static Outcome Add(DistrictState state, OrganisationAdded added) =>
        (Words.Id(added.Id) ?? Words.Name(added.Name, "The name")) is { } refusal ? refusal
        : state.Organisations.ContainsKey(added.Id) ? new Refusal("exists", "This school or region is there already.")
        : added.Parent is { } parent && !state.Organisations.ContainsKey(parent) ? Refusals.NotThere("The region above it")
        : state with { Organisations = state.Organisations.Add(added.Id, new(added.Id, added.Kind, added.Name, added.Parent)) };

    private static Outcome Add(DistrictState state, PersonAdded added) =>
        (Words.Id(added.Id) ?? Words.Name(added.Name, "The name")) is { } refusal ? refusal
        : added.Id == Person.System.Id ? Refusals.UnknownOp // nobody passes for the server
        : added.Roles.Any(role => !Roles.OfTheDistrict.Contains(role)) ? NoSuchRole
        : state.People.ContainsKey(added.Id) ? new Refusal("exists", "This person is there already.")
        : added.Organisation is { } to && !state.Organisations.ContainsKey(to) ? Refusals.NotThere("This school or region")
        : state with { People = state.People.Add(added.Id, new(added.Id, added.Name, Distinct(added.Roles), added.Organisation)) };

    private static Outcome Change(DistrictState state, string id, Func<Member, Member> change) =>
        state.People.TryGetValue(id, out var member)
            ? state with { People = state.People.SetItem(id, change(member)) }
            : Refusals.NotThere("This person");

    private static Outcome List(DistrictState state, CycleListed listed) =>
        !SpaceId.TryParse(listed.Cycle, out _) ? Refusals.UnknownOp
        : Words.Text(listed.Focus, "The focus") is { } refusal ? refusal
        : !state.People.ContainsKey(listed.Coach) || !state.People.ContainsKey(listed.Teacher) ? Refusals.NotThere("This person")
        : state with
        {
            Cycles = state.Cycles.SetItem(listed.Cycle, new(listed.Cycle, listed.Coach, listed.Teacher, listed.Guests, listed.Focus)
            {
                Phase = listed.Phase,
                Starts = listed.Starts,
                Ends = listed.Ends,
                Finished = listed.Finished,
            }),
        };

    private static bool LosesTheLastAdministrator(DistrictState state, string id) =>
        state.People.TryGetValue(id, out var member) && member.Active && member.Roles.Contains(Role.Administrator)
        && !state.People.Values.Any(other => other.Id != id && other.Active && other.Roles.Contains(Role.Administrator));

    private static ImmutableArray<Role> Distinct(ImmutableArray<Role> roles) => [.. roles.Distinct().Order()];
}
