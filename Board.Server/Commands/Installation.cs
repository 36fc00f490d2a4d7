using Board.Log;
using Board.Server.Hosting;
using Board.Server.Upkeep;

namespace Board.Server.Commands;

/// <summary>The stores as the server's settings say, opened by a command while no server has them.</summary>
internal static class Installation
{
    /// <summary>The data folder's full path: this one, or the one of the settings.</summary>
    public static string DataOf(string? data)
    {
        if (data is not null) return Path.TrimEndingDirectorySeparator(Path.GetFullPath(data));
        using var services = Builder(null).Services.BuildServiceProvider();
        return services.GetRequiredService<BoardSettings>().Data;
    }

    /// <summary>Takes the folder, carries the order out, and gives the folder back.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UpkeepException">It can't be taken.</exception>
    public static async Task<int> DoAsync(string folder, Order order, IProgress<Told> tell, CancellationToken cancellation)
    {
        if (File.Exists(Path.Combine(folder, BackupManifest.Name)))
            throw UpkeepException.Refused($"{folder} is a backup and stays as it is. Use `verify --backup`, or restore it to a folder of its own first.");
        var builder = Builder(folder);
        builder.AddStores();
        builder.AddSpaces();
        builder.Services.AddSingleton<UpkeepDesk>();
        await using var app = builder.Build();
        if (KeepsItself(app.Configuration) && !File.Exists(Path.Combine(folder, "board.db")))
            throw UpkeepException.Refused($"There is no data folder of a server at {folder}. Say where it is: --data FOLDER.");
        try
        {
            await app.OpenStoresAsync();
        }
        catch (DataFolderInUseException used)
        {
            throw UpkeepException.Refused($"A server has {folder} and does not answer here. Stop it and try again; nothing was changed.", used);
        }
        return await app.Services.GetRequiredService<UpkeepDesk>().DoAsync(order, tell, cancellation);
    }

    private static bool KeepsItself(IConfiguration settings) => settings[$"{BoardSettings.Section}:Store"] is null or "" or "sqlite";

    private static WebApplicationBuilder Builder(string? folder)
    {
        string[] args = folder is null ? [] : [$"--{BoardSettings.Section}:{nameof(BoardSettings.Data)}={folder}"];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Board.Server" });
        builder.Logging.ClearProviders();
        builder.AddBoardSettings();
        return builder;
    }
}
