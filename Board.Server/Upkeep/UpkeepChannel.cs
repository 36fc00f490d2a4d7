using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using Board.Log;

namespace Board.Server.Upkeep;

/// <summary>
/// A socket in the data folder on which a running server takes orders from the owner of the machine, one line of JSON for the order
/// and lines of JSON for what is told of it. Only the user of the server can open it (the folder is theirs alone, and the socket has
/// the mode 0600 before it listens), and it is no address that anybody could reach. Who hangs up gives the order up.
/// </summary>
internal sealed partial class UpkeepChannel(DataFolder folder, UpkeepDesk upkeep, ILogger<UpkeepChannel> logger) : BackgroundService
{
    private const int LongestOrder = 16 * 1024;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var socket = Open();
        if (socket is null) return;
        var calls = new List<Task>();
        while (await AcceptAsync(socket, stoppingToken) is { } call)
        {
            calls.RemoveAll(ended => ended.IsCompleted);
            calls.Add(AnswerAsync(call, stoppingToken));
        }
        // Whoever waits for an order is told by the end of the connection.
        await Task.WhenAll(calls);
        File.Delete(folder.ChannelSocket);
    }

    /// <summary>Who calls next; null when the server ends.</summary>
    private async Task<Socket?> AcceptAsync(Socket socket, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await socket.AcceptAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (SocketException failure)
            {
                // Such as too many open files, which passes.
                NoCall(logger, failure);
                await Task.Delay(BetweenTries, CancellationToken.None); // the end of the server can wait as long
            }
        }
    }

    private Socket? Open()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            File.Delete(folder.ChannelSocket); // of a server that was killed; we have the folder's lock
            socket.Bind(new UnixDomainSocketEndPoint(folder.ChannelSocket));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.ChannelSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(4);
            return socket;
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            socket.Dispose();
            NoChannel(logger, failure);
            return null;
        }
    }

    private async Task AnswerAsync(Socket call, CancellationToken stopping)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var stream = new NetworkStream(call, ownsSocket: true);
        try
        {
            if (await ReadOrderAsync(stream, cancellation.Token) is not { } order) return;
            var hungUp = GiveUpWithAsync(stream, cancellation);
            var told = Channel.CreateUnbounded<Told>(new UnboundedChannelOptions { SingleReader = true });
            var done = DoAsync(order, told.Writer, cancellation.Token);
            await foreach (var line in told.Reader.ReadAllAsync(CancellationToken.None))
            {
                await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, JsonSerializerOptions.Web), cancellation.Token);
                await stream.WriteAsync("\n"u8.ToArray(), cancellation.Token);
            }
            await done;
            await cancellation.CancelAsync();
            await hungUp;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or JsonException)
        {
            await cancellation.CancelAsync();
        }
    }

    private async Task DoAsync(Order order, ChannelWriter<Told> told, CancellationToken cancellation)
    {
        try
        {
            var code = await Task.Run(() => upkeep.DoAsync(order, new Written(told), cancellation), CancellationToken.None);
            told.TryWrite(new Told(Ended: code));
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more, or the server ends.
        }
        catch (Exception bug)
        {
            Failed(logger, order.Do, bug);
            told.TryWrite(new Told("The server failed at this; its log says more. What people save is not affected.", Ended: Ended.Refused));
        }
        finally
        {
            told.Complete();
        }
    }

    private static async Task<Order?> ReadOrderAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var (bytes, length) = (new byte[LongestOrder], 0);
        while (length < bytes.Length)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), cancellation);
            if (read == 0) return null;
            var end = bytes.AsSpan(length, read).IndexOf((byte)'\n');
            if (end >= 0) return JsonSerializer.Deserialize<Order>(bytes.AsSpan(0, length + end), JsonSerializerOptions.Web);
            length += read;
        }
        return null;
    }

    /// <summary>Nothing more is said after an order; the end of the connection, however it comes, is the end of the order.</summary>
    private static async Task GiveUpWithAsync(NetworkStream stream, CancellationTokenSource order)
    {
        try
        {
            var ignored = new byte[64];
            while (await stream.ReadAsync(ignored, order.Token) > 0)
            {
                // Not for us.
            }
            await order.CancelAsync();
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            if (!order.IsCancellationRequested) await order.CancelAsync();
        }
    }

    /// <summary>In order, and on the thread that reports.</summary>
    private sealed class Written(ChannelWriter<Told> told) : IProgress<Told>
    {
        public void Report(Told value) => told.TryWrite(value);
    }

    [LoggerMessage(2404, LogLevel.Warning, "There is no channel for backup, verify and export while the server runs; they work when it is stopped.")]
    private static partial void NoChannel(ILogger logger, Exception failure);

    [LoggerMessage(2406, LogLevel.Warning, "A call on the channel could not be taken.")]
    private static partial void NoCall(ILogger logger, Exception failure);

    [LoggerMessage(2405, LogLevel.Error, "Upkeep: {Order} failed.")]
    private static partial void Failed(ILogger logger, string order, Exception failure);
}
