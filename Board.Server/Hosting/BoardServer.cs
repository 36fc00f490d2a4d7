using Board.Grains;
using Board.Log;
using Board.Server.Accounts;
using Board.Server.Demo;
using Board.Server.Exports;
using Board.Server.Feeds;
using Board.Server.Live;
using Board.Server.Pages;
using Board.Server.Photos;
using Board.Server.Rooms;
using Board.Server.Upkeep;

namespace Board.Server.Hosting;

/// <summary>The whole server, put together.</summary>
public static class BoardServer
{
    /// <summary>Runs until it is stopped. What keeps it from starting is told in words, and the exit code is 1.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception failure) when (IsTold(failure))
        {
            await Console.Error.WriteLineAsync($"Board could not start. {failure.Message}");
            return 1;
        }
    }

    /// <summary>Whether a failure's message is meant for the person who started the program; anything else is a bug.</summary>
    internal static bool IsTold(Exception failure) => failure is
        DataFolderInUseException or LogDamagedException or LogFullException or LogUnavailableException or UnauthorizedAccessException or IOException;

    /// <summary>Puts the server together and opens its data; it does not listen yet.</summary>
    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        // Settings and assets lie beside the program, wherever it was started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Board.Server" });
        CrashPoint.Arm(Environment.GetEnvironmentVariable(CrashPoint.Variable), builder.Environment.EnvironmentName);
        builder.AddBoardSettings();
        builder.ListenOnThisMachineByDefault();
        builder.AddStores();
        builder.AddSpaces();
        builder.AddAccounts();
        builder.AddLive();
        builder.AddPages();
        builder.AddFeeds();
        builder.AddTelemetry();
        builder.AddOrderlyEnd();
        builder.AddUpkeep();

        var app = builder.Build();
        try
        {
            await app.OpenStoresAsync();
            await app.PrepareAccountsAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        app.UseProxy();
        app.UseErrorPages();
        app.UseHttpsWhereConfigured();
        app.UseSecurityHeaders();
        app.UseOwnOrigin();
        app.UseRouting();
        app.UseAuthentication();
        app.UseLiveConnections();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapLive();
        app.MapAccounts();
        app.MapDemo();
        app.MapPhotos();
        app.MapExports();
        app.MapWallExports();
        app.MapDesk();
        app.MapRooms();
        app.MapScreens();
        app.MapPages();
        app.SayWhereItIs();
        app.StopWithStarter();
        return app;
    }
}
