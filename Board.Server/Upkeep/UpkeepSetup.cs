namespace Board.Server.Upkeep;

internal static class UpkeepSetup
{
    /// <summary>A running server takes orders from the owner of its machine.</summary>
    public static void AddUpkeep(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UpkeepDesk>();
        builder.Services.AddHostedService<UpkeepChannel>();
    }
}
