using System.Runtime.CompilerServices;
using Board.Log;
using Board.Log.Sqlite;
using Board.Spaces;
using Board.Spaces.District;
using Microsoft.Data.Sqlite;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>
/// From one format of the log to the next and back (SPEC.md, LOG7; docs/upgrade.md). Format 1 is a database that was stored when it was
/// the only one; the later formats are of these tests alone.
/// </summary>
public sealed class LogFormatTests : IDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "golden");

    private static readonly LogFormat Second = new(
        2,
        [.. LogSchema.First.Tables.Append(("titles", "CREATE TABLE titles(space INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT"))],
        database =>
        {
            database.Execute("CREATE TABLE titles(space INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT");
            database.Execute("INSERT INTO titles SELECT id, upper(name) FROM spaces");
        });

    private static readonly LogFormat Third = new(
        3,
        [.. Second.Tables.Append(("topics", "CREATE TABLE topics(title TEXT NOT NULL) STRICT"))],
        database => database.Execute("CREATE TABLE topics(title TEXT NOT NULL) STRICT"));

    private static readonly LogFormats Today = new([LogSchema.First], 1);
    private static readonly LogFormats ReadsTheNext = new([LogSchema.First, Second], 1);
    private static readonly LogFormats WritesTheNext = new([LogSchema.First, Second], 2);

    private readonly TemporaryFolder _folder = new();

    public LogFormatTests()
    {
        File.Copy(Stored("format-1.db"), _folder.Database);
        File.Copy(Stored("format-1.db-witness"), _folder.Database + "-witness");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LOG7_the_stored_log_of_format_1_is_whole_is_read_to_the_byte_and_goes_on()
    {
        await using var log = SqliteSpaceLog.Open(_folder.Database);
        Assert.True((await log.VerifyAsync().InTime()).Whole);
        await HoldsTheGoldenEntriesAsync(log);
        var head = await log.HeadAsync(Cycle);
        await log.AppendAsync(Cycle, head, "one more");
        Assert.Equal(head + 1, await log.HeadAsync(Cycle));
    }

    [Fact]
    public async Task LOG7_an_older_log_is_brought_up_to_the_format_that_is_written_one_after_the_other()
    {
        await using (var log = Open(new LogFormats([LogSchema.First, Second, Third], 3)))
        {
            Assert.True((await log.VerifyAsync().InTime()).Whole);
            await HoldsTheGoldenEntriesAsync(log);
            await log.AppendAsync(Cycle, await log.HeadAsync(Cycle), "one more");
        }
        Assert.Equal(3L, Ask("PRAGMA user_version"));
        Assert.Equal("CYCLE-GOLDEN", Ask("SELECT title FROM titles JOIN spaces ON id = space WHERE name = 'cycle-golden'"));
    }

    [Fact]
    public async Task LOG7_an_upgrade_that_is_interrupted_has_not_happened_and_is_begun_anew()
    {
        var interrupted = Second with
        {
            FromBefore = database =>
            {
                Second.FromBefore!(database);
                throw new InvalidOperationException("The power is gone.");
            },
        };
        Assert.Throws<InvalidOperationException>(() => { _ = Open(new LogFormats([LogSchema.First, interrupted], 2)); });
        Assert.Equal(1L, Ask("PRAGMA user_version"));
        await using (var old = Open(Today)) await HoldsTheGoldenEntriesAsync(old);
        await using (var log = Open(WritesTheNext)) await HoldsTheGoldenEntriesAsync(log);
        Assert.Equal(2L, Ask("PRAGMA user_version"));
    }

    [Fact]
    public async Task LOG7_what_was_reached_before_an_interruption_is_kept()
    {
        var interrupted = Third with { FromBefore = _ => throw new InvalidOperationException("The power is gone.") };
        Assert.Throws<InvalidOperationException>(() => { _ = Open(new LogFormats([LogSchema.First, Second, interrupted], 3)); });
        Assert.Equal(2L, Ask("PRAGMA user_version"));
        await using (var log = Open(new LogFormats([LogSchema.First, Second, Third], 3))) await HoldsTheGoldenEntriesAsync(log);
        Assert.Equal(3L, Ask("PRAGMA user_version"));
    }

    [Fact]
    public async Task LOG7_an_upgrade_that_makes_other_tables_than_it_says_is_refused_and_leaves_the_log_as_it_was()
    {
        var wrong = Second with { FromBefore = database => database.Execute("CREATE TABLE titles(space INTEGER) STRICT") };
        Assert.Throws<LogDamagedException>(() => { _ = Open(new LogFormats([LogSchema.First, wrong], 2)); });
        await using var log = Open(Today);
        await HoldsTheGoldenEntriesAsync(log);
    }

    [Fact]
    public async Task LOG7_readers_first_writers_second_lets_the_release_before_take_over_again()
    {
        // The release that only reads the next format leaves the log to the one before it.
        await AppendAsync(ReadsTheNext, "by the reader");
        await AppendAsync(Today, "by the one before");
        Assert.Equal(1L, Ask("PRAGMA user_version"));
        // The one that writes it can be taken back to the reader, and come again; nothing is lost on the way.
        await AppendAsync(WritesTheNext, "by the writer");
        await AppendAsync(ReadsTheNext, "by the reader again");
        await AppendAsync(WritesTheNext, "by the writer again");
        Assert.Equal(2L, Ask("PRAGMA user_version"));
        Assert.Contains("newer version", Assert.Throws<LogUnavailableException>(() => { _ = Open(Today); }).Message, StringComparison.Ordinal);
        await using var log = Open(WritesTheNext);
        Assert.Equal(
            ["by the reader", "by the one before", "by the writer", "by the reader again", "by the writer again"],
            (await log.ReadAllAsync(Cycle)).TakeLast(5).Select(entry => entry.Text()));
        Assert.True((await log.VerifyAsync().InTime()).Whole);
    }

    private async Task AppendAsync(LogFormats formats, string text)
    {
        await using var log = Open(formats);
        await log.AppendAsync(Cycle, await log.HeadAsync(Cycle), text);
    }

    private static async Task HoldsTheGoldenEntriesAsync(ISpaceLog log)
    {
        foreach (var (kind, space) in new[] { ("cycle", Cycle), ("district", DistrictSpace.Id) })
        {
            var entries = (await log.ReadAllAsync(space)).Select(entry => entry.Text()).ToList();
            Assert.NotEmpty(entries);
            // Golden lines are only ever added to.
            Assert.Equal((await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Golden", $"{kind}.jsonl"))).Take(entries.Count), entries);
        }
    }

    private SqliteSpaceLog Open(LogFormats formats) => SqliteSpaceLog.Open(_folder.Database, new SqliteLogOptions { Formats = formats });

    private object Ask(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private static string Stored(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Stored", name);
}
