using Board.Spaces.CoachingCycle;

namespace Board.Tests.Convergence;

/// <summary>What people and their pages do of themselves.</summary>
internal sealed partial class World
{
    private const int EditsBeforeHermitsGo = 40;
    private const int MostOfAHermit = 40;

    private async Task StepAsync()
    {
        if (Ledger.Edits.Count >= EditsBeforeHermitsGo) SendHermitsAway();
        if (await TroubleAsync()) return;
        switch (_dice.Next(130))
        {
            case < 22: await WriteAsync(Pick(_devices)); break;
            case < 44: await TendAsync(PickEndpoint()); break;
            case < 68: await CarryUpAsync(PickEndpoint()); break;
            case < 92: await FetchAsync(); break;
            case < 124: await CarryDownAsync(PickEndpoint()); break;
            case < 129: _time.Move(TimeSpan.FromMilliseconds(_dice.Next(200) == 0 ? -5000 : _dice.Next(4000))); break;
            default: await ElsewhereAsync(); break;
        }
    }

    private async Task WriteAsync(Device device)
    {
        if (device.IsHermit && (device.Index % 2 == 0 || device.Page.Unconfirmed.Count > MostOfAHermit)) return;
        for (var left = _dice.Next(1, _weather.Chatty + 1); left > 0; left--)
        {
            if (device.Editor.Standing is { At: null } or { Session: "" }) return;
            var text = await device.Editor.TextAsync();
            if (_dice.Next(5) == 0)
            {
                await SayAsync(device, text);
                continue;
            }
            var draft = _parts.Typed(text, _hand.Next(text, ref device.Cursor, _weather.TextLength));
            if (draft.Places.Count == 0) return;
            var edit = new Edit(device, [.. draft.Inserted], [.. draft.Deleted(text)]);
            Ledger.Note(edit);
            device.Orders[^1].Note(text, draft);
            await device.Editor.EditAsync(draft.Changes(text.Length));
            device.Page.Unconfirmed.Add(edit);
            if (_dice.Next(5) > 0) await KeepAsync(device);
        }
        Note($"{device.Index} writes");
    }

    /// <summary>Somebody tags, comments, notes for themselves, counts, or has a hand on the clock.</summary>
    private async Task SayAsync(Device device, string text)
    {
        var said = _voice.Next(text, device.Person);
        var edit = new Edit(device, [], []) { Said = said };
        Ledger.Note(edit);
        await device.Editor.ActAsync(said.Op);
        device.Page.Unconfirmed.Add(edit);
        if (_dice.Next(5) > 0) await KeepAsync(device);
        Note($"{device.Index} says {said.Op.GetType().Name}");
    }

    /// <summary>Keeps the page's unconfirmed work on the device.</summary>
    private static async Task KeepAsync(Device device) =>
        device.Outbox = await device.Editor.StoreAsync() is { } outbox ? new Kept(outbox, [.. device.Page.Unconfirmed]) : null;

    /// <summary>Before something is sent. An errand's outbox stays as it was found, unless it goes on in another session.</summary>
    private async Task KeepAsync(Endpoint end)
    {
        if (_devices.Find(device => device.Page == end) is { } device)
        {
            await KeepAsync(device);
            return;
        }
        var errand = _devices.SelectMany(owner => owner.Errands).First(errand => errand.Endpoint == end);
        if (_parts.NotesNewSessions && errand.Kept.Outbox.Session != end.Peer.Standing.Session && await end.Peer.StoreAsync() is { } outbox)
            errand.Kept = new Kept(outbox, [.. end.Unconfirmed]);
    }

    /// <summary>Connects, watches or submits: whatever this end should do next.</summary>
    private async Task TendAsync(Endpoint end)
    {
        if (end.Line is { IsAlive: false }) end.Line = null;
        if (end.Line is not { } line)
        {
            if (_devices.Any(device => device.IsAway && device.Endpoints.Contains(end))) return;
            await end.Peer.LostAsync();
            end.Line = line = new Line(end.Person, Pick(_reachable));
        }
        if (!line.HasStream)
        {
            var request = await end.Peer.WatchAsync();
            line.Watch(request);
            Note($"{Name(end)} watches from {request.At}{(request.Keep ? ", keeping" : "")}{(request.Token is null ? ", anew" : "")}");
        }
        else if (line.IsWelcomed && await end.Peer.SubmitAsync(_dice.Next(6) == 0 ? _dice.Next(1, 4) : 500) is { } handed)
        {
            // Kept before it is sent: what the server may know, the device knows.
            await KeepAsync(end);
            line.Up.Add(new Message.Submit(handed));
            Note($"{Name(end)} submits {handed.Session} {handed.Number}+{handed.Ops.Length} at {handed.At}");
        }
    }

    /// <summary>Something else happens in the same space, so that its sequence is not only the text's.</summary>
    private async Task ElsewhereAsync() => await Pick(_reachable).DoAsync(new GoalSet("More talk by students"), $"once{++_elsewhere}");

    private int _elsewhere;

    private string Name(Endpoint end) =>
        _devices.Find(device => device.Page == end) is { } device ? $"{device.Index}"
        : _devices.Find(device => device.Endpoints.Contains(end)) is { } owner ? $"{owner.Index}'s errand" : "somebody gone";
}
