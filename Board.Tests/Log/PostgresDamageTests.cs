using System.Globalization;
using Board.Log;
using Board.Log.Postgres;
using Board.Spaces;
using Board.Tests.Hosting;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>What is changed or missing in the database is told, and never served (SPEC.md, LOG4).</summary>
[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class PostgresDamageTests(PostgresInstance postgres) : IAsyncLifetime
{
    private static readonly SpaceId A = Space("a");
    private static readonly SpaceId B = Space("b");

    private SharedDatabase Shared { get; set; } = null!;

    private PostgresSpaceLog Log { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Shared = await SharedDatabase.CreateAsync(postgres);
        Log = await Shared.OpenAsync();
        await Log.AppendAsync(A, 0, "one", "two", "three", "four", "five");
        await Log.AppendAsync(B, 0, "other");
        await Log.SaveSnapshotAsync(A, new Snapshot(3, Bytes("at three")));
    }

    public async Task DisposeAsync() => await Shared.DisposeAsync();

    [Theory]
    [InlineData("UPDATE board.entries SET payload = set_byte(payload, 0, get_byte(payload, 0) # 1) WHERE sequence = 3")]
    [InlineData("UPDATE board.entries SET hash = set_byte(hash, 31, get_byte(hash, 31) # 1) WHERE sequence = 3")]
    [InlineData("UPDATE board.entries SET sequence = 33 WHERE sequence = 3")]
    [InlineData("DELETE FROM board.entries WHERE sequence = 3")]
    [InlineData("UPDATE board.entries a SET payload = b.payload, hash = b.hash FROM board.entries b WHERE a.sequence = 3 AND b.sequence = 2 AND a.space = b.space")]
    public async Task A_changed_entry_is_told_and_nothing_after_it_is_served(string harm)
    {
        Assert.True(await Shared.RunAsync(harm) > 0);
        var told = await Assert.ThrowsAsync<LogDamagedException>(() => Log.ReadAsync(A, 0, 10).InTime());
        Assert.Contains("entry 3", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("three", told.Message, StringComparison.Ordinal);
        Assert.Equal(["one", "two"], (await Log.ReadAsync(A, 0, 2).InTime()).Select(entry => entry.Text()));
        await Assert.ThrowsAsync<LogDamagedException>(() => Log.ReadAsync(A, 2, 10).InTime());
        var report = await Log.VerifyAsync().InTime();
        Assert.False(report.Whole);
        Assert.Null(Assert.Single(report.Spaces, space => space.Space == B).Damage);
    }

    [Theory]
    [InlineData("DELETE FROM board.entries WHERE sequence >= 4")]
    [InlineData("DELETE FROM board.entries WHERE sequence = 5")]
    public async Task A_lost_tail_is_told_and_never_passed_over(string harm)
    {
        await Shared.RunAsync(harm);
        await Assert.ThrowsAsync<LogDamagedException>(() => Log.ReadAsync(A, 0, 10).InTime());
        await Assert.ThrowsAsync<LogDamagedException>(() => Log.ReadAsync(A, 4, 10).InTime());
        Assert.False((await Log.VerifyAsync().InTime()).Whole);
        Assert.Equal("other", await Log.TextsAsync(B));
    }

    [Theory]
    [InlineData("UPDATE board.spaces SET head = 4 WHERE name = 'cycle-a'")]
    [InlineData("UPDATE board.spaces SET head = 6 WHERE name = 'cycle-a'")]
    [InlineData("UPDATE board.spaces SET head_hash = set_byte(head_hash, 0, get_byte(head_hash, 0) # 1) WHERE name = 'cycle-a'")]
    [InlineData("UPDATE board.spaces a SET head = b.head, head_hash = b.head_hash, digest = b.digest FROM board.spaces b WHERE a.name = 'cycle-a' AND b.name = 'cycle-b'")]
    public async Task A_changed_record_of_a_space_is_told_and_nothing_is_appended_to_it(string harm)
    {
        Assert.Equal(1, await Shared.RunAsync(harm));
        await Assert.ThrowsAsync<LogDamagedException>(() => Log.HeadAsync(A).InTime());
        await Assert.ThrowsAsync<LogDamagedException>(() => Log.ReadAsync(A, 0, 10).InTime());
        var shared = Enumerable.Range(0, 20).Select(n => Log.AppendAsync(Space($"n{n}"), 0, "first")).ToList();
        await Assert.ThrowsAsync<LogDamagedException>(() => Log.AppendAsync(A, 5, "six"));
        await Task.WhenAll(shared).InTime();
        Assert.False((await Log.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task A_record_that_was_set_back_with_its_digest_is_told_when_it_would_be_written_over()
    {
        await Shared.RunAsync("CREATE TABLE old AS SELECT * FROM board.spaces");
        await Log.AppendAsync(A, 5, "six");
        await Shared.RunAsync("UPDATE board.spaces s SET head = o.head, head_hash = o.head_hash, digest = o.digest FROM old o WHERE s.id = o.id");
        await Assert.ThrowsAsync<LogDamagedException>(() => Log.AppendAsync(A, 5, "another six"));
        await Log.AppendAsync(B, 1, "goes on");
        Assert.False((await Log.VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task Entries_of_a_space_that_is_not_listed_are_told()
    {
        await Shared.RunAsync("DELETE FROM board.spaces WHERE name = 'cycle-a'");
        Assert.NotEmpty((await Log.VerifyAsync().InTime()).Damages);
    }

    [Theory]
    [InlineData("UPDATE board.snapshots SET payload = set_byte(payload, 0, get_byte(payload, 0) # 1)")]
    [InlineData("UPDATE board.snapshots SET sequence = 4")]
    [InlineData("UPDATE board.snapshots SET sequence = 999")]
    [InlineData("UPDATE board.snapshots SET entry_hash = set_byte(entry_hash, 0, get_byte(entry_hash, 0) # 1)")]
    public async Task A_damaged_snapshot_is_passed_over_and_gives_way_to_a_good_one(string harm)
    {
        Assert.Equal(1, await Shared.RunAsync(harm));
        Assert.Null(await Log.LoadSnapshotAsync(A).InTime());
        Assert.True(Assert.Single((await Log.VerifyAsync().InTime()).Spaces, space => space.Space == A).SnapshotDamaged);
        await Log.SaveSnapshotAsync(A, new Snapshot(5, Bytes("at five"))).InTime();
        Assert.Equal(5, (await Log.LoadSnapshotAsync(A).InTime())!.Sequence);
    }

    [Fact]
    public async Task Any_flipped_bit_of_any_entry_is_told()
    {
        for (var entry = 1; entry <= 5; entry++)
        {
            var flip = string.Create(CultureInfo.InvariantCulture, $"UPDATE board.entries SET payload = set_bit(payload, {entry * 3}, 1 - get_bit(payload, {entry * 3})) WHERE sequence = {entry} AND space = (SELECT id FROM board.spaces WHERE name = 'cycle-a')");
            Assert.Equal(1, await Shared.RunAsync(flip));
            await Assert.ThrowsAsync<LogDamagedException>(() => Log.ReadAsync(A, 0, 10).InTime());
            await Shared.RunAsync(flip);
            Assert.Equal("one two three four five", await Log.TextsAsync(A));
        }
    }
}
