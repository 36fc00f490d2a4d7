using Board.Log;
using Board.Log.Sqlite;
using Board.Spaces;
using Microsoft.Data.Sqlite;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>LOG4 against changes that SQLite itself would not notice: a row that is another one than was written.</summary>
public sealed class SqliteHarmTests : IAsyncLifetime, IDisposable
{
    private static readonly SpaceId A = Space("a");
    private static readonly SpaceId B = Space("b");

    private readonly TemporaryFolder _folder = new();

    public async Task InitializeAsync()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        await log.AppendAsync(A, 0, "a1", "a2", "a3", "a4");
        await log.AppendAsync(B, 0, "b1", "b2");
        await log.SaveSnapshotAsync(A, new Snapshot(2, Bytes("a at 2"))).InTime();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE entries SET payload = x'41' WHERE space = 1 AND sequence = 3", 3)]
    [InlineData("UPDATE entries SET hash = zeroblob(32) WHERE space = 1 AND sequence = 3", 3)]
    [InlineData("UPDATE entries SET hash = zeroblob(32) WHERE space = 1 AND sequence = 4", 4)]
    [InlineData("DELETE FROM entries WHERE space = 1 AND sequence = 3", 3)]
    [InlineData("DELETE FROM entries WHERE space = 1 AND sequence = 4", 4)]
    [InlineData("UPDATE entries SET sequence = 9 WHERE space = 1 AND sequence = 3", 3)]
    [InlineData("UPDATE entries SET payload = (SELECT payload FROM entries WHERE space = 2 AND sequence = 1) WHERE space = 1 AND sequence = 1", 1)]
    public async Task LOG4_a_changed_entry_is_told_and_never_returned_and_others_are_not_affected(string change, int first)
    {
        Change(change);
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        var told = await Assert.ThrowsAsync<LogDamagedException>(() => log.ReadAsync(A, 0, 100).InTime());
        Assert.Contains("cycle-a", told.Message, StringComparison.Ordinal);
        for (var after = 0; after < first - 1; after++) Assert.Equal($"a{after + 1}", (await log.ReadAsync(A, after, 1))[0].Text());
        await Assert.ThrowsAsync<LogDamagedException>(() => log.ReadAsync(A, first - 1, 1).InTime());
        Assert.Equal("b1 b2", await log.TextsAsync(B));

        var report = await log.VerifyAsync().InTime();
        Assert.False(report.Whole);
        Assert.Equal((A, 4, 0), report.Spaces.Where(space => space.Damage is not null).Select(space => (space.Space, space.Entries, space.Verified)).Single());
        Assert.DoesNotContain("a3", report.Spaces[0].Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LOG4_a_last_entry_that_was_changed_together_with_its_hash_is_told()
    {
        using (var chain = new HashChain())
        {
            var hash = chain.Genesis(SpaceTable.NameOf(A));
            foreach (var text in new[] { "a1", "a2", "a3", "forged" }) hash = chain.Next(hash, Bytes(text).Span);
            Change($"UPDATE entries SET payload = x'{Convert.ToHexString(Bytes("forged").Span)}', hash = x'{Convert.ToHexString(hash)}' WHERE space = 1 AND sequence = 4");
        }
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Assert.Equal("a3", (await log.ReadAsync(A, 2, 1))[0].Text());
        await Assert.ThrowsAsync<LogDamagedException>(() => log.ReadAsync(A, 3, 1).InTime());
        await Assert.ThrowsAsync<LogDamagedException>(() => log.ReadAsync(A, 0, 100).InTime());
    }

    [Theory]
    [InlineData("UPDATE spaces SET head = 3 WHERE id = 1")]
    [InlineData("UPDATE spaces SET head = 9000000000000000000 WHERE id = 1")]
    [InlineData("UPDATE spaces SET head_hash = zeroblob(32) WHERE id = 1")]
    [InlineData("UPDATE spaces SET name = 'cycle-c' WHERE id = 1")]
    [InlineData("UPDATE spaces SET id = 7 WHERE id = 1")]
    [InlineData("DELETE FROM spaces WHERE id = 1")]
    [InlineData("UPDATE ledger SET entries = entries - 1")]
    [InlineData("UPDATE ledger SET commits = commits - 1")]
    [InlineData("DELETE FROM ledger")]
    [InlineData("DROP TABLE snapshots")]
    [InlineData("ALTER TABLE entries RENAME COLUMN payload TO load")]
    [InlineData("PRAGMA application_id = 7")]
    [InlineData("PRAGMA user_version = 0")]
    public void LOG4_a_list_of_spaces_that_is_not_what_it_was_keeps_the_log_closed(string change)
    {
        Change(change);
        Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database));
    }

    [Theory]
    [InlineData("UPDATE snapshots SET payload = x'41'")]
    [InlineData("UPDATE snapshots SET sequence = 3")]
    [InlineData("UPDATE snapshots SET sequence = 9000000000000000000")]
    [InlineData("UPDATE snapshots SET hash = zeroblob(32)")]
    [InlineData("UPDATE snapshots SET entry_hash = zeroblob(32)")]
    [InlineData("UPDATE snapshots SET space = 2")]
    public async Task A_damaged_snapshot_is_passed_over_and_replaced_by_the_next(string change)
    {
        Change(change);
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Assert.Null(await log.LoadSnapshotAsync(A));
        Assert.Null(await log.LoadSnapshotAsync(B));
        var report = await log.VerifyAsync().InTime();
        Assert.True(report.Whole);
        Assert.Single(report.Spaces, space => space.SnapshotDamaged);
        await log.SaveSnapshotAsync(A, new Snapshot(4, Bytes("a at 4"))).InTime();
        Assert.Equal(4, (await log.LoadSnapshotAsync(A))!.Sequence);
    }

    [Fact]
    public async Task LOG4_an_entry_that_has_moved_to_another_space_without_moving_on_the_page_is_told()
    {
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
        {
            foreach (var key in new[] { "c", "d", "e" }) await log.AppendAsync(Space(key), 0, [.. Enumerable.Range(1, 9).Select(n => Bytes($"{key}{n}"))]).InTime();
        }
        // The key of a row, as it lies in the page: the space's number and the sequence, before the payload.
        var bytes = await File.ReadAllBytesAsync(_folder.Database);
        var at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[5, 5, (byte)'e', (byte)'5']);
        bytes[at] = 4;
        await File.WriteAllBytesAsync(_folder.Database, bytes);

        await using var damaged = SqliteSpaceLog.Open(_folder.Database);
        await Assert.ThrowsAsync<LogDamagedException>(() => damaged.ReadAllAsync(Space("e")));
        Assert.False((await damaged.VerifyAsync().InTime()).Whole);
        Assert.Equal("b1 b2", await damaged.TextsAsync(B));
    }

    [Fact]
    public async Task LOG4_equal_entries_of_two_spaces_have_different_hashes()
    {
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
        {
            foreach (var key in new[] { "c", "d" }) await log.AppendAsync(Space(key), 0, "same", "same");
        }
        Change("UPDATE entries SET hash = (SELECT hash FROM entries WHERE space = 3 AND sequence = 2) WHERE space = 4 AND sequence = 2");
        await using var damaged = SqliteSpaceLog.Open(_folder.Database);
        await Assert.ThrowsAsync<LogDamagedException>(() => damaged.ReadAllAsync(Space("d")));
    }

    [Fact]
    public async Task A_snapshot_of_an_entry_that_is_no_longer_the_same_is_passed_over()
    {
        Change("UPDATE entries SET hash = zeroblob(32) WHERE space = 1 AND sequence = 2");
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Assert.Null(await log.LoadSnapshotAsync(A));
    }

    [Fact]
    public async Task A_log_whose_account_is_wrong_takes_nothing_until_it_is_right_again()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Change("UPDATE ledger SET living = living + 1");
        for (var n = 0; n < 3; n++) await Assert.ThrowsAsync<LogDamagedException>(() => log.AppendAsync(A, 4, "lost"));
        Assert.Equal("a1 a2 a3 a4", await log.TextsAsync(A));
        Change("UPDATE ledger SET living = living - 1");
        await log.AppendAsync(A, 4, "a5");
        Assert.Equal("a1 a2 a3 a4 a5", await log.TextsAsync(A));
    }

    [Fact]
    public async Task A_space_that_is_damaged_while_the_log_is_in_use_does_not_disturb_those_that_share_its_commits()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Change("UPDATE spaces SET head = 3 WHERE id = 1");
        var appends = Enumerable.Range(0, 20).SelectMany(n => new[]
        {
            log.AppendAsync(A, 4, [Bytes("lost")]),
            log.AppendAsync(B, 2 + n, [Bytes("kept")]),
        }).ToList();
        for (var n = 0; n < appends.Count; n += 2)
        {
            await Assert.ThrowsAsync<LogDamagedException>(() => appends[n].InTime());
            await appends[n + 1].InTime();
        }
        await Assert.ThrowsAsync<LogDamagedException>(() => log.HeadAsync(A).InTime());
        Assert.Equal(22, await log.HeadAsync(B));
    }

    [Fact]
    public async Task Verification_counts_what_is_whole()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        var report = await log.VerifyAsync().InTime();
        Assert.True(report.Whole);
        Assert.Equal([new SpaceReport(A, 4, 4, 2, false, null), new SpaceReport(B, 2, 2, null, false, null)], report.Spaces);
        Assert.Empty(report.Damages);
        Assert.Empty(report.Losses);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
