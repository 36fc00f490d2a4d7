using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Spaces;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence;

/// <summary>Runs take their clients from the product itself: the notes' TypeScript with the real CodeMirror, in Node.</summary>
internal sealed class RealClients : Parts, IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly NodeProcess _node;
    private int _opened;

    private RealClients(DirectoryInfo folder, NodeProcess node) => (_folder, _node) = (folder, node);

    public static async Task<RealClients> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("board-clients-");
        var bundle = Path.Combine(folder.FullName, "headless.mjs");
        await BundleAsync(bundle);
        return new RealClients(folder, NodeProcess.Start("clients.mjs", bundle));
    }

    public override async ValueTask<IEditor> EditorAsync()
    {
        var client = new Client(_node, ++_opened);
        await client.OpenAsync(null);
        return client;
    }

    public override async ValueTask<IPeer> PendingAsync(Outbox outbox)
    {
        var client = new Client(_node, ++_opened);
        await client.OpenAsync(outbox);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task BundleAsync(string bundle, [CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Board.Client"));
        using var esbuild = Process.Start(new ProcessStartInfo("node", ["build.mjs", "--headless", bundle]) { WorkingDirectory = folder })!;
        await esbuild.WaitForExitAsync().Soon();
        Assert.Equal(0, esbuild.ExitCode);
    }

    private sealed class Client(NodeProcess node, int id) : IEditor
    {
        public Standing Standing { get; private set; }

        public async Task OpenAsync(Outbox? outbox) => await AskAsync("open", ("outbox", outbox is null ? null : JsonSerializer.SerializeToNode(outbox, SpaceJson.Options)));

        public async ValueTask EditAsync(ChangeSet changes) => await AskAsync("edit", ("changes", JsonSerializer.SerializeToNode(changes)));

        public async ValueTask ActAsync(SurfaceOp op) => await AskAsync("act", ("op", JsonSerializer.SerializeToNode<SpaceOp>(op, SpaceJson.Options)));

        public async ValueTask<Aside> AsideAsync(Person person) =>
            (await AskAsync("aside", ("person", person.Id)))["aside"].Deserialize<Aside>(SpaceJson.Options)!;

        public async ValueTask<string> TextAsync() => (await AskAsync("text"))["text"]!.GetValue<string>();

        public async ValueTask<WatchRequest> WatchAsync()
        {
            var request = (await AskAsync("watch"))["request"]!;
            return new(request["token"]?.GetValue<string>(), request["at"]?.GetValue<long>(), request["keep"]?.GetValue<bool>() ?? false);
        }

        public async ValueTask<Reaction> ReceiveAsync(Heard heard)
        {
            var reaction = await AskAsync("receive", ("frame", JsonNode.Parse(heard.Utf8.Span)));
            var refused = reaction["refused"]!.GetValue<bool>() ? (LiveFrame.Refused)heard.Says : null;
            return new(reaction["watch"]!.GetValue<bool>(), refused, reaction["broken"]!.GetValue<bool>());
        }

        public async ValueTask<Handed?> SubmitAsync(int most)
        {
            if ((await AskAsync("submit", ("most", most)))["submission"] is not JsonObject handed) return null;
            var ops = handed["ops"].Deserialize<ImmutableArray<SpaceOp>>(SpaceJson.Options);
            return new(handed["session"]!.GetValue<string>(), handed["at"]!.GetValue<long>(), handed["number"]!.GetValue<int>(), ops);
        }

        public async ValueTask LostAsync() => await AskAsync("lost");

        public async ValueTask RenewAsync() => await AskAsync("renew");

        public async ValueTask<Outbox?> StoreAsync() => (await AskAsync("store"))["outbox"].Deserialize<Outbox>(SpaceJson.Options);

        private async Task<JsonObject> AskAsync(string what, params (string Name, JsonNode? Value)[] details)
        {
            var command = new JsonObject { ["id"] = id, ["do"] = what };
            foreach (var (name, value) in details) command[name] = value;
            var answer = JsonNode.Parse(await node.AskAsync(command.ToJsonString()))!.AsObject();
            if (answer["error"] is { } error) throw new ConvergenceFailure($"The client in Node failed: {error}");
            Standing = answer["standing"].Deserialize<Standing>(SpaceJson.Options);
            return answer;
        }
    }
}
