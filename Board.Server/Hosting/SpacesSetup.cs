using Board.Engines;
using Board.Files;
using Board.Log;
using Board.Log.Sqlite;
using Board.Server.Exports;
using Board.Server.Photos;

namespace Board.Server.Hosting;

internal static class SpacesSetup
{
    /// <summary>The data folder, the log in it, and the engine that the spaces live in.</summary>
    public static void AddSpaces(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(s => DataFolder.Take(s.GetRequiredService<BoardSettings>().Data));
        services.AddSingleton<ISpaceLog>(s => SqliteSpaceLog.Open(
            s.GetRequiredService<DataFolder>().LogDatabase,
            new SqliteLogOptions { AcceptLoss = s.GetRequiredService<BoardSettings>().AcceptLoss }));
        services.AddSingleton<IFileStore>(s => SqliteFileStore.Open(s.GetRequiredService<DataFolder>().FilesDatabase));
#if ORLEANS
        builder.AddOrleansEngine();
#else
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<ISpaceEngine>(s => s.GetRequiredService<EmbeddedEngine>());
#endif
        services.AddSingleton<SpaceDoor>();
        services.AddSingleton<PhotoDesk>();
        services.AddSingleton<ExportDesk>();
    }

    /// <summary>Takes the data folder and opens the log, before anybody is served: what is wrong with them is told at the start.</summary>
    public static void OpenSpaces(this WebApplication app) => app.Services.GetRequiredService<ISpaceLog>();
}
