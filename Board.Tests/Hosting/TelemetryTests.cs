using System.Collections.Concurrent;
using System.Text;
using Board.Tests.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Board.Tests.Hosting;

/// <summary>Traces and metrics go where they are asked to go, and otherwise nowhere (SPEC.md, TEL2).</summary>
[Collection(nameof(Alone))]
public sealed class TelemetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_collector_gets_the_metrics_and_traces_of_a_server()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = await Server.TestServer.StartAsync(
            "--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL", "200");
        using var administrator = await server.FoundAsync("dana.recognisable@example.org");
        foreach (var name in new[] { "board.space.ops", "board.space.append.duration", "board.space.active", "board.log.commits" })
            await collector.GetsAsync("/v1/metrics", name);
        // Batches are sent with the next full export of spans, or when the server stops.
        await server.DisposeAsync();
        await collector.GetsAsync("/v1/traces", "board.space.batch");
        Assert.True(collector.Got("/v1/metrics", "service.name"));
        foreach (var path in new[] { "/v1/metrics", "/v1/traces" })
        {
            Assert.False(collector.Got(path, "recognisable"));
            Assert.False(collector.Got(path, "Dana"));
            Assert.False(collector.Got(path, "Linden"));
        }
    }

    /// <summary>The least that OTLP over HTTP asks of a collector: it takes protobuf, and answers 200. Names are plain UTF-8 in it.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly ConcurrentQueue<(string Path, string Body)> _got = new();
        private readonly SemaphoreSlim _more = new(0);

        private Collector(WebApplication app) => _app = app;

        public string Address => _app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var collector = new Collector(app);
            app.MapPost("/{**path}", collector.TakeAsync);
            await app.StartAsync();
            return collector;
        }

        public bool Got(string path, string text) => _got.Any(got => got.Path == path && got.Body.Contains(text, StringComparison.Ordinal));

        public async Task GetsAsync(string path, string text)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (!Got(path, text)) await _more.WaitAsync(patience.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _more.Dispose();
        }

        private async Task<IResult> TakeAsync(HttpRequest request)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _got.Enqueue((request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
            _more.Release();
            return Results.Ok();
        }
    }
}
