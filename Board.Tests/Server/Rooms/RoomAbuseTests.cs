using System.Net;
using System.Text.Json.Nodes;
using Board.Engines;
using Board.Files;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;
using Board.Tests.Live;
using Board.Tests.Server.Photos;

namespace Board.Tests.Server.Rooms;

/// <summary>What somebody tries in a room who means no good, and whoever is only unlucky. Guessing, floods: RoomDoorTests, RoomLiveTests.</summary>
public sealed class RoomAbuseTests
{
    [Fact]
    public async Task LIVE3_Two_tabs_of_one_phone_have_a_session_each_and_one_card_is_posted_once()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        await using var first = await phone.ConnectAsync();
        await using var second = await phone.ConnectAsync();
        var (mine, stream) = await WatchAsync(first, room);
        var (other, others) = await WatchAsync(second, room);
        Assert.NotEqual(mine, other);
        await stream.NextAsync("snapshot");
        await others.NextAsync("snapshot");
        // The same number in each is two submissions; the same card in both is one card.
        Assert.Null((await first.SubmitAsync(mine, 0, 1, Post("a1", "From the first")))["refused"]);
        Assert.Null((await second.SubmitAsync(other, 0, 1, Post("b1", "From the second")))["refused"]);
        Assert.Null((await second.SubmitAsync(other, 0, 2, Post("a1", "From the first")))["refused"]);
        Assert.Equal(["From the first", "From the second"], (await CardsAsync(room)).Select(card => card.Content.Text).Order());
        await ToldAsync(stream, "From the second");
        await ToldAsync(others, "From the second");
        // A session is not the other tab's either, once its connection holds another one.
        Assert.Equal("unknown-session", (string?)(await second.SubmitAsync(mine, 0, 2, Post("c1", "As the other")))["refused"]!["code"]);
    }

    [Fact]
    public async Task WALL2_After_the_lock_nothing_is_written_in_whatever_way_but_ones_own_can_be_taken_back()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        await using var live = await phone.ConnectAsync();
        var (session, _) = await WatchAsync(live, room);
        await live.SubmitAsync(session, 0, 1, Post("a1"));
        await room.DoesAsync(new WallLocked(OpenRoom.Wall, true));
        object[] late =
        [
            Post("a2"),
            new { type = "card-edited", surface = OpenRoom.Wall, id = "a1", content = Content("Other words") },
            new { type = "card-commented", surface = OpenRoom.Wall, id = "a1", comment = "k1", text = "A comment" },
            new { type = "reacted", surface = OpenRoom.Wall, id = "a1", kind = "agree", on = true },
        ];
        foreach (var op in late)
        {
            var refused = (await live.SubmitAsync(session, 0, 2, op))["refused"];
            Assert.Equal("locked", (string?)refused?["code"]);
            Assert.Contains("still in the field", (string)refused!["message"]!, StringComparison.Ordinal);
        }
        Assert.Equal("locked", (string?)(await phone.UploadAsync($"/room/{room.Space.Key}/walls/{OpenRoom.Wall}/images", Pictures.Of(64, 48))).Answer!["code"]);
        Assert.Equal("One form.", Assert.Single(await CardsAsync(room)).Content.Text);
        Assert.Null((await live.SubmitAsync(session, 0, 2, new { type = "card-withdrawn", surface = OpenRoom.Wall, id = "a1", withdrawn = true }))["refused"]);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)//https://example.org")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:msgbox")]
    [InlineData("https://board@evil.example/")]
    [InlineData("https://example.org/\u202egpj.exe\n")]
    [InlineData("//evil.example")]
    public async Task WALL9_A_link_that_is_no_address_of_the_web_is_refused_in_words(string link)
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        await using var live = await phone.ConnectAsync();
        var (session, _) = await WatchAsync(live, room);
        var refused = (await live.SubmitAsync(session, 0, 1, Post("a1", "Look here", link)))["refused"];
        Assert.Equal("not-a-link", (string?)refused?["code"]);
        Assert.Empty(await CardsAsync(room));
    }

    [Theory]
    [InlineData("A\u202eetariP", "malformed")]
    [InlineData("Ana\u200b", "malformed")]
    [InlineData("\u2066Ana", "malformed")]
    [InlineData("Facilitator", "name-reserved")]
    [InlineData("F\u0430cilit\u0430tor", "name-reserved")]
    [InlineData("H 0 S T", "name-reserved")]
    public async Task SHOP5_A_name_that_hides_turns_the_writing_or_poses_as_who_leads_does_not_come_in(string name, string why)
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = room.Phone();
        var (status, answer) = await phone.JoinAsync((await room.CodeAsync()).Code, name: name);
        Assert.Equal((HttpStatusCode.BadRequest, why), (status, (string?)answer!["code"]));
        Assert.Empty((await room.StateAsync()).People.Participants);
    }

    [Fact]
    public async Task A_picture_that_is_too_heavy_or_too_wide_is_refused_in_words_before_it_is_read()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        var upload = $"/room/{room.Space.Key}/walls/{OpenRoom.Wall}/images";
        // A few bytes that say they are a hundred thousand pixels wide.
        var (status, answer) = await phone.UploadAsync(upload, Pictures.Claiming(100_000, 100_000));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (status, (string?)answer!["code"]));
        Assert.NotEqual("", (string)answer["message"]!);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await phone.UploadAsync(upload, new byte[StoredFile.MaxLength + (80 * 1024)])).Status);
        Assert.Empty(await CardsAsync(room));
    }

    [Fact]
    public async Task SHOP6_After_the_end_no_picture_is_kept()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        await room.DoesAsync(new WorkshopEnded(true));
        Assert.Equal("ended", (string?)(await phone.UploadAsync($"/room/{room.Space.Key}/walls/{OpenRoom.Wall}/images", Pictures.Of(64, 48))).Answer!["code"]);
    }

    [Fact]
    public async Task A_room_that_sends_its_pictures_all_at_once_gets_them_all_in()
    {
        await using var room = await OpenRoom.StartAsync();
        var phones = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => room.JoinAsync("")));
        var answers = await Task.WhenAll(phones.Select(phone => phone.UploadAsync($"/room/{room.Space.Key}/walls/{OpenRoom.Wall}/images", Pictures.Of(640, 480))));
        foreach (var phone in phones) phone.Dispose();
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Distinct(answers.Select(answer => (string?)answer.Answer!["id"]));
    }

    [Fact]
    public async Task A_device_that_makes_rooms_up_brings_none_to_life()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        await using var live = await phone.ConnectAsync();
        var before = room.Server.Get<EmbeddedEngine>().Count;
        for (var i = 0; i < 20; i++)
        {
            foreach (var seat in new[] { "participant", "screen" })
                Assert.Equal("closed-door", (string?)(await (await live.WatchAsync(new { space = $"workshop-made{i}", seat })).NextAsync("closed"))["code"]);
            Assert.Equal(HttpStatusCode.NotFound, (await phone.PostAsync($"/workshops/made{i}/screen", new { token = "x" })).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await phone.UploadAsync($"/room/made{i}/walls/{OpenRoom.Wall}/images", Pictures.Of(8, 8))).Status);
        }
        Assert.Equal(before, room.Server.Get<EmbeddedEngine>().Count);
    }

    [Fact]
    public async Task SHOP3_Whoever_is_removed_is_out_in_every_tab_and_cannot_do_anything_from_one()
    {
        await using var room = await OpenRoom.StartAsync();
        using var gus = await room.JoinAsync("Gus");
        await using var first = await gus.ConnectAsync();
        await using var second = await gus.ConnectAsync();
        var (mine, stream) = await WatchAsync(first, room);
        var (other, others) = await WatchAsync(second, room);
        Assert.Null((await first.SubmitAsync(mine, 0, 1, Post("a1", "Before")))["refused"]);
        await room.DoesAsync(new ParticipantRemoved((await room.StateAsync()).People.Participants.Keys.Single()));
        Assert.Equal("closed-door", (string?)(await stream.NextAsync("closed"))["code"]);
        Assert.Equal("closed-door", (string?)(await others.NextAsync("closed"))["code"]);
        foreach (var (live, session) in new[] { (first, mine), (second, other) })
        {
            Assert.NotNull((await live.SubmitAsync(session, 0, 2, Post("a2", "Afterwards")))["refused"]);
            Assert.Equal("closed-door", (string?)(await (await live.WatchAsync(new { space = room.Space.ToString(), seat = "participant" })).NextAsync("closed"))["code"]);
        }
        Assert.NotEqual(HttpStatusCode.OK, (await gus.UploadAsync($"/room/{room.Space.Key}/walls/{OpenRoom.Wall}/images", Pictures.Of(64, 48))).Status);
        // What came after it reaches neither tab.
        using var ana = await room.JoinAsync();
        await room.DoesAsync(new ParticipantAdmitted((await room.StateAsync()).People.Participants.Single(one => one.Value.Name == "Ana").Key));
        await using var anas = await ana.ConnectAsync();
        var (hers, told) = await WatchAsync(anas, room);
        await told.NextAsync("snapshot");
        Assert.Null((await anas.SubmitAsync(hers, 0, 1, Post("b1", "Among ourselves")))["refused"]);
        await ToldAsync(told, "Among ourselves");
        foreach (var live in new[] { first, second }) Assert.DoesNotContain("Among ourselves", live.Received.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Among ourselves", "Before"], (await CardsAsync(room)).Select(card => card.Content.Text).Order());
    }

    private static async Task<IEnumerable<Card>> CardsAsync(OpenRoom room) => (await room.StateAsync()).Walls[OpenRoom.Wall].Cards.Values;

    private static async Task ToldAsync(LiveStream stream, string words)
    {
        JsonObject frame;
        do frame = await stream.NextAsync("ops"); while (!frame.ToJsonString().Contains(words, StringComparison.Ordinal));
    }

    private static async Task<(string Session, LiveStream Stream)> WatchAsync(LiveTestClient live, OpenRoom room)
    {
        var stream = await live.WatchAsync(new { space = room.Space.ToString(), seat = "participant" });
        return ((string)(await stream.NextAsync("welcome"))["session"]!, stream);
    }

    private static object Post(string id, string text = "One form.", string? link = null) =>
        new { type = "card-posted", surface = OpenRoom.Wall, id, section = "schools", order = "i", content = Content(text, link) };

    private static object Content(string text, string? link = null) => new { text, link, image = (string?)null, alt = "" };
}
