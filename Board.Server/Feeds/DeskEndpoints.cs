using System.Globalization;
using System.Text;
using Board.Client.People;
using Board.Client.Spaces.Desk;
using Board.Engines;
using Board.Grains;
using Board.Server.Hosting;
using Board.Spaces;
using Board.Spaces.Desk;
using Board.Spaces.District;

namespace Board.Server.Feeds;

/// <summary>What is asked of a desk without a circuit: its calendar feed, and time that is logged in two taps.</summary>
internal static class DeskEndpoints
{
    public static void AddFeeds(this WebApplicationBuilder builder) => builder.Services.AddSingleton<FeedLimits>();

    public static void MapDesk(this WebApplication app)
    {
        // Calendar programs can't sign in. The key is the one secret in an address; nothing of this server logs addresses.
        app.MapGet("/calendar/feed/{key}.ics", FeedAsync);
        app.MapFormPost("/time/log", LogAsync);
        app.MapFormPost("/time/remove", RemoveAsync);
    }

    private static async Task<IResult> FeedAsync(string key, SpaceDoor door, OwnDesk own, FeedLimits limits, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        // The same answer for everything that opens nothing: no such person, one who has left, a feed that is off, an old key.
        if (FeedKey.Parse(key) is not var (id, hash)) return Results.NotFound();
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, context.RequestAborted);
        if (district.Person(id) is not { } person) return Results.NotFound();
        if (!limits.Take(id)) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        var desk = await own.LookAsync(person, context.RequestAborted);
        if (!FeedKey.Opens(hash, desk.Feed)) return Results.NotFound();
        var dates = CycleDate.Of(await own.CyclesAsync(person, context.RequestAborted), district, id);
        return Results.Text(CalendarFeed.Write(desk, dates, district, own.Today(desk)), "text/calendar", Encoding.UTF8);
    }

    private static async Task<string> LogAsync(HttpContext context, IFormCollection form)
    {
        var back = BackOf(form);
        if (await PersonAsync(context) is not { } person) return "/";
        var own = context.RequestServices.GetRequiredService<OwnDesk>();
        if (!int.TryParse(form["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || !DateOnly.TryParseExact(form["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return back;
        var category = form["category"].ToString();
        var desk = await own.LookAsync(person, context.RequestAborted);
        if (form["sure"] != "yes" && TimeShares.Question(desk, category, minutes, date) is not null)
            return string.Create(CultureInfo.InvariantCulture, $"/time/ask?category={Uri.EscapeDataString(category)}&minutes={minutes}&date={date:yyyy-MM-dd}&back={Uri.EscapeDataString(back)}");
        var id = SessionId.NewKey();
        var answer = await own.DoAsync(person, new TimeLogged(id, category, minutes, date, null), context.RequestAborted);
        return answer.Accepted ? $"{back}?logged={id}" : back;
    }

    private static async Task<string> RemoveAsync(HttpContext context, IFormCollection form)
    {
        if (await PersonAsync(context) is not { } person) return "/";
        await context.RequestServices.GetRequiredService<OwnDesk>().DoAsync(person, new TimeRemoved(form["id"].ToString()), context.RequestAborted);
        return BackOf(form);
    }

    /// <summary>The two pages that log time.</summary>
    private static string BackOf(IFormCollection form) => form["back"] == "/time" ? "/time" : "/";

    private static async ValueTask<Person?> PersonAsync(HttpContext context)
    {
        if (context.User.PersonId() is not { } id) return null;
        var district = await context.RequestServices.GetRequiredService<SpaceDoor>().ReadAsync<DistrictState>(DistrictSpace.Id, context.RequestAborted);
        return district.Person(id);
    }
}
