using System.Globalization;
using Board.Log;
using Board.Log.Sqlite;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>LOG4 where the end of the log is gone: it is told in words and numbers, and going on without it is somebody's decision.</summary>
public sealed class SqliteLossTests : IAsyncLifetime, IDisposable
{
    private StoredLog _stored = null!;
    private TemporaryFolder _folder = null!;

    private int Total => _stored.Entries.Values.Sum(entries => entries.Count) + Gone;

    /// <summary>Entries of the space that <see cref="StoredLog"/> appends and deletes, before the WAL and in it.</summary>
    private static int Gone => 2 * 20;

    public async Task InitializeAsync()
    {
        _stored = await StoredLog.InBothAsync();
        _folder = _stored.Copy();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder?.Dispose();

    [Fact]
    public async Task LOG4_a_WAL_that_is_gone_is_told_with_the_number_of_lost_entries()
    {
        File.Delete(_folder.File(StoredLog.Wal));
        var told = Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database)).Message;
        Assert.Contains($"{Total} entries were saved", told, StringComparison.Ordinal);
        Assert.Contains("AcceptLoss", told, StringComparison.Ordinal);

        await using var log = SqliteSpaceLog.Open(_folder.Database, new SqliteLogOptions { AcceptLoss = true });
        var left = Gone / 2L;
        foreach (var space in _stored.Entries.Keys) left += await log.HeadAsync(space);
        Assert.Contains($"{left} are there, so the last {Total - left} are lost", told, StringComparison.Ordinal);
    }

    [Fact]
    public void LOG4_a_WAL_cut_anywhere_is_told()
    {
        var wal = _stored.Files[StoredLog.Wal];
        for (var length = 0; length < wal.Length; length += (wal.Length / 60) + 7)
        {
            File.WriteAllBytes(_folder.File(StoredLog.Wal), wal[..length]);
            Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database));
        }
    }

    [Fact]
    public async Task What_is_left_after_a_loss_is_not_touched_by_being_refused()
    {
        var wal = _stored.Files[StoredLog.Wal];
        await File.WriteAllBytesAsync(_folder.File(StoredLog.Wal), wal[..(wal.Length / 2)]);
        Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database));
        Assert.Equal(wal[..(wal.Length / 2)], await File.ReadAllBytesAsync(_folder.File(StoredLog.Wal)));
        Assert.Equal(_stored.Files[StoredLog.Database], await File.ReadAllBytesAsync(_folder.Database));
        // And so the loss can still be made good.
        await File.WriteAllBytesAsync(_folder.File(StoredLog.Wal), wal);
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        foreach (var (space, entries) in _stored.Entries) Assert.Equal(entries, (await log.ReadAllAsync(space)).Select(entry => entry.Text()));
    }

    [Fact]
    public async Task An_accepted_loss_is_remembered_and_accepted_once()
    {
        File.Delete(_folder.File(StoredLog.Wal));
        var accept = new SqliteLogOptions { AcceptLoss = true, Time = new FixedTime() };
        await using (var log = SqliteSpaceLog.Open(_folder.Database, accept))
            await log.AppendAsync(Space("s0"), await log.HeadAsync(Space("s0")), "after the loss");
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
        {
            var report = await log.VerifyAsync().InTime();
            Assert.True(report.Whole);
            Assert.StartsWith("2026-03-01T07:30:00", Assert.Single(report.Losses), StringComparison.Ordinal);
        }
        var lost = new SqliteLogOptions { AcceptLoss = true };
        await using (SqliteSpaceLog.Open(_folder.Database, lost)) { }
        await using var again = SqliteSpaceLog.Open(_folder.Database);
        Assert.Single((await again.VerifyAsync().InTime()).Losses);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_database_that_is_gone_is_not_taken_for_a_new_one(bool emptied)
    {
        if (emptied) await File.WriteAllBytesAsync(_folder.Database, []);
        else File.Delete(_folder.Database);
        var told = Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database)).Message;
        Assert.Contains($"{Total} entries were saved", told, StringComparison.Ordinal);
        Assert.Equal(_stored.Files[StoredLog.Wal], await File.ReadAllBytesAsync(_folder.File(StoredLog.Wal)));

        File.Delete(_folder.File(StoredLog.Witness));
        Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database));
        await using (var log = SqliteSpaceLog.Open(_folder.Database, new SqliteLogOptions { AcceptLoss = true }))
            await log.AppendAsync(Space("s0"), 0, "anew");
        Assert.Equal(_stored.Files[StoredLog.Wal], await File.ReadAllBytesAsync(_folder.File(StoredLog.Wal + "-lost")));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("empty")]
    [InlineData("changed")]
    [InlineData("cut")]
    public async Task A_witness_that_knows_nothing_keeps_nobody_out(string how)
    {
        var bytes = _stored.Files[StoredLog.Witness].ToArray();
        bytes[40] ^= 1;
        if (how == "gone") File.Delete(_folder.File(StoredLog.Witness));
        else await File.WriteAllBytesAsync(_folder.File(StoredLog.Witness), how switch { "empty" => [], "cut" => bytes[..50], _ => bytes });
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Assert.True((await log.VerifyAsync().InTime()).Whole);
        Assert.Equal(_stored.Files[StoredLog.Witness], await File.ReadAllBytesAsync(_folder.File(StoredLog.Witness)));
    }

    [Fact]
    public async Task A_backup_of_the_whole_folder_can_be_restored_and_one_of_the_database_alone_is_told()
    {
        using var backup = _stored.Copy();
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
            await log.AppendAsync(Space("s0"), _stored.Entries[Space("s0")].Count, "after the backup");
        foreach (var name in new[] { StoredLog.Database, StoredLog.Wal }) File.Copy(backup.File(name), _folder.File(name), overwrite: true);
        Assert.Contains("so the last 1 are lost", Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database)).Message, StringComparison.Ordinal);

        File.Copy(backup.File(StoredLog.Witness), _folder.File(StoredLog.Witness), overwrite: true);
        await SqliteSpaceLog.Open(_folder.Database).DisposeAsync();
    }

    [Fact]
    public async Task A_log_that_went_on_elsewhere_is_not_taken_for_this_one()
    {
        using var fork = _stored.Copy();
        var head = _stored.Entries[Space("s0")].Count;
        await using (var log = SqliteSpaceLog.Open(_folder.Database)) await log.AppendAsync(Space("s0"), head, "here");
        await using (var log = SqliteSpaceLog.Open(fork.Database)) await log.AppendAsync(Space("s0"), head, "there", "too");
        File.Copy(fork.Database, _folder.Database, overwrite: true);
        Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database));
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse("2026-03-01T07:30:00Z", CultureInfo.InvariantCulture);
    }
}
