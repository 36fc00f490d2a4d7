namespace Board.Tests.Log.Azure;

/// <summary>Does with each request what it is told to; by default it is sent.</summary>
internal sealed class ScriptedHandler(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> script) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>How many requests came, sent or not.</summary>
    public int Count { get; private set; }

    /// <summary>An answer without a body.</summary>
    public static Task<HttpResponseMessage> Answer(int status, string? code = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new ByteArrayContent([]) };
        if (code is not null) response.Headers.TryAddWithoutValidation("x-ms-error-code", code);
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    }

    /// <summary>A connection that is cut after so many requests, before the next gets through or after it.</summary>
    public static ScriptedHandler CutAt(int count, bool after)
    {
        var left = count;
        return new ScriptedHandler(async (_, send) =>
        {
            if (left-- > 0) return await send();
            if (left == -1 && after) (await send()).Dispose();
            throw new HttpRequestException("The connection was cut.");
        });
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Count++;
        return script(request, () => base.SendAsync(request, cancellationToken));
    }
}
