using SQLitePCL;

namespace Board.Log.Sqlite;

/// <summary>An answer of SQLite other than success, before it is told in the words of <see cref="ISpaceLog"/>.</summary>
/// <param name="code">SQLite's extended result code.</param>
/// <param name="message">SQLite's own words; they name tables and files, never what is stored.</param>
internal sealed class SqliteFailure(int code, string message) : Exception($"{message} (SQLite {code})")
{
    /// <summary>The file system can't give the log's shared index its pages.</summary>
    private const int NoRoomForSharedIndex = raw.SQLITE_IOERR | (19 << 8);

    private const int WriteFailed = raw.SQLITE_IOERR | (3 << 8);
    private const int ShortRead = raw.SQLITE_IOERR | (2 << 8);
    private const int FileSystemDamaged = raw.SQLITE_IOERR | (33 << 8);

    /// <summary>Below this much free room a failed write is taken for a full disk, as some file systems answer with other errors.</summary>
    private const long NextToNothing = 64 * 1024;

    public int Code => code;

    /// <summary>The plain result code.</summary>
    public int Kind => code & 0xff;

    /// <summary>Whether one request of several may have caused this, so that the others deserve another try without it.</summary>
    public bool MayConcernOneRequest =>
        Kind is raw.SQLITE_FULL or raw.SQLITE_TOOBIG or raw.SQLITE_CORRUPT or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH;

    /// <summary>
    /// Whether what is stored is not what was written. Our statements are fixed and tested: where SQLite no longer understands them,
    /// the stored schema has changed.
    /// </summary>
    public bool MeansDamage => Kind is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR or raw.SQLITE_SCHEMA
        or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_FORMAT or raw.SQLITE_RANGE || code is ShortRead or FileSystemDamaged;

    /// <summary>The failure as an exception of <see cref="ISpaceLog"/>, with words for the people who run the server.</summary>
    /// <param name="path">Of the database.</param>
    public Exception Told(string path) => Kind switch
    {
        raw.SQLITE_FULL => Full(),
        _ when code is NoRoomForSharedIndex or WriteFailed && FreeRoom(path) < NextToNothing => Full(),
        raw.SQLITE_TOOBIG => new LogFullException("An entry is larger than the log can keep. What is stored can be read.", this),
        _ when MeansDamage => Damaged(),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            new LogUnavailableException("Another process keeps the log busy. Nothing is lost; try again, and see to it that one server alone uses the data folder.", this),
        _ => new LogUnavailableException($"The log did not answer: {Message}. Nothing is known to be lost; try again, and look at the disk if it goes on.", this),
    };

    private LogFullException Full() => new(
        "There is no room left to save in. What was saved before is safe and can be read; saving works again as soon as there is room.", this);

    private LogDamagedException Damaged() => new(
        $"The log's database is damaged: {Message}. Stop the server, keep a copy of the data folder as it is, and restore the last backup.", this);

    /// <summary>Bytes that are free where the database is; unknown counts as plenty.</summary>
    internal static long FreeRoom(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
