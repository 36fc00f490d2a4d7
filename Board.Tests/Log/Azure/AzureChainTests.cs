using Board.Log;
using Board.Log.Azure;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log.Azure;

/// <summary>A log that goes on in further blobs, with one owner, with two, and with one that dies on the way (LOG2, LOG3, LOG10).</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureChainTests(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>The container, its format (written, read), and what is left of deletions.</summary>
    private const int RequestsToOpen = 4;

    private static readonly BlobRetry Hasty = new() { First = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromMilliseconds(20) };

    private readonly AzureLogOptions _options = new() { Container = AzuriteFixture.NewContainer(), BlocksInABlob = 5 };
    private AzureSpaceLog _log = null!;

    public async Task InitializeAsync() => _log = await OpenAsync().InTime();

    public async Task DisposeAsync() => await _log.DisposeAsync();

    [Fact]
    public async Task A_full_blob_is_sealed_and_the_log_goes_on_in_the_next()
    {
        for (var n = 0; n < 14; n++) await _log.AppendAsync(Space("a"), n, $"e{n + 1}");
        using var raw = new RawBlobs(azurite.Account, _options.Container);
        var names = await raw.ListAsync("log/");
        // Four appends and a seal in a blob.
        Assert.Equal(["log/cycle-a/000001", "log/cycle-a/000002", "log/cycle-a/000003", "log/cycle-a/000004"], names.Select(name => name.Split('-') is [var kind, var rest, ..] ? $"{kind}-{rest}" : name));
        Assert.Single(names.Skip(1).Select(name => name.Split('-')[^1]).Distinct());

        await using var other = await OpenAsync().InTime();
        foreach (var log in new[] { _log, other })
        {
            Assert.Equal(14, await log.HeadAsync(Space("a")));
            foreach (var page in new[] { 1, 3, 100 })
                Assert.Equal(Enumerable.Range(1, 14).Select(n => $"e{n}"), (await log.ReadAllAsync(Space("a"), page)).Select(entry => entry.Text()));
            Assert.Equal(["e9", "e10"], (await log.ReadAsync(Space("a"), 8, 2)).Select(entry => entry.Text()));
        }
        Assert.True((await other.VerifyAsync().InTime()).Whole);
        Assert.Equal([Space("a")], await other.SpacesAsync().ToListAsync());
    }

    [Fact]
    public async Task A_replay_begins_at_the_snapshot_in_whichever_blob_that_is()
    {
        for (var n = 0; n < 11; n++)
        {
            await _log.AppendAsync(Space("a"), n, $"e{n + 1}");
            await _log.SaveSnapshotAsync(Space("a"), new Snapshot(n + 1, Bytes($"at {n + 1}"))).InTime();
            using var counting = new ScriptedHandler((_, send) => send());
            await using var other = await OpenAsync(counting: counting).InTime();
            var before = counting.Count;
            Assert.Equal(n + 1, (await other.LoadSnapshotAsync(Space("a")).InTime())!.Sequence);
            Assert.Empty(await other.ReadAsync(Space("a"), n + 1, 100));
            // The snapshot, the place that it names, and from there to the end, which may be in an empty blob.
            Assert.InRange(counting.Count - before, 3, 5);
        }
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 5)]
    [InlineData(2, 50_000)]
    public async Task LOG10_two_owners_who_race_through_many_blobs_never_fork(int mine, int theirs)
    {
        const int Each = 40;
        var acknowledged = new List<string>();
        void Note(string text)
        {
            lock (acknowledged) acknowledged.Add(text);
        }
        await using var one = await OpenAsync(mine).InTime();
        await using var other = await OpenAsync(theirs).InTime();
        await Task.WhenAll(
            Task.Run(() => RaceAsync(one, Space("a"), "x", Each, Note)),
            Task.Run(() => RaceAsync(other, Space("a"), "y", Each, Note))).InTime();
        var kept = (await _log.ReadAllAsync(Space("a"))).Select(entry => entry.Text()).ToList();
        Assert.Equal(2 * Each, kept.Count);
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
        Assert.All(kept, (text, index) => Assert.StartsWith($"{index + 1}:", text, StringComparison.Ordinal));
        Assert.True((await _log.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task LOG10_an_owner_who_still_thinks_that_the_old_blob_has_room_is_refused()
    {
        await using var slow = await OpenAsync(AzureLogOptions.MostBlocks).InTime();
        for (var n = 0; n < 4; n++) await slow.AppendAsync(Space("a"), n, $"e{n + 1}");
        await _log.AppendAsync(Space("a"), 4, "e5");
        using (var raw = new RawBlobs(azurite.Account, _options.Container)) Assert.Equal(2, (await raw.ListAsync("log/")).Count);
        await Assert.ThrowsAsync<LogMovedOnException>(() => slow.AppendAsync(Space("a"), 4, "fork"));
        await slow.AppendAsync(Space("a"), 5, "e6");
        Assert.Equal("e1 e2 e3 e4 e5 e6", await _log.TextsAsync(Space("a")));
    }

    [Fact]
    public async Task LOG10_whoever_dies_while_the_log_moves_to_the_next_blob_leaves_a_log_that_goes_on()
    {
        for (var cut = 0; cut < 8; cut++)
        {
            foreach (var after in new[] { false, true })
            {
                var space = Space($"c{cut}{after}".ToLowerInvariant());
                for (var n = 0; n < 4; n++) await _log.AppendAsync(space, n, $"e{n + 1}");
                using var dying = ScriptedHandler.CutAt(cut + RequestsToOpen, after);
                var got = true;
                await using (var victim = await PreparedLog.OpenAsync(azurite.Account, _options with { Handler = dying, Retry = Hasty }).InTime())
                {
                    try
                    {
                        await victim.AppendAsync(space, 4, "e5", "e6");
                    }
                    catch (LogUnavailableException)
                    {
                        got = false;
                    }
                }
                await using var next = await OpenAsync().InTime();
                var head = await next.HeadAsync(space);
                Assert.Contains(head, got ? [6L] : new[] { 4L, 6L });
                await next.AppendAsync(space, head, "then");
                await Assert.ThrowsAsync<LogMovedOnException>(() => _log.AppendAsync(space, 4, "stale"));
                Assert.Equal(head == 4 ? "e1 e2 e3 e4 then" : "e1 e2 e3 e4 e5 e6 then", await _log.TextsAsync(space));
            }
        }
        Assert.True((await _log.VerifyAsync().InTime()).Whole);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LOG10_an_append_whose_answer_is_lost_is_there_once_and_acknowledged(bool founding)
    {
        var lost = 0;
        using var losing = new ScriptedHandler(async (request, send) =>
        {
            var response = await send();
            if (!request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal) || lost++ > 0) return response;
            response.Dispose();
            throw new HttpRequestException("reset");
        });
        await using var log = await PreparedLog.OpenAsync(azurite.Account, _options with { Handler = losing }).InTime();
        if (!founding) await _log.AppendAsync(Space("a"), 0, "first");
        await log.AppendAsync(Space("a"), founding ? 0 : 1, "same", "again");
        Assert.Equal(founding ? "same again" : "first same again", await _log.TextsAsync(Space("a")));
        Assert.True(lost >= 2);
    }

    [Fact]
    public async Task LOG2_an_append_that_is_overtaken_by_one_with_the_same_bytes_is_not_taken_for_it()
    {
        await using var other = await OpenAsync().InTime();
        await _log.AppendAsync(Space("a"), 0, "first");
        Assert.Equal(1, await other.HeadAsync(Space("a")));
        await _log.AppendAsync(Space("a"), 1, "same");
        await Assert.ThrowsAsync<LogMovedOnException>(() => other.AppendAsync(Space("a"), 1, "same"));
    }

    [Fact]
    public async Task A_log_that_another_server_has_deleted_and_begun_anew_is_read_anew()
    {
        await using var other = await OpenAsync().InTime();
        for (var n = 0; n < 7; n++) await _log.AppendAsync(Space("a"), n, $"old{n}");
        Assert.Equal(7, await other.HeadAsync(Space("a")));
        Assert.Equal("old6", (await other.ReadAsync(Space("a"), 6, 1))[0].Text());
        await _log.DeleteAsync(Space("a")).InTime();
        for (var n = 0; n < 7; n++) await _log.AppendAsync(Space("a"), n, $"new{n}");
        Assert.Equal("new6", (await other.ReadAsync(Space("a"), 6, 1))[0].Text());
        await other.AppendAsync(Space("a"), 7, "next");
        Assert.Equal("new0 new1 new2 new3 new4 new5 new6 next", await _log.TextsAsync(Space("a")));
        Assert.True((await _log.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task A_deletion_that_is_cut_off_has_not_begun_or_is_finished_at_the_next_opening()
    {
        var outcomes = new HashSet<bool>();
        for (var cut = 0; cut < 10; cut++)
        {
            var space = Space($"d{cut}");
            for (var n = 0; n < 7; n++) await _log.AppendAsync(space, n, $"e{n}");
            await _log.SaveSnapshotAsync(space, new Snapshot(7, Bytes("at 7"))).InTime();
            using var dying = ScriptedHandler.CutAt(cut + RequestsToOpen, after: cut % 2 == 0);
            await using (var victim = await PreparedLog.OpenAsync(azurite.Account, _options with { Handler = dying, Retry = Hasty }).InTime())
            {
                try
                {
                    await victim.DeleteAsync(space).InTime();
                }
                catch (LogUnavailableException)
                {
                    // It has died.
                }
            }
            await using var next = await OpenAsync().InTime();
            using var raw = new RawBlobs(azurite.Account, _options.Container);
            var gone = await next.HeadAsync(space) == 0;
            outcomes.Add(gone);
            Assert.Empty(await raw.ListAsync("deletion/"));
            if (gone)
            {
                Assert.Empty(await raw.ListAsync($"log/{space}/"));
                Assert.Empty(await raw.ListAsync($"snapshot/{space}"));
            }
            else
            {
                Assert.Equal(7, (await next.ReadAllAsync(space)).Count);
                Assert.Equal(7, (await next.LoadSnapshotAsync(space).InTime())!.Sequence);
            }
        }
        Assert.Equal(2, outcomes.Count);
        Assert.True((await _log.VerifyAsync().InTime()).Whole);
    }

    private Task<AzureSpaceLog> OpenAsync(int? blocks = null, ScriptedHandler? counting = null) =>
        PreparedLog.OpenAsync(azurite.Account, _options with { BlocksInABlob = blocks ?? _options.BlocksInABlob, Handler = counting });
}
