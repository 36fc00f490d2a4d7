using System.Collections.Concurrent;
using Board.Grains;
using Board.Spaces;

namespace Board.Server.Live;

/// <summary>The live connections, streams and submissions under way in this server, so that all of them can be brought to a good end.</summary>
public sealed class LiveStreams
{
    private static readonly Refusal Restarting = new(
        "restarting", "The server is restarting. Keep writing, your words are safe on this device.", Retry: true);

    private readonly ConcurrentDictionary<FeedReader, byte> _readers = new();
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Frame? _farewell;
    private int _busy;

    /// <summary>What everybody is told who comes now; null while the server stays.</summary>
    public Frame? Farewell => Volatile.Read(ref _farewell);

    /// <summary>Keeps count of a stream until the answer is disposed.</summary>
    public IDisposable Add(FeedReader reader)
    {
        _readers[reader] = 0;
        if (Farewell is { } farewell) reader.EndWith(farewell); // it came as we closed
        return Begin(reader);
    }

    /// <summary>Keeps count of a connection until it is closed, or of a submission until it is answered.</summary>
    public IDisposable Begin() => Begin(null);

    /// <summary>
    /// Tells every stream to end and its client to come back after a random time within this one. Ends when every submission is answered
    /// and the clients have let go of their connections, so that the words have reached them; until then the spaces go on as ever.
    /// </summary>
    public Task EndAsync(TimeSpan within)
    {
        var farewell = Frame.Restarting(Restarting, within);
        Volatile.Write(ref _farewell, farewell);
        foreach (var reader in _readers.Keys) reader.EndWith(farewell);
        if (Volatile.Read(ref _busy) == 0) _quiet.TrySetResult();
        return _quiet.Task;
    }

    private Ending Begin(FeedReader? reader)
    {
        Interlocked.Increment(ref _busy);
        return new Ending(this, reader);
    }

    private void End(FeedReader? reader)
    {
        if (reader is not null) _readers.TryRemove(reader, out _);
        if (Interlocked.Decrement(ref _busy) == 0 && Farewell is not null) _quiet.TrySetResult();
    }

    private sealed class Ending(LiveStreams streams, FeedReader? reader) : IDisposable
    {
        private LiveStreams? _streams = streams;

        public void Dispose() => Interlocked.Exchange(ref _streams, null)?.End(reader);
    }
}
