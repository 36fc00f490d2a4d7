using System.Runtime.CompilerServices;
using Board.Spaces;

namespace Board.Log.Sqlite;

/// <summary>
/// Keeps logs in one SQLite database: the store of a server that runs alone. Appends of all spaces share commits, and are durable
/// through the end of the process and of the machine's power. Beside the database lies a small witness file that belongs to it.
/// A file that is copied while the server runs is not a backup: <see cref="CopyToAsync"/> makes one.
/// </summary>
public sealed class SqliteSpaceLog : ISpaceLog
{
    /// <summary>Below this much free room a log is not ready: the largest entries would no longer fit.</summary>
    private const long LeastRoom = 1024 * 1024;

    private readonly LogWriter _writer;
    private readonly LogReaders _readers;

    private readonly string _path;

    private SqliteSpaceLog(string path, LogWriter writer, LogReaders readers) => (_path, _writer, _readers) = (path, writer, readers);

    /// <summary>Opens a log, or creates an empty one. Reads the list of spaces and checks it, but no entries.</summary>
    /// <param name="path">Of the database; its folder exists, and is on a local disk.</param>
    /// <param name="options">How, if not as usual.</param>
    /// <exception cref="LogDamagedException">The log is not what it was. The message tells people what is known and how to go on.</exception>
    /// <exception cref="LogFullException">There is no room to open it.</exception>
    /// <exception cref="LogUnavailableException">It could not be opened, or was written by a newer version of the program.</exception>
    public static SqliteSpaceLog Open(string path, SqliteLogOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var how = options ?? new SqliteLogOptions();
        Witness? witness = null;
        LogTransaction? transaction = null;
        try
        {
            witness = Witness.Open(path);
            transaction = LogOpening.Open(path, witness, how);
            return new SqliteSpaceLog(path, new LogWriter(path, transaction, how, witness), new LogReaders(path));
        }
        catch (SqliteFailure failure)
        {
            throw failure.Told(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException($"The log's files can't be used: {failure.Message}", failure);
        }
        finally
        {
            if (transaction is null) witness?.Dispose();
        }
    }

    /// <inheritdoc/>
    /// <remarks>The payloads must not change before the task has ended. Once the commit has begun, cancelling has no effect.</remarks>
    public Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default)
    {
        LogArguments.CheckAppend(space, extends, payloads);
        return _writer.Submit(new AppendWork(space, extends, payloads), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
    {
        LogArguments.CheckRead(space, after, most);
        return _readers.ReadAsync((space, after, most), static (reader, what, cancel) => reader.Entries(what.space, what.after, what.most, cancel), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        return _readers.ReadAsync(space, static (reader, space, _) => reader.Head(space), cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="LogMovedOnException">The log does not go as far as the snapshot's sequence.</exception>
    public Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default)
    {
        LogArguments.CheckSnapshot(space, snapshot);
        return _writer.Submit(new SnapshotWork(space, snapshot), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        return _readers.ReadAsync(space, static (reader, space, _) => reader.Snapshot(space).Snapshot, cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SpaceId> SpacesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var (space, _) in await _readers.ReadAsync(0, static (reader, _, _) => reader.Spaces(), cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return space;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The space is gone with the first commit. Its entries are then overwritten a few at a time, after a restart if need be.</remarks>
    public async Task DeleteAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        var removal = new RemovalWork(space);
        await _writer.Submit(removal, cancellation);
        for (var more = removal.Removed is not null; more;)
        {
            var purge = new PurgeWork(space, removal.Removed!.Value);
            await _writer.Submit(purge, CancellationToken.None);
            more = purge.More;
        }
    }

    /// <inheritdoc/>
    public Task<LogReport> VerifyAsync(CancellationToken cancellation = default) => LogVerification.RunAsync(_readers, cancellation);

    /// <inheritdoc/>
    /// <remarks>The writer takes the lock of the database and lets go of it again, and there is room for more than a few entries.</remarks>
    public async Task CheckAsync(CancellationToken cancellation = default)
    {
        _ = await _readers.ReadAsync(0, static (reader, _, _) => reader.Database.Integer("SELECT count(*) FROM ledger"), cancellation);
        await _writer.Submit(new ProbeWork(), cancellation);
        if (SqliteFailure.FreeRoom(_path) < LeastRoom) throw new LogFullException("There is next to no room left to save in. What was saved can be read.");
    }

    /// <summary>
    /// Copies the log as it is at this moment into a new database. Appends go on and never wait for it; only the WAL can't start over
    /// meanwhile, and grows with what is appended. A witness is not part of it: the copy gets its own when it is opened.
    /// </summary>
    /// <param name="path">Of a file that is not there yet. It is on the disk when the task ends, and to be deleted if it fails.</param>
    /// <param name="progress">Told after every step of a megabyte.</param>
    /// <param name="cancellation">Ends it between two steps. To be used before the log is disposed.</param>
    /// <exception cref="LogFullException">There is no room where the copy is written.</exception>
    /// <exception cref="LogDamagedException">A page of the log can't be read.</exception>
    /// <exception cref="LogUnavailableException">The copy can't be written.</exception>
    public Task CopyToAsync(string path, IProgress<CopyProgress>? progress = null, CancellationToken cancellation = default) =>
        SqliteCopy.MakeAsync(_path, path, oneMoment: true, progress, cancellation);

    /// <summary>Writes what was asked for, and closes the database as a single file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _writer.DisposeAsync();
    }

    /// <summary>Changes how many pages of 4 kB the database may have.</summary>
    internal Task SetRoomAsync(long pages) => SubmitAsync(new RoomWork(pages));

    /// <summary>Queues work of any kind.</summary>
    internal Task SubmitAsync(LogWork work) => _writer.Submit(work, CancellationToken.None);
}
