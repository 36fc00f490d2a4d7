using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Board.Client.Spaces.CoachingCycle;
using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Board.Surfaces.Notes;
using Board.Tests.Server.Photos;

namespace Board.Tests.Server.Exports;

/// <summary>Copies of lessons and replays on the whole server, in the demo district. (SHARE4)</summary>
public sealed class ExportDeskTests
{
    [Fact]
    public async Task A_lesson_with_a_photo_goes_out_and_comes_in_again_by_forms()
    {
        await using var house = await House.OpenAsync();
        var photos = house.Server.Get<Board.Server.Photos.PhotoDesk>();
        await photos.AddAsync(house.Cycle, house.Coach, house.Visit, Pictures.Of(64, 32), "Number line", default);
        using var visitor = await house.StepInAsync("Maribel Ruiz");
        var page = await visitor.GetAsync($"{house.Path}/reflect");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var file = await house.ExportAsync(visitor, page, "json");
        Assert.Contains("\"jpeg\":", file, StringComparison.Ordinal);
        Assert.StartsWith("# Fractions", await house.ExportAsync(visitor, page, "markdown"), StringComparison.Ordinal);
        Assert.Contains("minute,kind", await house.ExportAsync(visitor, page, "csv"), StringComparison.Ordinal);

        using var form = new MultipartFormDataContent();
        using var token = new StringContent(Token(page));
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        form.Add(token, "__RequestVerificationToken");
        form.Add(content, "file", "lesson.json");
        var brought = await visitor.UploadAsync($"/cycles/{house.Key}/import", form);
        Assert.Equal(HttpStatusCode.OK, brought.StatusCode);
        var state = await house.StateAsync();
        var copy = state.Visits.Single(visit => visit.ImportedBy is not null);
        Assert.Equal(state.Notes[house.Visit].Text.ToString(), state.Notes[copy.Id].Text.ToString());
        Assert.Equal(state.PhotosOf(house.Visit).ToArray(), state.PhotosOf(copy.Id).ToArray());
        var again = await house.ExportAsync(visitor, page, "json", copy.Id);
        Assert.Equal(file.Replace($"\"id\":\"{house.Visit}\"", $"\"id\":\"{copy.Id}\"", StringComparison.Ordinal), again);
        Assert.Equal(["json", "markdown", "csv", "json"], (await house.StateAsync()).Audit.Where(line => line.Kind == AuditKind.Exported).Select(line => line.About));
    }

    [Theory]
    [InlineData("Jonas Teller", HttpStatusCode.OK)] // a guest of the cycle is sent back to its page
    [InlineData("Renée Castellano", HttpStatusCode.NotFound)]
    [InlineData("Sam Whitfield", HttpStatusCode.NotFound)]
    public async Task Nobody_else_takes_a_copy_or_sees_the_pages_of_the_two(string name, HttpStatusCode expected)
    {
        await using var house = await House.OpenAsync();
        using var visitor = await house.StepInAsync(name);
        var today = await visitor.GetAsync("/account");
        var (status, got) = await house.TryExportAsync(visitor, Token(today), "markdown");
        Assert.Equal(expected, status);
        Assert.DoesNotContain("Four hands", got, StringComparison.Ordinal);
        foreach (var path in new[] { "reflect", "print", "shared" })
        {
            var page = await visitor.GetAsync($"{house.Path}/{path}");
            Assert.DoesNotContain("Four hands", page.Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain((await house.StateAsync()).Audit, line => line.Kind == AuditKind.Exported);
    }

    [Fact]
    public async Task Without_the_forms_own_token_nothing_goes_out()
    {
        await using var house = await House.OpenAsync();
        using var visitor = await house.StepInAsync("Maribel Ruiz");
        var (status, _) = await house.TryExportAsync(visitor, "forged", "markdown");
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_replay_is_for_the_two_and_holds_no_private_note_of_the_other()
    {
        await using var house = await House.OpenAsync();
        var door = house.Server.Get<SpaceDoor>();
        Assert.True((await door.DoAsync(house.Cycle, house.Teacher, new PrivateNoteWritten(house.Visit, "n1", 0, "I was nervous"))).Accepted);
        var desk = house.Server.Get<ReplayDesk>();
        var mine = await desk.ReadAsync(house.Cycle, house.Teacher, house.Visit, _ => Task.CompletedTask, default);
        var theirs = await desk.ReadAsync(house.Cycle, house.Coach, house.Visit, _ => Task.CompletedTask, default);
        Assert.Equal("I was nervous", mine!.At(mine.Length).Notes.Private.Single().Text);
        Assert.Empty(theirs!.At(theirs.Length).Notes.Private);
        Assert.Contains("Four hands", theirs.At(theirs.Length).Notes.Text.ToString(), StringComparison.Ordinal);
        foreach (var other in new[] { house.Observer, house.Principal }) Assert.Null(await desk.ReadAsync(house.Cycle, other, house.Visit, _ => Task.CompletedTask, default));
    }

    private static string Token(Page page) => page.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";

    /// <summary>A server with the demo district, its cycle and its lesson.</summary>
    private sealed class House : IAsyncDisposable
    {
        public required TestServer Server { get; init; }

        public required SpaceId Cycle { get; init; }

        public required string Visit { get; init; }

        public required DistrictState District { get; init; }

        public string Key => Cycle.Key;

        public string Path => $"/cycles/{Key}/visits/{Visit}";

        public Person Coach => Of("Maribel Ruiz");

        public Person Teacher => Of("Adaeze Okafor");

        public Person Observer => Of("Jonas Teller");

        public Person Principal => Of("Renée Castellano");

        public static async Task<House> OpenAsync()
        {
            var server = await TestServer.StartAsync("--environment", "Development");
            using var visitor = server.Visitor();
            await visitor.SubmitAsync(await visitor.GetAsync("/"), [], action: "/demo/open");
            var door = server.Get<SpaceDoor>();
            var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id);
            var cycle = CycleDesk.Space(district.Cycles.Values.First().Cycle["cycle-".Length..])!.Value;
            var state = await door.ReadAsync<CycleState>(cycle);
            // The lesson that is still to be written.
            var visit = state.Visits[^1];
            var house = new House { Server = server, Cycle = cycle, Visit = visit.Id, District = district };
            Assert.True((await door.DoAsync(cycle, house.Coach, new NotesEdit(visit.Id, ChangeSet.Replace(0, 0, 0, "Four hands after three seconds.\n")))).Accepted);
            return house;
        }

        public async Task<Visitor> StepInAsync(string name)
        {
            var visitor = Server.Visitor();
            var page = await visitor.GetAsync("/demo");
            var form = page.Document.Forms.Single(form => form.TextContent.Contains($"Step in as {name}", StringComparison.Ordinal) || form.QuerySelector($"[aria-label='Step in as {name}']") is not null);
            var fields = form.Elements.Where(element => element.GetAttribute("name") is not null).DistinctBy(element => element.GetAttribute("name")).ToDictionary(element => element.GetAttribute("name")!, element => element.GetAttribute("value") ?? "");
            await visitor.PostAsync(form.GetAttribute("action")!, fields);
            return visitor;
        }

        public async ValueTask<CycleState> StateAsync() => await Server.Get<SpaceDoor>().ReadAsync<CycleState>(Cycle);

        public async Task<string> ExportAsync(Visitor visitor, Page page, string format, string? visit = null)
        {
            var (status, text) = await TryExportAsync(visitor, Token(page), format, visit);
            Assert.Equal(HttpStatusCode.OK, status);
            return text;
        }

        public async Task<(HttpStatusCode Status, string Text)> TryExportAsync(Visitor visitor, string token, string format, string? visit = null)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["format"] = format });
            using var answer = await visitor.UploadAsync($"/cycles/{Key}/visits/{visit ?? Visit}/export", form);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();

        private Person Of(string name) => District.Person(District.People.Values.Single(member => member.Name == name).Id)!;
    }
}
