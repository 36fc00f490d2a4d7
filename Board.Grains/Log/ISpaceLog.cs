using Board.Spaces;
using Board.Spaces.District;

namespace Board.Log;

/// <summary>
/// Keeps the entries of every space. The log is the truth; everything else can be made from it again.
///
/// Contract (proved by <c>SpaceLogContract</c> for every store):
/// LOG1 An append that has completed survives the death of the process, and of the machine where the store can.
/// LOG2 An append states the sequence that it extends; if the log has moved on it fails with <see cref="LogMovedOnException"/> and writes nothing.
/// LOG3 An append is all or nothing.
/// LOG4 Entries are contiguous from 1, and each carries a hash of itself and of the one before; a lost tail or a changed byte is
///      reported as <see cref="LogDamagedException"/> and never returned as an entry.
/// LOG5 When there is no room an append fails with <see cref="LogFullException"/>, writes nothing, and reads go on.
/// All members may be called from any thread.
/// </summary>
public interface ISpaceLog : IAsyncDisposable
{
    /// <summary>Appends entries and returns when they are durable. Appends of many spaces may share one commit.</summary>
    /// <param name="space">Whose log.</param>
    /// <param name="extends">The sequence of the last entry that the caller knows of; 0 for an empty log.</param>
    /// <param name="payloads">The entries' bytes (UTF-8 JSON), at least one; they get the sequences after <paramref name="extends"/>.</param>
    Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default);

    /// <summary>Reads entries after a sequence, in order, at most <paramref name="most"/> of them; fewer only at the end of the log.</summary>
    ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default);

    /// <summary>The sequence of the last entry; 0 for a space that has none.</summary>
    ValueTask<long> HeadAsync(SpaceId space, CancellationToken cancellation = default);

    /// <summary>Keeps a state that replays can start from. A later snapshot replaces it; an older one is ignored.</summary>
    Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default);

    /// <summary>The newest snapshot that is whole, or null. One that is damaged is passed over, since the log can replace it.</summary>
    ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default);

    /// <summary>Every space that has entries, in no order.</summary>
    IAsyncEnumerable<SpaceId> SpacesAsync(CancellationToken cancellation = default);

    /// <summary>Removes a space for good, such as a demo district that is closed.</summary>
    Task DeleteAsync(SpaceId space, CancellationToken cancellation = default);

    /// <summary>Reads everything and believes nothing: every entry of every space against its chain of hashes. Appends go on meanwhile.</summary>
    Task<LogReport> VerifyAsync(CancellationToken cancellation = default);

    /// <summary>Makes sure that entries could be read and appended now, and writes none; fails as a read or an append would.</summary>
    async Task CheckAsync(CancellationToken cancellation = default) => await HeadAsync(DistrictSpace.Id, cancellation);
}

/// <summary>An entry's bytes as they were appended.</summary>
public readonly record struct LogEntry(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>The state after the entry <paramref name="Sequence"/>, as UTF-8 JSON.</summary>
public sealed record Snapshot(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>The append was refused because another owner of the space has appended meanwhile. Reload, rebase, try again.</summary>
public sealed class LogMovedOnException(SpaceId space, long extends)
    : Exception($"The log of {space} no longer ends at {extends}.");

/// <summary>There is no room for another entry. What is stored can be read.</summary>
public sealed class LogFullException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store does not hold what it acknowledged. Says which space and sequence, never what was written there.</summary>
public sealed class LogDamagedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store did not answer, or failed for a reason of its own; nothing is known to be lost.</summary>
public sealed class LogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
