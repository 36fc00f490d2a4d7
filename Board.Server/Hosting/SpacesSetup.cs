using Board.Engines;

namespace Board.Server.Hosting;

internal static class SpacesSetup
{
    /// <summary>The engine that the spaces live in.</summary>
    public static void AddSpaces(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<ISpaceEngine>(s => s.GetRequiredService<EmbeddedEngine>());
        services.AddSingleton<SpaceDoor>();
    }
}
