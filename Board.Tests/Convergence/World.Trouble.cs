namespace Board.Tests.Convergence;

/// <summary>What goes wrong.</summary>
internal sealed partial class World
{
    private async Task<bool> TroubleAsync()
    {
        if (Chance(_weather.Cut)) Cut(PickEndpoint());
        else if (Chance(_weather.Away)) GoOrComeBack(Pick(_devices));
        else if (Chance(_weather.Reload)) await ReloadAsync(Pick(_devices));
        else if (Chance(_weather.Leave)) await LeaveAsync(Pick(_devices));
        else if (Chance(_weather.Impatience)) await PickEndpoint().Peer.LostAsync();
        else if (Chance(_weather.Deactivate)) await DeactivateAsync(Pick(_servers));
        else if (Chance(_weather.Restart)) await RestartAsync(Pick(_servers), kill: false);
        else if (Chance(_weather.Kill)) await KillAsync(Pick(_servers));
        else if (Chance(_weather.AppendFault)) SpoilAppends(Pick(_servers));
        else if (Chance(_weather.ReadFault)) SpoilReads(Pick(_servers).Log);
        else if (Chance(_weather.Burst)) await BurstAsync(Pick(_servers));
        else if (Chance(_weather.Forget)) await ForgetAsync(Pick(_devices));
        else return false;
        return true;
    }

    /// <summary>A connection dies. What was on its way up may have been read by the server before it noticed.</summary>
    private void Cut(Endpoint end)
    {
        if (end.Line is not { } line) return;
        Note($"{Name(end)} is cut off");
        foreach (var message in line.Up.Where(_ => _dice.Next(2) == 0)) _late.Add((line, message));
        end.Line = null;
    }

    private void GoOrComeBack(Device device)
    {
        if (device.IsHermit) return;
        device.IsAway = !device.IsAway;
        Note($"{device.Index} {(device.IsAway ? "goes away" : "comes back")}");
        foreach (var end in device.Endpoints) Cut(end);
    }

    private void SendHermitsAway()
    {
        foreach (var device in _devices.Where(device => device.Index < _weather.Hermits && !device.IsHermit && device.Editor.Standing.At is not null))
        {
            if (!device.IsAway) GoOrComeBack(device);
            device.IsHermit = true;
        }
    }

    /// <summary>The page dies and is opened again: a new editor, and errands for what it and earlier ones left behind.</summary>
    private async Task ReloadAsync(Device device)
    {
        Note($"{device.Index} reloads, {device.Page.Unconfirmed.Count} unconfirmed");
        foreach (var end in device.Endpoints) Cut(end);
        var kept = device.Outbox;
        foreach (var edit in device.Page.Unconfirmed.Where(edit => kept is null || !kept.Edits.Contains(edit))) edit.Lost = true;
        List<Kept> outboxes = [.. device.Errands.Select(errand => errand.Kept)];
        if (kept is not null) outboxes.Add(kept);
        device.Errands.Clear();
        foreach (var outbox in outboxes)
            device.Errands.Add(new Errand(outbox, new Endpoint(device.Person, await _parts.PendingAsync(outbox.Outbox)) { Unconfirmed = [.. outbox.Edits] }));
        device.Open(await _parts.EditorAsync());
    }

    /// <summary>Closed for ever: what it had not confirmed may have arrived or not, a first part of it at most.</summary>
    private async Task LeaveAsync(Device device)
    {
        if (device.IsHermit) return;
        Note($"{device.Index} leaves for ever");
        foreach (var end in device.Endpoints)
        {
            var standing = end.Peer.Standing;
            for (var i = 0; i < end.Unconfirmed.Count; i++) end.Unconfirmed[i].Abandoned ??= (standing.Session, standing.First + i);
            Cut(end);
        }
        _devices.Remove(device);
        await JoinAsync();
    }

    private async Task DeactivateAsync(SimulatedServer server)
    {
        Note("a server drops the space from memory");
        await server.DeactivateAsync();
    }

    private async Task RestartAsync(SimulatedServer server, bool kill)
    {
        Note($"a server is {(kill ? "killed" : "restarted")}");
        await server.StopAsync(kill);
        server.Start();
    }

    /// <summary>Kills a server; if a submission is on its way there, in the middle of its append, before or after the commit.</summary>
    private async Task KillAsync(SimulatedServer server)
    {
        var victim = Submitting(server).FirstOrDefault();
        if (victim.Line is null)
        {
            await RestartAsync(server, kill: true);
            return;
        }
        server.Log.Hold();
        var unanswered = server.SubmitAsync(victim.Line, victim.Submit.Handed);
        if (await Task.WhenAny(unanswered, server.Log.Arrived).Soon() != unanswered) server.Log.Kill(commit: _dice.Next(2) == 0);
        else server.Log.Release();
        await unanswered.Soon();
        await RestartAsync(server, kill: true);
    }

    private void SpoilAppends(SimulatedServer server)
    {
        var fault = (AppendFault)_dice.Next(1, Enum.GetValues<AppendFault>().Length);
        var times = _dice.Next(3) == 0 ? _dice.Next(2, 7) : 1;
        Note($"the next {times} appends fail: {fault}");
        for (var i = 0; i < times; i++) server.Log.Faults.Enqueue(fault);
    }

    private void SpoilReads(FaultyLog log)
    {
        (log.ReadsUntilFault, log.ReadFault) = (_dice.Next(3), (ReadFault)_dice.Next(Enum.GetValues<ReadFault>().Length));
        log.SnapshotFault = _dice.Next(2) == 0;
        Note($"a read fails after {log.ReadsUntilFault}: {log.ReadFault}");
    }

    /// <summary>
    /// Several submissions arrive while one is being made durable, so that they become one batch; another server may append
    /// to the same log meanwhile.
    /// </summary>
    private async Task BurstAsync(SimulatedServer server)
    {
        var submitting = Submitting(server).ToList();
        if (submitting.Count == 0) return;
        server.Log.Hold();
        var first = server.SubmitAsync(submitting[0].Line, submitting[0].Submit.Handed);
        if (await Task.WhenAny(first, server.Log.Arrived).Soon() != first)
        {
            var others = submitting.Skip(1).Select(other => server.SubmitAsync(other.Line, other.Submit.Handed)).ToList();
            foreach (var rival in _servers.Where(rival => rival != server).SelectMany(Submitting).ToList())
                await ArriveAsync(rival.Line, rival.Submit);
            Note($"a burst of {submitting.Count}");
            server.Log.Release(holdNext: true);
            await Task.WhenAny(first, server.Log.Arrived).Soon();
            server.Log.Release();
            await Task.WhenAll([first, .. others]).Soon();
        }
        server.Log.Release();
        await first.Soon();
        await server.SettleAsync();
    }

    /// <summary>The submissions that are next on their connections to a server, taken off them.</summary>
    private IEnumerable<(Line Line, Message.Submit Submit)> Submitting(SimulatedServer server)
    {
        foreach (var line in _devices.SelectMany(device => device.Endpoints).Select(end => end.Line))
        {
            if (line is null || line.Server != server || !line.IsAlive || line.Up.Count == 0 || line.Up[0] is not Message.Submit submit) continue;
            line.Up.RemoveAt(0);
            yield return (line, submit);
        }
    }

    /// <summary>The installation loses the key to a session, together with every connection.</summary>
    private async Task ForgetAsync(Device device)
    {
        Note($"the session of {device.Index} is forgotten");
        foreach (var server in _servers) await RestartAsync(server, kill: false);
        _tokens.Forget(device.Editor.Standing.Session);
    }
}
