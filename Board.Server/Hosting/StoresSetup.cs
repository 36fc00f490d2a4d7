using Board.Files;
using Board.Log;
using Board.Log.Azure;
using Board.Log.Postgres;
using Board.Log.Sqlite;

namespace Board.Server.Hosting;

/// <summary>Where the server keeps what it keeps: one switch for logs and files, by <see cref="BoardSettings.Store"/>.</summary>
internal static class StoresSetup
{
    public static void AddStores(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (builder.KeepsAFolder()) services.AddSingleton(s => DataFolder.Take(s.GetRequiredService<BoardSettings>().Data));
        if (builder.HasPostgres()) services.AddSingleton(s => new PostgresDatabase(s.GetRequiredService<BoardSettings>().Postgres));
        switch (builder.Store())
        {
            case "sqlite":
                services.AddSingleton<ISpaceLog>(s => SqliteSpaceLog.Open(
                    s.GetRequiredService<DataFolder>().LogDatabase,
                    new SqliteLogOptions { AcceptLoss = s.GetRequiredService<BoardSettings>().AcceptLoss }));
                services.AddSingleton<IFileStore>(s => SqliteFileStore.Open(s.GetRequiredService<DataFolder>().FilesDatabase));
                break;
            case "postgres" when builder.HasPostgres():
                services.AddSingleton<ISpaceLog, PostgresSpaceLog>();
                services.AddSingleton<IFileStore, PostgresFileStore>();
                break;
            case "postgres":
                throw new LogUnavailableException("Board:Store is postgres, and Board:Postgres does not say where that is. Set it to a connection string, such as Host=localhost;Database=board;Username=board;Password=…, best as Board__Postgres in the environment.");
            case "azure" when !string.IsNullOrWhiteSpace(Setting(builder, nameof(BoardSettings.Azure))):
                services.AddSingleton(s => BlobAccount.Parse(s.GetRequiredService<BoardSettings>().Azure));
                services.AddSingleton<ISpaceLog>(s => AzureSpaceLog.Open(s.GetRequiredService<BlobAccount>()));
                services.AddSingleton<IFileStore>(s => AzureFileStore.Open(s.GetRequiredService<BlobAccount>()));
                break;
            case "azure":
                throw new LogUnavailableException("Board:Store is azure, and Board:Azure does not say where that is. Set it to the connection string of a storage account, best as Board__Azure in the environment.");
            default:
                throw new LogUnavailableException("Board:Store is none that this program knows. Choose sqlite, postgres or azure.");
        }
    }

    /// <summary>Opens the stores before anybody is served: what is wrong with them is told at the start.</summary>
    public static async Task OpenStoresAsync(this WebApplication app)
    {
        if (app.Services.GetService<PostgresDatabase>() is { } database) await database.PrepareAsync();
        if (app.Services.GetRequiredService<ISpaceLog>() is AzureSpaceLog azure) await azure.PrepareAsync();
    }

    /// <summary>Whether accounts and keys, and perhaps logs and files, lie in PostgreSQL.</summary>
    public static bool HasPostgres(this WebApplicationBuilder builder) => !string.IsNullOrWhiteSpace(Setting(builder, nameof(BoardSettings.Postgres)));

    /// <summary>Whether anything that matters lies in a data folder of this server's own.</summary>
    public static bool KeepsAFolder(this WebApplicationBuilder builder) => builder.Store() == "sqlite" || !builder.HasPostgres();

    private static string Store(this WebApplicationBuilder builder) =>
        Setting(builder, nameof(BoardSettings.Store)) is { Length: > 0 } store ? store.ToLowerInvariant() : "sqlite";

    private static string? Setting(WebApplicationBuilder builder, string name) => builder.Configuration[$"{BoardSettings.Section}:{name}"];
}
