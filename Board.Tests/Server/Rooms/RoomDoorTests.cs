using System.Net;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Server.Rooms;
using Board.Spaces;
using Board.Spaces.Lobby;
using Board.Spaces.Workshop;

namespace Board.Tests.Server.Rooms;

/// <summary>Who comes into a room, and who does not (SPEC.md, DOOR1 to DOOR4, SHOP3).</summary>
public sealed class RoomDoorTests
{
    [Fact]
    public async Task DOOR1_The_code_on_the_screen_opens_the_room_however_it_is_typed()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = room.Phone();
        var code = (await room.CodeAsync()).Code;
        var (status, answer) = await phone.JoinAsync($" {code[..3].ToLowerInvariant()}-{code[3..].ToLowerInvariant()} ", name: " Ana ");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((room.Space.Key, "Systems for coaching"), ((string?)answer!["room"], (string?)answer["title"]));
        var ana = Assert.Single((await room.StateAsync()).People.Participants);
        Assert.Equal(("Ana", ParticipantStanding.In), (ana.Value.Name, ana.Value.Standing));
    }

    [Fact]
    public async Task DOOR1_The_list_of_codes_is_for_nobody()
    {
        await using var room = await OpenRoom.StartAsync();
        var door = room.Server.Get<SpaceDoor>();
        var lobby = await door.ReadAsync<LobbyState>(LobbySpace.Id);
        Assert.Equal(room.Space.ToString(), lobby.Codes[(await room.CodeAsync()).Code]);
        foreach (var person in new[] { OpenRoom.Lena, Person.Of("sam", Role.Administrator), Person.Of("dora", Role.DistrictLeader), Person.System })
        {
            Assert.Null(await door.LookAsync<LobbyState>(LobbySpace.Id, person));
            if (person != Person.System) Assert.Equal("closed-door", (await door.DoAsync(LobbySpace.Id, person, lobby.Workshops.Values.Single())).Refusal!.Code);
        }
        var archived = Assert.IsType<LobbyState>(new LobbySpace().View(lobby, new LobbySpace().Archive));
        Assert.Empty(archived.Codes);
        Assert.All(archived.Workshops.Values, workshop => Assert.Null(workshop.Code));
    }

    [Fact]
    public async Task DOOR1_Two_rooms_never_have_one_code()
    {
        await using var room = await OpenRoom.StartAsync();
        var door = room.Server.Get<SpaceDoor>();
        var first = (await door.ReadAsync<LobbyState>(LobbySpace.Id)).Workshops.Values.Single();
        var answer = await door.DoAsync(LobbySpace.Id, Person.System, first with { Workshop = "workshop-other" });
        Assert.Equal("code-taken", answer.Refusal!.Code);
    }

    [Fact]
    public async Task DOOR2_A_device_comes_in_again_as_the_same_person_and_is_another_in_another_room()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        var cookie = phone.Cookies.GetCookies(room.Server.Address)["board-room"]!;
        Assert.True(cookie.HttpOnly);
        await phone.JoinAsync((await room.CodeAsync()).Code, name: "Anna");
        var ana = Assert.Single((await room.StateAsync()).People.Participants);
        Assert.Equal("Ana", ana.Value.Name);

        var (other, _) = await room.Desk.FoundAsync(OpenRoom.Lena, "Look-fors", [DateOnly.FromDateTime(DateTime.UtcNow)]);
        var there = await room.Server.Get<SpaceDoor>().ReadAsync<WorkshopState>(other!.Value);
        await phone.JoinAsync(there.Code!.Code);
        there = await room.Server.Get<SpaceDoor>().ReadAsync<WorkshopState>(other.Value);
        Assert.NotEqual(ana.Key, Assert.Single(there.People.Participants).Key);
    }

    [Fact]
    public async Task DOOR2_A_made_up_cookie_is_no_device()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        using var forger = room.Phone();
        forger.Cookies.Add(room.Server.Address, new Cookie("board-room", new string('a', 32)));
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(forger.ConnectAsync);
    }

    [Theory]
    [InlineData("", "not-a-code", 400)]
    [InlineData("K7M4Q", "not-a-code", 400)]
    [InlineData("K7M4QO", "not-a-code", 400)]
    [InlineData("<script>", "not-a-code", 400)]
    [InlineData("ZZZZZZ", "unknown-code", 404)]
    public async Task DOOR3_A_wrong_code_is_refused_in_words(string code, string why, int status)
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = room.Phone();
        var (answered, answer) = await phone.JoinAsync(code);
        Assert.Equal((status, why), ((int)answered, (string?)answer!["code"]));
        Assert.NotEqual("", (string)answer["message"]!);
        Assert.Null(phone.Cookie);
    }

    [Fact]
    public async Task DOOR3_Whoever_scans_comes_in_while_guesses_are_held_up()
    {
        await using var room = await OpenRoom.StartAsync();
        var code = await room.CodeAsync();
        using var guesser = room.Phone();
        var status = HttpStatusCode.NotFound;
        for (var i = 0; status == HttpStatusCode.NotFound; i++)
        {
            Assert.InRange(i, 0, JoinLimits.AddressAtOnce);
            (status, _) = await guesser.JoinAsync($"{RoomCode.Alphabet[i / 29]}{RoomCode.Alphabet[i % 29]}ZZZZ");
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        using var typist = room.Phone();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await typist.JoinAsync(code.Code)).Status);
        using var scanner = room.Phone();
        Assert.Equal(HttpStatusCode.OK, (await scanner.JoinAsync(code.Code, code.Secret)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await room.Phone().JoinAsync(code.Code, new string('a', 20))).Status);
    }

    [Fact]
    public async Task DOOR3_Whoever_knows_the_code_and_makes_secrets_up_keeps_nobody_out_who_scans()
    {
        await using var room = await OpenRoom.StartAsync();
        var code = await room.CodeAsync();
        using var prankster = room.Phone();
        var status = HttpStatusCode.NotFound;
        for (var i = 0; status == HttpStatusCode.NotFound; i++)
        {
            Assert.InRange(i, 0, JoinLimits.CodeAtOnce);
            (status, _) = await prankster.JoinAsync(code.Code, new string('a', 20));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        using var scanner = room.Phone();
        Assert.Equal(HttpStatusCode.OK, (await scanner.JoinAsync(code.Code, code.Secret)).Status);
    }

    [Fact]
    public async Task DOOR4_A_new_code_ends_the_old_one_and_its_picture()
    {
        await using var room = await OpenRoom.StartAsync();
        using var inside = await room.JoinAsync();
        var old = await room.CodeAsync();
        Assert.Equal("closed-door", (await room.Desk.RenewCodeAsync(room.Space, Person.Of("stranger", Role.Coach)))!.Code);
        Assert.Null(await room.Desk.RenewCodeAsync(room.Space, OpenRoom.Lena));
        var now = await room.CodeAsync();
        Assert.NotEqual(old, now);
        Assert.Equal(HttpStatusCode.NotFound, (await room.Phone().JoinAsync(old.Code)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await room.Phone().JoinAsync(old.Code, old.Secret)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await room.Phone().JoinAsync(now.Code, old.Secret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await room.Phone().JoinAsync(now.Code, now.Secret)).Status);
        await using var live = await inside.ConnectAsync();
        await (await live.WatchAsync(new { space = room.Space.ToString(), seat = "Participant" })).NextAsync("snapshot");
    }

    [Fact]
    public async Task DOOR1_Whoever_else_draws_a_code_at_the_same_time_the_one_on_the_screen_opens_the_room()
    {
        await using var room = await OpenRoom.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => room.Desk.RenewCodeAsync(room.Space, OpenRoom.Lena))));
            using var phone = room.Phone();
            Assert.Equal(HttpStatusCode.OK, (await phone.JoinAsync((await room.CodeAsync()).Code)).Status);
        }
    }

    [Fact]
    public async Task DOOR4_A_code_ends_with_the_workshop_and_leads_back_when_it_goes_on()
    {
        await using var room = await OpenRoom.StartAsync();
        var code = await room.CodeAsync();
        await room.DoesAsync(new WorkshopEnded(true));
        Assert.Equal(HttpStatusCode.NotFound, (await room.Phone().JoinAsync(code.Code)).Status);
        var (status, answer) = await room.Phone().JoinAsync(code.Code, code.Secret);
        Assert.NotEqual(HttpStatusCode.OK, status);
        Assert.NotNull(answer!["message"]);
        await room.DoesAsync(new WorkshopEnded(false));
        Assert.Equal(HttpStatusCode.OK, (await room.Phone().JoinAsync((await room.CodeAsync()).Code)).Status);
    }

    [Fact]
    public async Task DOOR4_A_code_holds_until_two_days_after_the_last_day()
    {
        await using var room = await OpenRoom.StartAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await room.DoesAsync(new WorkshopChanged("Systems for coaching", [today.AddDays(-9), today.AddDays(-2)]));
        Assert.Equal(HttpStatusCode.OK, (await room.Phone().JoinAsync((await room.CodeAsync()).Code)).Status);
        await room.DoesAsync(new WorkshopChanged("Systems for coaching", [today.AddDays(-9), today.AddDays(-3)]));
        Assert.Equal("ended", (string?)(await room.Phone().JoinAsync((await room.CodeAsync()).Code)).Answer!["code"]);
    }

    [Fact]
    public async Task SHOP3_Whoever_was_removed_stays_out_and_a_new_device_waits_at_the_door()
    {
        await using var room = await OpenRoom.StartAsync();
        using var gus = await room.JoinAsync("Gus");
        await using var live = await gus.ConnectAsync();
        var stream = await live.WatchAsync(new { space = room.Space.ToString(), seat = "Participant" });
        await stream.NextAsync("snapshot");
        var id = (await room.StateAsync()).People.Participants.Single().Key;
        await room.DoesAsync(new ParticipantRemoved(id));
        Assert.Equal("closed-door", (string?)(await stream.NextAsync("closed"))["code"]);
        Assert.Equal("removed", (string?)(await gus.JoinAsync((await room.CodeAsync()).Code)).Answer!["code"]);
        using var again = await room.JoinAsync("Gus again");
        var people = (await room.StateAsync()).People.Participants;
        Assert.Equal(ParticipantStanding.Waiting, people.Single(one => one.Key != id).Value.Standing);
    }

    [Fact]
    public async Task ACC5_Another_site_posts_nothing_in_a_visitors_name()
    {
        await using var room = await OpenRoom.StartAsync();
        using var phone = await room.JoinAsync();
        phone.Origin = "https://evil.example";
        foreach (var path in new[] { "/join", "/join/test", $"/room/{room.Space.Key}/walls/w1/images", $"/workshops/{room.Space.Key}/screen", "/JOIN/test", $"/Room/{room.Space.Key}/walls/w1/images", $"/workshops/{room.Space.Key}/Screen/" })
            Assert.Equal(HttpStatusCode.Forbidden, (await phone.PostAsync(path, new { })).Status);
    }

    [Fact]
    public async Task DOOR3_Hundreds_who_come_at_once_from_one_address_are_all_let_in()
    {
        await using var room = await OpenRoom.StartAsync();
        var code = await room.CodeAsync();
        var statuses = new List<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 30 }, async (i, _) =>
        {
            using var phone = room.Phone();
            var (status, _) = i % 2 == 0 ? await phone.JoinAsync(code.Code, name: $"Ana {i}") : await phone.JoinAsync(code.Code, code.Secret);
            lock (statuses) statuses.Add(status);
        });
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(300, (await room.StateAsync()).People.Participants.Count);
    }
}
