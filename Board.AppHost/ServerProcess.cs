using System.Diagnostics;

namespace Board.AppHost;

/// <summary>One server, as a process of its own, whose lines appear here under its name.</summary>
internal static class ServerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs until the server ends or is asked to stop, and answers with its exit code.</summary>
    /// <param name="assembly">The server's assembly, as the build left it.</param>
    /// <param name="arguments">Passed on, such as <c>--urls</c> or <c>--Board:Data</c>.</param>
    public static async Task<int> RunAsync(string name, string assembly, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null) start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} could not be started.");
        process.OutputDataReceived += (_, line) => Say(Console.Out, name, line.Data);
        process.ErrorDataReceived += (_, line) => Say(Console.Error, name, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process);
        }
        return process.ExitCode;
    }

    /// <summary>Ctrl+C reaches the server from the terminal as well; a server that does not stop by itself is ended.</summary>
    private static async Task StopAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static void Say(TextWriter to, string name, string? line)
    {
        if (line is not null) to.WriteLine($"{name} | {line}");
    }
}
