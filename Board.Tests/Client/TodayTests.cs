using System.Security.Claims;
using Board.Client;
using Board.Client.People;
using Board.Client.Spaces.Desk;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Client;

public sealed class TodayTests
{
    [Fact]
    public async Task It_is_rendered_whole_where_what_it_reads_comes_late()
    {
        await using var log = new MemorySpaceLog();
        await using var grains = new EmbeddedEngine(log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
        var door = new SpaceDoor(new LateEngine(grains));
        foreach (var op in (SpaceOp[])[new DistrictFounded("Riverbend", false), new PersonAdded("maribel", "Maribel Ruiz", [Role.Coach], null)])
            Assert.Null((await door.DoAsync(DistrictSpace.Id, Person.System, op)).Refusal);
        await using var services = new ServiceCollection()
            .AddBoardClient()
            .AddSingleton(door)
            .AddSingleton<IRoomClock, NoClock>()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddScoped<AuthenticationStateProvider, Maribel>()
            .AddScoped<AntiforgeryStateProvider, NoToken>()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var page = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var me = await scope.ServiceProvider.GetRequiredService<SignedIn>().MeAsync();
            return (await renderer.RenderComponentAsync<Today>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Me"] = me }))).ToHtmlString();
        });
        foreach (var part in new[] { "Maribel", "Two chairs, one goal", "Log time" }) Assert.Contains(part, page, StringComparison.Ordinal);
    }

    private sealed class NoClock : IRoomClock
    {
        public void Look(SpaceId workshop) { }
    }

    /// <summary>An engine whose spaces are never at hand at once, as after a restart or while others come in.</summary>
    private sealed class LateEngine(ISpaceEngine engine) : ISpaceEngine
    {
        public Task<Answer> SubmitAsync(SpaceId space, Submission submission, CancellationToken cancellation = default) => engine.SubmitAsync(space, submission, cancellation);

        public async ValueTask<SpaceLease> OpenAsync(SpaceId space, CancellationToken cancellation = default)
        {
            await Task.Yield();
            return await engine.OpenAsync(space, cancellation);
        }

        public Task DeactivateAsync(SpaceId space) => engine.DeactivateAsync(space);
    }

    private sealed class Maribel : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "maribel")], "test"))));
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
