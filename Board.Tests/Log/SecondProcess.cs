using System.Diagnostics;
using Board.Grains;

namespace Board.Tests.Log;

/// <summary>Another process, which runs one of the verbs of <see cref="SecondProcessProgram"/> and can be killed as a power cut would.</summary>
internal sealed class SecondProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _complaints;

    private SecondProcess(Process process) => (_process, _complaints) = (process, process.StandardError.ReadToEndAsync());

    public int Id => _process.Id;

    /// <param name="crashAt">A crash point and a count, or null.</param>
    /// <param name="arguments">The verb and what belongs to it.</param>
    public static SecondProcess Start(string? crashAt, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotnetPath)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(SecondProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (crashAt is not null) start.Environment[CrashPoint.Variable] = crashAt;
        return new SecondProcess(Process.Start(start)!);
    }

    /// <summary>What it says next; null when it has ended.</summary>
    public async Task<string?> HearAsync() => await _process.StandardOutput.ReadLineAsync().InTime();

    /// <summary>Everything else that it says until it ends.</summary>
    public async Task<string[]> HearAllAsync() =>
        (await _process.StandardOutput.ReadToEndAsync().InTime()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Kill() => _process.Kill();

    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().InTime();
        return _process.ExitCode;
    }

    /// <summary>Ends it, and fails with what it complained of if it did.</summary>
    public async Task EndWellAsync()
    {
        var code = await EndAsync();
        Assert.True(code == 0, $"It ended with {code}: {await _complaints}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static string DotnetPath => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
