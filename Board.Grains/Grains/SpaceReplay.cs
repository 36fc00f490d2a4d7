using System.Runtime.CompilerServices;
using System.Text.Json;
using Board.Log;
using Board.Spaces;

namespace Board.Grains;

/// <summary>
/// A space as its log tells it, and the one place where an entry becomes state, whether it was just written,
/// read back at a start, or written by another server.
/// </summary>
internal sealed class SpaceReplay(SpaceId space, SpaceKind kind, ISpaceLog log)
{
    private const int Page = 1_000;

    public Committed Committed { get; private set; } = new(kind.EmptyOf(space), 0);

    public Sessions Sessions { get; } = new();

    /// <summary>The time of the last entry; the next one is not older.</summary>
    public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Where the newest snapshot in the log stands.</summary>
    public long SnapshotAt { get; private set; }

    /// <summary>Reads a space from its log: the newest snapshot, then the entries after it.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (await log.LoadSnapshotAsync(space, cancellation) is { } stored && SpaceSnapshot.Read(kind, stored) is { } snapshot)
        {
            (Committed, LastAt, SnapshotAt) = (snapshot.Committed, snapshot.LastAt, snapshot.Committed.Sequence);
            Sessions.Replace(snapshot.Sessions);
        }
        await foreach (var entry in NewsAsync(cancellation)) Fold(entry.Entry);
    }

    /// <summary>The entries of the log that are not folded yet; the caller folds each before it asks for the next.</summary>
    public async IAsyncEnumerable<CommittedEntry> NewsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await ReadAsync(Committed.Sequence, Page, cancellation);
            foreach (var entry in page) yield return entry;
            if (page.Count < Page) yield break;
        }
    }

    /// <summary>Folds what the log holds beyond, and makes it visible.</summary>
    public async Task CatchUpAsync(SpaceFeed feed)
    {
        var news = new List<CommittedEntry>();
        try
        {
            await foreach (var entry in NewsAsync(default))
            {
                Fold(entry.Entry);
                news.Add(entry);
            }
        }
        finally
        {
            // What is folded is published although the log could not be read to its end: readers must not miss it later.
            if (news.Count > 0) feed.Publish(news, Committed);
        }
    }

    /// <summary>
    /// Folds entries that another server has made durable, and makes them visible: those that are not folded yet, as far as they
    /// go on where this replay ends. What lies between is in the log.
    /// </summary>
    /// <param name="feed">Where they become visible.</param>
    /// <param name="after">The sequence before the first of them.</param>
    /// <param name="payloads">Their bytes, contiguous.</param>
    public void Follow(SpaceFeed feed, long after, IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        if (after > Committed.Sequence) return;
        var news = new List<CommittedEntry>();
        try
        {
            for (var known = (int)Math.Min(Committed.Sequence - after, payloads.Count); known < payloads.Count; known++)
            {
                var entry = Parse(new LogEntry(Committed.Sequence + 1, payloads[known]));
                Fold(entry.Entry);
                news.Add(entry);
            }
        }
        finally
        {
            if (news.Count > 0) feed.Publish(news, Committed);
        }
    }

    /// <summary>A page of the history.</summary>
    public async ValueTask<IReadOnlyList<CommittedEntry>> ReadAsync(long after, int most, CancellationToken cancellation)
    {
        var page = await log.ReadAsync(space, after, most, cancellation);
        var entries = new CommittedEntry[page.Count];
        for (var i = 0; i < page.Count; i++) entries[i] = Parse(page[i]);
        return entries;
    }

    /// <summary>Takes over what is durable. The state comes from a trial where there was one.</summary>
    public void Fold(Entry entry, SpaceState? trial = null)
    {
        Committed = new Committed(trial ?? Apply(entry), entry.Sequence);
        LastAt = entry.At;
        Sessions.Note(entry);
    }

    public SpaceSnapshot Snapshot()
    {
        SnapshotAt = Committed.Sequence;
        return new SpaceSnapshot(Committed, LastAt, Sessions.Copy());
    }

    private SpaceState Apply(Entry entry)
    {
        var context = new OpContext(Person.Of(entry.By), entry.Session, entry.At, entry.Sequence);
        var outcome = kind.Apply(Committed.State, entry.Op, context);
        return outcome.Accepted
            ? outcome.State
            : throw new LogDamagedException($"Entry {entry.Sequence} of {space} can't be applied ({outcome.Refusal.Code}).");
    }

    private CommittedEntry Parse(LogEntry stored)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<Entry>(stored.Payload.Span, SpaceJson.Options)!;
            if (entry.Sequence != stored.Sequence) throw new JsonException("The entry names another sequence.");
            return new CommittedEntry(entry, stored.Payload);
        }
        catch (JsonException newer) when (IsOfNewerProgram(stored.Payload))
        {
            throw new LogUnavailableException(
                $"Entry {stored.Sequence} of {space} was written by a newer version of this program. Nothing is lost: upgrade this server too.", newer);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException) // the latter for an op without a type
        {
            throw new LogDamagedException($"Entry {stored.Sequence} of {space} can't be read.", unreadable);
        }
    }

    /// <summary>An entry that is whole, with an op that no kind of space here knows: it was written by a later release.</summary>
    private static bool IsOfNewerProgram(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return json.RootElement is { ValueKind: JsonValueKind.Object } entry
                && entry.TryGetProperty("op", out var op) && op.ValueKind == JsonValueKind.Object
                && op.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                && !SpaceKinds.All.SelectMany(kind => kind.Ops).Any(known => type.ValueEquals(known.Discriminator));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
