using Board.Files;
using Board.Log;
using Board.Log.Sqlite;
using Microsoft.Data.Sqlite;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>Copies of databases that are in use (SPEC.md, RUN4).</summary>
public sealed class SqliteCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_copy_of_a_log_is_of_the_moment_when_it_began_and_appends_never_wait_for_it()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        for (var n = 0; n < 40; n++) await log.AppendAsync(Space("a"), n, [new byte[100_000]]).InTime();
        var steps = 0;
        // Each append ends while the copy stands still between two steps.
        var appending = new Step(_ =>
        {
            Assert.True(log.AppendAsync(Space("b"), steps, [Bytes("meanwhile")]).Wait(TimeSpan.FromSeconds(30)));
            steps++;
        });
        await log.CopyToAsync(_folder.File("copy.db"), appending).InTime();
        Assert.True(steps > 3);
        Assert.Equal(steps, await log.HeadAsync(Space("b")));

        await using var copy = SqliteSpaceLog.Open(_folder.File("copy.db"));
        Assert.True((await copy.VerifyAsync().InTime()).Whole);
        Assert.Equal(40, await copy.HeadAsync(Space("a")));
        Assert.Equal(0, await copy.HeadAsync(Space("b")));
        // It stands on its own: it is written on, as another log.
        await copy.AppendAsync(Space("b"), 0, "elsewhere");
    }

    [Fact]
    public async Task A_copy_that_is_given_up_ends_between_two_steps_and_the_log_goes_on()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        for (var n = 0; n < 40; n++) await log.AppendAsync(Space("a"), n, [new byte[100_000]]).InTime();
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.CopyToAsync(_folder.File("copy.db"), new Step(_ => cancellation.Cancel()), cancellation.Token).InTime());
        await log.AppendAsync(Space("a"), 40, "more");
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_written_over()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        await File.WriteAllTextAsync(_folder.File("copy.db"), "mine");
        await Assert.ThrowsAsync<LogUnavailableException>(() => log.CopyToAsync(_folder.File("copy.db")).InTime());
        Assert.Equal("mine", await File.ReadAllTextAsync(_folder.File("copy.db")));
    }

    [Fact]
    public async Task Files_that_are_put_while_files_are_copied_are_in_the_copy_too()
    {
        await using var files = SqliteFileStore.Open(_folder.File("files.db"));
        for (var n = 0; n < 30; n++) await files.PutAsync(Space("a"), $"photo-{n}", new StoredFile("image/jpeg", new byte[100_000])).InTime();
        var put = 0;
        var putting = new Step(_ => Assert.True(files.PutAsync(Space("b"), $"photo-{put++}", new StoredFile("image/jpeg", new byte[50_000])).Wait(TimeSpan.FromSeconds(30))));
        await files.CopyToAsync(_folder.File("copy.db"), putting).InTime();
        Assert.True(put > 1);
        await using var copy = SqliteFileStore.Open(_folder.File("copy.db"));
        Assert.Equal(30, (await copy.ListAsync(Space("a")).ToListAsync()).Count);
        foreach (var name in await copy.ListAsync(Space("b")).ToListAsync()) Assert.NotNull(await copy.GetAsync(Space("b"), name));
        Assert.Equal(put, (await copy.ListAsync(Space("b")).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_database_without_a_WAL_is_copied_whole_although_somebody_writes_between_two_steps()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("accounts.db"), Pooling = false }.ToString());
        connection.Open();
        Run("CREATE TABLE people(name TEXT)");
        Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) INSERT INTO people SELECT printf('%0900d', i) FROM n");
        var written = 0;
        var writing = new Step(_ =>
        {
            if (written++ == 0) Run("INSERT INTO people VALUES('somebody who came in the middle')");
        });
        await SqliteCopy.MakeAsync(_folder.File("accounts.db"), _folder.File("copy.db"), oneMoment: false, writing).InTime();
        Assert.True(written > 1);
        Assert.Empty(SqliteCopy.Check(_folder.File("copy.db")));
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("copy.db"), Pooling = false }.ToString());
        copy.Open();
        using var count = copy.CreateCommand();
        count.CommandText = "SELECT count(*) FROM people";
        Assert.Equal(4001L, count.ExecuteScalar());

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            _ = command.ExecuteNonQuery();
        }
    }

    private sealed class Step(Action<CopyProgress> then) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => then(value);
    }
}
