using System.Net.Sockets;
using System.Text.Json;
using Board.Log;

namespace Board.Server.Upkeep;

/// <summary>Asks the server that has a data folder.</summary>
internal static class UpkeepCall
{
    /// <returns>The exit code, or null if no server answers there.</returns>
    public static async Task<int?> AskAsync(string folder, Order order, IProgress<Told> tell, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(DataFolder.ChannelOf(folder)), cancellation);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AccessDenied)
        {
            throw UpkeepException.Refused($"A server has {folder}, and this user may not ask it. Run the command as the server's user, such as: sudo -u board …", refused);
        }
        catch (Exception nobody) when (nobody is SocketException or ArgumentException or PlatformNotSupportedException)
        {
            return null;
        }
        await using var stream = new NetworkStream(socket);
        try
        {
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(order, JsonSerializerOptions.Web), cancellation);
            await stream.WriteAsync("\n"u8.ToArray(), cancellation);
            using var lines = new StreamReader(stream);
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                var told = JsonSerializer.Deserialize<Told>(line, JsonSerializerOptions.Web)!;
                if (told.Line is not null || told.Progress is not null) tell.Report(told);
                if (told.Ended is { } code) return code;
            }
        }
        catch (Exception gone) when (gone is IOException or JsonException)
        {
            // Told below.
        }
        throw UpkeepException.Refused("The server ended before it was done. Nothing of it is left; try again when the server runs.");
    }
}
