using System.Runtime.CompilerServices;
using Board.Log.Sqlite;
using Board.Spaces;
using SQLitePCL;

namespace Board.Files;

/// <summary>
/// Files in a database beside the log's: durable like it, one file to back up, and nothing of a file is left in the file system
/// when it is deleted. Photos come a few a lesson and are read a few at a time, so one connection in turn serves them all;
/// it is also the only one that ever opens the database (see <see cref="Database.Checkpoint"/>).
/// </summary>
public sealed class SqliteFileStore : IFileStore
{
    private const int Version = 1;

    /// <summary>"BoRF", kept in <c>PRAGMA application_id</c>.</summary>
    private const int Application = 0x426F5246;

    /// <summary>The WAL is emptied beyond some 16 MB.</summary>
    private const int PagesInWal = 4_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Database _database;
    private readonly Statement _put, _get, _list, _delete, _deleteAll;
    private int _pages;
    private bool _closed;

    private SqliteFileStore(Database database)
    {
        _database = database;
        _put = database.Prepare("INSERT INTO files(space, name, type, content, digest) VALUES(?1, ?2, ?3, ?4, ?5)");
        _get = database.Prepare("SELECT type, content, digest FROM files WHERE space = ?1 AND name = ?2");
        _list = database.Prepare("SELECT name FROM files WHERE space = ?1");
        _delete = database.Prepare("DELETE FROM files WHERE space = ?1 AND name = ?2");
        _deleteAll = database.Prepare("DELETE FROM files WHERE space = ?1");
    }

    /// <summary>Opens the database, and creates it if it is not there.</summary>
    /// <param name="path">Of the database, in a folder that is there and that this process owns.</param>
    /// <param name="maxBytes">How large it may become; without a limit if null.</param>
    /// <exception cref="FilesUnavailableException">It can't be opened, or is not one of ours.</exception>
    public static SqliteFileStore Open(string path, long? maxBytes = null)
    {
        try
        {
            var database = Database.OpenForWriting(path, SqliteLogOptions.DefaultPatience);
            try
            {
                Prepare(database);
                if (maxBytes is { } most) database.LimitSize(most);
                return new SqliteFileStore(database);
            }
            catch
            {
                database.Dispose();
                throw;
            }
        }
        catch (SqliteFailure failure)
        {
            throw new FilesUnavailableException($"The database of files can't be opened: {failure.Message}.", failure);
        }
    }

    /// <inheritdoc/>
    public Task PutAsync(SpaceId space, string name, StoredFile file, CancellationToken cancellation = default)
    {
        FileName.Check(space, name, file);
        return InTurnAsync(
            () =>
            {
                var digest = FileDigest.Of(space, name, file);
                if (Find(space, name) is { } there)
                {
                    if (!there.Digest.AsSpan().SequenceEqual(digest)) throw new FileExistsException(space, name);
                    return true;
                }
                _put.BindText(1, Text(space)).BindText(2, Text(name)).BindText(3, Text(file.ContentType)).Bind(4, file.Content.Span).Bind(5, digest).Run();
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<StoredFile?> GetAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        try
        {
            var found = await InTurnAsync(() => Find(space, name), cancellation);
            if (found is not { } there) return null;
            if (!there.Digest.AsSpan().SequenceEqual(FileDigest.Of(space, name, there.File))) throw new FileDamagedException(space, name);
            return there.File;
        }
        catch (FilesUnavailableException unreadable) when (unreadable.InnerException is SqliteFailure { MeansDamage: true })
        {
            throw new FileDamagedException(space, name, unreadable);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(SpaceId space, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        FileName.Check(space);
        var names = await InTurnAsync(
            () =>
            {
                var found = new List<string>();
                _list.BindText(1, Text(space));
                while (_list.Step()) found.Add(_list.Text(0));
                return found;
            },
            cancellation);
        foreach (var name in names) yield return name;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        return InTurnAsync(
            () =>
            {
                _delete.BindText(1, Text(space)).BindText(2, Text(name)).Run();
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task DeleteAllAsync(SpaceId space, CancellationToken cancellation = default)
    {
        FileName.Check(space);
        return InTurnAsync(
            () =>
            {
                _deleteAll.BindText(1, Text(space)).Run();
                return true;
            },
            cancellation);
    }

    /// <summary>Copies all files into a new database, a megabyte in a turn; what is put meanwhile is in the copy too.</summary>
    /// <param name="path">Of a file that is not there yet. It is on the disk when the task ends, and to be deleted if it fails.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="FilesFullException">There is no room where the copy is written.</exception>
    /// <exception cref="FilesUnavailableException">It can't be written or read.</exception>
    public async Task CopyToAsync(string path, IProgress<CopyProgress>? progress = null, CancellationToken cancellation = default)
    {
        var copy = await InTurnAsync(() => DatabaseCopy.Begin(_database, path), cancellation);
        try
        {
            while (await InTurnAsync(copy.Step, cancellation)) progress?.Report(copy.Progress);
        }
        finally
        {
            // In turn, since it lets go of the connection; and whatever has become of the request.
            await _turn.WaitAsync(CancellationToken.None);
            copy.Dispose();
            _turn.Release();
        }
    }

    /// <summary>Leaves a database without a WAL.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_closed) return;
            _closed = true;
            try
            {
                if (_database.Checkpoint(wait: true)) _database.TidyOnClose();
            }
            catch (SqliteFailure)
            {
                // Everything that was put is found in the WAL at the next start.
            }
            _database.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static void Prepare(Database database)
    {
        var (application, version) = (database.Integer("PRAGMA application_id"), database.Integer("PRAGMA user_version"));
        if (version > Version || (version != 0 && application != Application))
            throw new FilesUnavailableException("The database of files was written by a newer version of this program, or by another one. Nothing is lost: start the newer version, or restore a backup from before it.");
        if (version == Version) return;
        database.Execute("BEGIN IMMEDIATE");
        database.Execute("CREATE TABLE files(space TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, content BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(space, name)) STRICT");
        database.Execute($"PRAGMA application_id={Application}");
        database.Execute($"PRAGMA user_version={Version}");
        database.Execute("COMMIT");
    }

    private (StoredFile File, byte[] Digest)? Find(SpaceId space, string name)
    {
        try
        {
            if (!_get.BindText(1, Text(space)).BindText(2, Text(name)).Step()) return null;
            return (new StoredFile(_get.Text(0), _get.Bytes(1).ToArray()), _get.Bytes(2).ToArray());
        }
        finally
        {
            _get.Reset();
        }
    }

    /// <summary>One after the other, on the pool: a disk may take its time.</summary>
    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await Task.Run(work, CancellationToken.None);
        }
        catch (SqliteFailure failure)
        {
            throw failure.Kind == raw.SQLITE_FULL
                ? new FilesFullException("There is no room left for files. What was saved before is safe and can be read.", failure)
                : new FilesUnavailableException($"The database of files did not answer: {failure.Message}.", failure);
        }
        finally
        {
            if (!_closed) EmptyWalIfLarge();
            _turn.Release();
        }
    }

    private void EmptyWalIfLarge()
    {
        _pages += _database.TakePagesWritten();
        if (_pages < PagesInWal) return;
        try
        {
            if (_database.Checkpoint(wait: false)) _pages = 0;
        }
        catch (SqliteFailure)
        {
            // The WAL keeps everything; a disk that is full or failing is told to those who put.
        }
    }

    private static byte[] Text(SpaceId space) => Text(space.ToString());

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
