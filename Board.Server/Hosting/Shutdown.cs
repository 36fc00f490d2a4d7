using System.Runtime.InteropServices;
using Board.Server.Live;
using Microsoft.Extensions.Hosting.Systemd;

namespace Board.Server.Hosting;

/// <summary>
/// How the server ends when it is asked to (SIGTERM, Ctrl+C): it says that it is not ready, serves on for a grace if one is set,
/// sends the live clients away to come back, waits until they are gone and everything is answered, and only then stops listening.
/// The framework alone would cut all connections at the signal. Ten seconds are the most (SPEC.md, RUN2).
/// </summary>
internal sealed partial class Shutdown(
    IHostApplicationLifetime app, LiveStreams streams, BoardSettings settings, TimeProvider time, ILogger<Shutdown> logger) : IHostLifetime, IDisposable
{
    /// <summary>The longest grace; with it all the rest still fits into ten seconds.</summary>
    public static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(4);

    /// <summary>Clients come back within this time, not all at once.</summary>
    private static readonly TimeSpan ComeBackWithin = TimeSpan.FromSeconds(3);

    /// <summary>For streams to end and submissions to be answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>For requests to end once nobody is let in any more, and for a member of a cluster to hand its spaces over.</summary>
    public static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(3);

    /// <summary>What still hangs then is cut off. Nothing that was acknowledged depends on an orderly end.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(9.5);

    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly SystemdNotifier _systemd = new();
    private ITimer? _deadline;
    private int _asked;

    /// <summary>Whether the server is about to end.</summary>
    public bool IsDraining => Volatile.Read(ref _asked) > 0 || app.ApplicationStopping.IsCancellationRequested;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Begin();
            }));
        }
        app.ApplicationStarted.Register(() => _systemd.Notify(ServiceState.Ready));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to end. A second time says that somebody can't wait.</summary>
    public void Begin()
    {
        if (Interlocked.Increment(ref _asked) == 1) _ = Task.Run(DrainAsync);
        else app.StopApplication();
    }

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _deadline?.Dispose();
    }

    private async Task DrainAsync()
    {
        _deadline = time.CreateTimer(_ => CutOff(), null, Deadline, Timeout.InfiniteTimeSpan);
        try
        {
            _systemd.Notify(ServiceState.Stopping);
            var grace = TimeSpan.FromSeconds(Math.Clamp(settings.DrainSeconds, 0, LongestGrace.TotalSeconds));
            Draining(logger, grace.TotalSeconds);
            await Task.Delay(grace, time, app.ApplicationStopping);
            await streams.EndAsync(ComeBackWithin).WaitAsync(Patience, time, app.ApplicationStopping);
        }
        catch (Exception hurried) when (hurried is TimeoutException or OperationCanceledException)
        {
            // Some client does not listen; its words are safe on its device.
        }
        finally
        {
            app.StopApplication();
        }
    }

    private void CutOff()
    {
        Overdue(logger, Deadline.TotalSeconds);
        Environment.Exit(1);
    }

    [LoggerMessage(2301, LogLevel.Information, "Asked to stop: not ready any more, serving on for {Grace} s, then sending clients away.")]
    private static partial void Draining(ILogger logger, double grace);

    [LoggerMessage(2302, LogLevel.Warning, "Something did not end within {Seconds} s and is cut off. Everything that was acknowledged is saved.")]
    private static partial void Overdue(ILogger logger, double seconds);
}

internal static class OrderlyEnd
{
    /// <summary>Health, and an end in order instead of the framework's.</summary>
    public static void AddOrderlyEnd(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Shutdown.LastRequests);
        builder.Services.AddSingleton<Shutdown>();
        builder.Services.AddSingleton<IHostLifetime>(services => services.GetRequiredService<Shutdown>());
        builder.Services.AddSingleton<Health>();
    }
}
