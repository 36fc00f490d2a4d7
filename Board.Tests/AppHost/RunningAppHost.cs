using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Board.Tests.Convergence;

namespace Board.Tests.AppHost;

/// <summary>Board.AppHost as a process of its own, as somebody starts it in a terminal; what it starts is found by a mark in its environment.</summary>
internal sealed class RunningAppHost : IAsyncDisposable
{
    private const string Mark = "BOARD_TEST_APPHOST";

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<(Func<string, bool> Has, TaskCompletionSource Said)> _waiting = [];

    public RunningAppHost(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Dotnet, [Program(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Mark] = _mark;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Collect;
        _process.ErrorDataReceived += Collect;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>The ids of all processes that descend from this start and still live, itself included.</summary>
    public IReadOnlyList<int> Alive =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let id = int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
           where id > 0 && EnvironmentOf(folder).Contains($"{Mark}={_mark}", StringComparison.Ordinal)
           select id,
    ];

    /// <summary>Waits until it has said that.</summary>
    public Task SaysAsync(string words) => SaysAsync(words, 1);

    /// <summary>Waits until it has said that for a second time.</summary>
    public Task SaysAgainAsync(string words) => SaysAsync(words, 2);

    private async Task SaysAsync(string words, int times)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
        {
            if (HasSaid(Output)) return;
            _waiting.Add((HasSaid, said));
        }
        var first = await Task.WhenAny(said.Task, _process.WaitForExitAsync(), Task.Delay(TimeSpan.FromMinutes(5)));
        if (first != said.Task && !HasSaid(Output)) throw new InvalidOperationException($"It did not say \"{words}\" but: {Output}");

        bool HasSaid(string output) => output.Split(words).Length > times;
    }

    public void Signal(string name) => Send(name, _process.Id);

    public static void Send(string signal, int process) => Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Waits until it has ended, and returns its exit code.</summary>
    public async Task<int> EndsAsync()
    {
        await _process.WaitForExitAsync().Soon();
        return _process.ExitCode;
    }

    /// <summary>Waits until nothing of it is left.</summary>
    public async Task LeavesNobodyAsync()
    {
        var started = Stopwatch.StartNew();
        while (Alive is { Count: > 0 } orphans)
        {
            Assert.True(started.Elapsed < Patience.Limit, $"Still there: {string.Join(", ", orphans)}. {Output}");
            await Task.Delay(50); // nobody tells us when a stranger's child ends
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        foreach (var orphan in Alive) Send("KILL", orphan);
    }

    /// <summary>A port with that many free ones after it.</summary>
    public static int FreePorts(int count)
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            if (port + count < 65_000 && Enumerable.Range(port, count).All(Board.AppHost.Preflight.IsFree)) return port;
        }
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        List<TaskCompletionSource> said;
        lock (_output)
        {
            _output.AppendLine(line.Data);
            said = [.. _waiting.Where(waiting => waiting.Has(_output.ToString())).Select(waiting => waiting.Said)];
        }
        foreach (var waiting in said) waiting.TrySetResult();
    }

    private static string EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>By its whole path: some tests take the PATH away.</summary>
    private static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private static string Program([CallerFilePath] string here = "")
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Board.AppHost", "bin", configuration, "net10.0", "Board.AppHost.dll"));
    }
}
