using Board.Log;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>Reads, snapshots, the list of spaces and deletion (LOG4 as far as nothing is damaged).</summary>
public abstract partial class SpaceLogContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    [InlineData(int.MaxValue)]
    public async Task LOG4_entries_are_contiguous_from_1_however_they_are_paged(int page)
    {
        await Log.AppendAsync(B, 0, "between");
        await Log.AppendAsync(A, 0, [.. Enumerable.Range(1, 300).Select(n => Bytes($"e{n}"))]).InTime();
        await Log.AppendAsync(B, 1, "and after");
        var all = await Log.ReadAllAsync(A, page);
        Assert.Equal(Enumerable.Range(1, 300).Select(n => ((long)n, $"e{n}")), all.Select(entry => (entry.Sequence, entry.Text())));
    }

    [Fact]
    public async Task LOG4_a_page_is_short_only_at_the_end_of_the_log()
    {
        await Log.AppendAsync(A, 0, "1", "2", "3", "4", "5");
        Assert.Equal(["3", "4"], (await Log.ReadAsync(A, 2, 2)).Select(entry => entry.Text()));
        Assert.Equal(["5"], (await Log.ReadAsync(A, 4, 2)).Select(entry => entry.Text()));
        Assert.Empty(await Log.ReadAsync(A, 5, 2));
        Assert.Empty(await Log.ReadAsync(A, long.MaxValue, 2));
        Assert.Empty(await Log.ReadAsync(B, 0, 2));
    }

    [Fact]
    public async Task Entries_are_kept_byte_by_byte_whatever_their_size_and_whatever_becomes_of_the_buffers()
    {
        var random = new Random(4711);
        var sent = new[] { 0, 1, 31, 4096, 70_000, 3_000_000 }.Select(size => { var bytes = new byte[size]; random.NextBytes(bytes); return bytes; }).ToArray();
        var buffers = sent.Select(bytes => bytes.ToArray()).ToArray();
        await Log.AppendAsync(A, 0, [.. buffers.Select(buffer => (ReadOnlyMemory<byte>)buffer)]).InTime();
        foreach (var buffer in buffers) Array.Clear(buffer);
        var kept = await Log.ReadAllAsync(A);
        Assert.Equal(sent, kept.Select(entry => entry.Payload.ToArray()));
    }

    [Fact]
    public async Task A_snapshot_comes_back_and_a_later_one_replaces_it_and_an_older_one_is_ignored()
    {
        await Log.AppendAsync(A, 0, "1", "2", "3");
        Assert.Null(await Log.LoadSnapshotAsync(A));
        await Log.SaveSnapshotAsync(A, new Snapshot(2, Bytes("at 2"))).InTime();
        Assert.Equal(2, (await Log.LoadSnapshotAsync(A))!.Sequence);
        await Log.SaveSnapshotAsync(A, new Snapshot(1, Bytes("at 1"))).InTime();
        Assert.Equal(Bytes("at 2").ToArray(), (await Log.LoadSnapshotAsync(A))!.Payload.ToArray());
        await Log.SaveSnapshotAsync(A, new Snapshot(3, new byte[300_000])).InTime();
        var newest = (await Log.LoadSnapshotAsync(A))!;
        Assert.Equal((3L, 300_000), (newest.Sequence, newest.Payload.Length));
        Assert.Null(await Log.LoadSnapshotAsync(B));
    }

    [Fact]
    public async Task A_snapshot_of_an_entry_that_the_log_does_not_have_is_refused()
    {
        await Assert.ThrowsAsync<LogMovedOnException>(() => Log.SaveSnapshotAsync(A, new Snapshot(1, Bytes("x"))).InTime());
        await Log.AppendAsync(A, 0, "1");
        await Assert.ThrowsAsync<LogMovedOnException>(() => Log.SaveSnapshotAsync(A, new Snapshot(2, Bytes("x"))).InTime());
        Assert.Null(await Log.LoadSnapshotAsync(A));
    }

    [Fact]
    public async Task Every_space_that_has_entries_is_listed()
    {
        Assert.Empty(await Log.SpacesAsync().ToListAsync());
        foreach (var n in Enumerable.Range(0, 250)) await Log.AppendAsync(Space($"n{n}"), 0, "x");
        await Log.DeleteAsync(Space("n7")).InTime();
        var expected = Enumerable.Range(0, 250).Where(n => n != 7).Select(n => $"cycle-n{n}").Order(StringComparer.Ordinal);
        Assert.Equal(expected, (await Log.SpacesAsync().ToListAsync()).Select(space => space.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_deleted_space_is_gone_for_good_and_its_name_can_begin_anew()
    {
        await Log.AppendAsync(A, 0, [.. Enumerable.Range(0, 2500).Select(n => Bytes($"old {n}"))]).InTime();
        await Log.SaveSnapshotAsync(A, new Snapshot(9, Bytes("old"))).InTime();
        await Log.AppendAsync(B, 0, "kept");
        await Log.DeleteAsync(A).InTime();
        Assert.Equal(0, await Log.HeadAsync(A));
        Assert.Empty(await Log.ReadAsync(A, 0, 10));
        Assert.Null(await Log.LoadSnapshotAsync(A));
        await Assert.ThrowsAsync<LogMovedOnException>(() => Log.AppendAsync(A, 2500, "by one who has not heard"));

        await Log.AppendAsync(A, 0, "new");
        Assert.Equal("new", await Log.TextsAsync(A));
        Assert.Null(await Log.LoadSnapshotAsync(A));
        Assert.Equal("kept", await Log.TextsAsync(B));
        await Log.DeleteAsync(Space("unknown")).InTime();
    }

    [Fact]
    public async Task A_cancelled_read_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.ReadAsync(A, 0, 1, cancelled.Token).InTime());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.HeadAsync(A, cancelled.Token).InTime());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.LoadSnapshotAsync(A, cancelled.Token).InTime());
    }
}
