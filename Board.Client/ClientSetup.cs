using Board.Client.People;
using Board.Client.Spaces.CoachingCycle;
using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Client.Spaces.Desk;
using Board.Client.Spaces.Workshop;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Client;

public static class ClientSetup
{
    /// <summary>What the components of this library ask for, beside the space door and the authentication state.</summary>
    public static IServiceCollection AddBoardClient(this IServiceCollection services) =>
        services.AddScoped<SignedIn>().AddScoped<OwnDesk>().AddSingleton<CycleDesk>().AddSingleton<WorkshopDesk>().AddSingleton<ReplayDesk>();
}
