using System.Globalization;

namespace Board.Tests.Convergence;

/// <summary>The last steps of a run, for whoever looks for the mistake. Never what was written.</summary>
internal sealed class Trace
{
    /// <summary>How many to tell; more with BOARD_FUZZ_TRACE.</summary>
    private static readonly int Steps = int.TryParse(Environment.GetEnvironmentVariable("BOARD_FUZZ_TRACE"), CultureInfo.InvariantCulture, out var steps) ? steps : 60;

    private readonly Queue<string> _steps = new();
    private int _count;

    public void Note(string step)
    {
        _steps.Enqueue($"{++_count} {step}");
        if (_steps.Count > Steps) _steps.Dequeue();
    }

    public override string ToString() => string.Join('\n', _steps);
}
