using Board.Files;
using Board.Log;
using Board.Log.Azure;
using Board.Server.Hosting;
using Board.Tests.Log;
using Board.Tests.Log.Azure;
using Board.Tests.Server;

namespace Board.Tests.Hosting;

/// <summary>A server whose logs and files are in Azure Storage (here Azurite), and whose accounts are in its folder.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureServerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_district_is_founded_and_found_again_by_another_server()
    {
        using (var clean = new BlobContainer(azurite.Account, "board", new BlobRetry(), TimeProvider.System))
            _ = await clean.SendAsync(new BlobRequest(HttpMethod.Delete, "") { Query = [("restype", "container")] }, default).InTime();
        string[] settings = ["--Board:Store", "azure", "--Board:Azure", azurite.Connection];
        await using (var server = await TestServer.StartAsync(settings))
        {
            Assert.IsType<AzureSpaceLog>(server.Get<ISpaceLog>());
            Assert.IsType<AzureFileStore>(server.Get<IFileStore>());
            using var visitor = await server.FoundAsync();
            using var http = new HttpClient { BaseAddress = server.Address };
            Assert.Equal("""{"status":"ready","log":"ok","accounts":"ok","draining":false}""", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        }
        await using var other = await TestServer.StartAsync(settings);
        Assert.NotEqual(0, await other.Get<ISpaceLog>().HeadAsync(Board.Spaces.District.DistrictSpace.Id).InTime());
        Assert.True((await other.Get<ISpaceLog>().VerifyAsync().InTime()).Whole);
    }

    [Fact]
    public async Task A_store_that_is_not_there_or_not_named_is_told_at_the_start_without_its_secret()
    {
        using var folder = new TemporaryFolder();
        var unnamed = await ServerProcess.RunToEndAsync(folder.Path, ("Board__Store", "azure"));
        Assert.Equal(1, unnamed.ExitCode);
        Assert.Contains("Board:Azure does not say where", unnamed.Said, StringComparison.Ordinal);
        var wrong = await ServerProcess.RunToEndAsync(folder.Path, ("Board__Store", "azure"), ("Board__Azure", azurite.Connection.Replace("Eby8", "c2Vj", StringComparison.Ordinal)));
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("Azure Storage does not let us in", wrong.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("c2Vj", wrong.Said, StringComparison.Ordinal);
        var unknown = await ServerProcess.RunToEndAsync(folder.Path, ("Board__Store", "paper"));
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("Board:Store is none", unknown.Said, StringComparison.Ordinal);
    }
}
