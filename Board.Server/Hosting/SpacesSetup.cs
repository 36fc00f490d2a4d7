using Board.Engines;
using Board.Server.Exports;
using Board.Server.Photos;
using Board.Server.Rooms;

namespace Board.Server.Hosting;

internal static class SpacesSetup
{
    /// <summary>The engine that the spaces live in, on the stores of <see cref="StoresSetup"/>.</summary>
    public static void AddSpaces(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
#if ORLEANS
        builder.AddOrleansEngine();
#else
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<ISpaceEngine>(s => s.GetRequiredService<EmbeddedEngine>());
#endif
        services.AddSingleton<SpaceDoor>();
        services.AddRooms();
        services.AddSingleton<PictureShelf>();
        services.AddSingleton<PhotoDesk>();
        services.AddSingleton<ExportDesk>();
        services.AddSingleton<WallExportDesk>();
    }
}
