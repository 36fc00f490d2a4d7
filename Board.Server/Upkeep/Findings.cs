using System.Globalization;
using Board.Files;
using Board.Log;
using Board.Log.Sqlite;

namespace Board.Server.Upkeep;

/// <summary>What has become of everything that was saved.</summary>
/// <param name="Log">Every entry of every space.</param>
/// <param name="Files">How many uploaded files there are.</param>
/// <param name="Damages">What is wrong beside the logs, in words.</param>
internal sealed record Findings(LogReport Log, int Files, IReadOnlyList<string> Damages)
{
    public bool Whole => Log.Whole && Damages.Count == 0;

    public long Entries => Log.Spaces.Sum(space => space.Entries);

    /// <summary>Reads everything, over the interfaces of the stores, so of any store.</summary>
    /// <param name="log">The logs.</param>
    /// <param name="files">The files.</param>
    /// <param name="accounts">The accounts' SQLite database, if they are in one and it is there.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Findings> OfAsync(ISpaceLog log, IFileStore files, string? accounts, CancellationToken cancellation)
    {
        var report = await Task.Run(() => log.VerifyAsync(cancellation), cancellation);
        var (count, damages) = (0, new List<string>());
        foreach (var space in report.Spaces)
        {
            await foreach (var name in files.ListAsync(space.Space, cancellation))
            {
                try
                {
                    // One that is null was deleted meanwhile.
                    if (await files.GetAsync(space.Space, name, cancellation) is not null) count++;
                }
                catch (FileDamagedException damage)
                {
                    damages.Add(damage.Message);
                }
            }
        }
        if (accounts is not null && File.Exists(accounts))
            damages.AddRange(SqliteCopy.Check(accounts, cancellation).Select(finding => $"The accounts' database is damaged: {finding}"));
        return new Findings(report, count, damages);
    }

    /// <summary>The report, line by line.</summary>
    public IEnumerable<string> Words()
    {
        foreach (var damage in Log.Damages) yield return $"DAMAGED  {damage}";
        foreach (var space in Log.Spaces.Where(space => space.Damage is not null))
            yield return string.Create(CultureInfo.InvariantCulture, $"DAMAGED  {space.Damage} {space.Verified} of its {space.Entries} entries, from the first on, are as they were saved.");
        foreach (var damage in Damages) yield return $"DAMAGED  {damage}";
        foreach (var space in Log.Spaces.Where(space => space.SnapshotDamaged))
            yield return $"note     The snapshot of {space.Space} can't be used. Nothing is lost: the log replaces it.";
        foreach (var loss in Log.Losses) yield return $"note     Accepted as lost, {loss}";
        var counts = string.Create(CultureInfo.InvariantCulture, $"{Log.Spaces.Count} spaces, {Entries} entries, {Files} files");
        yield return Whole ? $"Whole: {counts}; every one is as it was saved." : $"Damaged, of {counts}. Keep a copy of the data folder as it is, and restore the last backup.";
    }
}
