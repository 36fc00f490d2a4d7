using System.Collections.Immutable;
using System.Diagnostics;

namespace Board.Spaces.Desk;

/// <summary>
/// One person's own desk: their calendar, where their time went, and what they remember about people. Its key is the person's
/// id, and its door opens for nobody else, whatever their role.
/// </summary>
public sealed class DeskSpace : SpaceKind<DeskState>
{
    public const int MaxHeldOpen = 2_000;
    public const int MaxAcquaintances = 1_000;

    public override string Name => "desk";

    public override SpaceState Empty => DeskState.None;

    public override ImmutableArray<OpType> Ops { get; } =
    [
        OpType.Of<ZoneSet>("zone-set"),
        OpType.Of<EntryPlanned>("entry-planned"),
        OpType.Of<EntryChanged>("entry-changed"),
        OpType.Of<EntryRemoved>("entry-removed"),
        OpType.Of<OccurrenceMoved>("occurrence-moved"),
        OpType.Of<OccurrenceCancelled>("occurrence-cancelled"),
        OpType.Of<DayHeld>("day-held"),
        OpType.Of<TimeLogged>("time-logged"),
        OpType.Of<TimeChanged>("time-changed"),
        OpType.Of<TimeRemoved>("time-removed"),
        OpType.Of<CategoriesSet>("categories-set"),
        OpType.Of<AcquaintanceNoted>("acquaintance-noted"),
        OpType.Of<FeedRenewed>("feed-renewed"),
    ];

    /// <summary>A person's desk.</summary>
    public static SpaceId Of(string person) => new("desk", person);

    /// <summary>The owner is in the address, so that nobody can take a desk by coming first.</summary>
    public override SpaceState EmptyOf(SpaceId space) => DeskState.None with { Owner = space.Key };

    protected override Refusal? Policy(DeskState state, SpaceOp op, OpContext context) =>
        context.Person.Id != state.Owner ? Refusals.ClosedDoor
        : op is DeskOp ? null
        : Refusals.UnknownOp;

    protected override Outcome Apply(DeskState state, SpaceOp op, OpContext context) => op switch
    {
        ZoneSet set => IsZone(set.Zone) ? state with { Zone = set.Zone } : Refusals.UnknownOp,
        EntryPlanned planned => Plan(state, planned, context),
        EntryChanged changed => Calendar.Check(changed.Plan) is { } refusal ? refusal : Change(state, changed.Id, context, _ => changed.Plan),
        EntryRemoved removed => state.Entries.ContainsKey(removed.Id)
            ? state with { Entries = state.Entries.Remove(removed.Id) }
            : Refusals.NotThere("This entry"),
        OccurrenceMoved moved => Differ(state, moved.Id, new ChangedDay(moved.Date, moved.To, moved.Starts), context),
        OccurrenceCancelled cancelled => Differ(state, cancelled.Id, new ChangedDay(cancelled.Date, null, null), context),
        DayHeld held => held.Held && state.HeldOpen.Count >= MaxHeldOpen
            ? new Refusal("too-many", $"{MaxHeldOpen} days can be held open. Nothing was changed; give back some that are over.")
            : state with { HeldOpen = held.Held ? state.HeldOpen.Add(held.Date) : state.HeldOpen.Remove(held.Date) },
        TimeLogged logged => Log(state, logged),
        TimeChanged changed => !state.Times.ContainsKey(changed.Id)
            ? Refusals.NotThere("This line")
            : Put(state, new TimeSpent(changed.Id, changed.Category, changed.Minutes, changed.Date, changed.Note)),
        TimeRemoved removed => state.Times.ContainsKey(removed.Id)
            ? state with { Times = state.Times.Remove(removed.Id) }
            : Refusals.NotThere("This line"),
        CategoriesSet set => Set(state, set),
        AcquaintanceNoted noted => Note(state, noted),
        FeedRenewed renewed => renewed.Hash is null || renewed.Hash.Length == 64 && renewed.Hash.All(char.IsAsciiHexDigitLower)
            ? state with { Feed = renewed.Hash }
            : Refusals.UnknownOp,
        _ => throw new UnreachableException(),
    };

    protected override Audience? AudienceOf(DeskState state, Person person) =>
        person.Id == state.Owner ? Audience.Of("owner", person.Id, mayWrite: true) : null;

    /// <summary>Nobody but the owner: an export by the machine's owner holds that there is a desk, and nothing on it.</summary>
    protected override SpaceOp? ViewOp(DeskState state, Entry entry, Audience audience) => audience.Person == state.Owner ? entry.Op : null;

    protected override DeskState View(DeskState state, Audience audience) =>
        audience.Person == state.Owner ? state : DeskState.None with { Owner = state.Owner };

    protected override SpaceOp? Inverse(DeskState before, SpaceOp op) => op switch
    {
        ZoneSet when before.Zone.Length > 0 => new ZoneSet(before.Zone),
        EntryPlanned planned => new EntryRemoved(planned.Id),
        EntryChanged changed when before.Entries.TryGetValue(changed.Id, out var was) => new EntryChanged(was.Id, was.Plan),
        EntryRemoved removed when before.Entries.TryGetValue(removed.Id, out var was) => new EntryPlanned(was.Id, was.Plan),
        OccurrenceMoved moved when before.Entries.TryGetValue(moved.Id, out var was) => new EntryChanged(was.Id, was.Plan),
        OccurrenceCancelled cancelled when before.Entries.TryGetValue(cancelled.Id, out var was) => new EntryChanged(was.Id, was.Plan),
        DayHeld held => new DayHeld(held.Date, before.HeldOpen.Contains(held.Date)),
        TimeLogged logged => new TimeRemoved(logged.Id),
        TimeChanged changed when before.Times.TryGetValue(changed.Id, out var was) => new TimeChanged(was.Id, was.Category, was.Minutes, was.Date, was.Note),
        TimeRemoved removed when before.Times.TryGetValue(removed.Id, out var was) => new TimeLogged(was.Id, was.Category, was.Minutes, was.Date, was.Note),
        CategoriesSet => new CategoriesSet(before.Categories),
        AcquaintanceNoted noted => before.Acquaintances.TryGetValue(noted.Teacher, out var was)
            ? new AcquaintanceNoted(was.Teacher, was.FaceKnown, was.Room, was.Professional, was.Personal)
            : new AcquaintanceNoted(noted.Teacher, false, "", "", ""),
        _ => null,
    };

    private static Outcome Plan(DeskState state, EntryPlanned planned, OpContext context) =>
        (Words.Id(planned.Id) ?? Calendar.Check(planned.Plan)) is { } refusal ? refusal
        : state.Entries.ContainsKey(planned.Id) ? new Refusal("exists", "This entry is on the calendar already.")
        : state.Entries.Count >= Calendar.MaxEntries ? new Refusal("too-many", $"A calendar holds {Calendar.MaxEntries} entries. Nothing was added; remove some that are over.")
        : state with { Entries = state.Entries.Add(planned.Id, new CalendarEntry(planned.Id, planned.Plan, 0, context.Milliseconds)) };

    private static Outcome Differ(DeskState state, string id, ChangedDay exception, OpContext context) =>
        !state.Entries.TryGetValue(id, out var entry) ? Refusals.NotThere("This entry")
        : !entry.Plan.FallsOn(exception.Date) ? Refusals.NotThere("This day of the series")
        : Change(state, id, context, plan => plan with { Exceptions = [.. plan.Exceptions.Where(other => other.Date != exception.Date), exception] });

    private static Outcome Change(DeskState state, string id, OpContext context, Func<Plan, Plan> change)
    {
        if (!state.Entries.TryGetValue(id, out var entry)) return Refusals.NotThere("This entry");
        var plan = change(entry.Plan);
        if (Calendar.Check(plan) is { } refusal) return refusal;
        return state with { Entries = state.Entries.SetItem(id, new CalendarEntry(id, plan, entry.Revision + 1, context.Milliseconds)) };
    }

    private static Outcome Log(DeskState state, TimeLogged logged) =>
        Words.Id(logged.Id) is { } refusal ? refusal
        : state.Times.ContainsKey(logged.Id) ? new Refusal("exists", "This line is there already.")
        : state.Times.Count >= TimeShares.MaxTimes ? new Refusal("too-many", $"A time log holds {TimeShares.MaxTimes} lines. Nothing was added; remove some of past years.")
        : Put(state, new TimeSpent(logged.Id, logged.Category, logged.Minutes, logged.Date, logged.Note));

    private static Outcome Put(DeskState state, TimeSpent time) =>
        state.Category(time.Category) is null ? Refusals.NotThere("This category")
        : time.Minutes is < 1 or > Calendar.MinutesOfADay ? new Refusal("out-of-range", "Log between a minute and a day. Nothing was changed.")
        : Words.Text(time.Note ?? "", "The note") is { } refusal ? refusal
        : state with { Times = state.Times.SetItem(time.Id, time) };

    private static Outcome Set(DeskState state, CategoriesSet set)
    {
        if (set.Categories.Length is 0 or > TimeShares.MaxCategories) return new Refusal("too-many", $"Keep between one and {TimeShares.MaxCategories} categories. Nothing was changed.");
        if (set.Categories.DistinctBy(category => category.Id).Count() != set.Categories.Length) return Refusals.UnknownOp;
        foreach (var category in set.Categories)
        {
            if ((Words.Id(category.Id) ?? Words.Name(category.Name, "The category")) is { } refusal) return refusal;
        }
        var kept = set.Categories.Select(category => category.Id).ToHashSet();
        return state.Times.Values.Any(time => !kept.Contains(time.Category))
            ? new Refusal("in-use", "A category that has time under it stays, so that past months add up. You can rename it. Nothing was changed.")
            : state with { Categories = set.Categories };
    }

    private static Outcome Note(DeskState state, AcquaintanceNoted noted) =>
        (Words.Id(noted.Teacher) ?? Words.Text(noted.Room, "The room") ?? Words.Text(noted.Professional, "The professional fact") ?? Words.Text(noted.Personal, "The personal fact")) is { } refusal ? refusal
        : !noted.FaceKnown && noted.Room.Length + noted.Professional.Length + noted.Personal.Length == 0 ? state with { Acquaintances = state.Acquaintances.Remove(noted.Teacher) }
        : state.Acquaintances.Count >= MaxAcquaintances ? new Refusal("too-many", $"A desk holds notes about {MaxAcquaintances} people. Nothing was changed.")
        : state with { Acquaintances = state.Acquaintances.SetItem(noted.Teacher, new(noted.Teacher, noted.FaceKnown, noted.Room, noted.Professional, noted.Personal)) };

    /// <summary>Whether it can be the name of a zone; which zones there are is the shell's to know.</summary>
    private static bool IsZone(string zone) =>
        zone.Length is > 0 and <= 64 && zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && char.IsAsciiLetter(zone[0]);
}
