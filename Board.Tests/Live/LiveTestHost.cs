using System.Security.Claims;
using System.Text.Encodings.Web;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Server.Live;
using Board.Server.Rooms;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Spaces.District;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Board.Tests.Live;

/// <summary>
/// The live hub on a real port, with a district of a few people and one cycle; who signs in is taken at their word, by a
/// cookie that holds their id. (What the real sign-in does is tested with the accounts.)
/// </summary>
internal sealed class LiveTestHost : IAsyncDisposable
{
    public const string Space = "cycle-c1";
    public const string Visit = "v1";

    /// <summary>How many entries the cycle has at the start: opened, a visit, a guest who looks on.</summary>
    public const int Head = 3;

    private readonly WebApplication _app;

    private LiveTestHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public EmbeddedEngine Engine => _app.Services.GetRequiredService<EmbeddedEngine>();

    public SpaceDoor Door => _app.Services.GetRequiredService<SpaceDoor>();

    public static async Task<LiveTestHost> StartAsync(ISpaceLog? log = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(log ?? new MemorySpaceLog());
        builder.Services.AddSingleton<EmbeddedEngine>();
        builder.Services.AddSingleton<ISpaceEngine>(services => services.GetRequiredService<EmbeddedEngine>());
        builder.Services.AddSingleton<SpaceDoor>();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, CookieIsThePerson>("test", null);
        builder.Services.AddAuthorization();
        builder.AddLive();
        builder.Services.AddRooms();
        builder.Services.AddSingleton<WorkshopDesk>();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapLive();
        await app.StartAsync();
        var host = new LiveTestHost(app);
        await host.FoundAsync();
        return host;
    }

    public Task<LiveTestClient> ConnectAsync(string person) => LiveTestClient.ConnectAsync(Address, $"person={person}");

    public async Task DoAsync(string person, SpaceOp op)
    {
        var answer = await Door.DoAsync(SpaceId.TryParse(Space, out var space) ? space : default, await PersonAsync(person), op);
        Assert.True(answer.Accepted, answer.Refusal?.Message);
    }

    public async Task<string> TextAsync()
    {
        var state = await Door.ReadAsync<CycleState>(new SpaceId("cycle", "c1"));
        return state.Notes[Visit].Text.ToString();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<Person> PersonAsync(string id) => (await Door.ReadAsync<DistrictState>(DistrictSpace.Id)).Person(id)!;

    private async Task FoundAsync()
    {
        await FoundAsync(new DistrictFounded("Riverbend", false));
        await FoundAsync(new PersonAdded("dana", "Dana Whitfield", [Role.Administrator], null));
        await FoundAsync(new PersonAdded("maribel", "Maribel Ruiz", [Role.Coach], null));
        await FoundAsync(new PersonAdded("adaeze", "Adaeze Okafor", [Role.Teacher], null));
        await FoundAsync(new PersonAdded("jonas", "Jonas Teller", [Role.Teacher], null));
        await FoundAsync(new PersonAdded("priya", "Priya Raman", [Role.Teacher], null));
        await DoAsync("maribel", new CycleOpened("maribel", "adaeze", "Student talk"));
        await DoAsync("maribel", new VisitAdded(Visit, "Fractions", "Room 4B", null));
        await DoAsync("maribel", new GuestAdmitted("jonas", GuestRole.Viewer));
    }

    private async Task FoundAsync(DistrictOp op) => Assert.Null((await Door.DoAsync(DistrictSpace.Id, Person.System, op)).Refusal);

    private sealed class CookieIsThePerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Cookies["person"] is not { } person) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person)], "test");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "test")));
        }
    }
}
