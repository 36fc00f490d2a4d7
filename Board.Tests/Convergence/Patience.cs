namespace Board.Tests.Convergence;

/// <summary>Every wait has an end; none of them is ever near it unless something is stuck.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<T> Soon<T>(this Task<T> task) => task.IsCompleted ? task : task.WaitAsync(Limit);

    public static Task Soon(this Task task) => task.IsCompleted ? task : task.WaitAsync(Limit);
}

/// <summary>What the fuzzer found: something that must never be.</summary>
internal sealed class ConvergenceFailure : Exception
{
    public ConvergenceFailure(string message) : base(message)
    {
    }

    public ConvergenceFailure(string message, Exception inner) : base(message, inner)
    {
    }

    public static void Unless(bool holds, string message)
    {
        if (!holds) throw new ConvergenceFailure(message);
    }
}
