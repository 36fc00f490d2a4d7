using System.Net;
using Board.Engines;
using Board.Server.Accounts;
using Board.Spaces;
using Board.Spaces.District;
using Board.Tests.Hosting;
using Board.Tests.Live;
using Board.Tests.Log;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Server;

/// <summary>Two servers on one PostgreSQL are one installation: whatever holds on one of them holds on the other (SPEC.md, ACC1 to ACC3, ACC7).</summary>
[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class SharedServersTests(PostgresInstance postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);

    private SharedDatabase Shared { get; set; } = null!;

    private TestServer One { get; set; } = null!;

    private TestServer Other { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Shared = await SharedDatabase.CreateAsync(postgres);
        var both = await Task.WhenAll(StartAsync(), StartAsync()); // at once: they take turns with the tables and the first key
        (One, Other) = (both[0], both[1]);
    }

    public async Task DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Shared.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_signed_in_on_one_is_signed_in_on_the_other()
    {
        using var dana = await One.FoundAsync();
        using var there = Take(dana, Other);
        await UntilAsync(async () => (await there.GetAsync("/people")).Heading == "People");
        Assert.Equal("/sign-in", (await Other.Visitor().GetAsync("/setup")).Path);
    }

    [Fact]
    public async Task ACC3_signing_out_everywhere_on_one_ends_what_is_open_on_the_other()
    {
        using var dana = await One.FoundAsync();
        using var there = Take(dana, Other);
        await UntilAsync(async () => (await there.GetAsync("/people")).Heading == "People");
        await using var live = await LiveTestClient.ConnectAsync(Other.Address, CookiesOf(there));
        await live.WatchAsync(DistrictSpace.Id.ToString());
        var everywhere = (await dana.GetAsync("/account")).Document.Forms.Single(form => form.TextContent.Contains("Sign out everywhere", StringComparison.Ordinal));
        var fields = everywhere.QuerySelectorAll("input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        Assert.Equal("/sign-in", (await dana.PostAsync("/account", fields)).Path);
        await live.Closed.WaitAsync(Promise);
        Assert.StartsWith("/sign-in", (await there.GetAsync("/people")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACC2_an_invitation_of_one_is_good_on_the_other_and_works_once()
    {
        using var dana = await One.FoundAsync();
        await UntilAsync(async () => !await Other.Get<Founding>().IsOpenAsync());
        var district = await One.Get<SpaceDoor>().ReadAsync<DistrictState>(DistrictSpace.Id);
        var administrator = district.Person(district.People.Keys.Single())!;
        await using var here = One.Services.CreateAsyncScope();
        var (issued, _) = await here.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(administrator, "Adaeze", "adaeze@example.org", [Role.Teacher], null);
        var accepted = await Task.WhenAll(new[] { One, Other }.Select(server => Task.Run(async () =>
        {
            await using var scope = server.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Enrolment>().AcceptAsync(issued!.Code, TestServer.Password);
        }))).InTime();
        var account = Assert.Single(accepted, outcome => outcome.Account is not null).Account!;
        Assert.Single(accepted, outcome => outcome.Refusal is not null);
        foreach (var server in new[] { One, Other })
        {
            using var adaeze = server.Visitor();
            Assert.Null((await adaeze.SignInAsync("adaeze@example.org", TestServer.Password)).Problem);
            await UntilAsync(async () => (await server.Get<SpaceDoor>().ReadAsync<DistrictState>(DistrictSpace.Id)).Person(account.Id) is not null);
        }
    }

    [Fact]
    public async Task ACC1_of_two_who_set_it_up_on_two_servers_at_once_one_succeeds_with_the_code_of_either()
    {
        Assert.Equal(One.Get<SetupCode>().Code, Other.Get<SetupCode>().Code);
        var both = await Task.WhenAll(new[] { One, Other }.Select((server, i) => Task.Run(() => server.Get<Founding>().FoundAsync(
            FromElsewhere(), Other.Get<SetupCode>().Code, $"District {i}", "Dana", $"dana{i}@example.org", TestServer.Password)))).InTime();
        Assert.Single(both, outcome => outcome.Account is not null);
        Assert.Contains("has been set up already", Assert.Single(both, outcome => outcome.Refusal is not null).Refusal, StringComparison.Ordinal);
        await UntilAsync(async () => (await One.Get<SpaceDoor>().ReadAsync<DistrictState>(DistrictSpace.Id)).People.Count == 1);
    }

    [Fact]
    public async Task Whoever_one_deactivates_is_out_on_the_other()
    {
        using var dana = await One.FoundAsync();
        var door = One.Get<SpaceDoor>();
        var administrator = (await door.ReadAsync<DistrictState>(DistrictSpace.Id)).People.Keys.Single();
        Assert.True((await door.DoAsync(DistrictSpace.Id, Person.System, new PersonAdded("second", "Second", [Role.Administrator], null))).Accepted);
        using var there = Take(dana, Other);
        await UntilAsync(async () => (await there.GetAsync("/people")).Heading == "People");
        Assert.True((await door.DoAsync(DistrictSpace.Id, Person.System, new PersonDeactivated(administrator))).Accepted);
        await UntilAsync(async () => (await there.GetAsync("/people")).Path.StartsWith("/sign-in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_comes_later_knows_everything_and_nothing_lies_in_its_folder()
    {
        using var dana = await One.FoundAsync();
        await using var third = await StartAsync();
        using var there = Take(dana, third);
        Assert.Equal("People", (await there.GetAsync("/people")).Heading);
        Assert.Empty(Directory.GetFileSystemEntries(third.Get<Board.Server.Hosting.BoardSettings>().Data));
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync("--Board:Store", "postgres", "--Board:Postgres", Shared.Connection);

    /// <summary>The same browser at the other server, as behind a balancer.</summary>
    private static Visitor Take(Visitor visitor, TestServer to)
    {
        var there = to.Visitor();
        foreach (Cookie cookie in visitor.Cookies.GetCookies(visitor.Address)) there.Cookies.Add(to.Address, new Cookie(cookie.Name, cookie.Value));
        return there;
    }

    private static string CookiesOf(Visitor visitor) => string.Join("; ", visitor.Cookies.GetCookies(visitor.Address).Select(cookie => $"{cookie.Name}={cookie.Value}"));

    /// <summary>What is true on one server is true on the other in a moment; there is nothing to wait on but the server's answers.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await holds()) Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), "It did not become true on the other server.");
    }

    private static DefaultHttpContext FromElsewhere()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
        context.Request.Host = new("board.example.org");
        return context;
    }
}
