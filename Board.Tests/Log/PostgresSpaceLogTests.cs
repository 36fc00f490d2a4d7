using System.Collections.Concurrent;
using System.Globalization;
using Board.Log;
using Board.Log.Postgres;
using Board.Spaces;
using Board.Tests.Hosting;
using Npgsql;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>What is special about a store that servers share and that lies behind a connection.</summary>
[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class PostgresSpaceLogTests(PostgresInstance postgres) : IAsyncLifetime
{
    private static readonly SpaceId A = Space("a");

    private SharedDatabase Shared { get; set; } = null!;

    public async Task InitializeAsync() => Shared = await SharedDatabase.CreateAsync(postgres);

    public async Task DisposeAsync() => await Shared.DisposeAsync();

    [Fact]
    public async Task LOG2_two_servers_that_race_on_one_space_never_fork_it()
    {
        ISpaceLog[] logs = [await Shared.OpenAsync(), await Shared.OpenAsync()];
        var acknowledged = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => RaceAsync(logs[n % 2], A, $"w{n}-", 30, acknowledged.Add)))).InTime();
        var entries = await logs[0].ReadAllAsync(A);
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), entries.Select(entry => entry.Text()).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{entry.Sequence}:"), entry.Text(), StringComparison.Ordinal));
        Assert.True((await logs[1].VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task LOG2_of_two_servers_that_found_a_space_at_once_one_does()
    {
        ISpaceLog[] logs = [await Shared.OpenAsync(), await Shared.OpenAsync()];
        for (var round = 0; round < 25; round++)
        {
            // Many at once in either order, so that the two commits want the same rows.
            var spaces = Enumerable.Range(0, 8).Select(n => Space(string.Create(CultureInfo.InvariantCulture, $"r{round}n{n}"))).ToList();
            var one = spaces.Select(space => (Space: space, Append: logs[0].AppendAsync(space, 0, [Bytes("one")]))).ToList();
            var other = spaces.AsEnumerable().Reverse().Select(space => (Space: space, Append: logs[1].AppendAsync(space, 0, [Bytes("other")]))).ToList();
            await Task.WhenAll(one.Concat(other).Select(append => Task.WhenAny(append.Append))).InTime();
            foreach (var space in spaces)
            {
                var (first, second) = (one.Single(append => append.Space == space).Append, other.Single(append => append.Space == space).Append);
                Assert.NotEqual(first.IsCompletedSuccessfully, second.IsCompletedSuccessfully);
                Assert.IsType<LogMovedOnException>((first.Exception ?? second.Exception)!.InnerException);
                Assert.Equal(first.IsCompletedSuccessfully ? "one" : "other", await logs[0].TextsAsync(space));
            }
        }
    }

    [Fact]
    public async Task LOG1_what_was_acknowledged_is_there_after_PostgreSQL_was_killed_in_mid_append()
    {
        var log = await Shared.OpenAsync();
        var acknowledged = new ConcurrentDictionary<SpaceId, long>();
        using var enough = new CountdownEvent(100);
        var appending = Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            var space = Space(string.Create(CultureInfo.InvariantCulture, $"s{n}"));
            try
            {
                for (var head = 0L; ; head++)
                {
                    await log.AppendAsync(space, head, TextOf(space.Key, head + 1));
                    acknowledged[space] = head + 1;
                    if (!enough.IsSet) enough.Signal();
                }
            }
            catch (LogUnavailableException)
            {
                // PostgreSQL is gone.
            }
        })).ToList();
        await Task.Run(() => Assert.True(enough.Wait(TimeSpan.FromSeconds(60))));
        await postgres.StopAsync(hard: true);
        await Task.WhenAll(appending).InTime();
        await Assert.ThrowsAsync<LogUnavailableException>(() => log.CheckAsync().InTime());
        await postgres.StartAsync();
        foreach (var (space, count) in acknowledged)
        {
            var entries = await log.ReadAllAsync(space);
            Assert.InRange(entries.Count, count, count + 1); // the last one may be in without anybody having heard
            Assert.All(entries, entry => Assert.Equal(TextOf(space.Key, entry.Sequence), entry.Text()));
            await log.AppendAsync(space, entries.Count, "goes on");
        }
        Assert.True((await log.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task A_connection_that_died_while_nobody_used_it_is_not_noticed()
    {
        var log = await Shared.OpenAsync();
        await log.AppendAsync(A, 0, "one");
        Assert.Equal(1, await log.HeadAsync(A));
        await postgres.StopAsync(hard: false);
        await postgres.StartAsync();
        await log.AppendAsync(A, 1, "two");
        Assert.Equal("one two", await log.TextsAsync(A));
    }

    [Fact]
    public async Task LOG3_connections_that_are_killed_around_the_commit_leave_all_of_an_append_or_nothing()
    {
        var log = await Shared.OpenAsync();
        using var stop = new CancellationTokenSource();
        var killed = 0L;
        var killing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) killed += await postgres.TerminateAsync(Shared.Connection, "query NOT LIKE 'LISTEN%'");
        });
        var (head, uncertain) = (0L, 0);
        for (var n = 0; n < 300 || Interlocked.Read(ref killed) < 20; n++)
        {
            try
            {
                await log.AppendAsync(A, head, "a", "b", "c");
                head += 3;
            }
            catch (Exception failure) when (failure is LogUnavailableException or LogMovedOnException)
            {
                // Whether it is in is found by reading, as the grain does.
                var now = await HeadAsync(log);
                Assert.True(now == head || now == head + 3, $"It was {head} and is {now}.");
                if (now != head) uncertain++;
                head = now;
            }
        }
        await stop.CancelAsync();
        await killing.InTime();
        Assert.True(killed > 0);
        var texts = (await log.ReadAllAsync(A)).Select(entry => entry.Text()).ToList();
        Assert.Equal(head, texts.Count);
        Assert.Equal(Enumerable.Range(0, texts.Count).Select(n => "abc"[n % 3].ToString()), texts);
        Assert.True((await log.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task A_server_that_pauses_in_the_middle_of_a_commit_stands_in_nobodys_way_for_long()
    {
        var log = await Shared.OpenAsync();
        await log.AppendAsync(A, 0, "one");
        await using var source = NpgsqlDataSource.Create(Shared.Connection);
        await using var paused = await source.OpenConnectionAsync();
        await using (var begin = new NpgsqlCommand("SET idle_in_transaction_session_timeout = '2s'", paused)) await begin.ExecuteNonQueryAsync();
        await using (var hold = new NpgsqlCommand("BEGIN; SELECT * FROM board.spaces FOR NO KEY UPDATE", paused)) await hold.ExecuteNonQueryAsync();
        await log.AppendAsync(A, 1, "two");
        await using var late = new NpgsqlCommand("COMMIT", paused);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => late.ExecuteNonQueryAsync().InTime());
    }

    [Fact]
    public async Task LOG9_a_database_of_a_newer_version_is_refused_in_words_and_left_alone()
    {
        await (await Shared.OpenAsync()).AppendAsync(A, 0, "one");
        await Shared.RunAsync("UPDATE board.format SET version = 7");
        var refused = await Assert.ThrowsAsync<LogUnavailableException>(Shared.OpenAsync);
        Assert.Contains("newer version of this program (format 7, this one knows 1)", refused.Message, StringComparison.Ordinal);
        await Shared.RunAsync("UPDATE board.format SET version = 1");
        Assert.Equal("one", await (await Shared.OpenAsync()).TextsAsync(A));
    }

    [Fact]
    public async Task Servers_that_start_at_once_make_the_tables_once() =>
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var database = new PostgresDatabase(Shared.Connection);
            await database.PrepareAsync();
            Assert.Equal(32, database.Secret.Length);
        }))).InTime();

    [Fact]
    public async Task What_keeps_it_from_opening_is_told_in_words_and_without_the_password()
    {
        foreach (var (connection, words) in new[]
        {
            ("nonsense", "is not a connection string"),
            ("Host=127.0.0.1;Database=board;Port=secret", "is not a connection string"),
            ("Host=127.0.0.1;Port=1;Database=board;Username=board;Password=secret", "PostgreSQL does not answer"),
            (postgres.ConnectionTo("nowhere") + ";Password=secret", "lets nobody in"),
        })
        {
            var told = await Assert.ThrowsAsync<LogUnavailableException>(async () =>
            {
                await using var database = new PostgresDatabase(connection);
                await database.PrepareAsync();
            });
            Assert.Contains(words, told.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", told.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_replica_is_not_ready()
    {
        var log = await Shared.OpenAsync();
        await log.CheckAsync().InTime();
        await Shared.RunAsync($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(Shared.Connection).Database} SET default_transaction_read_only = on");
        await postgres.TerminateAsync(Shared.Connection);
        await Assert.ThrowsAsync<LogUnavailableException>(() => log.CheckAsync().InTime());
    }

    [Fact]
    public async Task Deletions_that_were_interrupted_are_finished_at_the_next_start()
    {
        await (await Shared.OpenAsync()).AppendAsync(A, 0, "one", "two");
        await Shared.RunAsync("WITH gone AS (DELETE FROM board.spaces RETURNING id) INSERT INTO board.purges SELECT id FROM gone");
        var log = await Shared.OpenAsync();
        Assert.Equal(0L, await PostgresInstance.AskAsync(Shared.Connection, "SELECT count(*) FROM board.entries"));
        Assert.True((await log.VerifyAsync().InTime()).Whole);
    }

    /// <summary>A read may meet the killer as well; a person would try again too.</summary>
    private static async Task<long> HeadAsync(PostgresSpaceLog log)
    {
        while (true)
        {
            try
            {
                return await log.HeadAsync(A).InTime();
            }
            catch (LogUnavailableException)
            {
                // Once more.
            }
        }
    }
}
