using System.Globalization;
using Board.Log;

namespace Board.Server.Upkeep;

/// <summary>
/// Makes a data folder from a backup. The backup is held against its manifest, copied, and the copy verified, before anything is
/// changed; a data folder that is there is set aside under a dated name, never overwritten.
/// </summary>
internal sealed class Restore(TimeProvider time)
{
    /// <param name="from">The backup.</param>
    /// <param name="to">The data folder, which nobody owns.</param>
    /// <param name="replace">Whether a data folder that is there may be set aside.</param>
    /// <param name="tell">How far it is, and what it has come to.</param>
    /// <param name="cancellation">Gives up, and leaves everything as it was.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UpkeepException">It was not done. Everything is as it was.</exception>
    public async Task<int> MakeAsync(string from, string to, bool replace, IProgress<Told> tell, CancellationToken cancellation)
    {
        var (backup, target) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(from)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(to)));
        var there = Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any();
        if (there && !replace)
            throw UpkeepException.Refused($"There is a data folder at {target} already. Nothing was changed. With --replace it is kept aside under a dated name, and the backup takes its place.");
        using var owned = there ? Own(target) : null;
        var manifest = await Task.Run(() => BackupManifest.Check(backup, tell, cancellation), cancellation);
        var aside = $"{target}-kept-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        using var copy = UnfinishedFolder.Beside(target);
        try
        {
            await Task.Run(() => Copy(backup, manifest, copy, tell, cancellation), cancellation);
            tell.Report(new Told(Progress: "Verifying the copy"));
            var findings = await Backup.VerifyAsync(copy.Path, cancellation);
            if (!findings.Whole) throw UpkeepException.Damaged($"The backup {backup} is damaged, although its files are those of its manifest. {string.Join(' ', findings.Words())} Nothing was changed.");
            DataFolder.BeginNewEpoch(copy.Path);
            foreach (var path in Directory.EnumerateFiles(copy.Path, "*", SearchOption.AllDirectories)) _ = BackedUp.Look(copy.Path, path, flush: true, cancellation);
            if (there) SetAside(target, aside, owned);
            copy.Finish();
            if (there) tell.Report(new Told($"The data folder that was there is kept at {aside}. Delete it when you are sure that you don't need it."));
            tell.Report(new Told(string.Create(CultureInfo.InvariantCulture,
                $"Restored {target} as it was at {manifest.Made.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {manifest.Spaces} spaces, {manifest.Entries} entries, {manifest.Files} files; verified. Start the server.")));
            return Ended.Well;
        }
        catch (Exception failure) when (failure is LogFullException or IOException or UnauthorizedAccessException)
        {
            throw UpkeepException.Refused($"Nothing was restored: {failure.Message}", failure);
        }
    }

    private static DataFolder Own(string target)
    {
        try
        {
            return DataFolder.Take(target);
        }
        catch (DataFolderInUseException used)
        {
            throw UpkeepException.Refused($"A server is using {target}. Nothing was changed: stop the server, and try again.", used);
        }
    }

    /// <summary>The folder's lock goes along with it, and is let go where the system does not rename what is open.</summary>
    private static void SetAside(string target, string aside, DataFolder? owned)
    {
        if (OperatingSystem.IsWindows()) owned?.Dispose();
        Directory.Move(target, aside);
    }

    private static void Copy(string backup, BackupManifest manifest, UnfinishedFolder copy, IProgress<Told> tell, CancellationToken cancellation)
    {
        foreach (var file in manifest.Contents)
        {
            cancellation.ThrowIfCancellationRequested();
            tell.Report(new Told(Progress: $"Copying {file.Name}"));
            var path = Path.Combine(copy.Path, file.Name);
            if (Path.GetDirectoryName(file.Name) is { Length: > 0 } folder) _ = copy.Folder(folder);
            File.Copy(Path.Combine(backup, file.Name), path);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
