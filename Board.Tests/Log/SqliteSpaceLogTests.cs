using System.Text;
using Board.Log;
using Board.Log.Sqlite;
using Microsoft.Data.Sqlite;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>What the SQLite store promises beyond the contract: shared commits, its own thread, a bounded WAL, two owners, versions.</summary>
public sealed class SqliteSpaceLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Appends_that_arrive_together_share_commits()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        List<Task> appends;
        using (var other = Connect())
        using (other.BeginTransaction())
        {
            // While another one writes everything gathers.
            appends = [.. Enumerable.Range(0, 600).Select(n => log.AppendAsync(Space($"n{n}"), 0, [Bytes("x")]))];
        }
        await Task.WhenAll(appends).InTime();
        Assert.Equal(600, Ask("SELECT entries FROM ledger"));
        Assert.InRange(Ask("SELECT commits FROM ledger"), 1, 3);
    }

    [Fact]
    public async Task An_append_that_finds_nobody_writing_is_durable_when_the_call_returns()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Assert.True(log.AppendAsync(Space("a"), 0, [Bytes("x")]).IsCompletedSuccessfully);
        Assert.Equal(1, Ask("SELECT commits FROM ledger"));
    }

    [Fact]
    public async Task Who_waits_for_an_append_goes_on_elsewhere_than_on_the_writer()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        using var blocked = new ManualResetEventSlim();
        var first = Task.Run(async () =>
        {
            await log.AppendAsync(Space("a"), 0, "x").ConfigureAwait(false);
            var thread = Thread.CurrentThread.Name;
            blocked.Wait(TimeSpan.FromSeconds(60));
            return thread;
        });
        // Were the first one's continuation on the writer, this would never be written.
        await log.AppendAsync(Space("b"), 0, "x");
        blocked.Set();
        Assert.NotEqual("board-log-writer", await first.InTime());
    }

    [Fact]
    public async Task The_WAL_stays_small_under_a_flood_and_is_gone_after_an_orderly_end()
    {
        var payload = new byte[100_000];
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
        {
            // Without a pause, which would be used to empty the WAL.
            await Task.WhenAll(Enumerable.Range(0, 600).Select(n => log.AppendAsync(Space($"n{n % 7}"), n / 7, [payload]))).InTime();
            Assert.InRange(new FileInfo(_folder.Database + "-wal").Length, 1, 24_000_000);
        }
        Assert.False(File.Exists(_folder.Database + "-wal"));
        Assert.InRange(new FileInfo(_folder.Database).Length, 60_000_000, 80_000_000);
    }

    [Fact]
    public async Task What_was_asked_for_before_the_end_is_written_and_nothing_is_taken_after_it()
    {
        var log = SqliteSpaceLog.Open(_folder.Database);
        var appends = Enumerable.Range(0, 200).Select(n => log.AppendAsync(Space("a"), n, [Bytes("x")])).ToList();
        await log.DisposeAsync();
        await Task.WhenAll(appends).InTime();
        Assert.Throws<ObjectDisposedException>(() => { _ = log.AppendAsync(Space("a"), 200, [Bytes("x")]); });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.HeadAsync(Space("a")).InTime());
        await using var again = SqliteSpaceLog.Open(_folder.Database);
        Assert.Equal(200, await again.HeadAsync(Space("a")));
    }

    [Fact]
    public async Task LOG2_two_logs_on_one_database_never_fork_a_space()
    {
        await using var one = SqliteSpaceLog.Open(_folder.Database);
        await using var other = SqliteSpaceLog.Open(_folder.Database);
        var (acknowledged, gate) = (new List<string>(), new Lock());
        void Acknowledge(string text)
        {
            lock (gate) acknowledged.Add(text);
        }
        await Task.WhenAll(
            Task.Run(() => RaceAsync(one, Space("a"), "one", 100, Acknowledge)),
            Task.Run(() => RaceAsync(other, Space("a"), "other", 100, Acknowledge)),
            Task.Run(() => RaceAsync(other, Space("b"), "only", 100, _ => { }))).InTime();
        var expected = acknowledged.Order(StringComparer.Ordinal);
        Assert.Equal(expected, (await one.ReadAllAsync(Space("a"))).Select(entry => entry.Text()).Order(StringComparer.Ordinal));
        Assert.Equal(100, await one.HeadAsync(Space("b")));
        Assert.True((await other.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task A_database_that_another_process_keeps_busy_is_unavailable_and_then_available_again()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database, new SqliteLogOptions { Patience = TimeSpan.FromMilliseconds(50) });
        using (var other = Connect())
        using (other.BeginTransaction())
        {
            await Assert.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(Space("a"), 0, "x"));
            Assert.Equal(0, await log.HeadAsync(Space("a")));
        }
        await log.AppendAsync(Space("a"), 0, "x");
    }

    [Fact]
    public async Task What_comes_at_once_while_another_process_is_busy_is_written_when_it_no_longer_is()
    {
        const int Together = 6;
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        for (var round = 0; round < 60; round++)
        {
            List<Task> written = [];
            using (var other = Connect())
            using (other.BeginTransaction())
            {
                using var start = new Barrier(Together);
                var asked = Enumerable.Range(0, Together).Select(n => Task.Factory.StartNew(
                    () =>
                    {
                        start.SignalAndWait();
                        return log.AppendAsync(Space($"s{n}"), round, [Bytes("x")]);
                    },
                    CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
                written.AddRange(await Task.WhenAll(asked).InTime());
            }
            await Task.WhenAll(written).InTime();
        }
    }

    [Fact]
    public async Task What_waits_for_its_turn_can_be_cancelled_and_what_is_being_written_can_not()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        using var cancellation = new CancellationTokenSource();
        List<Task> appends;
        using (var other = Connect())
        using (other.BeginTransaction())
        {
            appends = [.. Enumerable.Range(0, 50).Select(n => log.AppendAsync(Space("a"), n, [Bytes($"{n}")], cancellation.Token))];
            await cancellation.CancelAsync();
        }
        await Task.WhenAll(appends.Select(append => Task.WhenAny(append))).InTime();
        var written = appends.TakeWhile(append => append.IsCompletedSuccessfully).Count();
        Assert.All(appends.Skip(written), append => Assert.True(append.IsCanceled));
        Assert.Equal(written, await log.HeadAsync(Space("a")));
        await log.AppendAsync(Space("a"), written, "more");
    }

    [Fact]
    public async Task LOG5_a_large_append_that_finds_no_room_does_not_keep_out_the_small_ones_beside_it()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database, new SqliteLogOptions { MaxBytes = 4_000_000 });
        List<Task> small;
        Task large;
        using (var other = Connect())
        using (other.BeginTransaction())
        {
            // While another one writes everything gathers, for one commit.
            small = [.. Enumerable.Range(0, 40).Select(n => log.AppendAsync(Space($"s{n}"), 0, [new byte[100]]))];
            large = log.AppendAsync(Space("large"), 0, [new byte[5_000_000]]);
        }
        small.AddRange(Enumerable.Range(40, 40).Select(n => log.AppendAsync(Space($"s{n}"), 0, [new byte[100]])));
        await Assert.ThrowsAsync<LogFullException>(() => large.InTime());
        await Task.WhenAll(small).InTime();
        Assert.Equal(80, (await log.SpacesAsync().ToListAsync()).Count);
    }

    [Fact]
    public async Task What_is_deleted_is_overwritten_in_the_files()
    {
        var secret = "what the teacher said about " + new string('z', 40);
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
        {
            await log.AppendAsync(Space("kept"), 0, "kept");
            await log.AppendAsync(Space("gone"), 0, [.. Enumerable.Range(0, 3000).Select(_ => Bytes(secret))]).InTime();
            await log.SaveSnapshotAsync(Space("gone"), new Snapshot(1, Bytes(string.Concat(Enumerable.Repeat(secret, 500))))).InTime();
            await log.DeleteAsync(Space("gone")).InTime();
        }
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_folder.Database)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_that_was_interrupted_is_finished_at_the_next_start()
    {
        await using (var log = SqliteSpaceLog.Open(_folder.Database))
        {
            await log.AppendAsync(Space("gone"), 0, [.. Enumerable.Range(0, 2500).Select(_ => Bytes("x"))]).InTime();
            var removal = new RemovalWork(Space("gone"));
            await log.SubmitAsync(removal).InTime();
            Assert.Equal(2500, Ask("SELECT count(*) FROM entries"));
        }
        await using (SqliteSpaceLog.Open(_folder.Database)) Assert.Equal(0, Ask("SELECT count(*) FROM entries"));
    }

    [Fact]
    public async Task A_log_of_a_newer_version_is_refused_in_words_and_left_as_it_is()
    {
        await SqliteSpaceLog.Open(_folder.Database).DisposeAsync();
        Change("PRAGMA user_version=2");
        var before = await File.ReadAllBytesAsync(_folder.Database);
        var refused = Assert.Throws<LogUnavailableException>(() => SqliteSpaceLog.Open(_folder.Database));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Database));
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Change("CREATE TABLE recipes(name TEXT)");
        Assert.Throws<LogDamagedException>(() => SqliteSpaceLog.Open(_folder.Database));
        Assert.Equal(1, Ask("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Throws<LogUnavailableException>(() => SqliteSpaceLog.Open(_folder.File("missing/board.db")));

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private long Ask(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Change(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
