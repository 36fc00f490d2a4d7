namespace Board.Tests.Convergence;

/// <summary>What the network does with messages on their way.</summary>
internal sealed partial class World
{
    private const int MostFramesUnderWay = 6;

    /// <summary>Messages of connections that are gone on the client's side; the server may still get them.</summary>
    private readonly List<(Line Line, Message Message)> _late = [];

    private async Task CarryUpAsync(Endpoint end)
    {
        if (_late.Count > 0 && _dice.Next(4) == 0)
        {
            var (line, message) = Pick(_late);
            _late.Remove((line, message));
            Note("a late message arrives");
            await ArriveAsync(line, message);
        }
        if (end.Line is { Up.Count: > 0 } up && Lift(up.Up) is { } lifted) await ArriveAsync(up, lifted);
    }

    /// <summary>Takes a message off a queue, if it gets through now.</summary>
    private T? Lift<T>(List<T> queue) where T : Message
    {
        var index = Chance(_weather.Reorder) ? _dice.Next(queue.Count) : 0;
        var message = queue[index];
        if (Chance(_weather.Duplicate)) return message;
        queue.RemoveAt(index);
        return Chance(_weather.Drop) ? null : message;
    }

    private async Task ArriveAsync(Line line, Message message)
    {
        if (!line.IsAlive) return;
        if (message is Message.Watch watch)
        {
            if (!line.Answered.Add(watch.Number)) return; // a call is answered once, by one stream
            foreach (var old in line.Server.Streams.Where(stream => stream.Line == line && stream.Number < watch.Number).ToArray())
                await line.Server.CloseAsync(old);
            await line.Server.WatchAsync(line, watch.Number, watch.Request);
        }
        else
        {
            var handed = ((Message.Submit)message).Handed;
            var answer = await line.Server.SubmitAsync(line, handed).Soon();
            Note($"{handed.Session} {handed.Number}+{handed.Ops.Length} at {handed.At}: {answer.Refusal?.Code ?? $"{answer.Sequence}"}");
        }
        await line.Server.SettleAsync();
    }

    /// <summary>A server writes one frame to one of its streams.</summary>
    private async Task FetchAsync()
    {
        var server = Pick(_servers);
        if (server.Streams.Count > 0) await FetchAsync(server, Pick(server.Streams));
    }

    private static async Task<bool> FetchAsync(SimulatedServer server, HubStream stream)
    {
        if (stream.Line.Down.Count >= MostFramesUnderWay || await stream.TakeAsync() is not { } frame) return false;
        ConvergenceFailure.Unless(!Voice.TellsASecretOfOthers(frame.Utf8.Span, stream.Line.Person), $"{stream.Line.Person.Id} is sent what somebody else wrote privately.");
        stream.Line.Down.Add(new Message.Down(stream.Number, new Heard(frame.Utf8)));
        if (stream.Ended) await server.CloseAsync(stream);
        return true;
    }

    private async Task CarryDownAsync(Endpoint end)
    {
        if (end.Line is not { Down.Count: > 0 } line || Lift(line.Down) is not { } message) return;
        if (message.Number != line.Watching) return;
        var reaction = await end.Peer.ReceiveAsync(message.Heard);
        Note($"{Name(end)} gets {message.Heard.Says.GetType().Name}, now at {end.Peer.Standing.At}, {end.Peer.Standing.Unconfirmed} unconfirmed");
        Confirm(end);
        await ReactAsync(end, line, message.Heard.Says, reaction);
    }

    private static void Confirm(Endpoint end)
    {
        var count = Math.Max(0, end.Unconfirmed.Count - end.Peer.Standing.Unconfirmed);
        foreach (var edit in end.Unconfirmed.Take(count)) edit.Confirmed = true;
        end.Unconfirmed.RemoveRange(0, count);
    }

    private async Task ReactAsync(Endpoint end, Line line, LiveFrame says, Reaction reaction)
    {
        ConvergenceFailure.Unless(!reaction.Broken, $"{Name(end)} can't apply what it gets.");
        if (reaction.Refused is { } refused)
            ConvergenceFailure.Unless(refused.Retry, $"{Name(end)} is refused for good: {refused.Code}.");
        if (says is LiveFrame.Welcome) line.IsWelcomed = true;
        if (says is LiveFrame.Closed { Code: "unknown-session" }) await end.Peer.RenewAsync();
        if (reaction.WatchAgain || says is LiveFrame.Closed) line.HasStream = false;
        RunErrandsOut();
    }

    /// <summary>An errand is done when nothing of it is unconfirmed any more.</summary>
    private void RunErrandsOut()
    {
        foreach (var device in _devices)
        {
            foreach (var errand in device.Errands.Where(errand => errand.Endpoint.Peer.Standing.Unconfirmed == 0).ToArray())
            {
                Cut(errand.Endpoint);
                device.Errands.Remove(errand);
            }
        }
    }
}
