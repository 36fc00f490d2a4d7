using Board.Files;
using Board.Log;
using Board.Log.Azure;
using Board.Log.Sqlite;

namespace Board.Server.Hosting;

/// <summary>Where the server keeps what it keeps: one switch for logs and files, by <see cref="BoardSettings.Store"/>.</summary>
internal static class StoresSetup
{
    public static void AddStores(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(s => DataFolder.Take(s.GetRequiredService<BoardSettings>().Data));
        switch (builder.Store())
        {
            case "sqlite":
                services.AddSingleton<ISpaceLog>(s => SqliteSpaceLog.Open(
                    s.GetRequiredService<DataFolder>().LogDatabase,
                    new SqliteLogOptions { AcceptLoss = s.GetRequiredService<BoardSettings>().AcceptLoss }));
                services.AddSingleton<IFileStore>(s => SqliteFileStore.Open(s.GetRequiredService<DataFolder>().FilesDatabase));
                break;
            case "azure" when !string.IsNullOrWhiteSpace(Setting(builder, nameof(BoardSettings.Azure))):
                services.AddSingleton(s => BlobAccount.Parse(s.GetRequiredService<BoardSettings>().Azure));
                services.AddSingleton<ISpaceLog>(s => AzureSpaceLog.Open(s.GetRequiredService<BlobAccount>()));
                services.AddSingleton<IFileStore>(s => AzureFileStore.Open(s.GetRequiredService<BlobAccount>()));
                break;
            case "azure":
                throw new LogUnavailableException("Board:Store is azure, and Board:Azure does not say where that is. Set it to the connection string of a storage account, best as Board__Azure in the environment.");
            default:
                throw new LogUnavailableException("Board:Store is none that this program knows. Choose sqlite or azure.");
        }
    }

    /// <summary>Opens the stores before anybody is served: what is wrong with them is told at the start.</summary>
    public static async Task OpenStoresAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ISpaceLog>() is AzureSpaceLog azure) await azure.PrepareAsync();
    }

    private static string Store(this WebApplicationBuilder builder) =>
        Setting(builder, nameof(BoardSettings.Store)) is { Length: > 0 } store ? store.ToLowerInvariant() : "sqlite";

    private static string? Setting(WebApplicationBuilder builder, string name) => builder.Configuration[$"{BoardSettings.Section}:{name}"];
}
