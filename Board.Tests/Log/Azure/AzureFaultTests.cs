using System.Globalization;
using Board.Log;
using Board.Log.Azure;
using Board.Spaces;
using Board.Tests.Convergence;
using Xunit.Abstractions;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log.Azure;

/// <summary>
/// Two owners of the same logs over a network that fails in every way that is known, against a model (LOG1 to LOG4). A run is
/// repeated by its seed, which the failure names: <c>BOARD_FUZZ_SEED=123 BOARD_FUZZ_CASES=1 dotnet test Board.Tests --filter AzureFault</c>
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureFaultTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Steps = 150;

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_doubled_or_forked()
    {
        var done = new Dictionary<NetworkFault, int>();
        foreach (var seed in FuzzRun.FromEnvironment(5).Seeds)
        {
            foreach (var (fault, times) in await RunAsync(seed, azurite.Account, conditions: true)) done[fault] = done.GetValueOrDefault(fault) + times;
        }
        output.WriteLine(string.Join(", ", done.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.All(Enum.GetValues<NetworkFault>(), fault => Assert.True(done.GetValueOrDefault(fault) > 0, $"{fault} never happened."));
    }

    /// <summary>That the model would notice: the same without the conditions, which a signed address, unlike a signed request, leaves out unnoticed.</summary>
    [Fact]
    public async Task Appends_without_their_conditions_are_found_out()
    {
        var (account, _) = SharedAccess.For(azurite.Connection);
        for (var seed = 1; seed <= 20; seed++)
        {
            try
            {
                await RunAsync(seed, account, conditions: false);
            }
            catch (ModelFailure found)
            {
                output.WriteLine($"{seed}: {found.Message}");
                return;
            }
        }
        Assert.Fail("20 seeds did not notice.");
    }

    private static async Task<Dictionary<NetworkFault, int>> RunAsync(int seed, BlobAccount account, bool conditions)
    {
        var dice = FuzzRun.Source(seed);
        var container = AzuriteFixture.NewContainer();
        var retry = new BlobRetry { Attempt = TimeSpan.FromMilliseconds(500), First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(4), Patience = TimeSpan.FromSeconds(4) };
        var networks = new[] { new FaultyNetwork(dice, 120), new FaultyNetwork(dice, 60) };
        var owners = new List<AzureSpaceLog>();
        foreach (var (network, blocks) in networks.Zip([5, 4]))
        {
            var handler = conditions ? (HttpMessageHandler)network : new WithoutConditions(network);
            // Small chunks, so that a read takes several requests.
            owners.Add(await PreparedLog.OpenAsync(account, new AzureLogOptions { Container = container, BlocksInABlob = blocks, Chunk = 400, Handler = handler, Retry = retry }).InTime());
        }
        var model = new LogModel();
        try
        {
            foreach (var network in networks) network.IsCalm = false;
            for (var step = 0; step < Steps; step++) await StepAsync(dice, owners[dice.Next(2)], Space($"s{dice.Next(2)}"), model, step);
            foreach (var network in networks)
            {
                network.IsCalm = true;
                await network.DeliverAsync();
            }
            await using var clean = await PreparedLog.OpenAsync(account, new AzureLogOptions { Container = container }).InTime();
            await model.JudgeAsync(clean);
        }
        catch (Exception failure)
        {
            throw new ModelFailure($"Seed {seed}: {failure.Message}", failure);
        }
        finally
        {
            foreach (var owner in owners) await owner.DisposeAsync();
        }
        return networks.SelectMany(network => network.Done).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
    }

    private static async Task StepAsync(Random dice, AzureSpaceLog owner, SpaceId space, LogModel model, int step)
    {
        var known = model.HeadOf(space);
        try
        {
            switch (dice.Next(10))
            {
                case < 6:
                    // Mostly what the log really ends with, sometimes what it ended with once.
                    var head = dice.Next(5) == 0 ? dice.NextInt64(known + 1) : await owner.HeadAsync(space).InTime();
                    var texts = Enumerable.Range(0, dice.Next(1, 4)).Select(n => string.Create(CultureInfo.InvariantCulture, $"{step}.{n} {new string('x', dice.Next(60))}")).ToArray();
                    await model.AppendAsync(owner, space, head, texts);
                    break;
                case < 8:
                    var after = dice.NextInt64(known + 2);
                    model.Read(space, await owner.ReadAsync(space, after, dice.Next(1, 12)).InTime());
                    break;
                case 8:
                    if (known > 0) await model.SnapAsync(owner, space, dice.NextInt64(known) + 1);
                    break;
                default:
                    model.Load(space, await owner.LoadSnapshotAsync(space).InTime());
                    break;
            }
        }
        catch (Exception told) when (told is LogUnavailableException or LogDamagedException)
        {
            // Damage is told where an answer was changed on its way, twice running; the last word has a calm network.
        }
    }

    /// <summary>Takes the fences down.</summary>
    private sealed class WithoutConditions(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal))
            {
                request.Headers.Remove("x-ms-blob-condition-appendpos");
                request.Headers.Remove("If-Match");
            }
            return base.SendAsync(request, cancellationToken);
        }
    }
}
