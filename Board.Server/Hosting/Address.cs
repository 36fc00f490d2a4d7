using Board.Server.Accounts;

namespace Board.Server.Hosting;

/// <summary>Where the server listens, and the one line that says so.</summary>
internal static class Address
{
    public const string Default = "http://localhost:5080";

    /// <summary>Listens on this machine only, unless an address was configured in any of ASP.NET Core's ways.</summary>
    public static void ListenOnThisMachineByDefault(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        string[] keys = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (keys.All(key => string.IsNullOrEmpty(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(Default);
    }

    /// <summary>
    /// Prints one line when the server is ready, for the person who started it and for programs that start it; and, while there
    /// is no administrator, the code with which the district can be set up from another machine.
    /// </summary>
    public static void SayWhereItIs(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() => _ = SayAsync(app));

    private static async Task SayAsync(WebApplication app)
    {
        var services = app.Services;
        await Console.Out.WriteLineAsync($"Board is open at {string.Join(" and ", app.Urls)} (data in {services.GetRequiredService<BoardSettings>().Data}). Ctrl+C stops it.");
        if (await services.GetRequiredService<Founding>().IsOpenAsync())
            await Console.Out.WriteLineAsync($"No district has been set up yet. Open the address on this machine; on another one you need the setup code {services.GetRequiredService<SetupCode>().Code}");
    }
}
