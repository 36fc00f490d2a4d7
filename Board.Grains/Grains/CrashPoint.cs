using System.Diagnostics;
using System.Globalization;

namespace Board.Grains;

/// <summary>
/// Named moments on the way of an edit at which a crash test may end the process hard, as a power cut would: no handlers, no flushing.
/// Armed once, at the start of a process that is not in production; unarmed, passing one costs a comparison.
/// </summary>
public static class CrashPoint
{
    /// <summary>The entries are gathered, nothing of them is in the store.</summary>
    public const string BeforeAppend = "before-append";

    /// <summary>The entries are durable, nobody knows.</summary>
    public const string AfterCommit = "after-commit";

    /// <summary>The entries are durable and counted; those who wait for them have not been told.</summary>
    public const string BeforeAcknowledgement = "before-acknowledgement";

    /// <summary>The append is acknowledged; the others in the space have not heard of it.</summary>
    public const string BeforeBroadcast = "before-broadcast";

    /// <summary>The environment variable that arms a process: a point and a count, such as <c>after-commit:17</c>.</summary>
    public const string Variable = "BOARD_CRASH_AT";

    private static Trap? _trap;

    /// <summary>Arms the process with the value of <see cref="Variable"/>. In production, and without a value, nothing happens.</summary>
    /// <param name="setting">The point and at which pass of it to die, such as <c>before-append:3</c>; null or empty for never.</param>
    /// <param name="environment">The host's environment name.</param>
    /// <returns>True when the process will die at that pass.</returns>
    /// <exception cref="ArgumentException">The setting can't be understood; a crash test that never crashes proves nothing.</exception>
    public static bool Arm(string? setting, string environment)
    {
        if (string.IsNullOrEmpty(setting) || string.Equals(environment, "Production", StringComparison.OrdinalIgnoreCase)) return false;
        var parts = setting.Split(':');
        if (parts.Length != 2 || parts[0] is not (BeforeAppend or AfterCommit or BeforeAcknowledgement or BeforeBroadcast)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pass) || pass < 1)
        {
            throw new ArgumentException($"{Variable} is a point and a count such as after-commit:17, not '{setting}'.", nameof(setting));
        }
        _trap = new Trap(parts[0], pass);
        return true;
    }

    /// <summary>Marks that the process has come to this point.</summary>
    public static void Pass(string point)
    {
        if (_trap is { } trap && string.Equals(trap.Point, point, StringComparison.Ordinal)) trap.Count();
    }

    private sealed class Trap(string point, int pass)
    {
        private int _left = pass;

        public string Point => point;

        public void Count()
        {
            if (Interlocked.Decrement(ref _left) != 0) return;
            // Kill, not Exit: no finally block, no flush, no farewell.
            using var self = Process.GetCurrentProcess();
            self.Kill();
            // The signal may take a moment to arrive; nothing of this thread may happen after the point.
            Thread.CurrentThread.Join();
        }
    }
}
