namespace Board.Server.Hosting;

/// <summary>Ends a server with the program that started it, where that program asks for it.</summary>
internal static class Starter
{
    /// <summary>Set to 1 by Board.AppHost: stop in order when standard input ends, as it does when whoever started us is gone.</summary>
    public const string Variable = "BOARD_STOP_WITH_INPUT";

    public static void StopWithStarter(this WebApplication app)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1") _ = Task.Run(() => WatchAsync(app.Services.GetRequiredService<Shutdown>()));
    }

    private static async Task WatchAsync(Shutdown shutdown)
    {
        await using var input = Console.OpenStandardInput();
        var ignored = new byte[256];
        try
        {
            while (await input.ReadAsync(ignored) > 0)
            {
                // Whatever is typed there is not for us.
            }
        }
        catch (IOException)
        {
            // It has been closed in another way.
        }
        shutdown.Begin();
    }
}
