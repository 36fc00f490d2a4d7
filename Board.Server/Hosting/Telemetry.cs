using Board.Grains;
using Board.Log;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Board.Server.Hosting;

internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Sends traces and metrics by OTLP where an address for them is set; else nothing of OpenTelemetry is in the server.
    /// What is sent are numbers, kinds of space and codes of refusals, and what the framework tells of connections and of
    /// the runtime. Requests are not traced one by one: their paths would name spaces.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (string.IsNullOrEmpty(settings[Endpoint])) settings[Endpoint] = settings[$"{BoardSettings.Section}:{nameof(BoardSettings.Telemetry)}"];
        if (string.IsNullOrEmpty(settings[Endpoint])) return;
        var version = typeof(BoardServer).Assembly.GetName().Version?.ToString(3);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(settings["OTEL_SERVICE_NAME"] ?? "board", serviceVersion: version))
            .WithMetrics(metrics => metrics
                .AddMeter(SpaceTelemetry.Name, LogTelemetry.Name, "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime")
                .AddOtlpExporter())
            .WithTracing(traces => traces.AddSource(SpaceTelemetry.Name, "Microsoft.AspNetCore.SignalR.Server").AddOtlpExporter());
    }
}
