using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>All that somebody's browser gets from the server: bodies of answers, frames of its sockets, whatever the page then makes of it.</summary>
internal sealed class Received
{
    private readonly ConcurrentQueue<Task<string>> _parts = [];

    private Received()
    {
    }

    /// <summary>Listens from now on, before the page that is to be listened to is opened.</summary>
    public static Received By(Desk desk)
    {
        var received = new Received();
        desk.Context.Response += (_, response) => received._parts.Enqueue(BodyAsync(response));
        desk.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            received._parts.Enqueue(Task.FromResult(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? [])));
        return received;
    }

    /// <summary>As <see cref="By(Desk)"/>, for one page of a browser that has others open, and that comes in by whatever way is left to it.</summary>
    public static Received By(IPage page)
    {
        var received = new Received();
        page.Response += (_, response) => received._parts.Enqueue(BodyAsync(response));
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            received._parts.Enqueue(Task.FromResult(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? [])));
        return received;
    }

    public async Task<string> EverythingAsync() => string.Join('\n', await Task.WhenAll(_parts));

    private static async Task<string> BodyAsync(IResponse response)
    {
        try
        {
            return await response.TextAsync();
        }
        catch (PlaywrightException)
        {
            return ""; // a redirect, or an answer without a body
        }
    }
}
