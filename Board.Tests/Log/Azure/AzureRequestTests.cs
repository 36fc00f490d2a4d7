using Board.Log;
using Board.Log.Azure;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log.Azure;

/// <summary>Authorization, attempts, and what failures are told as.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureRequestTests(AzuriteFixture azurite)
{
    private static readonly BlobRetry Hasty = new() { First = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromMilliseconds(200) };

    private readonly AzureLogOptions _options = new() { Container = AzuriteFixture.NewContainer(), Retry = Hasty };

    [Fact]
    public async Task A_shared_access_signature_is_enough_and_is_never_told()
    {
        var (account, signature) = SharedAccess.For(azurite.Connection);
        await using (var log = await PreparedLog.OpenAsync(account, _options).InTime())
        {
            await log.AppendAsync(Space("a"), 0, "one");
            Assert.Equal("one", await log.TextsAsync(Space("a")));
        }
        var (reader, readers) = SharedAccess.For(azurite.Connection, "rl");
        var refused = await Assert.ThrowsAsync<LogUnavailableException>(() => PreparedLog.OpenAsync(reader, _options).InTime());
        Assert.Contains("does not let us in", refused.Message, StringComparison.Ordinal);
        AssertNotIn(refused, readers);

        using var cut = new ScriptedHandler((request, _) => throw new HttpRequestException($"Connection refused ({request.RequestUri!.Host})"));
        var unreachable = await Assert.ThrowsAsync<LogUnavailableException>(() => PreparedLog.OpenAsync(account, _options with { Handler = cut }).InTime());
        AssertNotIn(unreachable, signature);
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_such_at_once()
    {
        var account = new BlobAccount(azurite.Account.Endpoint, BlobAuthorization.SharedKey("devstoreaccount1", "d3Jvbmc="));
        using var counting = new ScriptedHandler((_, send) => send());
        var refused = await Assert.ThrowsAsync<LogUnavailableException>(() => PreparedLog.OpenAsync(account, _options with { Handler = counting }).InTime());
        Assert.Contains("does not let us in", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, counting.Count);
    }

    [Fact]
    public async Task A_token_is_sent_over_HTTPS_and_over_nothing_else()
    {
        string? sent = null;
        using var listening = new ScriptedHandler((request, _) =>
        {
            sent = request.Headers.Authorization?.ToString();
            return ScriptedHandler.Answer(201);
        });
        var bearer = BlobAuthorization.Bearer(_ => new ValueTask<string>("t0ken"));
        using (var container = new BlobContainer(new BlobAccount(new Uri("https://school.blob.core.windows.net/"), bearer), "board", Hasty, TimeProvider.System, listening))
            await container.CreateAsync(default).InTime();
        Assert.Equal("Bearer t0ken", sent);
        var plain = new BlobAccount(azurite.Account.Endpoint, bearer);
        var refused = await Assert.ThrowsAsync<LogUnavailableException>(() => PreparedLog.OpenAsync(plain, _options).InTime());
        Assert.Contains("HTTPS", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task What_passes_is_tried_again(int status)
    {
        var failures = 2;
        using var busy = new ScriptedHandler((_, send) =>
            failures-- <= 0 ? send() : status > 0 ? ScriptedHandler.Answer(status, "ServerBusy") : throw new HttpRequestException("reset"));
        await using var log = await PreparedLog.OpenAsync(azurite.Account, _options with { Handler = busy, Retry = Hasty with { Patience = TimeSpan.FromSeconds(30) } }).InTime();
        failures = 2;
        await log.AppendAsync(Space("a"), 0, "one");
        Assert.Equal("one", await log.TextsAsync(Space("a")));
    }

    [Fact]
    public async Task A_wait_that_Azure_asks_for_and_that_is_too_long_is_not_waited_for()
    {
        using var busy = new ScriptedHandler((_, _) => ScriptedHandler.Answer(503, "ServerBusy", ("Retry-After", "3600")));
        var told = await Assert.ThrowsAsync<LogUnavailableException>(() => PreparedLog.OpenAsync(azurite.Account, _options with { Handler = busy }).InTime());
        Assert.Contains("503 ServerBusy", told.Message, StringComparison.Ordinal);
        Assert.Equal(1, busy.Count);
    }

    [Fact]
    public void Waits_double_up_to_a_bound_vary_and_are_as_long_as_asked_for()
    {
        var retry = new BlobRetry { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(4) };
        foreach (var (attempt, bound) in new[] { (1, 1d), (2, 2), (3, 4), (9, 4), (4_000, 4) })
            Assert.InRange(retry.Wait(attempt, null, default).TotalSeconds, bound / 2, bound);
        Assert.True(Enumerable.Range(0, 20).Select(_ => retry.Wait(3, null, default)).Distinct().Count() > 1);
        Assert.Equal(9, retry.Wait(1, new(TimeSpan.FromSeconds(9)), default).TotalSeconds);
        var now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal(60, retry.Wait(1, new(now.AddMinutes(1)), now).TotalSeconds);
    }

    [Fact]
    public async Task An_append_that_is_larger_than_a_block_is_refused_before_it_is_sent()
    {
        using var counting = new ScriptedHandler((_, send) => send());
        await using var log = await PreparedLog.OpenAsync(azurite.Account, _options with { Handler = counting }).InTime();
        var (before, half) = (counting.Count, new byte[60 * 1024 * 1024]);
        await Assert.ThrowsAsync<LogFullException>(() => log.AppendAsync(Space("a"), 0, [half, half]).InTime());
        Assert.Equal(before, counting.Count);
    }

    [Theory]
    [InlineData(413, "RequestBodyTooLarge")]
    [InlineData(403, "InsufficientAccountPermissions")]
    [InlineData(409, "BlockCountExceedsLimit")]
    public async Task What_Azure_takes_no_more_of_is_told_as_full(int status, string code)
    {
        var refusing = false;
        using var full = new ScriptedHandler((request, send) => refusing && request.Method == HttpMethod.Put ? ScriptedHandler.Answer(status, code) : send());
        await using var log = await PreparedLog.OpenAsync(azurite.Account, _options with { Handler = full }).InTime();
        await log.AppendAsync(Space("a"), 0, "one");
        refusing = true;
        await Assert.ThrowsAsync<LogFullException>(() => log.AppendAsync(Space("a"), 1, "two"));
        if (status == 403) await Assert.ThrowsAsync<LogFullException>(() => log.CheckAsync().InTime());
        Assert.Equal("one", await log.TextsAsync(Space("a")));
        refusing = false;
        await log.CheckAsync().InTime();
        await log.AppendAsync(Space("a"), 1, "two");
    }

    [Fact]
    public async Task A_check_writes_nothing()
    {
        await using var log = await PreparedLog.OpenAsync(azurite.Account, _options).InTime();
        using var raw = new RawBlobs(azurite.Account, _options.Container);
        var before = await raw.ListAsync();
        await log.CheckAsync().InTime();
        Assert.Equal(before, await raw.ListAsync());
    }

    /// <summary>What <see cref="ChainScan"/> is written for, so that a change of Azurite is noticed.</summary>
    [Fact]
    public async Task Ranges_past_the_end_are_answered_by_Azurite_as_we_have_seen_it()
    {
        await using var log = await PreparedLog.OpenAsync(azurite.Account, _options).InTime();
        using var raw = new RawBlobs(azurite.Account, _options.Container);
        await raw.PutLogAsync("ten", new byte[10]);
        await raw.PutLogAsync("none", default);
        var blobs = new LogBlobs(new BlobContainer(azurite.Account, _options.Container, Hasty, TimeProvider.System));
        var within = await blobs.RangeAsync("ten", 8, 20, default).InTime();
        Assert.Equal((206, 2, 10L), (within.Status, within.Body.Length, within.Length));
        var at = await blobs.RangeAsync("ten", 10, 20, default).InTime();
        Assert.Equal((206, 0, null), (at.Status, at.Body.Length, at.Length));
        Assert.Equal(416, (await blobs.RangeAsync("ten", 11, 20, default).InTime()).Status);
        Assert.Equal(416, (await blobs.RangeAsync("none", 0, 20, default).InTime()).Status);
    }

    private static void AssertNotIn(Exception told, string signature)
    {
        Assert.DoesNotContain(signature, told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(signature), told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", told.ToString(), StringComparison.Ordinal);
    }
}
