using System.Globalization;
using Board.Log;
using Board.Log.Sqlite;
using Board.Spaces;
using Xunit.Abstractions;

namespace Board.Tests.Log;

/// <summary>
/// LOG4 against damage at random places: a log either tells that it is damaged or gives back exactly what was acknowledged.
/// A case is replayed by its seed, which the failure names. <c>BOARD_DAMAGE_CASES=5000</c> runs that many of each store.
/// </summary>
public sealed class SqliteDamageTests(ITestOutputHelper output)
{
    private static readonly int CasesOfEach =
        int.TryParse(Environment.GetEnvironmentVariable("BOARD_DAMAGE_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 80;

    public static TheoryData<string> Stores => ["closed", "all in the WAL", "in both", "WAL started over"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LOG4_damage_is_told_or_does_no_harm(string store)
    {
        var stored = await MakeAsync(store);
        var told = new Dictionary<string, int>();
        for (var seed = 0; seed < CasesOfEach; seed++)
        {
            var random = new Random(seed);
            using var folder = stored.Copy();
            var what = Harm(folder, stored, random);
            string outcome;
            try
            {
                outcome = await ReadBackAsync(folder, stored, random);
            }
            catch (Exception failure) when (failure is not LogDamagedException)
            {
                throw new InvalidOperationException($"Store '{store}', seed {seed} ({what}): {failure.Message}", failure);
            }
            told[outcome] = told.GetValueOrDefault(outcome) + 1;
        }
        output.WriteLine(string.Join(", ", told.Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.Equal(CasesOfEach, told.Values.Sum());
        // Were nothing ever found, or everything, the cases would prove nothing.
        Assert.InRange(told.GetValueOrDefault("exact"), 1, CasesOfEach - 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LOG4_without_damage_everything_is_read_back(string store)
    {
        var stored = await MakeAsync(store);
        using var folder = stored.Copy();
        Assert.Equal("exact", await ReadBackAsync(folder, stored, new Random(0)));
    }

    private static Task<StoredLog> MakeAsync(string store) => store switch
    {
        "closed" => StoredLog.ClosedAsync(),
        "all in the WAL" => StoredLog.InWalAsync(),
        "in both" => StoredLog.InBothAsync(),
        _ => StoredLog.StartedOverAsync(),
    };

    /// <summary>Truncates, flips or zeroes a place in the database, the WAL, or both. The witness alone is the matter of other tests.</summary>
    private static string Harm(TemporaryFolder folder, StoredLog stored, Random random)
    {
        string[] names = stored.Files.ContainsKey(StoredLog.Wal) ? [StoredLog.Database, StoredLog.Wal] : [StoredLog.Database];
        if (random.Next(3) > 0) names = [names[random.Next(names.Length)]];
        return string.Join("; ", names.Select(name =>
        {
            var path = folder.File(name);
            var bytes = File.ReadAllBytes(path);
            // Headers are short and matter much; an even spread would hardly ever meet one.
            var page = random.Next((bytes.Length / 4096) + 1) * 4096;
            var at = Math.Min(bytes.Length - 1, random.Next(3) == 0 ? page + random.Next(130) : random.Next(bytes.Length));
            switch (random.Next(6))
            {
                case 0:
                    File.WriteAllBytes(path, bytes[..at]);
                    return $"{name} cut to {at}";
                case 1:
                    var length = Math.Min(random.Next(1, 6000), bytes.Length - at);
                    Array.Clear(bytes, at, length);
                    File.WriteAllBytes(path, bytes);
                    return $"{name} zeroed {length} from {at}";
                case 2:
                    var from = Math.Min(random.Next((bytes.Length / 4096) + 1) * 4096, bytes.Length - 1);
                    var size = Math.Min(4096, bytes.Length - Math.Max(from, page));
                    if (size > 0) Array.Copy(bytes, from, bytes, Math.Min(page, bytes.Length - size), size);
                    File.WriteAllBytes(path, bytes);
                    return $"{name} page {from} over {page}";
                default:
                    for (var flips = random.Next(1, 3); flips > 0; flips--) bytes[Math.Min(bytes.Length - 1, at + (flips * 3) - 3)] ^= (byte)(1 << random.Next(8));
                    File.WriteAllBytes(path, bytes);
                    return $"{name} flipped at {at}";
            }
        }));
    }

    private static async Task<string> ReadBackAsync(TemporaryFolder folder, StoredLog stored, Random random)
    {
        SqliteSpaceLog log;
        try
        {
            log = SqliteSpaceLog.Open(folder.Database);
        }
        catch (LogDamagedException)
        {
            return "told at the start";
        }
        catch (LogUnavailableException)
        {
            return "not opened";
        }
        await using (log)
        {
            var damaged = 0;
            foreach (var (space, entries) in stored.Entries) damaged += await CompareAsync(log, space, entries) ? 0 : 1;
            try
            {
                Assert.Equal(stored.Entries.Keys.ToHashSet(), (await log.SpacesAsync().ToListAsync()).ToHashSet());
                foreach (var space in stored.Entries.Keys)
                {
                    if (await log.LoadSnapshotAsync(space) is { } snapshot) Assert.Equal(stored.Snapshots[space], StoredLog.Describe(snapshot));
                }
            }
            catch (LogDamagedException)
            {
                damaged++;
            }
            Assert.True(await AppendAsync(log, stored.Entries.ElementAt(random.Next(stored.Entries.Count))));
            var report = await log.VerifyAsync();
            if (damaged > 0) Assert.False(report.Whole);
            return damaged > 0 ? "told at the reading" : report.Whole ? "exact" : "exact, and told by verify";
        }
    }

    /// <summary>False when the damage is told; anything but that or the exact entries fails the test.</summary>
    private static async Task<bool> CompareAsync(SqliteSpaceLog log, SpaceId space, List<string> entries)
    {
        try
        {
            Assert.Equal(entries.Count, await log.HeadAsync(space));
        }
        catch (LogDamagedException)
        {
            return false;
        }
        var whole = true;
        foreach (var page in new[] { 1000, 1 })
        {
            for (var after = 0; after < entries.Count;)
            {
                try
                {
                    var read = await log.ReadAsync(space, after, page);
                    Assert.NotEmpty(read);
                    foreach (var entry in read) Assert.Equal(((long)++after, entries[after - 1]), (entry.Sequence, entry.Text()));
                }
                catch (LogDamagedException)
                {
                    whole = false;
                    after += page;
                }
            }
        }
        return whole;
    }

    /// <summary>An append to a damaged log is refused, or is as good as any.</summary>
    private static async Task<bool> AppendAsync(SqliteSpaceLog log, KeyValuePair<SpaceId, List<string>> space)
    {
        try
        {
            await log.AppendAsync(space.Key, space.Value.Count, "one more");
            var read = await log.ReadAsync(space.Key, space.Value.Count, 10);
            return read.Count == 1 && read[0].Text() == "one more" && await log.HeadAsync(space.Key) == space.Value.Count + 1;
        }
        catch (Exception told) when (told is LogDamagedException or LogUnavailableException)
        {
            return true;
        }
    }
}
