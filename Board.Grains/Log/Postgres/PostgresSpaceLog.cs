using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Board.Spaces;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>
/// Keeps logs in a PostgreSQL database that several servers share. Appends of all spaces of a server share commits, which are durable
/// when they return; the fence of each is checked under a lock on its space, so it holds between servers. A backup is a dump of the database.
/// </summary>
public sealed class PostgresSpaceLog : ISpaceLog, IAnnouncesAppends
{
    private readonly PostgresDatabase _database;
    private readonly LogWriter _writer;
    private readonly AppendNews _news;
    private volatile bool _closed;

    /// <param name="database">Prepared, and disposed of after the log.</param>
    public PostgresSpaceLog(PostgresDatabase database)
    {
        var own = RandomNumberGenerator.GetHexString(8, lowercase: true);
        (_database, _writer, _news) = (database, new LogWriter(database, own), new AppendNews(database, own));
    }

    /// <inheritdoc/>
    /// <remarks>The payloads must not change before the task has ended. Once the commit has begun, cancelling has no effect.</remarks>
    public Task AppendAsync(SpaceId space, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellation = default)
    {
        LogArguments.CheckAppend(space, extends, payloads);
        return _writer.Submit(new AppendRequest(space, extends, payloads), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
    {
        LogArguments.CheckRead(space, after, most);
        return new(AskAsync(source => LogReader.EntriesAsync(source, space, after, most, cancellation)));
    }

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        return new(AskAsync(source => LogReader.HeadAsync(source, space, cancellation)));
    }

    /// <inheritdoc/>
    /// <exception cref="LogMovedOnException">The log does not go as far as the snapshot's sequence.</exception>
    public Task SaveSnapshotAsync(SpaceId space, Snapshot snapshot, CancellationToken cancellation = default)
    {
        LogArguments.CheckSnapshot(space, snapshot);
        return AskAsync(source => SnapshotKeeping.SaveAsync(source, space, snapshot, cancellation));
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> LoadSnapshotAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        return new(AskAsync(async source => (await LogReader.SnapshotAsync(source, space, cancellation)).Snapshot));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SpaceId> SpacesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var space in await AskAsync(source => LogReader.SpacesAsync(source, cancellation)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return space;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The space is gone at once, and every server is told. Its entries are then deleted, after a restart if need be.</remarks>
    public Task DeleteAsync(SpaceId space, CancellationToken cancellation = default)
    {
        LogArguments.CheckSpace(space);
        return AskAsync(source => SpaceDeletion.RunAsync(source, space, cancellation));
    }

    /// <inheritdoc/>
    public Task<LogReport> VerifyAsync(CancellationToken cancellation = default) => AskAsync(source => LogVerification.RunAsync(source, cancellation));

    /// <inheritdoc/>
    /// <remarks>How much room PostgreSQL has is not known from here; without room the next append is refused.</remarks>
    public Task CheckAsync(CancellationToken cancellation = default) => AskAsync(async source =>
    {
        await using var command = source.CreateCommand("SELECT version, current_setting('transaction_read_only')::boolean FROM board.format");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        if (!await rows.ReadAsync(cancellation)) throw new LogDamagedException("The database's tables of Board are not as they were made.");
        if (rows.GetInt32(0) > PostgresDatabase.Version) throw new LogUnavailableException("The database was brought to a newer format by another server. Start the newer version here too.");
        if (rows.GetBoolean(1)) throw new LogUnavailableException("PostgreSQL lets nobody write at the moment, as a replica does. See which server Board:Postgres names.");
        return true;
    });

    /// <inheritdoc/>
    public IDisposable Subscribe(IAppendObserver observer) => _news.Subscribe(observer);

    /// <summary>Writes what was asked for, and listens no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await _news.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private async Task<T> AskAsync<T>(Func<NpgsqlDataSource, Task<T>> question)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            return await _database.AskAsync(question);
        }
        catch (Exception failure) when (PostgresFailure.IsOne(failure))
        {
            throw PostgresFailure.Told(failure);
        }
    }
}
