using System.Globalization;
using System.Text;
using Board.Log;
using Board.Spaces;

namespace Board.Tests.Log;

/// <summary>Short words for what the tests of logs do all the time. Every wait has an end.</summary>
internal static class LogFixtures
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static SpaceId Space(string key) => new("cycle", key);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(this LogEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    public static Task AppendAsync(this ISpaceLog log, SpaceId space, long extends, params string[] texts) =>
        log.AppendAsync(space, extends, [.. texts.Select(Bytes)]).InTime();

    /// <summary>Reads a whole log in pages.</summary>
    public static async Task<List<LogEntry>> ReadAllAsync(this ISpaceLog log, SpaceId space, int page = 100)
    {
        var all = new List<LogEntry>();
        while (await log.ReadAsync(space, all.Count, page).InTime() is { Count: > 0 } entries) all.AddRange(entries);
        return all;
    }

    public static async Task<string> TextsAsync(this ISpaceLog log, SpaceId space) =>
        string.Join(' ', (await log.ReadAllAsync(space)).Select(Text));

    /// <summary>What the entry of a space is, in tests that compare what was acknowledged with what is there.</summary>
    public static string TextOf(string key, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{key}:{sequence}");

    /// <summary>Appends entries to a space to which others append too, as a server that is not alone would.</summary>
    public static async Task RaceAsync(ISpaceLog log, SpaceId space, string texts, int count, Action<string> acknowledged)
    {
        for (var n = 0; n < count;)
        {
            var head = await log.HeadAsync(space);
            var text = string.Create(CultureInfo.InvariantCulture, $"{head + 1}:{texts}{n}");
            try
            {
                await log.AppendAsync(space, head, text);
            }
            catch (LogMovedOnException)
            {
                continue;
            }
            acknowledged(text);
            n++;
        }
    }

    public static Task InTime(this Task task) => task.WaitAsync(Patience);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Patience);
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("board-test-").FullName;

    /// <summary>The log's database in this folder.</summary>
    public string Database => File("board.db");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
