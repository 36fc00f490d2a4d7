using Board.Log;
using Board.Server.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Hosting;

/// <summary>Whether the server could do its work now, part by part; words of a few letters, since anybody may ask.</summary>
/// <param name="Status"><c>ready</c> or <c>not-ready</c>.</param>
/// <param name="Log"><c>ok</c>, <c>full</c>, <c>damaged</c> or <c>unavailable</c>.</param>
/// <param name="Accounts"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Draining">The server is about to end.</param>
internal sealed record Readiness(string Status, string Log, string Accounts, bool Draining);

/// <summary>
/// Answers to balancers and to pages that wait for the server: <c>/health</c> and <c>/health/live</c> say that the process answers,
/// <c>/health/ready</c> whether it can do its work (200), or not (503). The answer is looked up once a second at most, whoever asks.
/// </summary>
internal sealed partial class Health(ISpaceLog log, IDbContextFactory<AccountsDb> accounts, Shutdown shutdown, TimeProvider time, ILogger<Health> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<(string Log, string Accounts)>? _looking;
    private long _lookedAt;

    public async Task<Readiness> LookAsync()
    {
        var (log, accounts) = await FreshAsync();
        var draining = shutdown.IsDraining;
        return new Readiness(log == "ok" && accounts == "ok" && !draining ? "ready" : "not-ready", log, accounts, draining);
    }

    private Task<(string Log, string Accounts)> FreshAsync()
    {
        lock (_lock)
        {
            if (_looking is null || _looking.IsCompleted && time.GetElapsedTime(_lookedAt) >= Fresh)
                (_looking, _lookedAt) = (LookAnewAsync(), time.GetTimestamp());
            return _looking;
        }
    }

    private async Task<(string Log, string Accounts)> LookAnewAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        var readable = TellAsync(log.CheckAsync, patience.Token);
        var reachable = TellAsync(ReachAccountsAsync, patience.Token);
        return (await readable, await reachable);
    }

    private async Task ReachAccountsAsync(CancellationToken cancellation)
    {
        await using var db = await accounts.CreateDbContextAsync(cancellation);
        _ = await db.Users.AnyAsync(cancellation);
    }

    private async Task<string> TellAsync(Func<CancellationToken, Task> check, CancellationToken cancellation)
    {
        try
        {
            await Task.Run(() => check(cancellation), cancellation).WaitAsync(cancellation);
            return "ok";
        }
        catch (Exception failure)
        {
            NotReady(logger, failure);
            return failure switch { LogFullException => "full", LogDamagedException => "damaged", _ => "unavailable" };
        }
    }

    [LoggerMessage(2303, LogLevel.Warning, "The server is not ready.")]
    private static partial void NotReady(ILogger logger, Exception failure);
}

internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        foreach (var path in new[] { "/health", "/health/live" })
            app.MapGet(path, () => TypedResults.Json(new { status = "alive" })).AllowAnonymous().ShortCircuit();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ShortCircuit();
    }

    private static async Task<JsonHttpResult<Readiness>> ReadyAsync(Health health, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var readiness = await health.LookAsync();
        return TypedResults.Json(readiness, statusCode: readiness.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
