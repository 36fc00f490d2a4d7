using Board.Log;
using Board.Log.Azure;

namespace Board.Tests.Log.Azure;

/// <summary>The contract against a real Azurite, with blobs as large as Azure allows and with blobs that are full after a few appends.</summary>
public abstract class AzureSpaceLogContract(AzuriteFixture azurite, int blocks) : SpaceLogContract, IDisposable
{
    private readonly string _container = AzuriteFixture.NewContainer();
    private LimitedAccount _limits = null!;
    private long _room = long.MaxValue;

    protected override async Task<ISpaceLog> OpenAsync()
    {
        _limits = new LimitedAccount { Room = _room };
        return await PreparedLog.OpenAsync(azurite.Account, new AzureLogOptions { Container = _container, BlocksInABlob = blocks, ListPage = 100, Handler = _limits });
    }

    public void Dispose()
    {
        _limits.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override Task FillAsync()
    {
        _limits.Room = _room = 1024 * 1024;
        return Task.CompletedTask;
    }

    protected override Task MakeRoomAsync()
    {
        _limits.Room = _room = long.MaxValue;
        return Task.CompletedTask;
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzureSpaceLogContractTests(AzuriteFixture azurite) : AzureSpaceLogContract(azurite, AzureLogOptions.MostBlocks);

[Collection(AzuriteCollection.Name)]
public sealed class AzureSmallBlobsContractTests(AzuriteFixture azurite) : AzureSpaceLogContract(azurite, 5);
