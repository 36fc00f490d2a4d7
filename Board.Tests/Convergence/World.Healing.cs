namespace Board.Tests.Convergence;

/// <summary>The end of a run: the trouble is over, everybody comes back and says what they have to say.</summary>
internal sealed partial class World
{
    private const int MostRounds = 60;

    private async Task HealAsync()
    {
        Note("the trouble ends");
        _weather = Weather.Calm(_weather.Devices) with { Servers = _weather.Servers };
        foreach (var server in _servers)
        {
            server.Log.Faults.Clear();
            server.Log.ReadsUntilFault = -1;
            server.Log.SnapshotFault = false;
        }
        foreach (var (line, message) in _late.ToArray()) await ArriveAsync(line, message);
        _late.Clear();
        foreach (var device in _devices)
        {
            device.IsAway = false;
            foreach (var end in device.Endpoints) end.Line = null;
        }
        // From here on one server does the work. What another one has is read with its next append.
        _reachable = [_servers[0]];
        for (var round = 0; round < MostRounds; round++)
        {
            await ElsewhereAsync();
            await RoundAsync(_servers[0]);
            if (await IsAtRestAsync()) return;
        }
        var stuck = _devices.SelectMany(device => device.Endpoints).Where(end => end.Peer.Standing.Unconfirmed > 0).Select(Name);
        throw new ConvergenceFailure($"It does not come to rest. Still unconfirmed: {string.Join(", ", stuck)}.");
    }

    /// <summary>Everybody does all that they can.</summary>
    private async Task RoundAsync(SimulatedServer server)
    {
        foreach (var end in _devices.SelectMany(device => device.Endpoints).ToList())
        {
            for (var busy = true; busy;)
            {
                await TendAsync(end);
                busy = end.Line!.Up.Count > 0;
                while (end.Line.Up.Count > 0) await CarryUpAsync(end);
                foreach (var stream in server.Streams.ToArray())
                {
                    while (stream.Line == end.Line && end.Line.Down.Count == 0 && await FetchAsync(server, stream)) busy = true;
                }
                while (end.Line is { Down.Count: > 0 }) await CarryDownAsync(end);
                if (end.Line is null) break; // an errand that is done
            }
        }
    }

    private async Task<bool> IsAtRestAsync()
    {
        var head = await Store.HeadAsync(Cycle);
        return _devices.SelectMany(device => device.Endpoints).All(end => end.Peer.Standing.Unconfirmed == 0 && end.Peer.Standing.At >= head);
    }
}
