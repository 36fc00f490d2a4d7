using System.Security.Cryptography;
using Board.Files;
using Board.Spaces;
using Board.Tests.Log;

namespace Board.Tests.Files;

/// <summary>What <see cref="IFileStore"/> promises, for every store (SPEC.md, FILE1 to FILE4).</summary>
public abstract class FileStoreContract : IAsyncLifetime
{
    private static readonly SpaceId Cycle = new("cycle", "a1");
    private static readonly SpaceId Other = new("cycle", "a11");

    protected IFileStore Store { get; private set; } = null!;

    protected abstract Task<IFileStore> OpenAsync();

    /// <summary>Leaves room for less than two megabytes.</summary>
    protected abstract Task FillAsync();

    public async Task InitializeAsync() => Store = await OpenAsync();

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task FILE1_what_was_put_is_there_after_a_restart()
    {
        var photo = Photo(300_000);
        await Store.PutAsync(Cycle, "p-1", photo).InTime();
        await Store.PutAsync(Cycle, "empty", new StoredFile("text/plain", default)).InTime();
        await ReopenAsync();
        AssertSame(photo, await Store.GetAsync(Cycle, "p-1").InTime());
        AssertSame(new StoredFile("text/plain", default), await Store.GetAsync(Cycle, "empty").InTime());
    }

    [Fact]
    public async Task FILE2_the_same_again_is_harmless_and_another_content_is_refused()
    {
        var photo = Photo(1000);
        await Store.PutAsync(Cycle, "p", photo).InTime();
        await Store.PutAsync(Cycle, "p", photo).InTime();
        await Assert.ThrowsAsync<FileExistsException>(() => Store.PutAsync(Cycle, "p", Photo(1000)).InTime());
        await Assert.ThrowsAsync<FileExistsException>(() => Store.PutAsync(Cycle, "p", photo with { ContentType = "image/png" }).InTime());
        AssertSame(photo, await Store.GetAsync(Cycle, "p").InTime());
    }

    [Fact]
    public async Task FILE2_of_many_who_put_the_same_name_at_once_one_wins_and_the_others_are_told()
    {
        var photos = Enumerable.Range(0, 8).Select(_ => Photo(10_000)).ToList();
        var puts = photos.Select(photo => Task.Run(() => Store.PutAsync(Cycle, "p", photo))).ToList();
        await Task.WhenAll(puts.Select(put => Task.WhenAny(put))).InTime();
        var winner = photos[puts.FindIndex(put => put.IsCompletedSuccessfully)];
        Assert.Equal(7, puts.Count(put => put.Exception?.InnerException is FileExistsException));
        AssertSame(winner, await Store.GetAsync(Cycle, "p").InTime());
    }

    [Fact]
    public async Task Files_belong_to_their_space()
    {
        await Store.PutAsync(Cycle, "p", Photo(10)).InTime();
        await Store.PutAsync(Other, "p", Photo(10)).InTime();
        await Store.PutAsync(Other, "q", Photo(10)).InTime();
        Assert.Null(await Store.GetAsync(Cycle, "q").InTime());
        Assert.Equal(["p"], await Store.ListAsync(Cycle).ToListAsync());
        await Store.DeleteAllAsync(Cycle).InTime();
        Assert.Empty(await Store.ListAsync(Cycle).ToListAsync());
        Assert.Equal(["p", "q"], (await Store.ListAsync(Other).ToListAsync()).Order());
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_can_be_put_anew()
    {
        await Store.PutAsync(Cycle, "p", Photo(10)).InTime();
        await Store.DeleteAsync(Cycle, "p").InTime();
        await Store.DeleteAsync(Cycle, "never").InTime();
        Assert.Null(await Store.GetAsync(Cycle, "p").InTime());
        var other = Photo(10);
        await Store.PutAsync(Cycle, "p", other).InTime();
        AssertSame(other, await Store.GetAsync(Cycle, "p").InTime());
    }

    [Fact]
    public async Task Many_files_are_all_listed()
    {
        for (var n = 0; n < 30; n++) await Store.PutAsync(Cycle, $"n{n}", Photo(3)).InTime();
        Assert.Equal(30, (await Store.ListAsync(Cycle).ToListAsync()).Distinct().Count());
    }

    [Fact]
    public async Task FILE4_without_room_a_put_keeps_nothing_and_reads_go_on()
    {
        var photo = Photo(1000);
        await Store.PutAsync(Cycle, "p", photo).InTime();
        await FillAsync();
        await Assert.ThrowsAsync<FilesFullException>(() => Store.PutAsync(Cycle, "large", Photo(4_000_000)).InTime());
        Assert.Null(await Store.GetAsync(Cycle, "large").InTime());
        AssertSame(photo, await Store.GetAsync(Cycle, "p").InTime());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("A")]
    [InlineData("é")]
    [InlineData("a.jpg")]
    public void Other_names_are_refused(string name) => Assert.Throws<ArgumentException>(() => { _ = Store.PutAsync(Cycle, name, Photo(1)); });

    [Fact]
    public void What_is_too_large_or_of_no_type_is_refused()
    {
        Assert.Throws<ArgumentException>(() => { _ = Store.PutAsync(Cycle, "p", new StoredFile("image/jpeg", new byte[StoredFile.MaxLength + 1])); });
        Assert.Throws<ArgumentException>(() => { _ = Store.PutAsync(Cycle, "p", new StoredFile("", new byte[1])); });
    }

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync();
    }

    private static StoredFile Photo(int length) => new("image/jpeg", RandomNumberGenerator.GetBytes(length));

    private static void AssertSame(StoredFile expected, StoredFile? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.ContentType, actual.ContentType);
        Assert.True(expected.Content.Span.SequenceEqual(actual.Content.Span));
    }
}
