
namespace Board.Tests.Server;

public sealed class DemoTests
{
    [Fact]
    public async Task One_click_opens_it_and_one_more_steps_in()
    {
        await using var server = await TestServer.StartAsync("--environment", "Development");
        using var visitor = server.Visitor();
        var demo = await visitor.SubmitAsync(await visitor.GetAsync("/"), [], action: "/demo/open");
        Assert.Equal("/demo", demo.Path);
        var today = await StepInAsync(visitor, demo, "Maribel Ruiz");
        Assert.Contains("Maribel", today.Heading, StringComparison.Ordinal);
        Assert.Contains("Every student explains a fraction", today.Text, StringComparison.Ordinal);
        Assert.Contains("Demo district", today.Text, StringComparison.Ordinal);

        using var second = server.Visitor();
        Assert.Contains("Adaeze", (await StepInAsync(second, await second.GetAsync("/demo"), "Adaeze Okafor")).Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_it_leaves_nothing_and_nobody()
    {
        await using var server = await TestServer.StartAsync("--environment", "Development");
        using var visitor = server.Visitor();
        var demo = await visitor.SubmitAsync(await visitor.GetAsync("/"), [], action: "/demo/open");
        await StepInAsync(visitor, demo, "Maribel Ruiz");
        await visitor.SubmitAsync(await visitor.GetAsync("/demo"), [], action: "/demo/delete");

        Assert.False((await InvitationTests.DistrictAsync(server)).Exists);
        await foreach (var space in server.Get<Board.Log.ISpaceLog>().SpacesAsync()) Assert.Fail($"{space} is still there.");
        Assert.Equal("/", (await visitor.GetAsync("/account")).Path);
        using var dana = await server.FoundAsync();
        Assert.False((await InvitationTests.DistrictAsync(server)).IsDemo);
    }

    [Fact]
    public async Task Setting_up_a_real_district_removes_the_demo()
    {
        await using var server = await TestServer.StartAsync("--environment", "Development");
        using var visitor = server.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync("/"), [], action: "/demo/open");
        using var dana = await server.FoundAsync();
        var district = await InvitationTests.DistrictAsync(server);
        Assert.Equal("Linden", district.Name);
        Assert.Equal("Dana Whitfield", Assert.Single(district.People.Values).Name);
    }

    [Fact]
    public async Task In_production_there_is_none_whatever_is_set()
    {
        await using var server = await TestServer.StartAsync("--Board:Demo", "true");
        using var visitor = server.Visitor();
        var first = await visitor.GetAsync("/");
        Assert.DoesNotContain(first.Document.Forms, form => form.GetAttribute("action") == "/demo/open");
        Assert.Equal("A closed door", (await visitor.GetAsync("/demo")).Heading);
        await visitor.PostAsync("/demo/open", []);
        Assert.False((await InvitationTests.DistrictAsync(server)).Exists);
    }

    [Fact]
    public async Task Nobody_steps_into_a_real_district()
    {
        await using var server = await TestServer.StartAsync("--environment", "Development");
        using var dana = await server.FoundAsync();
        var id = (await InvitationTests.DistrictAsync(server)).People.Keys.Single();
        using var visitor = server.Visitor();
        var page = await visitor.GetAsync("/sign-in");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await visitor.PostAsync("/demo/step-in", new() { ["person"] = id, ["__RequestVerificationToken"] = token });
        Assert.Null(visitor.Cookie("board"));
    }

    private static Task<Page> StepInAsync(Visitor visitor, Page demo, string name)
    {
        var form = demo.Document.Forms.Single(f => f.QuerySelector("button")!.GetAttribute("aria-label") == $"Step in as {name}");
        var fields = form.QuerySelectorAll("input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        return visitor.PostAsync("/demo/step-in", fields);
    }
}
