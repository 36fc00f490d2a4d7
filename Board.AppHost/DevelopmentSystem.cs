using System.Diagnostics;

namespace Board.AppHost;

/// <summary>Everything that was wanted, running: stores, then servers. Ends when it is told to, or when no server is left.</summary>
internal sealed class DevelopmentSystem(Wanted wanted, Installation installation, Screen screen)
{
    private readonly List<Child> _stores = [];
    private readonly List<Child> _servers = [];
    private int _opened;

    /// <summary>Runs it, and answers with the exit code: 0 if it was stopped, the last server's if all of them ended by themselves.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var health = new HealthWatch(screen);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watches = new List<Task>();
        try
        {
            var settings = await StartStoresAsync(stop);
            for (var number = 1; number <= wanted.Servers; number++)
            {
                var address = new Uri($"http://localhost:{wanted.Port + number - 1}");
                var server = Child.Start($"server{number}", ServerPlan.Of(wanted, installation, number, address, settings), screen);
                _servers.Add(server);
                watches.Add(WatchAsync(server, address, health, ended.Token));
            }
            screen.Say($"{wanted.Servers} {(wanted.Servers == 1 ? "server" : "servers")}, engine {wanted.Engine}, store {wanted.Store}. Ctrl+C stops everything.");
            await Task.WhenAll(_servers.Select(server => server.WaitAsync(stop)));
            return _servers[^1].ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            screen.Say("Stopping.");
            return 0;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(watches);
            // Servers first: they may still have something to store.
            await Task.WhenAll(_servers.Select(server => server.DisposeAsync().AsTask()));
            await Task.WhenAll(_stores.Select(store => store.DisposeAsync().AsTask()));
        }
    }

    private async Task<Dictionary<string, string>> StartStoresAsync(CancellationToken stop)
    {
        var settings = new Dictionary<string, string>();
        if (wanted.Azurite)
        {
            var data = Path.Combine(wanted.Folder, Azurite.Name);
            Directory.CreateDirectory(data);
            var (azurite, connection) = await Azurite.StartAsync(installation.Folder, data, screen, stop);
            _stores.Add(azurite);
            settings["Board__Azure"] = connection;
        }
        if (wanted is { Store: "postgres", Postgres: { } postgres }) settings["Board__Postgres"] = postgres;
        return settings;
    }

    private async Task WatchAsync(Child server, Uri address, HealthWatch health, CancellationToken stop)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = health.WatchAsync(server.Name, address, () => OpenBrowser(address), gone.Token);
        try
        {
            await server.WaitAsync(stop);
            await gone.CancelAsync();
            await watch;
            screen.Say(server.Name, $"has ended with {server.ExitCode}.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await watch;
        }
    }

    private void OpenBrowser(Uri address)
    {
        if (!wanted.Open || Interlocked.Exchange(ref _opened, 1) == 1) return;
        try
        {
            var (program, argument) = OperatingSystem.IsMacOS() ? ("open", address.AbsoluteUri) : ("xdg-open", address.AbsoluteUri);
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true } : new ProcessStartInfo(program, [argument]);
            Process.Start(start)?.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            screen.Say($"No browser could be opened; the address is {address}");
        }
    }
}
