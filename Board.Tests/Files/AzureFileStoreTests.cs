using Board.Files;
using Board.Log.Azure;
using Board.Spaces;
using Board.Tests.Log;
using Board.Tests.Log.Azure;

namespace Board.Tests.Files;

[Collection(AzuriteCollection.Name)]
public sealed class AzureFileStoreTests(AzuriteFixture azurite) : FileStoreContract, IDisposable
{
    private readonly string _container = AzuriteFixture.NewContainer();
    private LimitedAccount _limits = null!;

    protected override Task<IFileStore> OpenAsync()
    {
        _limits = new LimitedAccount();
        return Task.FromResult<IFileStore>(AzureFileStore.Open(azurite.Account, new AzureLogOptions { Container = _container, ListPage = 7, Handler = _limits }));
    }

    protected override Task FillAsync()
    {
        _limits.Room = 1_000_000;
        return Task.CompletedTask;
    }

    public void Dispose() => _limits.Dispose();

    [Fact]
    public async Task FILE3_a_changed_byte_is_told_and_never_returned()
    {
        var space = new SpaceId("cycle", "a");
        await Store.PutAsync(space, "p", new StoredFile("image/jpeg", new byte[100])).InTime();
        using var raw = new RawBlobs(azurite.Account, _container);
        var bytes = await raw.GetAsync("file/cycle-a/p");
        foreach (var at in new[] { 0, 31, 32, 33, 40, bytes.Length - 1 })
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            await raw.PutAsync("file/cycle-a/p", changed);
            await Assert.ThrowsAsync<FileDamagedException>(() => Store.GetAsync(space, "p").InTime());
        }
        foreach (var length in new[] { 0, 20, 33, bytes.Length - 1 })
        {
            await raw.PutAsync("file/cycle-a/p", bytes.AsMemory(..length));
            await Assert.ThrowsAsync<FileDamagedException>(() => Store.GetAsync(space, "p").InTime());
        }
        await raw.PutAsync("file/cycle-a/q", bytes);
        await Assert.ThrowsAsync<FileDamagedException>(() => Store.GetAsync(space, "q").InTime());
    }
}
