using System.Text;
using Board.Log;
using Board.Spaces;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log.Azure;

internal sealed class ModelFailure(string message, Exception inner) : Exception(message, inner);

/// <summary>What must be in the logs, may be, and must not be, by what their users were told.</summary>
internal sealed class LogModel
{
    private readonly Dictionary<SpaceId, SortedDictionary<long, string>> _acknowledged = [];
    private readonly Dictionary<SpaceId, SortedDictionary<long, string>> _read = [];
    private readonly Dictionary<(SpaceId Space, long Sequence), HashSet<string>> _snapshots = [];
    private readonly HashSet<string> _refused = [];
    private readonly List<string[]> _uncertain = [];

    /// <summary>The last entry that somebody was told of.</summary>
    public long HeadOf(SpaceId space) => Math.Max(Last(_acknowledged, space), Last(_read, space));

    public async Task AppendAsync(ISpaceLog log, SpaceId space, long extends, string[] texts)
    {
        try
        {
            await log.AppendAsync(space, extends, texts);
        }
        catch (LogMovedOnException)
        {
            _refused.UnionWith(texts);
            return;
        }
        catch (Exception)
        {
            _uncertain.Add(texts);
            throw;
        }
        for (var n = 0; n < texts.Length; n++) Note(_acknowledged, space, extends + n + 1, texts[n]);
    }

    public void Read(SpaceId space, IReadOnlyList<LogEntry> entries)
    {
        foreach (var entry in entries) Note(_read, space, entry.Sequence, entry.Text());
    }

    public async Task SnapAsync(ISpaceLog log, SpaceId space, long sequence)
    {
        var text = $"{space} at {sequence}";
        if (!_snapshots.TryGetValue((space, sequence), out var tried)) _snapshots[(space, sequence)] = tried = [];
        tried.Add(text);
        await log.SaveSnapshotAsync(space, new Snapshot(sequence, Bytes(text))).InTime();
    }

    public void Load(SpaceId space, Snapshot? snapshot)
    {
        if (snapshot is null) return;
        Assert.Contains(Encoding.UTF8.GetString(snapshot.Payload.Span), _snapshots[(space, snapshot.Sequence)]);
    }

    /// <summary>Compares with the logs, read by somebody for whom nothing fails.</summary>
    public async Task JudgeAsync(ISpaceLog log)
    {
        var report = await log.VerifyAsync().InTime();
        Assert.Empty(report.Damages.Concat(report.Spaces.Select(space => space.Damage).OfType<string>()));
        var all = new List<string>();
        foreach (var space in _acknowledged.Keys.Union(_read.Keys))
        {
            var kept = (await log.ReadAllAsync(space)).Select(entry => entry.Text()).ToList();
            all.AddRange(kept);
            foreach (var (sequence, text) in _acknowledged.GetValueOrDefault(space) ?? []) Assert.Equal((sequence, text), (sequence, kept.ElementAtOrDefault((int)sequence - 1)));
            foreach (var (sequence, text) in _read.GetValueOrDefault(space) ?? []) Assert.Equal((sequence, text), (sequence, kept.ElementAtOrDefault((int)sequence - 1)));
            Load(space, await log.LoadSnapshotAsync(space).InTime());
            Assert.Equal(kept.Count, await log.HeadAsync(space).InTime());
        }
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Empty(all.Intersect(_refused));
        // An append is there as a whole or not at all, whatever its user was told.
        Assert.All(_uncertain, texts => Assert.Contains(texts.Count(all.Contains), new[] { 0, texts.Length }));
        Assert.NotEmpty(all);
    }

    private static long Last(Dictionary<SpaceId, SortedDictionary<long, string>> of, SpaceId space) => of.TryGetValue(space, out var known) && known.Count > 0 ? known.Last().Key : 0;

    private static void Note(Dictionary<SpaceId, SortedDictionary<long, string>> to, SpaceId space, long sequence, string text)
    {
        if (!to.TryGetValue(space, out var known)) to[space] = known = [];
        if (!known.TryAdd(sequence, text)) Assert.Equal(known[sequence], text);
    }
}
