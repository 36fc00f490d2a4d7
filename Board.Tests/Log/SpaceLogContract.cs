using Board.Log;
using Board.Spaces;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>What <see cref="ISpaceLog"/> promises, for every store: appends and their fences (SPEC.md, LOG1 to LOG3 and LOG5).</summary>
public abstract partial class SpaceLogContract : IAsyncLifetime
{
    private static readonly SpaceId A = Space("a");
    private static readonly SpaceId B = Space("b");

    /// <summary>The store under test, empty at first.</summary>
    protected ISpaceLog Log { get; set; } = null!;

    public async Task InitializeAsync() => Log = await OpenAsync();

    public virtual async Task DisposeAsync() => await Log.DisposeAsync();

    /// <summary>Opens the store with what it held when it was disposed of.</summary>
    protected abstract Task<ISpaceLog> OpenAsync();

    /// <summary>Leaves less room than a megabyte.</summary>
    protected abstract Task FillAsync();

    /// <summary>Takes the limit away again.</summary>
    protected abstract Task MakeRoomAsync();

    [Fact]
    public async Task LOG1_what_was_appended_is_there_when_the_store_is_opened_again()
    {
        await Log.AppendAsync(A, 0, "one", "two");
        await Log.AppendAsync(B, 0, "other");
        await Log.DisposeAsync();
        Log = await OpenAsync();
        Assert.Equal("one two", await Log.TextsAsync(A));
        Assert.Equal("other", await Log.TextsAsync(B));
        await Log.AppendAsync(A, 2, "three");
        Assert.Equal("one two three", await Log.TextsAsync(A));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public async Task LOG2_an_append_to_a_log_that_ends_elsewhere_is_refused_and_writes_nothing(long extends)
    {
        await Log.AppendAsync(A, 0, "one", "two");
        await Assert.ThrowsAsync<LogMovedOnException>(() => Log.AppendAsync(A, extends, "lost"));
        Assert.Equal("one two", await Log.TextsAsync(A));
        await Log.AppendAsync(A, 2, "three");
        Assert.Equal(3, await Log.HeadAsync(A));
    }

    [Fact]
    public async Task LOG2_a_refused_append_to_an_unknown_space_does_not_found_it()
    {
        await Assert.ThrowsAsync<LogMovedOnException>(() => Log.AppendAsync(A, 5, "lost"));
        Assert.Equal(0, await Log.HeadAsync(A));
        Assert.Empty(await Log.SpacesAsync().ToListAsync());
    }

    [Fact]
    public async Task LOG2_of_many_who_extend_the_same_entry_one_is_accepted()
    {
        const int Writers = 8, Each = 40;
        var accepted = new string?[1 + (Writers * Each)];
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; n < Each;)
            {
                var (head, text) = (await Log.HeadAsync(A), $"w{writer}n{n}");
                try
                {
                    await Log.AppendAsync(A, head, text);
                }
                catch (LogMovedOnException)
                {
                    continue;
                }
                Assert.Null(Interlocked.Exchange(ref accepted[head + 1], text));
                n++;
            }
        }))).InTime();
        Assert.Equal(accepted[1..], (await Log.ReadAllAsync(A)).Select(entry => entry.Text()));
    }

    [Fact]
    public async Task LOG2_a_refused_append_does_not_disturb_those_that_share_its_commit()
    {
        await Log.AppendAsync(A, 0, "one");
        var appends = new List<Task>();
        for (var n = 0; n < 50; n++)
        {
            appends.Add(Log.AppendAsync(A, n + 1, $"a{n}"));
            appends.Add(Log.AppendAsync(A, 0, "stale"));
            appends.Add(Log.AppendAsync(Space($"n{n}"), 0, "first"));
        }
        for (var n = 0; n < appends.Count; n++)
        {
            if (n % 3 == 1) await Assert.ThrowsAsync<LogMovedOnException>(() => appends[n]);
            else await appends[n];
        }
        Assert.Equal(51, (await Log.ReadAllAsync(A)).Count);
        Assert.DoesNotContain("stale", await Log.TextsAsync(A), StringComparison.Ordinal);
        Assert.Equal(51, (await Log.SpacesAsync().ToListAsync()).Count);
    }

    [Fact]
    public async Task LOG3_readers_see_all_entries_of_an_append_or_none()
    {
        const int Appends = 60;
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < Appends; n++) await Log.AppendAsync(A, n * 3, "a", "b", "c");
        });
        while (await Log.HeadAsync(A) is var head && head < Appends * 3)
        {
            Assert.Equal(0, head % 3);
            Assert.Equal(0, (await Log.ReadAsync(A, head, 1000)).Count % 3);
            if (writing.IsFaulted) break;
        }
        await writing.InTime();
    }

    [Fact]
    public async Task LOG5_without_room_an_append_is_refused_and_reads_go_on_and_with_room_it_goes_on()
    {
        await Log.AppendAsync(A, 0, "one");
        await FillAsync();
        var large = new byte[4 * 1024 * 1024];
        for (var n = 0; n < 3; n++)
        {
            await Assert.ThrowsAsync<LogFullException>(() => Log.AppendAsync(A, 1, [Bytes("two"), large]).InTime());
            await Assert.ThrowsAsync<LogFullException>(() => Log.AppendAsync(B, 0, [large]).InTime());
            await Assert.ThrowsAsync<LogFullException>(() => Log.SaveSnapshotAsync(A, new Snapshot(1, large)).InTime());
        }
        Assert.Equal("one", await Log.TextsAsync(A));
        Assert.Equal(0, await Log.HeadAsync(B));
        Assert.Null(await Log.LoadSnapshotAsync(A));

        await MakeRoomAsync();
        await Log.AppendAsync(A, 1, [Bytes("two"), large]).InTime();
        await Log.AppendAsync(B, 0, "first");
        Assert.Equal(3, await Log.HeadAsync(A));
        Assert.Equal(large, (await Log.ReadAsync(A, 2, 1))[0].Payload.ToArray());
    }

    [Fact]
    public async Task LOG5_deleting_a_space_makes_room()
    {
        var payload = new byte[64 * 1024];
        await Log.AppendAsync(B, 0, [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(payload, 8)]).InTime();
        await FillAsync();
        await Assert.ThrowsAsync<LogFullException>(() => Log.AppendAsync(A, 0, [new byte[2 * 1024 * 1024]]).InTime());
        await Log.DeleteAsync(B).InTime();
        await Log.AppendAsync(A, 0, [payload, payload]).InTime();
        Assert.Equal(2, await Log.HeadAsync(A));
    }

    [Fact]
    public async Task An_append_that_is_cancelled_writes_nothing_and_one_that_completes_is_there()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.AppendAsync(A, 0, [Bytes("never")], cancelled.Token).InTime());
        Assert.Equal(0, await Log.HeadAsync(A));

        using var soon = new CancellationTokenSource();
        var appends = Enumerable.Range(0, 300).Select(n => Log.AppendAsync(Space($"n{n}"), 0, [Bytes("x")], soon.Token)).ToList();
        await appends[0].InTime();
        await soon.CancelAsync();
        for (var n = 0; n < appends.Count; n++)
        {
            await Task.WhenAny(appends[n]).InTime();
            Assert.Equal(appends[n].IsCanceled ? 0 : 1, await Log.HeadAsync(Space($"n{n}")));
        }
    }

    [Fact]
    public void Requests_that_make_no_sense_are_bugs_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => { _ = Log.AppendAsync(A, 0, []); });
        Assert.Throws<ArgumentException>(() => { _ = Log.AppendAsync(default, 0, [Bytes("x")]); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Log.AppendAsync(A, -1, [Bytes("x")]); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Log.ReadAsync(A, -1, 1).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Log.ReadAsync(A, 0, 0).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Log.SaveSnapshotAsync(A, new Snapshot(0, Bytes("x"))); });
    }
}
