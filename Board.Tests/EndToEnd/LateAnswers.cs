using System.Text;
using Microsoft.Playwright;

namespace Board.Tests.EndToEnd;

/// <summary>A network on which what a page says arrives at once, and what it is told can be held up and let go piece by piece.</summary>
internal sealed class LateAnswers
{
    private readonly Lock _turn = new();
    private readonly Queue<(IWebSocketRoute Page, IWebSocketFrame Frame)> _held = [];
    private readonly List<(string Words, TaskCompletionSource Came)> _awaited = [];
    private bool _holds;

    /// <summary>Carries a socket of the page.</summary>
    public void Carry(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        page.OnMessage(frame => Send(server, frame));
        server.OnMessage(frame =>
        {
            lock (_turn)
            {
                if (!_holds)
                {
                    Send(page, frame);
                    return;
                }
                _held.Enqueue((page, frame));
                var text = Text(frame);
                foreach (var (words, came) in _awaited) if (text.Contains(words, StringComparison.Ordinal)) came.TrySetResult();
            }
        });
    }

    public void Hold()
    {
        lock (_turn) _holds = true;
    }

    /// <summary>Waits until something with these words is held up.</summary>
    public Task HeldAsync(string words)
    {
        lock (_turn)
        {
            var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_held.Any(held => Text(held.Frame).Contains(words, StringComparison.Ordinal))) came.SetResult();
            else _awaited.Add((words, came));
            return came.Task.WaitAsync(TimeSpan.FromMilliseconds(Desk.Patience));
        }
    }

    /// <summary>Lets the oldest go; false where nothing is left, and nothing is held up from then on.</summary>
    public bool LetOneGo()
    {
        lock (_turn)
        {
            if (_held.TryDequeue(out var held)) Send(held.Page, held.Frame);
            else _holds = false;
            return _holds;
        }
    }

    private static string Text(IWebSocketFrame frame) => frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []);

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } binary) to.Send(binary);
        else to.Send(frame.Text!);
    }
}
