using Board.Server.Hosting;

namespace Board.Server.Upkeep;

internal static class UpkeepSetup
{
    /// <summary>A running server takes orders from the owner of its machine.</summary>
    public static void AddUpkeep(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UpkeepDesk>();
        // Orders come through the folder; a server that keeps nothing in one is looked after with its database's own tools.
        if (builder.KeepsAFolder()) builder.Services.AddHostedService<UpkeepChannel>();
    }
}
