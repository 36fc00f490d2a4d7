using System.Globalization;
using Board.Files;
using Board.Log;
using Board.Log.Sqlite;

namespace Board.Server.Upkeep;

/// <summary>
/// Makes a backup of a data folder while people write: a new folder with everything, of one moment, verified, durable, under its name
/// only when it is whole. Files are copied after the log, since an op names a file that is there; so each that the log names is in it.
/// </summary>
internal sealed class Backup(ISpaceLog log, IFileStore files, DataFolder folder, TimeProvider time)
{
    /// <summary>Beyond what is copied: for the copy's own WAL while it is verified.</summary>
    private const long Reserve = 8 * 1024 * 1024;

    /// <param name="to">The folder that is made; a full path.</param>
    /// <param name="tell">How far it is, and what it has come to.</param>
    /// <param name="cancellation">Gives up, and leaves nothing.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UpkeepException">It can't be made. Nothing of it is left.</exception>
    public async Task<int> MakeAsync(string to, IProgress<Told> tell, CancellationToken cancellation)
    {
        if (log is not SqliteSpaceLog spaces || files is not SqliteFileStore uploads)
        {
            throw UpkeepException.Refused(
                "This server keeps its spaces in a store that has tools of its own for backups; use those (docs/postgresql.md, docs/azure.md), and keep a copy of the folder keys. `verify` and `export` work with every store.");
        }
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to));
        if (target == folder.Path || target.StartsWith(folder.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw UpkeepException.Refused("A backup within the data folder would be lost with it. Choose a folder elsewhere, best on another disk.");
        using var copy = UnfinishedFolder.For(target);
        EnsureRoom(copy.Path);
        try
        {
            var made = time.GetUtcNow();
            await spaces.CopyToAsync(Path.Combine(copy.Path, Path.GetFileName(folder.LogDatabase)), Steps(tell, "spaces"), cancellation);
            await uploads.CopyToAsync(Path.Combine(copy.Path, Path.GetFileName(folder.FilesDatabase)), Steps(tell, "files"), cancellation);
            if (File.Exists(folder.AccountsDatabase))
                await SqliteCopy.MakeAsync(folder.AccountsDatabase, Path.Combine(copy.Path, Path.GetFileName(folder.AccountsDatabase)), oneMoment: false, Steps(tell, "accounts"), cancellation);
            CopyKeys(copy.Folder(Path.GetFileName(folder.KeysDirectory)));
            tell.Report(new Told(Progress: "Verifying the copy"));
            var findings = await VerifyAsync(copy.Path, cancellation);
            if (!findings.Whole)
            {
                throw UpkeepException.Damaged(
                    $"No backup was made, since what is to be backed up is damaged. {string.Join(' ', findings.Words())} Earlier backups were not touched.");
            }
            var manifest = await Task.Run(() => BackupManifest.Write(copy.Path, made, findings, cancellation), cancellation);
            copy.Finish();
            tell.Report(new Told(string.Create(CultureInfo.InvariantCulture,
                $"Backed up to {target}: {manifest.Spaces} spaces, {manifest.Entries} entries, {manifest.Files} files, {Megabytes(manifest.Contents.Sum(file => file.Bytes))}; verified.")));
            return Ended.Well;
        }
        catch (Exception failure) when (failure is LogFullException or FilesFullException or LogUnavailableException or FilesUnavailableException or IOException or UnauthorizedAccessException)
        {
            var why = failure is LogFullException or FilesFullException ? "there is no room left where it was to be written" : failure.Message;
            throw UpkeepException.Refused($"No backup was made: {why}. Nothing of it is left there, and what people save is not affected.", failure);
        }
    }

    /// <summary>Opens the copy as a server would, and reads all of it. Afterwards it is single files, with a witness of its own.</summary>
    public static async Task<Findings> VerifyAsync(string path, CancellationToken cancellation)
    {
        await using var log = SqliteSpaceLog.Open(Path.Combine(path, "board.db"));
        await using var files = SqliteFileStore.Open(Path.Combine(path, "files.db"));
        return await Findings.OfAsync(log, files, Path.Combine(path, "accounts.db"), cancellation);
    }

    private void CopyKeys(string to)
    {
        foreach (var key in Directory.EnumerateFiles(folder.KeysDirectory, "*.xml")) File.Copy(key, Path.Combine(to, Path.GetFileName(key)));
    }

    /// <summary>Told before anything is written, where it can be known. Sizes are asked of the folder: to open a database's file would let go of SQLite's locks.</summary>
    private void EnsureRoom(string path)
    {
        var needed = Reserve + new[] { folder.LogDatabase, folder.LogDatabase + "-wal", folder.FilesDatabase, folder.FilesDatabase + "-wal", folder.AccountsDatabase }
            .Select(name => new FileInfo(name)).Where(file => file.Exists).Sum(file => file.Length);
        var free = new DriveInfo(path).AvailableFreeSpace;
        if (free < needed) throw UpkeepException.Refused($"No backup was made: it may need {Megabytes(needed)}, and there are {Megabytes(free)} free where it was to be written. Make room, or choose another disk.");
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0.1, bytes / 1e6):0.0} MB");

    private static Steps Steps(IProgress<Told> tell, string what) => new(tell, what);
}

/// <summary>Tells how far a copy is, at every full percent.</summary>
internal sealed class Steps(IProgress<Told> tell, string what) : IProgress<CopyProgress>
{
    private long _percent = -1;

    public void Report(CopyProgress value)
    {
        var percent = value.All == 0 ? 100 : value.Done * 100 / value.All;
        if (percent == _percent) return;
        _percent = percent;
        tell.Report(new Told(Progress: string.Create(CultureInfo.InvariantCulture, $"Copying the {what}: {percent} %")));
    }
}
