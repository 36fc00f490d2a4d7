using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;
using Board.Tests.Live;

namespace Board.Tests.Faults;

/// <summary>
/// Somebody who writes on and on over the real hub, with the client's rules, and comes back whenever the connection dies. What
/// they write is in the ledger before anybody else can know of it.
/// </summary>
internal sealed class LiveWriter : IAsyncDisposable
{
    private const int MostUnconfirmed = 6;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(Func<Standing, bool> Holds, TaskCompletionSource Met)> _awaited = [];
    private readonly Device _device;
    private readonly SimulatedEditor _editor;
    private readonly Func<Task<LiveTestClient>> _connect;
    private readonly string _space;
    private readonly Ledger _ledger;
    private readonly Hand _hand;
    private readonly Task _running;
    private LiveTestClient? _client;
    private bool _writing;
    private bool _welcomed;
    private ConvergenceFailure? _lost;

    public LiveWriter(int index, Person person, string space, string surface, Func<Task<LiveTestClient>> connect, Ledger ledger, Letters letters, int seed)
    {
        (_connect, _space, _ledger) = (connect, space, ledger);
        _hand = new Hand(FuzzRun.Source(seed), letters);
        _device = new Device(index, person);
        _editor = new SimulatedEditor(surface);
        _device.Open(_editor);
        _running = Task.Run(RunAsync);
    }

    public string Text => _editor.Text;

    public NotesState Confirmed => _editor.Confirmed;

    /// <summary>How many edits were confirmed so far.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Refusals that may pass, such as with a full disk, by their code.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>How long the server said to stay away at most, each time that it said that it goes down; null where it did not say.</summary>
    public ConcurrentQueue<int?> Farewells { get; } = new();

    /// <summary>Begins to write, or stops.</summary>
    public async Task WriteAsync(bool writing)
    {
        await _gate.WaitAsync(Patience.Limit);
        try
        {
            _writing = writing;
            await GoOnAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Completes as soon as the client stands like that.</summary>
    public async Task UntilAsync(Func<Standing, bool> holds)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _gate.WaitAsync(Patience.Limit);
        if (_lost is not null) met.SetException(_lost);
        else if (holds(_editor.Standing)) met.SetResult();
        else _awaited.Add((holds, met));
        _gate.Release();
        await met.Task.WaitAsync(2 * Patience.Limit);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _client?.Vanish();
        await _running.Soon();
        _stop.Dispose();
        _gate.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using (var client = _client = await _connect()) await FollowAsync(client);
                if (!Farewells.IsEmpty) await Task.Delay(Breath); // the shortest that a client may stay away
            }
            catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException or TimeoutException or ObjectDisposedException)
            {
                // The server is down, or the connection is; there is nothing to wait on but time.
                await Task.Delay(Breath);
            }
        }
    }

    private async Task FollowAsync(LiveTestClient client)
    {
        LiveStream? stream = null;
        while (!_stop.IsCancellationRequested)
        {
            if (stream is null)
            {
                await _editor.LostAsync();
                _welcomed = false;
                var request = await _editor.WatchAsync();
                stream = await client.WatchAsync(_space, "v1", request.Token, request.At, request.Keep);
            }
            if (await stream.NextAsync() is not { } frame) return;
            var again = await TakeAsync(new Heard(Encoding.UTF8.GetBytes(frame.ToJsonString())));
            if (frame["code"]?.GetValue<string>() == "restarting" && frame["type"]?.GetValue<string>() == "closed")
            {
                // As the protocol asks: let go, and come back after a random time within what was said.
                Farewells.Enqueue(frame["within"]?.GetValue<int>());
                return;
            }
            if (again) stream = null;
        }
    }

    /// <returns>True when the client has to watch again.</returns>
    private async Task<bool> TakeAsync(Heard heard)
    {
        await _gate.WaitAsync(Patience.Limit);
        try
        {
            var reaction = await _editor.ReceiveAsync(heard);
            if (reaction.Broken) GiveUp("not able to apply what it gets");
            if (heard.Says is LiveFrame.Welcome) _welcomed = true;
            Confirm();
            if (reaction.Refused is { } refused)
            {
                if (!refused.Retry) GiveUp($"refused for good: {refused.Code}");
                Refusals.Enqueue(refused.Code);
                await Task.Delay(Breath); // as the protocol asks: the same submission, a little later
            }
            await GoOnAsync();
            Tell();
            return reaction.WatchAgain || heard.Says is LiveFrame.Closed;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What must never happen has happened; whoever waits is told at once.</summary>
    private void GiveUp(string why)
    {
        _lost ??= new ConvergenceFailure($"Device {_device.Index} is {why}.");
        foreach (var (_, met) in _awaited) met.TrySetException(_lost);
        _awaited.Clear();
    }

    private void Confirm()
    {
        var count = _device.Page.Unconfirmed.Count - _editor.Standing.Unconfirmed;
        foreach (var edit in _device.Page.Unconfirmed.Take(count)) edit.Confirmed = true;
        _device.Page.Unconfirmed.RemoveRange(0, count);
        Acknowledged += count;
    }

    /// <summary>Writes a little, and says what there is to say.</summary>
    private async Task GoOnAsync()
    {
        if (!_welcomed || _editor.Standing.At is null || _client is not { } client) return;
        while (_writing && _editor.Standing.Unconfirmed < MostUnconfirmed) await EditAsync();
        if (await _editor.SubmitAsync(500) is not { } handed) return;
        var ops = handed.Ops.Select(op => new Dictionary<string, object> { ["type"] = "notes-edit", ["surface"] = "v1", ["changes"] = ((NotesEdit)op).Changes });
        try
        {
            await client.SendAsync("Submit", new { session = handed.Session, at = handed.At, number = handed.Number, ops });
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The stream ends too, and everything is said again on the next connection.
        }
    }

    private async Task EditAsync()
    {
        var text = _editor.Text;
        var draft = _hand.Next(text, ref _device.Cursor, comfortable: 400);
        if (draft.Places.Count == 0) return;
        var edit = new Edit(_device, [.. draft.Inserted], [.. draft.Deleted(text)]);
        lock (_ledger) _ledger.Note(edit);
        _device.Orders[^1].Note(text, draft);
        _device.Page.Unconfirmed.Add(edit);
        await _editor.EditAsync(draft.Changes(text.Length));
    }

    private void Tell()
    {
        foreach (var awaited in _awaited.Where(awaited => awaited.Holds(_editor.Standing)).ToArray())
        {
            _awaited.Remove(awaited);
            awaited.Met.TrySetResult();
        }
    }
}
