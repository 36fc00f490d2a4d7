using System.Diagnostics.CodeAnalysis;
using Board.AppHost;
using Board.Log.Azure;

namespace Board.Tests.Log.Azure;

/// <summary>
/// One Azurite for all tests that need a service of Azure Storage, on a free port of this machine, started as Board.AppHost does
/// and ended with the tests, however they end. Each test has a container of its own.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly StringWriter _said = new();
    private Child? _azurite;

    public string Connection { get; private set; } = "";

    internal BlobAccount Account => BlobAccount.Parse(Connection);

    public async Task InitializeAsync() =>
        (_azurite, Connection) = await Azurite.StartAsync(Installation.Built().Folder, _data.Path, new Screen(_said, colours: false), CancellationToken.None).InTime();

    public async Task DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
    }

    public void Dispose()
    {
        _said.Dispose();
        _data.Dispose();
    }

    internal static string NewContainer() => $"t{Guid.NewGuid():N}";
}

[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "xunit calls it a collection.")]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
