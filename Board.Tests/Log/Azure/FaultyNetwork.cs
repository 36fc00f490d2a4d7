using System.Net;

namespace Board.Tests.Log.Azure;

/// <summary>What goes wrong with a request on its way to Azure Storage and back.</summary>
internal enum NetworkFault
{
    None,

    /// <summary>The connection fails before the request has got through.</summary>
    CutBefore,

    /// <summary>It gets through, and the connection fails before the answer has.</summary>
    CutAfter,

    /// <summary>Nothing is heard for as long as an attempt may take; it has not got through.</summary>
    SilentBefore,

    /// <summary>Nothing is heard for as long as an attempt may take; it has got through.</summary>
    SilentAfter,

    /// <summary>The connection fails, and the request gets through later, when it is no longer waited for.</summary>
    Late,

    /// <summary>It is turned away: 429, 500 or 503.</summary>
    TurnedAway,

    /// <summary>It gets through, and something on the way answers 500 or 503.</summary>
    FailedAfter,

    /// <summary>It is refused with 409 or 412 although nothing stands against it.</summary>
    RefusedBefore,

    /// <summary>It gets through, and is told to have been refused with 412, as an earlier attempt of it would be.</summary>
    RefusedAfter,

    /// <summary>The answer's body ends too early.</summary>
    Truncated,

    /// <summary>The answer's body is shorter than it should be, and was measured anew on the way.</summary>
    Shortened,

    /// <summary>A bit of the answer's body has changed.</summary>
    Flipped,
}

/// <summary>The network under a store: some requests fail, drawn from a seed. It counts what it has done.</summary>
internal sealed class FaultyNetwork(Random dice, int thousandths) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly List<HttpRequestMessage> _late = [];

    public Dictionary<NetworkFault, int> Done { get; } = [];

    /// <summary>Whether anything fails.</summary>
    public bool IsCalm { get; set; } = true;

    /// <summary>Lets everything through that is still under way.</summary>
    public async Task DeliverAsync(CancellationToken cancellation = default)
    {
        foreach (var request in _late.ToArray())
        {
            _late.Remove(request);
            using (request) (await base.SendAsync(request, cancellation)).Dispose();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_late.Count > 0 && (IsCalm || dice.Next(3) == 0)) await DeliverAsync(cancellationToken);
        var fault = IsCalm || dice.Next(1000) >= thousandths ? NetworkFault.None : (NetworkFault)dice.Next(1, Enum.GetValues<NetworkFault>().Length);
        // Silence costs real time, so it is rarer than the rest.
        if (fault is NetworkFault.SilentBefore or NetworkFault.SilentAfter && dice.Next(4) > 0) fault = NetworkFault.CutAfter;
        Done[fault] = Done.GetValueOrDefault(fault) + 1;
        switch (fault)
        {
            case NetworkFault.CutBefore:
                throw Cut();
            case NetworkFault.Late:
                _late.Add(await CopyAsync(request));
                throw Cut();
            case NetworkFault.SilentBefore:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case NetworkFault.TurnedAway:
                return await ScriptedHandler.Answer(dice.Next(3) switch { 0 => 429, 1 => 500, _ => 503 }, "ServerBusy");
            case NetworkFault.RefusedBefore:
                return await ScriptedHandler.Answer(dice.Next(2) == 0 ? 409 : 412, "ConditionNotMet");
        }
        var response = await base.SendAsync(request, cancellationToken);
        switch (fault)
        {
            case NetworkFault.CutAfter:
                response.Dispose();
                throw Cut();
            case NetworkFault.SilentAfter:
                response.Dispose();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case NetworkFault.FailedAfter:
                response.Dispose();
                return await ScriptedHandler.Answer(dice.Next(2) == 0 ? 500 : 503, "OperationTimedOut");
            case NetworkFault.RefusedAfter:
                response.Dispose();
                return await ScriptedHandler.Answer(412, "AppendPositionConditionNotMet");
            case NetworkFault.Truncated or NetworkFault.Shortened or NetworkFault.Flipped when request.Method == HttpMethod.Get:
                await SpoilAsync(response, fault, cancellationToken);
                break;
        }
        return response;
    }

    private static HttpRequestException Cut() => new("The connection was reset.");

    private async Task SpoilAsync(HttpResponseMessage response, NetworkFault fault, CancellationToken cancellation)
    {
        var (bytes, headers) = (await response.Content.ReadAsByteArrayAsync(cancellation), response.Content.Headers);
        if (bytes.Length == 0) return;
        var spoiled = bytes.ToArray();
        if (fault == NetworkFault.Flipped) spoiled[dice.Next(bytes.Length)] ^= (byte)(1 << dice.Next(8));
        else spoiled = bytes[..dice.Next(bytes.Length)];
        response.Content = fault == NetworkFault.Truncated ? new BrokenContent(spoiled) : new ByteArrayContent(spoiled);
        foreach (var (name, values) in headers.Where(header => header.Key != "Content-Length")) response.Content.Headers.TryAddWithoutValidation(name, values);
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers) copy.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is { } content) copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync());
        return copy;
    }

    /// <summary>Ends with the failure that .NET has for a body that is shorter than announced.</summary>
    private sealed class BrokenContent(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes);
            throw new HttpIOException(HttpRequestError.ResponseEnded);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
