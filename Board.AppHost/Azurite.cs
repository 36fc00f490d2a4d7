using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Board.AppHost;

/// <summary>Azure Storage on this machine: Azurite, from npm, installed beside this program the first time it is wanted.</summary>
internal static class Azurite
{
    public const string Name = "azurite";

    /// <summary>The account that everybody's Azurite has (Microsoft's documentation); no secret.</summary>
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly string[] Endings = ["", ".exe", ".cmd"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts it on a free port and returns it with its connection string, when it listens.</summary>
    /// <param name="folder">Where this project lies, with its package.json.</param>
    /// <param name="data">Where it keeps what it is given.</param>
    public static async Task<(Child Child, string Connection)> StartAsync(string folder, string data, Screen screen, CancellationToken stop)
    {
        await InstallAsync(folder, screen, stop);
        var port = Preflight.Free(10_000);
        var start = new ProcessStartInfo("node");
        start.ArgumentList.Add("--require");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "stop-with-input.cjs"));
        start.ArgumentList.Add(Path.Combine(folder, "node_modules", "azurite", "dist", "src", "blob", "main.js"));
        foreach (var argument in new[] { "--silent", "--disableTelemetry", "--blobHost", "127.0.0.1", "--blobPort", port.ToString(CultureInfo.InvariantCulture), "--location", data })
            start.ArgumentList.Add(argument);
        var child = Child.Start(Name, start, screen);
        try
        {
            await ListensAsync(child, port, stop);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
        var endpoint = $"http://127.0.0.1:{port}/{Account}";
        return (child, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={endpoint};");
    }

    private static async Task InstallAsync(string folder, Screen screen, CancellationToken stop)
    {
        if (!IsOnPath("node") || !IsOnPath("npm"))
            throw new Told("Azurite needs Node 20 or later, and node and npm are not on the PATH. Install Node from https://nodejs.org, or choose --store sqlite.");
        var stamp = Path.Combine(folder, "node_modules", ".stamp");
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"))) return;
        screen.Say("Installing Azurite from npm; this is done once.");
        var npm = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") { WorkingDirectory = folder };
        foreach (var argument in new[] { "ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error" }) npm.ArgumentList.Add(argument);
        await using var install = Child.Start("npm", npm, screen);
        await install.WaitAsync(stop);
        if (install.ExitCode != 0) throw new Told("npm could not install Azurite; what it said is above. Try again, or choose --store sqlite.");
        await File.WriteAllTextAsync(stamp, "", stop);
    }

    private static async Task ListensAsync(Child child, int port, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (child.HasEnded) throw new Told($"Azurite ended with {child.ExitCode}; what it said is above.");
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, patience.Token); // there is nothing to wait on before it listens
            }
        }
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => Endings.Any(ending => File.Exists(Path.Combine(folder, program + ending))));
}
