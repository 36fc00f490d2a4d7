using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace Board.Tests.Hosting;

/// <summary>
/// The real server as a process of its own, on a data folder of its own and a free port of this machine. It can be killed hard
/// and started again on the same folder and port.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly bool _ownsData;
    private Process? _process;

    private ServerProcess(string data, int port, bool ownsData) => (Data, Port, _ownsData) = (data, port, ownsData);

    public string Data { get; }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public bool HasExited => _process is not { HasExited: false };

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="data">The data folder; a new temporary one if null.</param>
    public static async Task<ServerProcess> StartAsync(string? data = null, params (string Name, string Value)[] environment)
    {
        var server = new ServerProcess(data ?? Directory.CreateTempSubdirectory("board-test-").FullName, FreePort(), ownsData: data is null);
        await server.StartAgainAsync(environment);
        return server;
    }

    /// <summary>Starts a server that is expected not to come up, and returns its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunToEndAsync(string data, params (string Name, string Value)[] environment)
    {
        await using var server = new ServerProcess(data, FreePort(), ownsData: false);
        server.Launch(environment);
        await server._process!.WaitForExitAsync().WaitAsync(Patience);
        server._process.WaitForExit(); // reads the rest of its output
        return (server._process.ExitCode, server.Output);
    }

    /// <summary>Gives a command to the program, as at a console, and returns its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> CommandAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program(), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, string.Concat(await said));
    }

    /// <summary>Starts it on the same folder and port.</summary>
    public async Task StartAgainAsync(params (string Name, string Value)[] environment)
    {
        Launch(environment);
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.StartNew();
        while (true)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {Output}");
            if (started.Elapsed > Patience) throw new TimeoutException($"The server did not start: {Output}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(50); // there is nothing to wait on before it listens
            }
        }
    }

    /// <summary>kill -9: no farewell, no flush.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } process) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>SIGTERM, as systemd and containers send it. How it ended, and after how long.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var asked = Stopwatch.StartNew();
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, asked.Elapsed);
    }

    /// <summary>SIGSTOP: it stands still, with everything that it was about to do, and its connections stay open.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Waits until it has ended by itself, as at a crash point.</summary>
    public Task WaitForExitAsync() => _process!.WaitForExitAsync().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        if (_ownsData) Directory.Delete(Data, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }

    private void Launch((string Name, string Value)[] environment)
    {
        _process?.Dispose();
        var start = new ProcessStartInfo("dotnet", [Program()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.AbsoluteUri;
        start.Environment["BOARD_DATA"] = Data;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += Collect;
        _process.ErrorDataReceived += Collect;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>The server as the build has left it, with its own settings and pages beside it.</summary>
    private static string Program([CallerFilePath] string here = "")
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Board.Server", "bin", configuration, "net10.0", "Board.Server.dll"));
    }
}
