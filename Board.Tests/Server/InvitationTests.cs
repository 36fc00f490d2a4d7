using Board.Engines;
using Board.Server.Accounts;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Server;

/// <summary>SPEC.md ACC2.</summary>
public sealed class InvitationTests
{
    private static readonly Person Administrator = Person.Of("dana", Role.Administrator);

    [Fact]
    public async Task An_invitation_opens_an_account_with_its_roles()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var code = await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach, Role.Teacher);
        using var maribel = server.Visitor();
        var page = await AcceptAsync(maribel, code);
        Assert.Null(page.Problem);
        Assert.Equal("/", page.Path);
        Assert.Contains("Maribel", page.Heading, StringComparison.Ordinal);
        var member = (await DistrictAsync(server)).People.Values.Single(m => m.Name == "Maribel Ruiz");
        Assert.Equal([Role.Teacher, Role.Coach], member.Roles.AsEnumerable());
        Assert.Matches("^[a-z0-9]{12}$", member.Id);
    }

    [Fact]
    public async Task It_works_once()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var code = await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach);
        using var maribel = server.Visitor();
        await AcceptAsync(maribel, code);
        using var second = server.Visitor();
        var page = await second.SubmitAsync(await second.GetAsync("/invitation"), new() { ["Code"] = code });
        Assert.Contains("has been used", page.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_staff_comes_in_at_the_same_time()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var codes = new List<string>();
        for (var i = 0; i < 12; i++) codes.Add(await InviteAsync(server, $"Teacher {i}", $"teacher{i}@example.org", Role.Teacher));
        var visitors = codes.ConvertAll(_ => server.Visitor());
        try
        {
            var pages = await Task.WhenAll(visitors.Zip(codes, AcceptAsync));
            Assert.All(pages, page => Assert.Equal("/", page.Path));
            Assert.Equal(12, (await DistrictAsync(server)).People.Values.Count(member => member.Name.StartsWith("Teacher ", StringComparison.Ordinal)));
        }
        finally
        {
            visitors.ForEach(visitor => visitor.Dispose());
        }
    }

    [Fact]
    public async Task Of_two_who_accept_at_the_same_time_one_comes_in()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var code = await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach);
        using var one = server.Visitor();
        using var two = server.Visitor();
        var first = await one.SubmitAsync(await one.GetAsync("/invitation"), new() { ["Code"] = code });
        var second = await two.SubmitAsync(await two.GetAsync("/invitation"), new() { ["Code"] = code });
        var pages = await Task.WhenAll(one.SubmitAsync(first, Words()), two.SubmitAsync(second, Words()));
        Assert.Single(pages, page => page.Path == "/");
        Assert.Single((await DistrictAsync(server)).People.Values, m => m.Name == "Maribel Ruiz");

        static Dictionary<string, string> Words() => new() { ["Password"] = TestServer.Password };
    }

    [Fact]
    public async Task It_ends_after_seven_days()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var code = await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach);
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
            var kept = await db.Invitations.SingleAsync();
            Assert.InRange(kept.ExpiresAt - DateTime.UtcNow, TimeSpan.FromDays(6.99), TimeSpan.FromDays(7));
            await db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.ExpiresAt, DateTime.UtcNow.AddSeconds(-1)));
        }
        using var maribel = server.Visitor();
        var page = await maribel.SubmitAsync(await maribel.GetAsync("/invitation"), new() { ["Code"] = code });
        Assert.Contains("seven days are over", page.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_is_not_in_the_database()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var code = await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach);
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        await db.Database.OpenConnectionAsync();
        await using var everything = db.Database.GetDbConnection().CreateCommand();
        everything.CommandText = "SELECT group_concat(quote(CodeHash) || Id || AccountId || Name || Email, ' ') FROM Invitations";
        var text = (string)(await everything.ExecuteScalarAsync())!;
        Assert.DoesNotContain(code, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_password_that_is_not_taken_leaves_the_invitation_open()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var code = await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach);
        using var maribel = server.Visitor();
        var form = await maribel.SubmitAsync(await maribel.GetAsync("/invitation"), new() { ["Code"] = code });
        var refused = await maribel.SubmitAsync(form, new() { ["Password"] = "short" });
        Assert.Contains("at least 10 characters", refused.Problem, StringComparison.Ordinal);
        Assert.Equal("/", (await maribel.SubmitAsync(refused, new() { ["Password"] = TestServer.Password })).Path);
    }

    [Fact]
    public async Task A_new_sign_in_link_sets_a_password_and_ends_the_old_sessions()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        using var maribel = server.Visitor();
        await AcceptAsync(maribel, await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach));
        var id = (await DistrictAsync(server)).People.Values.Single(m => m.Name == "Maribel Ruiz").Id;
        await using var scope = server.Services.CreateAsyncScope();
        var (issued, _) = await scope.ServiceProvider.GetRequiredService<Invitations>().RenewAsync(Administrator, id);

        using var again = server.Visitor();
        var form = await again.SubmitAsync(await again.GetAsync("/invitation"), new() { ["Code"] = issued!.Code });
        Assert.Equal("/", (await again.SubmitAsync(form, new() { ["Password"] = "nine blue umbrellas" })).Path);
        Assert.StartsWith("/sign-in", (await maribel.GetAsync("/account")).Path, StringComparison.Ordinal);
        Assert.Equal("/", (await maribel.SignInAsync("maribel@example.org", "nine blue umbrellas")).Path);
    }

    [Fact]
    public async Task Only_administrators_invite()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var (issued, refusal) = await invitations.InviteAsync(Person.Of("m", Role.Coach), "Owen", "owen@example.org", [Role.Administrator], null);
        Assert.Null(issued);
        Assert.Equal("not-allowed", refusal!.Code);
    }

    [Fact]
    public async Task Somebody_whose_account_was_made_when_the_server_died_is_added_when_they_sign_in()
    {
        await using var server = await TestServer.StartAsync();
        using var dana = await server.FoundAsync();
        var code = await InviteAsync(server, "Maribel Ruiz", "maribel@example.org", Role.Coach);
        await using (var scope = server.Services.CreateAsyncScope())
        {
            // What AcceptAsync does before it tells the district.
            var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
            var invitation = await db.Invitations.SingleAsync();
            var users = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>();
            await users.CreateAsync(new Account { Id = invitation.AccountId, UserName = invitation.Email, Email = invitation.Email }, TestServer.Password);
            invitation.AcceptedAt = DateTime.UtcNow;
            await db.SaveChangesAsync();
        }
        Assert.DoesNotContain((await DistrictAsync(server)).People.Values, m => m.Name == "Maribel Ruiz");
        using var maribel = server.Visitor();
        Assert.Equal("/", (await maribel.SignInAsync("maribel@example.org", TestServer.Password)).Path);
        Assert.Contains((await DistrictAsync(server)).People.Values, m => m.Name == "Maribel Ruiz");
    }

    internal static async Task<string> InviteAsync(TestServer server, string name, string email, params Role[] roles)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var (issued, refusal) = await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(Administrator, name, email, roles, null);
        Assert.Null(refusal);
        return issued!.Code;
    }

    internal static async Task<Page> AcceptAsync(Visitor visitor, string code)
    {
        var form = await visitor.SubmitAsync(await visitor.GetAsync("/invitation"), new() { ["Code"] = code.ToLowerInvariant() });
        return await visitor.SubmitAsync(form, new() { ["Password"] = TestServer.Password });
    }

    internal static async Task<DistrictState> DistrictAsync(TestServer server) =>
        await server.Get<SpaceDoor>().ReadAsync<DistrictState>(DistrictSpace.Id);
}
