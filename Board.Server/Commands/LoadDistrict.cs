using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Server.Accounts;
using Board.Server.Hosting;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Microsoft.AspNetCore.Identity;

namespace Board.Server.Commands;

/// <summary>
/// <c>load-district --data FOLDER --cycles N --out FILE.json</c>: founds a district for load tests in an empty data folder, with
/// N cycles, each with a coach and a teacher of its own and one visit, and writes down how everybody signs in. With <c>--lesson true</c>
/// the last cycle's visit is a long one (<see cref="FullLesson"/>), with <c>--rooms true</c> there are workshops, too (<see cref="LoadedRooms"/>).
/// These are ordinary accounts and ordinary ops, so that what is measured is what members get. Never in production.
/// </summary>
public static class LoadDistrict
{
    public const string Name = "load-district";

    private const int MostCycles = 10_000;
    private const string Visit = "v1";
    private const string Focus = "Student talk in mathematics";

    /// <returns>The exit code: 0, or 1 after telling what is in the way.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var options = new ConfigurationBuilder().AddCommandLine(args).Build();
            if (options["data"] is not { Length: > 0 } data || options["out"] is not { Length: > 0 } list
                || !int.TryParse(options["cycles"], NumberStyles.None, CultureInfo.InvariantCulture, out var cycles) || cycles is 0 or > MostCycles)
                return await TellAsync($"Usage: {Name} --data FOLDER --cycles N --out FILE.json [--lesson true] [--rooms true]");
            // Asked before the folder is touched.
            if (WebApplication.CreateBuilder(args).Environment.IsProduction())
                return await TellAsync($"{Name} makes accounts whose passwords are in a file, so it does not run in Production. Set ASPNETCORE_ENVIRONMENT=Development.");
            await using var app = await BoardServer.BuildAsync([.. args, $"--{BoardSettings.Section}:{nameof(BoardSettings.Data)}={Path.GetFullPath(data)}"]);
            var district = await FoundAsync(app.Services, cycles, longLesson: options["lesson"] == "true", rooms: options["rooms"] == "true");
            await WriteAsync(list, district);
            return 0;
        }
        catch (Exception failure) when (BoardServer.IsTold(failure))
        {
            return await TellAsync(failure.Message);
        }
    }

    private static async Task<Loaded> FoundAsync(IServiceProvider services, int cycles, bool longLesson, bool rooms)
    {
        await using var scope = services.CreateAsyncScope();
        var (door, users) = (scope.ServiceProvider.GetRequiredService<SpaceDoor>(), scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        var people = ImmutableArray.CreateBuilder<LoadedPerson>();
        var opened = ImmutableArray.CreateBuilder<LoadedCycle>(cycles);
        await DoAsync(door, DistrictSpace.Id, Person.System, new DistrictFounded("Load test district", IsDemo: false));
        // Without an administrator the first page would still offer to set the district up.
        await AddAsync(Role.Administrator, "administrator");
        for (var number = 1; number <= cycles; number++)
        {
            var coach = await AddAsync(Role.Coach, $"coach{number}");
            var teacher = await AddAsync(Role.Teacher, $"teacher{number}");
            var lesson = longLesson && number == cycles ? ActivatorUtilities.CreateInstance<FullLesson>(scope.ServiceProvider) : null;
            opened.Add(await OpenAsync(door, coach, teacher, lesson));
        }
        var workshops = rooms ? await ActivatorUtilities.CreateInstance<LoadedRooms>(scope.ServiceProvider).OpenAsync(opened[0].Coach) : [];
        return new Loaded(people.ToImmutable(), opened.ToImmutable(), workshops);

        async Task<string> AddAsync(Role role, string name)
        {
            var account = new Account { UserName = $"{name}@load.invalid", Email = $"{name}@load.invalid" };
            var password = RandomNumberGenerator.GetHexString(24, lowercase: true);
            var created = await users.CreateAsync(account, password);
            if (!created.Succeeded) throw new IOException(Enrolment.Sentence(created));
            await DoAsync(door, DistrictSpace.Id, Person.System, new PersonAdded(account.Id, name, [role], null));
            people.Add(new LoadedPerson(account.Id, account.Email, password));
            return account.Id;
        }
    }

    private static async Task<LoadedCycle> OpenAsync(SpaceDoor door, string coach, string teacher, FullLesson? lesson)
    {
        var (cycle, by) = (new SpaceId("cycle", SessionId.NewKey()), Person.Of(coach, Role.Coach));
        SpaceOp[] opening = [new CycleOpened(coach, teacher, Focus), new VisitAdded(Visit, "Fractions on the number line", "Grade 4, Room 4B", null)];
        if (lesson is not null) await lesson.WriteAsync(cycle, Visit, coach, teacher, opening, LessonSize.Long);
        else foreach (var op in opening) await DoAsync(door, cycle, by, op);
        await DoAsync(door, DistrictSpace.Id, by, new CycleListed(cycle.ToString(), coach, teacher, [], Focus));
        return new LoadedCycle(cycle.ToString(), Visit, coach, teacher);
    }

    private static async Task DoAsync(SpaceDoor door, SpaceId space, Person by, SpaceOp op)
    {
        if ((await door.DoAsync(space, by, op)).Refusal is { } refusal) throw new IOException(refusal.Message);
    }

    /// <summary>The passwords are for this user's eyes only, where the system knows of users.</summary>
    private static async Task WriteAsync(string path, Loaded district)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, how);
        await JsonSerializer.SerializeAsync(file, district, JsonSerializerOptions.Web);
    }

    private static async Task<int> TellAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private sealed record Loaded(ImmutableArray<LoadedPerson> People, ImmutableArray<LoadedCycle> Cycles, ImmutableArray<LoadedRoom> Rooms);

    private sealed record LoadedPerson(string Id, string Email, string Password);

    private sealed record LoadedCycle(string Space, string Surface, string Coach, string Teacher);
}
