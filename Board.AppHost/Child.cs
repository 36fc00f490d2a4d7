using System.Diagnostics;

namespace Board.AppHost;

/// <summary>
/// A program that ends when we do, however we end: it watches its standard input, which closes with us (Board.Server when
/// <see cref="StopVariable"/> says so, Node programs by <c>stop-with-input.cjs</c>). Works wherever .NET does.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    /// <summary>Tells a server to stop when its standard input ends.</summary>
    public const string StopVariable = "BOARD_STOP_WITH_INPUT";

    /// <summary>How long a program may take to stop by itself; servers promise ten seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Process _process;

    private Child(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program whose lines appear on the screen under its name.</summary>
    public static Child Start(string name, ProcessStartInfo start, Screen screen)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment[StopVariable] = "1";
        var process = Process.Start(start) ?? throw new Told($"{start.FileName} could not be started.");
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new Child(name, process);

        void Say(string? line)
        {
            if (line is not null) screen.Say(name, line);
        }
    }

    public Task WaitAsync(CancellationToken cancellation = default) => _process.WaitForExitAsync(cancellation);

    public bool HasEnded => _process.HasExited;

    /// <summary>Asks it to stop, and ends it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }
}
