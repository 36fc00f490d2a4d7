using System.Net;
using AngleSharp.Dom;
using Board.Client.Spaces.CoachingCycle;
using Board.Engines;
using Board.Server.Hosting;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;

namespace Board.Tests.Server;

/// <summary>SPEC.md ACC6, and what every page has.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        foreach (var path in new[] { "/", "/sign-in", "/invitation", "/account", "/people", "/cycles/new", "/cycles/nosuch", "/nosuch", "/health", "/_content/Board.Client/board.css" })
        {
            using var answer = await dana.SendAsync(HttpMethod.Get, path);
            string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
            Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Header("Content-Security-Policy"));
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("DENY", Header("X-Frame-Options"));
            Assert.Equal("same-origin", Header("Referrer-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
            Assert.Equal(answer.Content.Headers.ContentType?.MediaType == "text/html", answer.Headers.CacheControl?.NoStore == true);
        }
        Assert.DoesNotContain("unsafe", SecurityHeaders.ContentSecurityPolicy.Split(';').Single(d => d.Contains("script-src", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_has_a_script_of_its_own_and_every_script_is_there()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        foreach (var path in new[] { "/", "/sign-in", "/account", "/people", "/nosuch" })
        {
            var page = await dana.GetAsync(path);
            Assert.NotEmpty(page.Document.Scripts);
            Assert.DoesNotContain(page.Document.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
            foreach (var script in page.Document.Scripts)
            {
                Assert.Empty(script.TextContent.Trim());
                using var answer = await dana.SendAsync(HttpMethod.Get, "/" + script.GetAttribute("src"));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_page_has_a_title_one_heading_a_way_past_the_navigation_and_a_language()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        foreach (var path in new[] { "/", "/account", "/people", "/nosuch", "/cycles/nosuch", "/cycles/nosuch/visits/v1" })
        {
            var page = await dana.GetAsync(path);
            Assert.EndsWith("Board", page.Document.Title, StringComparison.Ordinal);
            Assert.Single(page.Document.QuerySelectorAll("h1"));
            Assert.Single(page.Document.QuerySelectorAll("main"));
            Assert.Equal("main", page.Document.QuerySelector("a[href='#main']") is null ? null : page.Document.QuerySelector("#main")?.LocalName);
            Assert.Equal("en", page.Document.DocumentElement.GetAttribute("lang"));
        }
    }

    [Fact]
    public async Task A_cycle_of_others_and_one_that_does_not_exist_are_the_same_closed_door()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var cycle = await OpenCycleAsync(server);
        var others = await dana.GetAsync($"/cycles/{cycle.Key}");
        var none = await dana.GetAsync("/cycles/nosuchcycle1");
        Assert.Equal(HttpStatusCode.NotFound, others.Status);
        Assert.Equal(others.Status, none.Status);
        Assert.Equal("A closed door", others.Heading);
        Assert.Equal(none.Document.QuerySelector("main")!.TextContent, others.Document.QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("Fractions", others.Document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missed_entry_in_the_list_of_cycles_is_made_up_for_when_the_cycle_is_opened()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var cycle = await OpenCycleAsync(server);
        var door = server.Get<SpaceDoor>();
        await door.DoAsync(cycle, Person.Of("maribel", Role.Coach), new FocusChanged("Partner talk"));
        Assert.Equal("Fractions", (await door.ReadAsync<DistrictState>(DistrictSpace.Id)).Cycles[cycle.ToString()].Focus);
        await server.Get<CycleDesk>().ListAsync(cycle);
        Assert.Equal("Partner talk", (await door.ReadAsync<DistrictState>(DistrictSpace.Id)).Cycles[cycle.ToString()].Focus);
    }

    [Fact]
    public async Task The_theme_that_somebody_chose_is_in_the_page_when_it_comes()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        foreach (var (cookie, theme) in new[] { ("dark", "dark"), ("system-dark", "dark"), ("light", "light"), ("\"><script>", "light") })
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            request.Headers.TryAddWithoutValidation("Cookie", $"theme={cookie}");
            var page = await Page.ReadAsync(await client.SendAsync(request));
            Assert.Equal(theme, page.Document.DocumentElement.GetAttribute("data-theme"));
        }
    }

    private static async Task<SpaceId> OpenCycleAsync(TestServer server)
    {
        var door = server.Get<SpaceDoor>();
        await door.DoAsync(DistrictSpace.Id, Person.System, new PersonAdded("maribel", "Maribel Ruiz", [Role.Coach], null));
        await door.DoAsync(DistrictSpace.Id, Person.System, new PersonAdded("adaeze", "Adaeze Okafor", [Role.Teacher], null));
        var (cycle, refusal) = await server.Get<CycleDesk>().OpenAsync(Person.Of("maribel", Role.Coach), "adaeze", "Fractions");
        Assert.Null(refusal);
        return cycle!.Value;
    }
}
