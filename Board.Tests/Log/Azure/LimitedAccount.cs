using System.Collections.Concurrent;
using System.Net;

namespace Board.Tests.Log.Azure;

/// <summary>
/// An account that does not let us write more than so many bytes, as Azure says it: 403 InsufficientAccountPermissions, "Write
/// operations are not allowed". Azurite has no such limit of its own. Reads and deletions go on.
/// </summary>
internal sealed class LimitedAccount() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentDictionary<string, long> _lengths = [];

    public long Room { get; set; } = long.MaxValue;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (blob, length) = (request.RequestUri!.AbsolutePath, request.Content?.Headers.ContentLength ?? 0);
        if (request.Method == HttpMethod.Put && length > 0 && _lengths.Values.Sum() + length > Room)
        {
            var refusal = new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new ByteArrayContent([]), RequestMessage = request };
            refusal.Headers.TryAddWithoutValidation("x-ms-error-code", "InsufficientAccountPermissions");
            return refusal;
        }
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) return response;
        if (request.Method == HttpMethod.Put) _lengths.AddOrUpdate(blob, length, (_, before) => before + length);
        if (request.Method == HttpMethod.Delete) _lengths.TryRemove(blob, out _);
        return response;
    }
}
