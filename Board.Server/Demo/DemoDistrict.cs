using Board.Client.Spaces.CoachingCycle;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Server.Accounts;
using Board.Server.Hosting;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Demo;

/// <summary>
/// Riverbend, a district to look around in: anybody at the address may step in as anybody there. It is marked as a demo on
/// every page, deleted in one click, and never offered in production.
/// </summary>
public sealed class DemoDistrict(
    BoardSettings settings, SpaceDoor door, CycleDesk desk, WorkshopDesk workshops, ISpaceEngine engine, ISpaceLog log, UserManager<Account> users, ConnectedPeople connected,
    TimeProvider time, ILogger<EmbeddedEngine> logger)
{
    private const string School = "alderstreet";

    private static readonly (string Name, Role Role)[] People =
    [
        ("Maribel Ruiz", Role.Coach),
        ("Adaeze Okafor", Role.Teacher),
        ("Jonas Teller", Role.Coach),
        ("Renée Castellano", Role.Principal),
        ("Sam Whitfield", Role.Administrator),
    ];

    /// <summary>Makes the demo district, unless there is a district already.</summary>
    public async Task OpenAsync(CancellationToken cancellation = default)
    {
        if (settings.Demo != true) return;
        var founded = await DoAsync(new DistrictFounded("Riverbend School District", IsDemo: true), cancellation);
        if (!founded) return;
        await DoAsync(new OrganisationAdded(School, OrganisationType.School, "Alder Street School", null), cancellation);
        var ids = new List<string>();
        foreach (var (name, role) in People)
        {
            // Without a password: the only way in is to step in, here.
            var account = new Account();
            account.UserName = account.Email = $"{account.Id}@demo.invalid";
            await users.CreateAsync(account);
            await DoAsync(new PersonAdded(account.Id, name, [role], School), cancellation);
            ids.Add(account.Id);
        }
        await OpenCycleAsync(coach: ids[0], teacher: ids[1], observer: ids[2], cancellation);
        await OpenWorkshopAsync(facilitator: ids[0], co: ids[2], cancellation);
    }

    /// <summary>The account of somebody in the demo district, for stepping in without a password; null everywhere else.</summary>
    public async Task<Account?> StepInAsync(string person, CancellationToken cancellation = default)
    {
        if (settings.Demo != true) return null;
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        return district.IsDemo && district.Person(person) is not null ? await users.FindByIdAsync(person) : null;
    }

    /// <summary>Deletes the demo district with everything in it, and everybody who is there is out. A real district is never touched.</summary>
    public async Task DeleteAsync(CancellationToken cancellation = default)
    {
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        if (!district.IsDemo) return;
        foreach (var person in district.People.Keys)
        {
            if (await users.FindByIdAsync(person) is { } account) await users.DeleteAsync(account);
            connected.End(person);
        }
        await foreach (var space in log.SpacesAsync(cancellation))
        {
            if (space != DistrictSpace.Id) await DeleteAsync(space, cancellation);
        }
        // Last: while it is there, an interrupted deletion can be repeated.
        await DeleteAsync(DistrictSpace.Id, cancellation);
    }

    private async Task DeleteAsync(SpaceId space, CancellationToken cancellation)
    {
        await log.DeleteAsync(space, cancellation);
        await engine.DeactivateAsync(space);
    }

    /// <summary>
    /// A cycle with a lesson that was written a moment ago, and one that is still to come. Its past is written by an engine of its own,
    /// whose clock is set by hand, before anybody else opens the cycle.
    /// </summary>
    private async Task OpenCycleAsync(string coach, string teacher, string observer, CancellationToken cancellation)
    {
        var (by, id, visit) = (Person.Of(coach, Role.Coach), new SpaceId("cycle", SessionId.NewKey()), SessionId.NewKey());
        // Lines know whole seconds.
        var begins = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()) - DemoLesson.Length;
        var past = new DemoTime(begins.AddMinutes(-5));
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        await using (var then = new EmbeddedEngine(log, past, logger))
        {
            var before = new SpaceDoor(then);
            await before.DoAsync(id, by, new CycleOpened(coach, teacher, "Student talk in mathematics"), cancellation);
            await before.DoAsync(id, by, new GoalSet("Partners explain first. Every student explains a fraction to a partner before the whole class talks."), cancellation);
            await before.DoAsync(id, by, new VisitAdded(visit, "Fractions on the number line", "Grade 4, Room 4B", today), cancellation);
            await before.DoAsync(id, by, new GuestAdmitted(observer, GuestRole.Observer), cancellation);
            // Numbers are counted only when both have agreed to.
            await new DemoCycle(before, id, coach, teacher, today).PlanAsync(visit, cancellation);
            await new DemoLesson(then, past, id, visit, coach, teacher, observer).WriteAsync(begins);
            await before.DoAsync(id, by, new VisitAdded(SessionId.NewKey(), "Fractions greater than one", "Grade 4, Room 4B", null), cancellation);
        }
        await desk.ListAsync(id, cancellation);
    }

    /// <summary>A workshop that has been going on for a quarter of an hour.</summary>
    private async Task OpenWorkshopAsync(string facilitator, string co, CancellationToken cancellation)
    {
        var (id, past) = (new SpaceId("workshop", SessionId.NewKey()), new DemoTime(time.GetUtcNow().AddMinutes(-15)));
        await using (var then = new EmbeddedEngine(log, past, logger))
        {
            await new DemoWorkshop(new SpaceDoor(then), past, id, facilitator, co).HoldAsync(DateOnly.FromDateTime(time.GetLocalNow().DateTime), cancellation);
        }
        await workshops.ListAsync(id, cancellation);
    }

    private async Task<bool> DoAsync(DistrictOp op, CancellationToken cancellation) =>
        (await door.DoAsync(DistrictSpace.Id, Person.System, op, cancellation)).Accepted;
}
