using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Board.Tests.Live;

/// <summary>
/// A client of the live hub as somebody could write it from PROTOCOL.md alone: SignalR's JSON protocol on a bare WebSocket.
/// Every wait has a time-out.
/// </summary>
internal sealed class LiveTestClient : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const char RecordEnd = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonObject> _messages = Channel.CreateUnbounded<JsonObject>();
    private readonly Dictionary<string, Channel<JsonObject>> _streams = [];
    private readonly Dictionary<string, TaskCompletionSource<JsonObject>> _results = [];
    private readonly SemaphoreSlim _sending = new(1);
    private Task _receiving = Task.CompletedTask;
    private int _invocation;

    /// <summary>What the server said when it ended the connection, if it did.</summary>
    public string? CloseError { get; private set; }

    public Task Closed => _receiving;

    /// <summary>The raw text of everything that came in, for looking for what should not be there.</summary>
    public StringBuilder Received { get; } = new();

    public static async Task<LiveTestClient> ConnectAsync(Uri server, string cookie, string? origin = null)
    {
        var client = new LiveTestClient();
        client._socket.Options.SetRequestHeader("Cookie", cookie);
        client._socket.Options.SetRequestHeader("Origin", origin ?? server.GetLeftPart(UriPartial.Authority));
        var address = new UriBuilder(server) { Scheme = server.Scheme == "https" ? "wss" : "ws", Path = "/live" }.Uri;
        using var patience = new CancellationTokenSource(Patience);
        await client._socket.ConnectAsync(address, patience.Token);
        await client.SendRawAsync("""{"protocol":"json","version":1}""");
        client._receiving = client.ReceiveAsync();
        return client;
    }

    /// <summary>Begins to watch; frames are read with <see cref="LiveStream.NextAsync"/>.</summary>
    public async Task<LiveStream> WatchAsync(object request)
    {
        var id = $"{++_invocation}";
        var frames = Channel.CreateUnbounded<JsonObject>();
        lock (_streams) _streams[id] = frames;
        await SendRawAsync(JsonSerializer.Serialize(new { type = 4, invocationId = id, target = "Watch", arguments = new[] { request } }));
        return new LiveStream(frames.Reader, () => SendRawAsync(JsonSerializer.Serialize(new { type = 5, invocationId = id })));
    }

    public Task<LiveStream> WatchAsync(string space, string? surface = null, string? token = null, long? at = null, bool keep = false) =>
        WatchAsync(new { space, surface, token, at, keep });

    /// <summary>Submits and waits for the result, <c>{ sequence, refused }</c>.</summary>
    public async Task<JsonObject> SubmitAsync(string session, long at, int number, params object[] ops)
    {
        var id = $"{++_invocation}";
        var result = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_results) _results[id] = result;
        await SendRawAsync(JsonSerializer.Serialize(
            new { type = 1, invocationId = id, target = "Submit", arguments = new object[] { new { session, at, number, ops } } }));
        return (await result.Task.WaitAsync(Patience))["result"]!.AsObject();
    }

    /// <summary>Sends a hub method without waiting for anything.</summary>
    public Task SendAsync(string target, object argument) =>
        SendRawAsync(JsonSerializer.Serialize(new { type = 1, target, arguments = new[] { argument } }));

    public async Task SendRawAsync(string message)
    {
        await _sending.WaitAsync(Patience);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message + RecordEnd), WebSocketMessageType.Text, true, patience.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The connection vanishes without a word, as with bad Wi-Fi.</summary>
    public void Vanish() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _receiving.WaitAsync(Patience);
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        var chars = new char[buffer.Length];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), default);
                if (received.MessageType == WebSocketMessageType.Close) break;
                var count = decoder.GetChars(buffer.AsSpan(0, received.Count), chars, false);
                lock (Received) Received.Append(chars, 0, count);
                text.Append(chars, 0, count);
                if (!received.EndOfMessage) continue;
                foreach (var record in text.ToString().Split(RecordEnd, StringSplitOptions.RemoveEmptyEntries)) Dispatch(JsonNode.Parse(record)!.AsObject());
                text.Clear();
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; whoever waits is told below.
        }
        lock (_streams)
        {
            foreach (var stream in _streams.Values) stream.Writer.TryComplete();
        }
        lock (_results)
        {
            foreach (var result in _results.Values) result.TrySetException(new IOException("The connection is gone."));
        }
    }

    private void Dispatch(JsonObject message)
    {
        var id = message["invocationId"]?.GetValue<string>();
        switch (message["type"]?.GetValue<int>())
        {
            case 2:
                lock (_streams) _streams[id!].Writer.TryWrite(message["item"]!.AsObject());
                break;
            case 3:
                lock (_streams)
                {
                    if (_streams.Remove(id!, out var stream)) stream.Writer.TryComplete();
                }
                lock (_results)
                {
                    if (_results.Remove(id!, out var result)) result.TrySetResult(message);
                }
                break;
            case 7:
                CloseError = message["error"]?.GetValue<string>();
                break;
        }
    }
}

/// <summary>A stream of frames.</summary>
internal sealed class LiveStream(ChannelReader<JsonObject> frames, Func<Task> cancel)
{
    /// <summary>The next frame of that type; others are passed over.</summary>
    public async Task<JsonObject> NextAsync(string type)
    {
        using var patience = new CancellationTokenSource(LiveTestClient.Patience);
        while (true)
        {
            var frame = await frames.ReadAsync(patience.Token);
            if (frame["type"]!.GetValue<string>() == type) return frame;
        }
    }

    /// <summary>The next frame, whatever it is; null at the end of the stream.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        using var patience = new CancellationTokenSource(LiveTestClient.Patience);
        return await frames.WaitToReadAsync(patience.Token) && frames.TryRead(out var frame) ? frame : null;
    }

    public Task CancelAsync() => cancel();
}
