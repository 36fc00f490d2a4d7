using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Board.Engines;

/// <summary>
/// A space as the servers of a cluster call it, wherever it lives; the key is the space's id. What travels is the JSON of the log and
/// the wire, and refusals are values: Orleans needs to know nothing of ops, and servers of two versions understand each other.
/// </summary>
[Alias("board-space")]
internal interface IClusteredSpace : IGrainWithStringKey
{
    /// <summary>Takes a <see cref="Grains.Submission"/> and returns the <see cref="Grains.Answer"/>.</summary>
    [Alias("submit")]
    Task<ReadOnlyMemory<byte>> SubmitAsync([Immutable] ReadOnlyMemory<byte> submission);

    /// <summary>
    /// Says that a server follows the space, and who is on it; has to be said again within <see cref="ClusteredSpace.FollowedFor"/>.
    /// Returns the sequence of the last entry.
    /// </summary>
    [Alias("follow")]
    Task<long> FollowAsync(SiloAddress server, ISpaceFollower follower, [Immutable] ReadOnlyMemory<byte> here);

    /// <summary>Says that it does not any more.</summary>
    [OneWay, Alias("leave")]
    Task LeaveAsync(SiloAddress server, ISpaceFollower follower);

    /// <summary>Says who is on a server now: a list of <see cref="Grains.Cursor"/>.</summary>
    [OneWay, Alias("here")]
    Task HereAsync(SiloAddress server, [Immutable] ReadOnlyMemory<byte> here);

    /// <summary>Drops the space from memory on every server.</summary>
    [Alias("end")]
    Task EndAsync();
}

/// <summary>What a space tells the servers that follow it. Nobody waits for them; what is lost is read from the log.</summary>
[Alias("board-space-follower")]
internal interface ISpaceFollower : IGrainObserver
{
    /// <summary>There is something new.</summary>
    /// <param name="after">The sequence before the first of the entries.</param>
    /// <param name="entries">Their bytes; none if they are too many and better read from the log.</param>
    /// <param name="head">The sequence of the last entry there is.</param>
    [OneWay, Alias("news")]
    Task NewsAsync(long after, [Immutable] ReadOnlyMemory<byte>[] entries, long head);

    /// <summary>Who is on another server now.</summary>
    [OneWay, Alias("elsewhere")]
    Task ElsewhereAsync(SiloAddress server, [Immutable] ReadOnlyMemory<byte> here);

    /// <summary>The space goes to live somewhere else: follow it there.</summary>
    [OneWay, Alias("moved")]
    Task MovedAsync();

    /// <summary>The space is dropped from memory: readers are to come back.</summary>
    [OneWay, Alias("ended")]
    Task EndedAsync();
}
