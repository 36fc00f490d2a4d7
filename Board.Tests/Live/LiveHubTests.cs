using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Log;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Tests.Live;

/// <summary>The live hub over a real connection (PROTOCOL.md; SPEC.md, LIVE).</summary>
public sealed class LiveHubTests : IAsyncLifetime
{
    /// <summary>The sequence of the last entry that the host makes for a start.</summary>
    private const int Head = LiveTestHost.Head;

    private LiveTestHost _host = null!;

    public async Task InitializeAsync() => _host = await LiveTestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_acknowledgement_is_ones_own_entry_in_the_stream()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (stream, session) = await WatchAsync(coach);
        await coach.SendAsync("Submit", new { session, at = Head, number = 1, ops = new[] { Edit(0, "abc") } });
        var entry = (await stream.NextAsync("ops"))["entries"]![0]!;
        Assert.Equal(session, (string?)entry["session"]);
        Assert.Equal(1, (int)entry["n"]!);
        Assert.Equal("maribel", (string?)entry["by"]);
        Assert.Equal("abc", await _host.TextAsync());
    }

    [Fact]
    public async Task A_reader_who_comes_back_gets_what_it_missed_and_no_snapshot()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (_, session) = await WatchAsync(coach);
        for (var n = 1; n <= 5; n++) Assert.Null((await coach.SubmitAsync(session, Head + n - 1, n, Edit(n - 1, "a")))["refused"]);
        await using var teacher = await _host.ConnectAsync("adaeze");
        var stream = await teacher.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit, at: Head + 2);
        await stream.NextAsync("welcome");
        var frame = (await stream.NextAsync())!;
        Assert.Equal("ops", (string?)frame["type"]);
        Assert.Equal((Head + 2, Head + 5, 3), ((int)frame["from"]!, (int)frame["to"]!, frame["entries"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_reader_far_behind_gets_a_snapshot_and_one_with_unconfirmed_work_gets_every_entry()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (_, session) = await WatchAsync(coach);
        var (at, number) = (Head, 1);
        for (var batch = 0; batch < 5; batch++)
        {
            var ops = Enumerable.Range(0, 500).Select(i => Edit(number - 1 + i, "a")).ToArray<object>();
            Assert.Null((await coach.SubmitAsync(session, at, number, ops))["refused"]);
            (at, number) = (at + 500, number + 500);
        }
        var idle = await coach.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit, at: Head);
        await idle.NextAsync("welcome");
        Assert.Equal(("snapshot", Head + 2500), Kind((await idle.NextAsync())!));
        var busy = await coach.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit, at: Head, keep: true);
        await busy.NextAsync("welcome");
        var entries = 0;
        while (entries < 2500)
        {
            var frame = await busy.NextAsync("ops");
            Assert.Equal(Head + entries, (int)frame["from"]!);
            entries += frame["entries"]!.AsArray().Count;
        }
        Assert.Equal(2500, entries);
    }

    /// <summary>LIVE3 (SPEC.md).</summary>
    [Fact]
    public async Task A_session_goes_on_with_its_token_and_only_with_it()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var first = await coach.WatchAsync(LiveTestHost.Space);
        var welcome = await first.NextAsync("welcome");
        var (session, token) = ((string)welcome["session"]!, (string)welcome["token"]!);

        await using var again = await _host.ConnectAsync("maribel");
        Assert.Equal(session, (string?)(await (await again.WatchAsync(LiveTestHost.Space, token: token)).NextAsync("welcome"))["session"]);

        await using var teacher = await _host.ConnectAsync("adaeze");
        Assert.Equal("unknown-session", Code((await (await teacher.WatchAsync(LiveTestHost.Space, token: token)).NextAsync())!));
        Assert.Equal("unknown-session", Code((await (await teacher.WatchAsync(LiveTestHost.Space, token: "made-up")).NextAsync())!));
        Assert.Equal("unknown-session", (string?)(await teacher.SubmitAsync(session, Head, 1, Edit(0, "x")))["refused"]!["code"]);
        Assert.Equal("", await _host.TextAsync());
    }

    [Theory]
    [InlineData("cycle-none", null)]
    [InlineData("cycle-c1", "v9")]
    [InlineData("nothing", null)]
    [InlineData("cohort-x1", null)]
    [InlineData("../etc/passwd", null)]
    [InlineData("", null)]
    public async Task What_does_not_exist_and_what_is_not_shared_look_the_same(string space, string? surface)
    {
        await using var coach = await _host.ConnectAsync("maribel");
        await using var stranger = await _host.ConnectAsync("priya");
        var missing = await (await coach.WatchAsync(space, surface)).NextAsync();
        var closed = await (await stranger.WatchAsync(LiveTestHost.Space)).NextAsync();
        Assert.Equal("closed-door", Code(missing!));
        Assert.Equal(closed!.ToJsonString(), missing!.ToJsonString());
    }

    [Fact]
    public async Task An_administrator_finds_the_door_of_a_cycle_closed()
    {
        await using var administrator = await _host.ConnectAsync("dana");
        Assert.Equal("closed-door", Code((await (await administrator.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit)).NextAsync())!));
    }

    [Fact]
    public async Task A_viewer_may_read_and_is_told_that_they_may_not_write()
    {
        await using var viewer = await _host.ConnectAsync("jonas");
        var stream = await viewer.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit);
        var welcome = await stream.NextAsync("welcome");
        Assert.False((bool)welcome["mayWrite"]!);
        await viewer.SendAsync("Submit", new { session = (string)welcome["session"]!, at = Head, number = 1, ops = new[] { Edit(0, "x") } });
        Assert.Equal("look-only", Code(await stream.NextAsync("refused")));
        Assert.Equal("", await _host.TextAsync());
    }

    [Theory]
    [InlineData("""{"type":"evil-op"}""", "malformed")]
    [InlineData("""{"surface":"v1","changes":[]}""", "malformed")]
    [InlineData("""{"type":"notes-edit","surface":"v1"}""", "malformed")]
    [InlineData("""{"type":"notes-edit","surface":"v1","changes":[[0,"a\nb"]]}""", "malformed")]
    [InlineData("""{"type":"notes-edit","surface":"v1","changes":[-1]}""", "malformed")]
    [InlineData("""{"type":"notes-edit","surface":"v1","changes":[1.5,[0,"a"]]}""", "malformed")]
    [InlineData("""{"type":"notes-edit","surface":"v1","changes":[99999999999]}""", "malformed")]
    [InlineData("""{"type":"notes-edit","surface":"v1","changes":[[0,"\ud83d"]]}""", "malformed")]
    [InlineData("""{"type":"notes-edit","surface":"v1","changes":[7,[0,"a"]]}""", "does-not-fit")]
    [InlineData("""{"type":"notes-edit","surface":"v9","changes":[[0,"a"]]}""", "not-there")]
    [InlineData("""{"type":"district-renamed","name":"Mine"}""", "not-of-a-surface")]
    [InlineData("""42""", "malformed")]
    [InlineData("""null""", "malformed")]
    public async Task A_bad_op_is_refused_in_words_and_changes_nothing(string op, string code)
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (stream, session) = await WatchAsync(coach);
        await coach.SendRawAsync(
            $$"""{"type":1,"target":"Submit","arguments":[{"session":"{{session}}","at":{{Head}},"number":1,"ops":[{"type":"notes-edit","surface":"v1","changes":[[0,"ok"]]},{{op}}]}]}""");
        var refused = await stream.NextAsync("refused");
        Assert.Contains(Code(refused), code == "does-not-fit" ? ["does-not-fit"] : new[] { code, "malformed" });
        Assert.NotEmpty((string)refused["message"]!);
        Assert.Equal("", await _host.TextAsync());
        // The session is as good as before.
        Assert.Null((await coach.SubmitAsync(session, Head, 1, Edit(0, "fine")))["refused"]);
    }

    /// <summary>A page could name a photo that has no file, or a look that nobody took.</summary>
    [Theory]
    [InlineData("""{"type":"photo-added","visit":"v1","id":"p1","width":640,"height":480,"caption":""}""")]
    [InlineData("""{"type":"visit-looked-at","visit":"v1"}""")]
    [InlineData("""{"type":"visit-exported","visit":"v1","format":"csv"}""")]
    [InlineData("""{"type":"focus-changed","focus":"Mine"}""")]
    public async Task An_op_that_is_not_of_a_surface_is_refused_and_changes_nothing(string op)
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (stream, session) = await WatchAsync(coach);
        await coach.SendRawAsync(
            $$"""{"type":1,"target":"Submit","arguments":[{"session":"{{session}}","at":{{Head}},"number":1,"ops":[{"type":"notes-edit","surface":"v1","changes":[[0,"ok"]]},{{op}}]}]}""");
        Assert.Equal("not-of-a-surface", Code(await stream.NextAsync("refused")));
        Assert.Equal("", await _host.TextAsync());
    }

    /// <summary>LIVE6 (SPEC.md).</summary>
    [Fact]
    public async Task A_deeply_nested_submission_is_refused_and_the_connection_lives_on()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (stream, session) = await WatchAsync(coach);
        var deep = string.Concat(Enumerable.Repeat("[", 50)) + string.Concat(Enumerable.Repeat("]", 50));
        await coach.SendRawAsync($$"""{"type":1,"target":"Submit","arguments":[{"session":"{{session}}","at":{{Head}},"number":1,"ops":{{deep}}}]}""");
        Assert.Equal("malformed", Code(await stream.NextAsync("refused")));
    }

    [Fact]
    public async Task A_submission_that_is_too_large_is_refused_in_words()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (stream, session) = await WatchAsync(coach);
        await coach.SendAsync("Submit", new { session, at = Head, number = 1, ops = new[] { Edit(0, new string('a', 300_000)) } });
        Assert.Equal("too-large", Code(await stream.NextAsync("refused")));
        Assert.Equal("", await _host.TextAsync());
    }

    [Fact]
    public async Task A_message_beyond_all_measure_ends_the_connection_and_nothing_else()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (_, session) = await WatchAsync(coach);
        await coach.SendAsync("Submit", new { session, at = Head, number = 1, ops = new[] { Edit(0, new string('a', 1_200_000)) } });
        await coach.Closed.WaitAsync(LiveTestClient.Patience);
        Assert.NotNull(coach.CloseError);
        Assert.Equal("", await _host.TextAsync());
    }

    /// <summary>OP5 (SPEC.md).</summary>
    [Fact]
    public async Task An_author_or_a_time_that_a_client_claims_is_ignored()
    {
        await using var coach = await _host.ConnectAsync("maribel");
        var (stream, session) = await WatchAsync(coach);
        var forged = new { session, at = Head, number = 1, by = "adaeze", ops = new[] { new { type = "notes-edit", by = "adaeze", at = 5, seq = 1, surface = "v1", changes = new object[] { new object[] { 0, "a" } } } } };
        await coach.SendAsync("Submit", forged);
        var entry = (await stream.NextAsync("ops"))["entries"]![0]!;
        Assert.Equal("maribel", (string?)entry["by"]);
        Assert.True(DateTimeOffset.FromUnixTimeMilliseconds((long)entry["at"]!) > new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.False(entry["op"]!.AsObject().ContainsKey("by"));
    }

    [Fact]
    public async Task A_guest_who_is_dismissed_is_gone_and_gets_nothing_more()
    {
        await using var viewer = await _host.ConnectAsync("jonas");
        var stream = await viewer.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit);
        await stream.NextAsync("snapshot");
        await _host.DoAsync("adaeze", new GuestDismissed("jonas"));
        await using var coach = await _host.ConnectAsync("maribel");
        var (_, session) = await WatchAsync(coach);
        await coach.SubmitAsync(session, Head + 1, 1, Edit(0, "between-us"));
        Assert.Equal("closed-door", Code(await stream.NextAsync("closed")));
        Assert.Null(await stream.NextAsync());
        lock (viewer.Received) Assert.DoesNotContain("between-us", viewer.Received.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursors_are_seen_by_others_and_vanish_with_the_connection()
    {
        await using var teacher = await _host.ConnectAsync("adaeze");
        var (stream, _) = await WatchAsync(teacher);
        var coach = await _host.ConnectAsync("maribel");
        var (_, session) = await WatchAsync(coach);
        await coach.SendAsync("Point", new { session, surface = "v1", anchor = 0, head = 0, at = Head });
        await UntilAsync(stream, frame => frame["here"]!.AsArray().Any(here => (string?)here!["session"] == session && here["head"] is not null));
        await coach.DisposeAsync();
        await UntilAsync(stream, frame => frame["gone"]!.AsArray().Any(gone => (string?)gone == session));
    }

    [Fact]
    public async Task A_reader_that_reads_nothing_costs_the_others_nothing()
    {
        await using var stalled = await _host.ConnectAsync("adaeze");
        await stalled.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit);
        await using var coach = await _host.ConnectAsync("maribel");
        var (stream, session) = await WatchAsync(coach);
        var (at, number) = (Head, 1);
        for (var i = 0; i < 40; i++)
        {
            var answer = await coach.SubmitAsync(session, at, number, Edit((number - 1) * 50_000, new string('a', 50_000)));
            Assert.Null(answer["refused"]);
            (at, number) = (at + 1, number + 1);
        }
        var got = Head;
        while (got < at) got = (int)(await stream.NextAsync("ops"))["to"]!;
    }

    /// <summary>LIVE4 (SPEC.md).</summary>
    [Fact]
    public async Task Too_much_at_once_is_refused_for_now_and_other_people_notice_nothing()
    {
        await using var host = await LiveTestHost.StartAsync(settings: [("Board:Live:SubmissionsAtOnce", "5"), ("Board:Live:SubmissionsPerSecond", "2")]);
        await using var coach = await host.ConnectAsync("maribel");
        var (_, session) = await WatchAsync(coach);
        JsonNode? refused = null;
        for (var n = 1; n <= 10 && refused is null; n++) refused = (await coach.SubmitAsync(session, Head + n - 1, n, Edit(n - 1, "a")))["refused"];
        Assert.Equal(("too-fast", true), ((string?)refused!["code"], (bool)refused["retry"]!));
        await using var teacher = await host.ConnectAsync("adaeze");
        var (_, other) = await WatchAsync(teacher);
        var head = (await (await teacher.WatchAsync(LiveTestHost.Space)).NextAsync("welcome"))["head"]!.GetValue<int>();
        Assert.Null((await teacher.SubmitAsync(other, head, 1, Edit(head - Head, "b")))["refused"]);
    }

    private static object Edit(int length, string insert) =>
        new { type = "notes-edit", surface = LiveTestHost.Visit, changes = length == 0 ? new object[] { new object[] { 0, insert } } : [length, new object[] { 0, insert }] };

    private static async Task<(LiveStream Stream, string Session)> WatchAsync(LiveTestClient client)
    {
        var stream = await client.WatchAsync(LiveTestHost.Space, LiveTestHost.Visit);
        var welcome = await stream.NextAsync("welcome");
        await stream.NextAsync("snapshot");
        return (stream, (string)welcome["session"]!);
    }

    private static async Task UntilAsync(LiveStream stream, Func<JsonObject, bool> seen)
    {
        while (!seen(await stream.NextAsync("presence"))) { }
    }

    private static string Code(JsonObject frame) => (string)frame["code"]!;

    private static (string, int) Kind(JsonObject frame) => ((string)frame["type"]!, (int)frame["at"]!);

}
