using System.Globalization;
using Board.Grains;
using Board.Log;
using Board.Log.Sqlite;
using Board.Spaces;

namespace Board.Tests.Log;

/// <summary>What this assembly does when it is run as a program of its own, by <see cref="SecondProcess"/>.</summary>
public static class SecondProcessProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        _ = CrashPoint.Arm(Environment.GetEnvironmentVariable(CrashPoint.Variable), "Test");
        return arguments switch
        {
            ["hold", var folder] => Hold(folder),
            ["append", var database, .. var spaces] => await AppendAsync(database, spaces),
            ["race", var database, var space, var texts, var count] => await RaceAsync(database, new SpaceId("cycle", space), texts, int.Parse(count, CultureInfo.InvariantCulture)),
            _ => 64,
        };
    }

    /// <summary>Takes a data folder until its input ends.</summary>
    private static int Hold(string path)
    {
        try
        {
            using var folder = DataFolder.Take(path);
            Say("taken");
            _ = Console.In.ReadToEnd();
            return 0;
        }
        catch (DataFolderInUseException inUse)
        {
            Say(inUse.Message);
            return 3;
        }
    }

    /// <summary>Appends to each space, one entry after the other, until it is killed, and says which entries are acknowledged.</summary>
    private static async Task<int> AppendAsync(string database, string[] spaces)
    {
        await using var log = SqliteSpaceLog.Open(database);
        await Task.WhenAll(spaces.Select(key => Task.Run(async () =>
        {
            var space = new SpaceId("cycle", key);
            for (var head = await log.HeadAsync(space); ; head++)
            {
                await log.AppendAsync(space, head, LogFixtures.TextOf(key, head + 1));
                Say(LogFixtures.TextOf(key, head + 1));
            }
        })));
        return 0;
    }

    /// <summary>Appends entries to a space to which others append too.</summary>
    private static async Task<int> RaceAsync(string database, SpaceId space, string texts, int count)
    {
        await using var log = SqliteSpaceLog.Open(database);
        await LogFixtures.RaceAsync(log, space, texts, count, Say);
        return 0;
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
