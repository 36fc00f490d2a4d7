namespace Board.Log.Sqlite;

/// <summary>How far a copy has come.</summary>
/// <param name="Done">Pages that are copied.</param>
/// <param name="All">Pages there are; it grows while the database does.</param>
public readonly record struct CopyProgress(long Done, long All);

/// <summary>Copies and looks at SQLite databases of this process's data folder while they are in use.</summary>
public static class SqliteCopy
{
    /// <summary>Copies a database into a new file.</summary>
    /// <param name="database">The database's path.</param>
    /// <param name="path">Of a file that is not there yet. It is on the disk when the task ends, and to be deleted if it fails.</param>
    /// <param name="oneMoment">
    /// For a database with a WAL, whose writers never wait for readers: the copy is of the moment when it begins. Otherwise SQLite begins
    /// again when somebody has written meanwhile, and nobody waits longer than for a step.
    /// </param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="LogFullException">There is no room where the copy is written.</exception>
    /// <exception cref="LogDamagedException">A page can't be read.</exception>
    /// <exception cref="LogUnavailableException">The copy can't be written.</exception>
    public static Task MakeAsync(string database, string path, bool oneMoment, IProgress<CopyProgress>? progress = null, CancellationToken cancellation = default) =>
        Task.Factory.StartNew(() => Make(database, path, oneMoment, progress, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>What SQLite itself finds wrong with a database; empty when nothing is.</summary>
    public static IReadOnlyList<string> Check(string database, CancellationToken cancellation = default)
    {
        try
        {
            using var reader = Database.OpenForReading(database);
            return LogVerification.QuickCheck(reader, cancellation);
        }
        catch (SqliteFailure failure)
        {
            return [failure.Message];
        }
    }

    private static void Make(string database, string path, bool oneMoment, IProgress<CopyProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            using var source = Database.OpenForReading(database);
            if (oneMoment)
            {
                source.Execute("BEGIN");
                _ = source.Integer("SELECT count(*) FROM sqlite_schema"); // the moment
            }
            using (var copy = DatabaseCopy.Begin(source, path))
            {
                while (copy.Step())
                {
                    progress?.Report(copy.Progress);
                    cancellation.ThrowIfCancellationRequested();
                }
                progress?.Report(copy.Progress);
            }
            if (oneMoment) source.Execute("COMMIT");
        }
        catch (SqliteFailure failure)
        {
            throw failure.Told(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException($"The copy can't be written: {failure.Message}", failure);
        }
    }
}
