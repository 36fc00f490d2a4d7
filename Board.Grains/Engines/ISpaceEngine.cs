using Board.Grains;
using Board.Spaces;

namespace Board.Engines;

/// <summary>
/// Where grains live. A seam of two functions: take this to the space's grain; tell me when it has news.
/// The same contract tests run against each engine (<c>SpaceEngineContract</c>).
/// </summary>
public interface ISpaceEngine
{
    /// <summary>
    /// Hands a submission to the grain of a space and returns what became of it, when that is durable.
    /// A space that does not exist answers as one whose door is closed.
    /// </summary>
    Task<Answer> SubmitAsync(SpaceId space, Submission submission, CancellationToken cancellation = default);

    /// <summary>Opens what a space has to tell, and keeps it at hand until the lease is disposed.</summary>
    ValueTask<SpaceLease> OpenAsync(SpaceId space, CancellationToken cancellation = default);

    /// <summary>Drops a space from memory, wherever it lives; its readers are told to come back. Its log is what it is.</summary>
    Task DeactivateAsync(SpaceId space);
}

/// <summary>A space that is kept at hand for a reader.</summary>
public sealed class SpaceLease(SpaceFeed feed, Action release) : IDisposable
{
    private Action? _release = release;

    public SpaceFeed Feed { get; } = feed;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
