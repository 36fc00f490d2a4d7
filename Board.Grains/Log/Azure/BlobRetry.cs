using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Board.Log.Azure;

/// <summary>How long and how often Azure Storage is asked.</summary>
public sealed record BlobRetry
{
    /// <summary>How long an attempt may take.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long all attempts may take together. People wait meanwhile; their words are kept on their devices.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first wait is up to this long, and each further one up to twice as long as the one before.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>No wait is longer, unless Azure asks for it.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Statuses after which the same request may succeed: time-outs, throttling, errors of the service and of what is before it.</summary>
    internal static bool IsPassing(int status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>
    /// The wait after so many attempts: drawn from the upper half of the exponential bound, so that many servers that were turned
    /// away together do not come back together, and none comes back at once.
    /// </summary>
    internal TimeSpan Wait(int attempts, RetryConditionHeaderValue? asked, DateTimeOffset now)
    {
        var bound = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 20)));
        var wait = TimeSpan.FromMilliseconds(bound * (0.5 + (RandomNumberGenerator.GetInt32(1_000_000) / 2_000_000d)));
        var least = asked?.Delta ?? (asked?.Date is { } date ? date - now : TimeSpan.Zero);
        return wait > least ? wait : least;
    }
}
