using System.Net;
using System.Text;
using Board.Engines;
using Board.Files;
using Board.Grains;
using Board.Log;
using Board.Server.Exports;
using Board.Server.Photos;
using Board.Spaces;
using Board.Spaces.District;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;
using Board.Tests.Server.Photos;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Server.Exports;

/// <summary>Who takes walls out and brings cards in, and what becomes of it (SPEC.md, WALL14).</summary>
public sealed class WallExportDeskTests : IAsyncDisposable
{
    private const string Wall = "w1";

    private static readonly SpaceId Workshop = new("workshop", "k1");
    private static readonly Person Lead = Person.Of("lena", Role.Coach);
    private static readonly Person Helps = Person.Of("maribel", Role.Coach);
    private static readonly Person Phone = Person.Of("p1", Role.Participant);
    private static readonly Person Guest = Person.Of("jonas", Role.Coach);

    private readonly MemorySpaceLog _log = new();
    private readonly MemoryFileStore _files = new();
    private readonly EmbeddedEngine _engine;
    private readonly SpaceDoor _door;
    private readonly WallExportDesk _desk;

    public WallExportDeskTests()
    {
        _engine = new EmbeddedEngine(_log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
        _door = new SpaceDoor(_engine);
        _desk = new WallExportDesk(_door, _engine, _files);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _log.DisposeAsync();
    }

    private async Task DoesAsync(Person person, params SpaceOp[] ops)
    {
        foreach (var op in ops) Assert.Null((await _door.DoAsync(Workshop, person, op)).Refusal);
    }

    private async Task OpenAsync()
    {
        await DoesAsync(Lead, new WorkshopFounded("Systems", [new(2026, 11, 17)]), new ActivityAdded(Wall, ActivityKind.Wall, "Share out", 0, 4), new SectionSet(Wall, "s", "Schools", "", "i"),
            new ActivityBegun(Wall), new CoFacilitatorNamed(Helps.Id));
        await DoesAsync(Phone, new ParticipantJoined("Ana"), new CardPosted(Wall, "a", "s", "i", new("One form")));
        await DoesAsync(Guest, new ParticipantJoined("Jonas"));
    }

    private async Task<WallState> NowAsync() => (await _door.ReadAsync<WorkshopState>(Workshop)).Walls[Wall];

    private Task<Refusal?> BringAsync(Person person, string name, string content) => _desk.BringAsync(Workshop, person, Wall, name, Encoding.UTF8.GetBytes(content), default);

    [Fact]
    public async Task WALL14_only_those_who_lead_take_a_wall_out_or_bring_cards_in()
    {
        await OpenAsync();
        foreach (var leads in new[] { Lead, Helps }) Assert.Equal("Share out", (await _desk.TakeAsync(Workshop, leads, Wall, default))!.Title);
        foreach (var other in new[] { Phone, Guest, Person.Of("dana", Role.DistrictLeader), Person.Of("sam", Role.Administrator) })
        {
            Assert.Null(await _desk.TakeAsync(Workshop, other, Wall, default));
            Assert.Equal("closed-door", (await BringAsync(other, "cards.txt", "Mine"))!.Code);
        }
        Assert.Null(await _desk.TakeAsync(Workshop, Lead, "nowhere", default));
        Assert.Equal("closed-door", (await _desk.BringAsync(Workshop, Lead, "nowhere", "cards.txt", [], default))!.Code);
        Assert.Single((await NowAsync()).Cards);
    }

    [Fact]
    public async Task More_lines_than_are_done_at_once_are_all_brought_in_in_their_order()
    {
        await OpenAsync();
        var lines = Enumerable.Range(0, 900).Select(i => $"Card {i}").ToList();
        Assert.Null(await BringAsync(Helps, "cards.txt", string.Join('\n', lines)));
        Assert.Equal([.. lines.Prepend("One form")], (await NowAsync()).InOrder("s").Select(card => card.Content.Text));
        Assert.All((await NowAsync()).Cards.Values.Where(card => card.Id != "a"), card => Assert.Equal(Helps.Id, card.By));
    }

    [Fact]
    public async Task WALL8_what_does_not_fit_on_a_wall_is_refused_and_what_came_before_it_stays()
    {
        await OpenAsync();
        Assert.Equal("wall-full", (await BringAsync(Lead, "cards.txt", string.Join('\n', Enumerable.Repeat("Much", WallCards.MaxCards))))!.Code);
        Assert.InRange((await NowAsync()).Cards.Count, 1_000, WallCards.MaxCards);
        Assert.Equal("too-long", (await BringAsync(Lead, "cards.txt", new string('x', WallCards.MaxText + 1)))!.Code);
    }

    [Fact]
    public async Task A_picture_goes_along_and_is_judged_like_any_upload()
    {
        await OpenAsync();
        await _files.PutAsync(Workshop, "pic", new StoredFile("image/jpeg", PhotoIntake.Take(Pictures.Of(64, 48)).Photo!.Jpeg));
        await DoesAsync(Lead, new CardPosted(Wall, "b", "s", "k", new("", null, "pic", "Our Friday")));
        using var file = new MemoryStream();
        await _desk.WriteFileAsync(file, Workshop, (await _desk.TakeAsync(Workshop, Lead, Wall, default))!, default);
        Assert.Null(await _desk.BringAsync(Workshop, Lead, Wall, "wall.json", file.ToArray(), default));
        var copy = Assert.Single((await NowAsync()).Cards.Values, card => card.Content.Image is { } image && image != "pic");
        Assert.Equal("Our Friday", copy.Content.Alt);
        Assert.NotNull(await _files.GetAsync(Workshop, copy.Content.Image!));
        Assert.NotNull(await _files.GetAsync(Workshop, PictureShelf.Small(copy.Content.Image!)));

        var bad = Encoding.UTF8.GetString(file.ToArray());
        var at = bad.IndexOf("\"jpeg\":\"", StringComparison.Ordinal) + 8;
        bad = $"{bad[..at]}{Convert.ToBase64String("<svg onload=alert(1)>"u8)}{bad[bad.IndexOf('"', at)..]}";
        var before = (await NowAsync()).Cards.Count;
        Assert.Equal("not-a-photo", (await BringAsync(Lead, "wall.json", bad))!.Code);
        Assert.Equal(before, (await NowAsync()).Cards.Count);
    }

    [Theory]
    [InlineData("cards.txt", "", "nothing")]
    [InlineData("cards.csv", "text\n", "nothing")]
    [InlineData("wall.json", "{}", "malformed")]
    public async Task What_holds_no_cards_changes_nothing(string name, string content, string code)
    {
        await OpenAsync();
        Assert.Equal(code, (await BringAsync(Lead, name, content))!.Code);
        Assert.Single((await NowAsync()).Cards);
    }

    [Fact]
    public async Task What_is_not_text_is_refused()
    {
        await OpenAsync();
        Assert.Equal("malformed", (await _desk.BringAsync(Workshop, Lead, Wall, "cards.txt", [0xFF, 0xFE, 0x00], default))!.Code);
    }

    [Fact]
    public async Task WALL14_the_addresses_of_copies_are_a_closed_door_for_everybody_else()
    {
        await using var server = await TestServer.StartAsync();
        using var admin = await server.FoundAsync();
        var door = server.Get<SpaceDoor>();
        foreach (var op in (SpaceOp[])[new WorkshopFounded("Systems", [new(2026, 11, 17)]), new ActivityAdded(Wall, ActivityKind.Wall, "Share out", 0, 4)])
            Assert.Null((await door.DoAsync(Workshop, Lead, op)).Refusal);
        foreach (var format in new[] { "csv", "md", "json" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.SendAsync(HttpMethod.Get, $"/workshops/k1/walls/{Wall}/export.{format}")).StatusCode);
            using var nobody = server.Visitor();
            Assert.StartsWith("/sign-in", (await nobody.GetAsync($"/workshops/k1/walls/{Wall}/export.{format}")).Path, StringComparison.Ordinal);
        }
        Assert.Equal("A closed door", (await admin.GetAsync($"/workshops/k1/walls/{Wall}/print")).Heading);
        Assert.Equal("A closed door", (await admin.GetAsync("/workshops/k1/room")).Heading);
    }
}
