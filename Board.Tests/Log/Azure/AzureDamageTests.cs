using System.Text;
using Board.Log;
using Board.Log.Azure;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log.Azure;

/// <summary>LOG4 against blobs that somebody has changed: what is returned is what was appended, or the damage is told.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureDamageTests(AzuriteFixture azurite) : IAsyncLifetime, IDisposable
{
    private readonly AzureLogOptions _options = new() { Container = AzuriteFixture.NewContainer(), BlocksInABlob = 4 };
    private RawBlobs _raw = null!;
    private List<string> _blobs = [];

    /// <summary>Seven entries in three blobs: three and a seal, three and a seal, one.</summary>
    public async Task InitializeAsync()
    {
        _raw = new RawBlobs(azurite.Account, _options.Container);
        await using var log = await OpenAsync();
        for (var n = 1; n <= 7; n++) await log.AppendAsync(Space("a"), n - 1, Text(n));
        await log.SaveSnapshotAsync(Space("a"), new Snapshot(7, Bytes("at 7"))).InTime();
        await log.AppendAsync(Space("b"), 0, "whole");
        _blobs = await _raw.ListAsync("log/cycle-a/");
        Assert.Equal(3, _blobs.Count);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _raw.Dispose();

    [Fact]
    public async Task LOG9_a_container_of_a_newer_version_is_refused_in_words_and_left_alone()
    {
        await _raw.PutAsync("format", Bytes("7"));
        var before = await _raw.ListAsync();
        var refused = await Assert.ThrowsAsync<LogUnavailableException>(OpenAsync);
        Assert.Contains("newer version of this program (format 7, this one knows 1)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await _raw.ListAsync());
        await _raw.PutAsync("format", Bytes("seven"));
        await Assert.ThrowsAsync<LogDamagedException>(OpenAsync);
        await _raw.DeleteAsync("format"); // as where it was begun before there was a format
        await using var log = await OpenAsync();
        Assert.Equal(7, await log.HeadAsync(Space("a")));
        Assert.Equal("1", Encoding.ASCII.GetString(await _raw.GetAsync("format")));
    }

    [Fact]
    public async Task A_changed_byte_is_told_or_does_no_harm()
    {
        var told = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var blob = _blobs[random.Next(_blobs.Count)];
            var bytes = await _raw.GetAsync(blob);
            var changed = bytes.ToArray();
            changed[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            await _raw.PutLogAsync(blob, changed);
            try
            {
                if (!await ReadsExactlyAsync()) told++;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
            }
            await _raw.PutLogAsync(blob, bytes);
        }
        Assert.True(await ReadsExactlyAsync());
        // The number of the append is not covered: it is of use to its writer only, and only for a moment.
        Assert.InRange(told, 40, 60);
    }

    [Fact]
    public async Task A_blob_that_is_cut_off_anywhere_is_told()
    {
        foreach (var blob in _blobs)
        {
            var bytes = await _raw.GetAsync(blob);
            foreach (var length in new[] { 0, 3, 60, bytes.Length / 2, bytes.Length - 1 })
            {
                await _raw.PutLogAsync(blob, bytes.AsMemory(..length));
                Assert.False(await ReadsExactlyAsync(), $"{blob} at {length}");
                await using var log = await OpenAsync();
                if (length > 0 || blob == _blobs[0]) Assert.False((await log.VerifyAsync().InTime()).Whole, $"{blob} at {length}");
            }
            await _raw.PutLogAsync(blob, bytes);
        }
        Assert.True(await ReadsExactlyAsync());
    }

    [Fact]
    public async Task A_tail_that_is_lost_is_told_by_the_snapshot_and_by_who_has_known_it()
    {
        await using var knowing = await OpenAsync();
        Assert.Equal(7, await knowing.HeadAsync(Space("a")));
        await _raw.PutLogAsync(_blobs[2], default); // the last append, whole
        await using var log = await OpenAsync();
        var told = await Assert.ThrowsAsync<LogDamagedException>(() => log.LoadSnapshotAsync(Space("a")).InTime());
        Assert.Contains("entry 7", told.Message, StringComparison.Ordinal);
        Assert.Contains("backup", told.Message, StringComparison.Ordinal);
        var report = Assert.Single((await log.VerifyAsync().InTime()).Spaces, space => space.Space == Space("a"));
        Assert.Equal((6, 6, told.Message), (report.Entries, report.Verified, report.Damage));
        await Assert.ThrowsAsync<LogMovedOnException>(() => knowing.AppendAsync(Space("a"), 7, "on nothing"));
    }

    [Fact]
    public async Task A_blob_that_is_missing_is_told_whichever_it_is()
    {
        foreach (var blob in _blobs)
        {
            var bytes = await _raw.GetAsync(blob);
            await _raw.DeleteAsync(blob);
            await using var log = await OpenAsync();
            var report = await log.VerifyAsync().InTime();
            Assert.False(report.Whole, blob);
            // Nothing is removed because something else is missing.
            Assert.Equal(_blobs.Count - 1, (await _raw.ListAsync("log/cycle-a/")).Count);
            await _raw.PutLogAsync(blob, bytes);
        }
        Assert.True(await ReadsExactlyAsync());
    }

    [Fact]
    public async Task A_log_that_is_missing_as_a_whole_is_told_by_its_snapshot()
    {
        await using var log = await OpenAsync();
        await log.SaveSnapshotAsync(Space("b"), new Snapshot(1, Bytes("at 1"))).InTime();
        await _raw.DeleteAsync("log/cycle-b/000001");
        await Assert.ThrowsAsync<LogDamagedException>(() => log.LoadSnapshotAsync(Space("b")).InTime());
    }

    [Fact]
    public async Task Blobs_that_have_changed_places_are_told()
    {
        var (first, second) = (await _raw.GetAsync(_blobs[1]), await _raw.GetAsync(_blobs[2]));
        await _raw.PutLogAsync(_blobs[1], second);
        await _raw.PutLogAsync(_blobs[2], first);
        Assert.False(await ReadsExactlyAsync());
        await _raw.PutLogAsync("log/cycle-c/000001", await _raw.GetAsync("log/cycle-b/000001"));
        await using var log = await OpenAsync();
        await Assert.ThrowsAsync<LogDamagedException>(() => log.ReadAsync(Space("c"), 0, 10).InTime());
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_and_replaced()
    {
        var bytes = await _raw.GetAsync("snapshot/cycle-a");
        await using var log = await OpenAsync();
        for (var at = 0; at < bytes.Length; at += 5)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;
            await _raw.PutAsync("snapshot/cycle-a", changed);
            Assert.Null(await log.LoadSnapshotAsync(Space("a")).InTime());
        }
        var report = (await log.VerifyAsync().InTime()).Spaces.Single(space => space.Space == Space("a"));
        Assert.True(report.SnapshotDamaged);
        await log.SaveSnapshotAsync(Space("a"), new Snapshot(3, Bytes("at 3"))).InTime();
        Assert.Equal(3, (await log.LoadSnapshotAsync(Space("a")).InTime())!.Sequence);
    }

    private static string Text(int n) => $"entry {n} of seven";

    private Task<AzureSpaceLog> OpenAsync() => PreparedLog.OpenAsync(azurite.Account, _options).InTime();

    /// <summary>Reads as a new server would. False where damage is told; anything else but the very entries fails the test.</summary>
    private async Task<bool> ReadsExactlyAsync()
    {
        await using var log = await OpenAsync();
        var whole = (await log.VerifyAsync().InTime()).Whole;
        Assert.Equal("whole", await log.TextsAsync(Space("b")));
        try
        {
            if (await log.HeadAsync(Space("a")) != 7) whole = false;
            for (var after = 0; after < 7; after++)
            {
                var read = await log.ReadAsync(Space("a"), after, 2).InTime();
                foreach (var entry in read) Assert.Equal(Text((int)entry.Sequence), entry.Text());
                if (read.Count == 0) whole = false;
            }
            if (await log.LoadSnapshotAsync(Space("a")).InTime() is { } snapshot) Assert.Equal(Bytes("at 7").ToArray(), snapshot.Payload.ToArray());
        }
        catch (LogDamagedException)
        {
            Assert.False((await log.VerifyAsync().InTime()).Whole);
            return false;
        }
        return whole;
    }
}
