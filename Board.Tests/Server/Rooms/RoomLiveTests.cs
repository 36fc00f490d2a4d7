using System.Net;
using System.Text.Json.Nodes;
using Board.Engines;
using Board.Server.Rooms;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;
using Board.Tests.Live;
using Board.Tests.Server.Photos;

namespace Board.Tests.Server.Rooms;

/// <summary>What phones and screens get over the live hub, and what they can do there.</summary>
public sealed class RoomLiveTests
{
    [Fact]
    public async Task A_phone_is_welcomed_with_what_is_its_own_and_posts_exactly_once()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        string token;
        await using (var live = await phone.ConnectAsync())
        {
            var (welcome, stream) = await WatchAsync(live, room);
            token = (string)welcome["token"]!;
            Assert.Equal("Ana", (string?)welcome["own"]!["name"]);
            var session = (string)welcome["session"]!;
            await stream.NextAsync("snapshot");
            Assert.Null((await live.SubmitAsync(session, 0, 1, Post("a1")))["refused"]);
        }
        // The answer was lost: the page comes back with its token and sends it again.
        await using var again = await phone.ConnectAsync();
        var (second, frames) = await WatchAsync(again, room, token);
        Assert.Equal(["a1"], second["own"]!["walls"]!["w1"]!["cards"]!.AsArray().Select(card => (string)card!));
        var repeated = await again.SubmitAsync((string)second["session"]!, 0, 1, Post("a1"));
        Assert.Null(repeated["refused"]);
        var cards = (await room.StateAsync()).Walls[OpenRoom.Wall].Cards;
        Assert.Equal(["a1"], cards.Keys);
        var snapshot = await frames.NextAsync("snapshot");
        Assert.Equal("One form.", (string?)snapshot["space"]!["walls"]!["w1"]!["cards"]!["a1"]!["content"]!["text"]);
        Assert.DoesNotContain((await room.CodeAsync()).Secret, again.Received.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LIVE3_A_session_is_bound_to_the_device_it_was_given_to()
    {
        await using var room = await OpenRoom.StartAsync();
        using var ana = await room.JoinAsync();
        using var ben = await room.JoinAsync("Ben");
        await using var live = await ana.ConnectAsync();
        var (welcome, _) = await WatchAsync(live, room);
        await using var other = await ben.ConnectAsync();
        var stream = await other.WatchAsync(new { space = room.Space.ToString(), seat = "participant", token = (string)welcome["token"]! });
        Assert.Equal("unknown-session", (string?)(await stream.NextAsync("closed"))["code"]);
    }

    [Fact]
    public async Task A_device_is_nobody_elsewhere_and_without_a_code_nowhere()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = room.Phone();
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(phone.ConnectAsync);
        await phone.PostAsync("/join/test", new { });
        await using var live = await phone.ConnectAsync();
        foreach (var request in new object[]
        {
            new { space = room.Space.ToString(), seat = "participant" }, new { space = room.Space.ToString(), seat = "screen" }, new { space = room.Space.ToString() },
            new { space = "district-main", seat = "participant" }, new { space = "lobby-main", seat = "participant" }, new { space = "lobby-main" },
        })
        {
            Assert.Equal("closed-door", (string?)(await (await live.WatchAsync(request)).NextAsync("closed"))["code"]);
        }
    }

    [Fact]
    public async Task LIVE7_Raised_hands_are_counted_for_the_room_and_named_for_whoever_leads()
    {
        await using var room = await OpenRoom.StartAsync();
        using var ana = await room.JoinAsync();
        using var ben = await room.JoinAsync("Ben");
        await using var live = await ana.ConnectAsync();
        await using var other = await ben.ConnectAsync();
        var (welcome, _) = await WatchAsync(live, room);
        var (_, stream) = await WatchAsync(other, room);
        await live.SendAsync("Raise", new { session = (string)welcome["session"]!, hand = true, ready = true });
        JsonObject here;
        do here = await stream.NextAsync("here"); while ((int)here["hands"]! == 0);
        Assert.Equal((2, 1, 1), ((int)here["people"]!, (int)here["hands"]!, (int)here["ready"]!));
        Assert.DoesNotContain("\"presence\"", other.Received.ToString(), StringComparison.Ordinal);
        using var lease = await room.Server.Get<ISpaceEngine>().OpenAsync(room.Space);
        var id = (await room.StateAsync()).People.Participants.Single(one => one.Value.Name == "Ana").Key;
        Assert.Equal(id, Assert.Single(lease.Feed.Attendance.Hands));
    }

    [Fact]
    public async Task DOOR5_A_screen_is_opened_by_a_link_sees_what_the_room_sees_and_does_nothing()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new WallSet(OpenRoom.Wall, WallSettings.Usual with { Moderation = Moderation.Before }));
        using var phone = await room.JoinAsync();
        await using (var live = await phone.ConnectAsync())
        {
            var (welcome, _) = await WatchAsync(live, room);
            await live.SubmitAsync((string)welcome["session"]!, 0, 1, Post("a1", "It is pending"));
        }
        using var screen = room.Phone();
        var path = $"/workshops/{room.Space.Key}/screen";
        Assert.Equal(HttpStatusCode.NotFound, (await screen.PostAsync(path, new { })).Status);
        Assert.Equal("old-link", (string?)(await screen.PostAsync(path, new { token = "made-up" })).Answer!["code"]);
        Assert.Equal(HttpStatusCode.NoContent, (await screen.PostAsync(path, new { token = room.Server.Get<Screens>().Link(room.Space, await room.CodeAsync()) })).Status);
        await using var shown = await screen.ConnectAsync();
        var stream = await shown.WatchAsync(new { space = room.Space.ToString(), seat = "screen" });
        var seen = await stream.NextAsync("welcome");
        Assert.False((bool)seen["mayWrite"]!);
        var snapshot = await stream.NextAsync("snapshot");
        Assert.Equal((await room.CodeAsync()).Code, (string?)snapshot["space"]!["code"]!["code"]);
        Assert.Equal("look-only", (string?)(await shown.SubmitAsync((string)seen["session"]!, 0, 1, Post("s1")))["refused"]!["code"]);
        await room.DoesAsync(new CardModerated(OpenRoom.Wall, "a1", CardStanding.SetAside, ""), new WallLocked(OpenRoom.Wall, true));
        await stream.NextAsync("ops");
        Assert.DoesNotContain("It is pending", shown.Received.ToString(), StringComparison.Ordinal);
        var link = room.Server.Get<Screens>().Link(room.Space, await room.CodeAsync());
        Assert.Null(await room.Desk.RenewCodeAsync(room.Space, OpenRoom.Lena));
        using var late = room.Phone();
        Assert.Equal("old-link", (string?)(await late.PostAsync(path, new { token = link })).Answer!["code"]);
        // Only a screen and those who lead get the picture with the secret.
        using var picture = await screen.GetAsync($"/workshops/{room.Space.Key}/qr.svg");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        using var none = await phone.GetAsync($"/workshops/{room.Space.Key}/qr.svg");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_picture_reaches_whoever_sees_its_card_and_nobody_else()
    {
        await using var room = await OpenRoom.StartAsync();
        await room.DoesAsync(new WallSet(OpenRoom.Wall, WallSettings.Usual with { Moderation = Moderation.Before }));
        using var ana = await room.JoinAsync();
        using var ben = await room.JoinAsync("Ben");
        var upload = $"/room/{room.Space.Key}/walls/{OpenRoom.Wall}/images";
        Assert.Equal("not-a-photo", (string?)(await ana.UploadAsync(upload, "<svg onload=alert(1)>"u8.ToArray())).Answer!["code"]);
        Assert.Equal(HttpStatusCode.NotFound, (await room.Phone().UploadAsync(upload, Pictures.Of(64, 48))).Status);
        var (status, answer) = await ana.UploadAsync(upload, Pictures.Of(64, 48));
        Assert.Equal(HttpStatusCode.OK, status);
        var id = (string)answer!["id"]!;
        await using var live = await ana.ConnectAsync();
        var (welcome, _) = await WatchAsync(live, room);
        var card = new { type = "card-posted", surface = OpenRoom.Wall, id = "a1", section = "schools", order = "i", content = new { text = "", link = (string?)null, image = id, alt = "A schedule" } };
        Assert.Null((await live.SubmitAsync((string)welcome["session"]!, 0, 1, card))["refused"]);
        var path = $"/room/{room.Space.Key}/images/{id}?size=s";
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await ana.GetAsync(path)).StatusCode, (await ben.GetAsync(path)).StatusCode));
        await room.DoesAsync(new CardModerated(OpenRoom.Wall, "a1", CardStanding.Shown, ""));
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync(path)).StatusCode);
        await room.DoesAsync(new CardModerated(OpenRoom.Wall, "a1", CardStanding.SetAside, ""));
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task LIVE4_A_flood_of_one_phone_is_refused_in_words_and_others_are_not()
    {
        await using var room = await OpenRoom.StartAsync();
        using var ana = await room.JoinAsync();
        using var ben = await room.JoinAsync("Ben");
        await using var live = await ana.ConnectAsync();
        var (welcome, _) = await WatchAsync(live, room);
        string? why = null;
        for (var i = 1; why is null; i++)
        {
            Assert.InRange(i, 1, 200);
            why = (string?)(await live.SubmitAsync((string)welcome["session"]!, 0, i, Post($"a{i}")))["refused"]?["code"];
        }
        Assert.Contains(why, new[] { "too-fast", "too-many" });
        await using var other = await ben.ConnectAsync();
        var (second, _) = await WatchAsync(other, room);
        Assert.Null((await other.SubmitAsync((string)second["session"]!, 0, 1, Post("b1")))["refused"]);
    }

    private static async Task<(JsonObject Welcome, LiveStream Stream)> WatchAsync(LiveTestClient live, OpenRoom room, string? token = null)
    {
        var stream = await live.WatchAsync(new { space = room.Space.ToString(), seat = "participant", token });
        return (await stream.NextAsync("welcome"), stream);
    }

    private static object Post(string id, string text = "One form.") =>
        new { type = "card-posted", surface = OpenRoom.Wall, id, section = "schools", order = "i", content = new { text, link = (string?)null, image = (string?)null, alt = "" } };
}
