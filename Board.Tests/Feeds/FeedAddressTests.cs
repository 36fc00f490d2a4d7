using System.Net;
using Board.Client.Spaces.Desk;
using Board.Engines;
using Board.Server.Feeds;
using Board.Spaces;
using Board.Spaces.Desk;
using Board.Spaces.District;
using Board.Tests.Hosting;
using Board.Tests.Server;
using Board.Tests.Spaces.Desk;

namespace Board.Tests.Feeds;

/// <summary>Who the address of a feed lets in, over HTTP and without signing in (SPEC.md, DESK6).</summary>
public sealed class FeedAddressTests
{
    [Fact]
    public async Task Whoever_has_the_address_reads_the_calendar_and_nothing_else_does()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var (person, key) = await OpenFeedAsync(server);
        using var program = new HttpClient { BaseAddress = server.Address };

        using var answer = await program.GetAsync(Path(key));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains("SUMMARY:Observe: Fractions", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        foreach (var wrong in new[] { $"{person.Id}-{new string('0', 40)}", key[..^1] + (key[^1] == '0' ? '1' : '0'), $"nosuchperson-{key.Split('-')[1]}", person.Id, "x", key + "0" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program, wrong));
    }

    [Fact]
    public async Task A_new_address_ends_the_old_one_and_a_feed_that_is_off_opens_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var (person, key) = await OpenFeedAsync(server);
        using var program = new HttpClient { BaseAddress = server.Address };
        var (renewed, hash) = FeedKey.New(person.Id);
        await DoAsync(server, person, new FeedRenewed(hash));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program, key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, renewed));
        await DoAsync(server, person, new FeedRenewed(null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program, renewed));
    }

    [Fact]
    public async Task Whoever_has_left_the_district_has_no_feed_any_more()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var (person, key) = await OpenFeedAsync(server);
        using var program = new HttpClient { BaseAddress = server.Address };
        await server.Get<SpaceDoor>().DoAsync(DistrictSpace.Id, Person.System, new PersonDeactivated(person.Id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program, key));
    }

    [Fact]
    public async Task A_program_that_asks_too_often_is_told_so_and_harms_nobody_else()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var (_, key) = await OpenFeedAsync(server);
        var (_, other) = await OpenFeedAsync(server, "owen");
        using var program = new HttpClient { BaseAddress = server.Address };
        for (var i = 0; i < FeedLimits.AtOnce; i++) Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, key));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(program, key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, other));
    }

    [Fact]
    public void Only_a_hash_is_kept_and_two_keys_are_never_the_same()
    {
        var (key, hash) = FeedKey.New("maribel");
        var secret = key["maribel-".Length..];
        Assert.Equal(40, secret.Length);
        Assert.DoesNotContain(secret, hash, StringComparison.Ordinal);
        Assert.Equal(("maribel", hash), FeedKey.Parse(key));
        Assert.True(FeedKey.Opens(hash, hash));
        Assert.False(FeedKey.Opens(hash, null));
        Assert.False(FeedKey.Opens(FeedKey.New("maribel").Hash, hash));
    }

    [Fact]
    public async Task No_key_is_ever_logged_by_the_server_as_it_is_shipped()
    {
        await using var server = await ServerProcess.StartAsync();
        using var program = new HttpClient { BaseAddress = server.Address };
        var (key, _) = FeedKey.New("maribel");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program, key));
        await server.TerminateAsync(); // so that all of its output is here
        Assert.DoesNotContain(key, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("calendar/feed", server.Output, StringComparison.Ordinal);
    }

    private static async Task<(Person Person, string Key)> OpenFeedAsync(TestServer server, string id = "maribel")
    {
        var person = Person.Of(id, Role.Coach);
        await server.Get<SpaceDoor>().DoAsync(DistrictSpace.Id, Person.System, new PersonAdded(id, "Maribel Ruiz", [Role.Coach], null));
        var (key, hash) = FeedKey.New(id);
        await DoAsync(server, person, new EntryPlanned("e1", OneDesk.Series(Repeat.Weekly)));
        await DoAsync(server, person, new FeedRenewed(hash));
        return (person, key);
    }

    private static async Task DoAsync(TestServer server, Person person, DeskOp op) =>
        Assert.Null((await server.Get<SpaceDoor>().DoAsync(DeskSpace.Of(person.Id), person, op)).Refusal);

    private static Uri Path(string key) => new($"/calendar/feed/{key}.ics", UriKind.Relative);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient program, string key)
    {
        using var answer = await program.GetAsync(Path(key));
        return answer.StatusCode;
    }
}
