using System.Text.Json;
using Board.Engines;
using Board.Log;
using Board.Server.Accounts;
using Board.Server.Commands;
using Board.Server.Hosting;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Server.Commands;

public sealed class LoadDistrictTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("board-load-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string List => Path.Combine(_folder, "district.json");

    [Fact]
    public async Task Everybody_in_a_load_district_can_sign_in_and_open_their_own_cycle_only()
    {
        Assert.Equal(0, await LoadAsync("Development", cycles: 2));
        using var district = JsonDocument.Parse(await File.ReadAllTextAsync(List));
        await using var server = await BoardServer.BuildAsync([$"--Board:Data={Data}"]);
        await using var scope = server.Services.CreateAsyncScope();
        var (users, door) = (scope.ServiceProvider.GetRequiredService<UserManager<Account>>(), scope.ServiceProvider.GetRequiredService<SpaceDoor>());

        var people = district.RootElement.GetProperty("people").EnumerateArray().ToList();
        Assert.Equal(5, people.Count); // an administrator, two coaches, two teachers
        foreach (var person in people)
        {
            var account = await users.FindByEmailAsync(Text(person, "email"));
            Assert.Equal(Text(person, "id"), account?.Id);
            Assert.True(await users.CheckPasswordAsync(account!, Text(person, "password")));
        }

        var members = await door.ReadAsync<DistrictState>(DistrictSpace.Id);
        foreach (var cycle in district.RootElement.GetProperty("cycles").EnumerateArray())
        {
            string[] pair = [Text(cycle, "coach"), Text(cycle, "teacher")];
            Assert.True(SpaceId.TryParse(Text(cycle, "space"), out var space));
            foreach (var id in members.People.Keys)
            {
                var seen = await door.LookAsync<CycleState>(space, members.Person(id)!);
                Assert.Equal(pair.Contains(id), seen?.Surface(Text(cycle, "surface")) is not null);
            }
        }
        Assert.Equal(2, members.Cycles.Count);
    }

    [Fact]
    public async Task A_lesson_has_as_much_in_it_as_was_asked_for_by_two_people_over_its_time()
    {
        await using var server = await BoardServer.BuildAsync([$"--Board:Data={Data}"]);
        var (cycle, size) = (new SpaceId("cycle", "c1"), new LessonSize(Minutes: 3, Keys: 1_000, Tags: 15, Threads: 3, Photos: 2));
        await ActivatorUtilities.CreateInstance<FullLesson>(server.Services).WriteAsync(
            cycle, "v1", "maribel", "adaeze", [new CycleOpened("maribel", "adaeze", "Student talk"), new VisitAdded("v1", "Fractions", "Room 4B", null)], size);

        var state = await server.Services.GetRequiredService<SpaceDoor>().ReadAsync<CycleState>(cycle);
        var notes = state.Notes["v1"];
        Assert.Equal(size.Keys, notes.Text.Length);
        Assert.Equal(["adaeze", "maribel"], notes.Authors.People.Order(StringComparer.Ordinal));
        Assert.Equal((size.Tags, size.Threads), (notes.Marks.Count(mark => mark.Kind == MarkKind.LookFor), notes.Marks.Count(mark => mark.Kind == MarkKind.Thread)));
        Assert.Equal(size.Photos, state.PhotosOf("v1").Select(photo => photo.At).Distinct().Count());
        var run = Assert.Single(notes.Clock.Runs);
        Assert.InRange(run.To!.Value - run.From, 150_000, 180_000);
        Assert.True(await server.Services.GetRequiredService<ISpaceLog>().HeadAsync(cycle) > size.Keys); // a key an entry
    }

    [Fact]
    public async Task In_production_it_is_refused_before_the_folder_is_touched()
    {
        Assert.Equal(1, await LoadAsync("Production", cycles: 1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_folder_with_a_district_keeps_it_as_it_is()
    {
        Assert.Equal(0, await LoadAsync("Development", cycles: 1));
        var first = await File.ReadAllTextAsync(List);
        Assert.Equal(1, await LoadAsync("Development", cycles: 1));
        Assert.Equal(first, await File.ReadAllTextAsync(List));
    }

    [Theory]
    [InlineData("--cycles", "0")]
    [InlineData("--cycles", "many")]
    [InlineData("--data", "")]
    public async Task Options_that_make_no_sense_are_refused(string option, string value) =>
        Assert.Equal(1, await LoadDistrict.RunAsync(["--data", Data, "--cycles", "1", "--out", List, option, value]));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<int> LoadAsync(string environment, int cycles) =>
        LoadDistrict.RunAsync(["--data", Data, "--cycles", $"{cycles}", "--out", List, "--environment", environment]);

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
