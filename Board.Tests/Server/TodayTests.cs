using System.Net;
using Board.Client.Spaces.Desk;
using Board.Engines;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.Desk;
using Board.Spaces.District;
using Board.Surfaces.Notes;

namespace Board.Tests.Server;

/// <summary>The first page as the server writes it, in the demo district.</summary>
public sealed class TodayTests
{
    [Fact]
    public async Task A_workshop_that_meets_today_is_live_and_leads_to_its_room()
    {
        await using var demo = await DemoAsync();
        var page = await demo.Coach.GetAsync("/");
        Assert.Contains("22 people, 20 cards so far.", page.Text, StringComparison.Ordinal);
        Assert.Matches("^/workshops/[a-z0-9]+/room$", page.Document.QuerySelector(".livecard a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_lesson_that_runs_is_live_and_leads_to_its_notes()
    {
        await using var demo = await DemoAsync();
        Assert.DoesNotContain("Lesson, minute", (await demo.Coach.GetAsync("/")).Text, StringComparison.Ordinal);
        var visit = (await demo.Door.ReadAsync<CycleState>(demo.Cycle)).Visits.Single(visit => visit.Title == "Fractions greater than one");
        await demo.Door.DoAsync(demo.Cycle, demo.Person, new ClockStarted(visit.Id));
        var page = await demo.Coach.GetAsync("/");
        Assert.Equal($"/cycles/{demo.Cycle.Key}/visits/{visit.Id}", page.Document.QuerySelector(".livecard a")?.GetAttribute("href"));
        Assert.Contains("Lesson, minute 0", page.Text, StringComparison.Ordinal);
        Assert.Contains("Adaeze’s lesson is under way.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_week_holds_entries_and_lessons_in_the_time_zone_of_the_device()
    {
        await using var demo = await DemoAsync();
        demo.Coach.Cookies.Add(demo.Coach.Address, new Cookie("zone", "Asia%2FTokyo"));
        await demo.Coach.GetAsync("/");
        var desk = await demo.Door.ReadAsync<DeskState>(DeskSpace.Of(demo.Person.Id));
        Assert.Equal("Asia/Tokyo", desk.Zone);
        // On a weekend the strip is that of the week that comes.
        var monday = TimeShares.MondayOf(DateOnly.FromDateTime(LocalClock.At(TimeProvider.System.GetUtcNow(), LocalClock.Zone("Asia/Tokyo")).AddDays(2)));
        var visit = (await demo.Door.ReadAsync<CycleState>(demo.Cycle)).Visits.Single(visit => visit.Title == "Fractions greater than one");
        await demo.Door.DoAsync(demo.Cycle, demo.Person, new VisitChanged(visit.Id, visit.Title, visit.Place, monday));
        await demo.Door.DoAsync(DeskSpace.Of(demo.Person.Id), demo.Person, new EntryPlanned("e1", Plan.Once(EntryKind.Walkthrough, "Walkthrough", monday, new TimeOnly(8, 5), 15) with { With = "Ted Johansen" }));
        var week = (await demo.Coach.GetAsync("/")).Document.QuerySelector(".week")!.TextContent;
        Assert.Contains("Walkthrough8:05 Ted Johansen", week, StringComparison.Ordinal);
        Assert.Contains("ObserveAdaeze Okafor · Grade 4, Room 4B", week, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_on_a_desk_is_on_nobody_elses_page()
    {
        await using var demo = await DemoAsync();
        var desk = DeskSpace.Of(demo.Person.Id);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await demo.Door.DoAsync(desk, demo.Person, new EntryPlanned("e1", Plan.Once(EntryKind.Meeting, "Quiet word", today, new TimeOnly(8, 5), 15)));
        await demo.Door.DoAsync(desk, demo.Person, new AcquaintanceNoted((await demo.Door.ReadAsync<CycleState>(demo.Cycle)).Members.Teacher, true, "4B", "Quiet fact", "Quiet choir"));
        Assert.Contains("Quiet word", (await demo.Coach.GetAsync("/calendar")).Text, StringComparison.Ordinal);
        foreach (var name in new[] { "Adaeze Okafor", "Sam Whitfield", "Renée Castellano" })
        {
            using var other = demo.Server.Visitor();
            await StepInAsync(other, name);
            foreach (var path in new[] { "/", "/calendar", "/time", "/district", $"/cycles/{demo.Cycle.Key}" })
                Assert.DoesNotContain("Quiet", (await other.GetAsync(path)).Document.Source.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Time_is_logged_in_two_taps_and_what_is_not_coaching_is_asked_about_first()
    {
        await using var demo = await DemoAsync();
        var today = await demo.Coach.GetAsync("/");
        today = await demo.Coach.SubmitAsync(today, new() { ["category"] = "cycles", ["minutes"] = "60" }, action: "/time/log");
        Assert.Contains("1 h for Teachers in cycles is logged.", today.Text, StringComparison.Ordinal);
        var ask = await demo.Coach.SubmitAsync(today, new() { ["category"] = "covering", ["minutes"] = "60" }, action: "/time/log");
        Assert.Contains("This would bring your time with teachers to 50% this week, from 100%.", ask.Text, StringComparison.Ordinal);
        Assert.Single((await demo.Door.ReadAsync<DeskState>(DeskSpace.Of(demo.Person.Id))).Times);
        today = await demo.Coach.SubmitAsync(ask, new() { ["sure"] = "yes" }, action: "/time/log");
        Assert.Contains("1 h for Covering classes is logged.", today.Text, StringComparison.Ordinal);
        today = await demo.Coach.SubmitAsync(today, [], action: "/time/remove");
        Assert.Equal("cycles", Assert.Single((await demo.Door.ReadAsync<DeskState>(DeskSpace.Of(demo.Person.Id))).Times.Values).Category);
    }

    private static async Task<Demo> DemoAsync()
    {
        var server = await TestServer.StartAsync("--environment", "Development");
        var visitor = server.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync("/"), [], action: "/demo/open");
        await StepInAsync(visitor, "Maribel Ruiz");
        var door = server.Get<SpaceDoor>();
        var listing = (await door.ReadAsync<DistrictState>(DistrictSpace.Id)).Cycles.Values.Single();
        Assert.True(SpaceId.TryParse(listing.Cycle, out var cycle));
        return new Demo(server, visitor, door, cycle, Person.Of(listing.Coach, Role.Coach));
    }

    private static async Task StepInAsync(Visitor visitor, string name)
    {
        var demo = await visitor.GetAsync("/demo");
        var form = demo.Document.Forms.Single(f => f.QuerySelector("button")!.GetAttribute("aria-label") == $"Step in as {name}");
        await visitor.PostAsync("/demo/step-in", form.QuerySelectorAll("input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!));
    }

    private sealed record Demo(TestServer Server, Visitor Coach, SpaceDoor Door, SpaceId Cycle, Person Person) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Coach.Dispose();
            await Server.DisposeAsync();
        }
    }
}
