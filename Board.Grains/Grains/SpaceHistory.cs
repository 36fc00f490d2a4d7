using System.Runtime.CompilerServices;
using System.Text.Json;
using Board.Log;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// A space's whole history as an audience may see it, read from its log from the first entry on, without snapshots and beside the
/// grain that may be at work on it. For one reader at a time.
/// </summary>
public sealed class SpaceHistory(SpaceId space, SpaceKind kind, ISpaceLog log, Audience audience)
{
    private SpaceState _state = kind.Empty;

    /// <summary>The sequence of the last entry that was read.</summary>
    public long Sequence { get; private set; }

    /// <summary>How many entries the audience may not know of, so far.</summary>
    public long Withheld { get; private set; }

    /// <summary>The state after what was read, as the audience may see it.</summary>
    public SpaceState State => kind.View(_state, audience);

    /// <summary>The entries that the audience may see, in order: the log's own bytes, or others where the view changes something.</summary>
    /// <exception cref="LogDamagedException">An entry is not what was saved.</exception>
    /// <exception cref="LogUnavailableException">An entry was written by a newer program, or the store does not answer.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var replay = new SpaceReplay(space, kind, log);
        await foreach (var (entry, payload) in replay.NewsAsync(cancellation))
        {
            replay.Fold(entry);
            (_state, Sequence) = (replay.Committed.State, entry.Sequence);
            var seen = kind.ViewEntry(_state, entry, audience);
            if (seen is null) Withheld++;
            else yield return ReferenceEquals(seen, entry) ? payload : JsonSerializer.SerializeToUtf8Bytes(seen, SpaceJson.Options);
        }
    }
}
