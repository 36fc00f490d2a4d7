using Board.Log;
using Microsoft.Extensions.Options;

namespace Board.Server.Hosting;

internal static class Settings
{
    /// <summary>Binds <see cref="BoardSettings"/> and fills in what was not set.</summary>
    public static void AddBoardSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BoardSettings>()
            .BindConfiguration(BoardSettings.Section)
            .PostConfigure(settings =>
            {
                if (settings.Data.Length == 0) settings.Data = builder.Configuration["BOARD_DATA"] ?? "";
                settings.Data = Path.GetFullPath(settings.Data.Length > 0 ? settings.Data : DefaultFolder());
                settings.Demo = !builder.Environment.IsProduction() && (settings.Demo ?? builder.Environment.IsDevelopment());
            });
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<BoardSettings>>().Value);
    }

    private static string DefaultFolder() => Path.IsPathRooted(DataFolder.DefaultPath)
        ? DataFolder.DefaultPath
        : throw new IOException("There is no user data directory here. Say where to keep the data: BOARD_DATA=/path/to/folder.");
}
