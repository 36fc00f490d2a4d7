using Board.Grains;
using Board.Log;
using Board.Server.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Connections;

namespace Board.Server.Live;

internal static class LiveSetup
{
    /// <summary>The longest message that is read at all; a longer one ends the connection with a sentence.</summary>
    private const int LongestMessage = 1024 * 1024;

    public static void AddLive(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection($"{BoardSettings.Section}:Live").Get<LiveSettings>() ?? new LiveSettings();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<LiveLimits>();
        builder.Services.AddSingleton(s => new SessionTokens(s.GetRequiredService<IDataProtectionProvider>(), s.GetService<DataFolder>()?.Epoch ?? ""));
        builder.Services.AddSingleton<LiveStreams>();
        builder.Services.AddSignalR()
            .AddHubOptions<LiveHub>(options =>
            {
                options.MaximumReceiveMessageSize = LongestMessage;
                options.KeepAliveInterval = TimeSpan.FromSeconds(5); // "connected but not" is noticed within 12 s
                options.ClientTimeoutInterval = TimeSpan.FromSeconds(20);
                options.DisableImplicitFromServicesParameters = true;
            })
            .AddJsonProtocol(options => options.PayloadSerializerOptions.Converters.Add(new FrameJson()));
    }

    public static void MapLive(this WebApplication app) => app.MapHub<LiveHub>("/live", options =>
    {
        options.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
        options.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
    });
}
