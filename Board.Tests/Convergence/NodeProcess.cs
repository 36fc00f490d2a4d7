using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Board.Tests.Convergence;

/// <summary>
/// A script of <c>Convergence/node</c> that runs in Node and speaks JSON lines over its standard input
/// and output. Every wait has an end: it throws <see cref="TimeoutException"/>, with what the script
/// wrote to standard error.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>How long one write or one line may take unless the caller says otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(5);
    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly Task<string> _complaints;
    private readonly string _script;

    private NodeProcess(Process process, string script)
    {
        _process = process;
        _script = script;
        _complaints = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts <paramref name="script"/>, a file name within <c>Board.Tests/Convergence/node</c>.</summary>
    public static NodeProcess Start(string script, params IEnumerable<string> arguments)
    {
        var folder = Path.Combine(TestFolder(), "Convergence", "node");
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = PlainUtf8,
            StandardOutputEncoding = PlainUtf8,
            StandardErrorEncoding = PlainUtf8,
        };
        start.ArgumentList.Add(Path.Combine(folder, script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return new NodeProcess(Process.Start(start)!, script);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("These tests need Node 20 or later, as `node` on the PATH.", missing);
        }
    }

    /// <summary>Sends one line and returns the line that the script writes next.</summary>
    public async Task<string> AskAsync(string line, TimeSpan? patience = null)
    {
        await SendAsync(line, patience);
        return await ReadAsync(patience);
    }

    /// <summary>Sends one line.</summary>
    public async Task SendAsync(string line, TimeSpan? patience = null)
    {
        try
        {
            await Bounded(WriteAsync(line), patience);
        }
        catch (IOException)
        {
            throw await ExitedAsync();
        }
    }

    /// <summary>Returns the next line that the script writes.</summary>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public async Task<string> ReadAsync(TimeSpan? patience = null) =>
        await Bounded(_process.StandardOutput.ReadLineAsync(), patience) ?? throw await ExitedAsync();

    /// <summary>Closes the script's input, and ends it if it does not end by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception ended) when (ended is IOException or InvalidOperationException)
        {
            // It has ended, or a write that it never took is still under way.
        }
        try
        {
            await _process.WaitForExitAsync().WaitAsync(FarewellPatience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(FarewellPatience);
        }
        _process.Dispose();
    }

    private async Task WriteAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line);
        await _process.StandardInput.WriteAsync('\n');
        await _process.StandardInput.FlushAsync();
    }

    private async Task<T> Bounded<T>(Task<T> work, TimeSpan? patience)
    {
        await Bounded((Task)work, patience);
        return await work;
    }

    private async Task Bounded(Task work, TimeSpan? patience)
    {
        var limit = patience ?? Patience;
        try
        {
            await work.WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_script} did not answer within {limit}. {await ComplaintsAsync()}");
        }
    }

    private async Task<InvalidOperationException> ExitedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(FarewellPatience);
        return new InvalidOperationException($"{_script} ended with code {_process.ExitCode}. {await ComplaintsAsync()}");
    }

    private Task<string> ComplaintsAsync() => _complaints.WaitAsync(FarewellPatience);

    private static string TestFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Board.sln")))
                return Path.Combine(folder.FullName, "Board.Tests");
        throw new DirectoryNotFoundException("The tests run from a folder within the repository.");
    }
}
