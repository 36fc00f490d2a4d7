using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace Board.Log.Sqlite;

/// <summary>
/// A copy of a database that is in use, made by SQLite's backup interface a few pages at a time. It runs in the process that owns the
/// database and through this library: a copy made by the file system, or by another process that might checkpoint, could be torn
/// (see <see cref="Database.Checkpoint"/>). For one thread at a time, the one that uses the source.
/// </summary>
internal sealed class DatabaseCopy : IDisposable
{
    /// <summary>A megabyte: what a step may cost those who wait for the source.</summary>
    private const int PagesAtOnce = 256;

    /// <summary>The disk gets its bytes as they come: all of them at the end would keep it busy when others append.</summary>
    private const int StepsBetweenFlushes = 8;

    private readonly SafeFileHandle _file;
    private readonly Database _target;
    private readonly sqlite3_backup _backup;
    private int _steps;

    private DatabaseCopy(SafeFileHandle file, Database target, sqlite3_backup backup) => (_file, _target, _backup) = (file, target, backup);

    /// <summary>How far it has come.</summary>
    public CopyProgress Progress { get; private set; }

    /// <summary>Creates the file; nothing is copied yet.</summary>
    /// <exception cref="IOException">There is a file of that name, or none can be made.</exception>
    public static DatabaseCopy Begin(Database source, string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, how).Dispose();
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Database? target = null;
        try
        {
            target = Database.OpenForCopy(path);
            var backup = raw.sqlite3_backup_init(target.Connection, "main", source.Connection, "main");
            if (backup is null || backup.IsInvalid) throw Statement.Failure(target.Connection, raw.sqlite3_errcode(target.Connection));
            return new DatabaseCopy(file, target, backup);
        }
        catch
        {
            target?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Copies some pages. False when all of them are copied and on the disk.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_backup_step(_backup, PagesAtOnce);
        var (left, all) = (raw.sqlite3_backup_remaining(_backup), raw.sqlite3_backup_pagecount(_backup));
        Progress = new CopyProgress(all - left, all);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE)) throw Statement.Failure(_target.Connection, code);
        if (code == raw.SQLITE_DONE || ++_steps % StepsBetweenFlushes == 0) RandomAccess.FlushToDisk(_file);
        return code == raw.SQLITE_OK;
    }

    public void Dispose()
    {
        _ = raw.sqlite3_backup_finish(_backup);
        _target.Dispose();
        _file.Dispose();
    }
}
