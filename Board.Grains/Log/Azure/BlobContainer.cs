using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;

namespace Board.Log.Azure;

/// <summary>
/// A container of Azure Storage, by the few requests of its REST interface that logs and files need. A request is repeated while that
/// may help; so every request here is one that does no harm when it gets through twice. Failures throw <see cref="BlobFailure"/>.
/// </summary>
internal sealed class BlobContainer : IDisposable
{
    /// <summary>From 2022-11-02 on a block of an append blob may have 100 MiB, before that 4; a service that takes less answers 413.</summary>
    public const string Version = "2023-11-03";

    private readonly HttpClient _http;
    private readonly BlobAccount _account;
    private readonly string _name;
    private readonly BlobRetry _retry;
    private readonly TimeProvider _time;

    public BlobContainer(BlobAccount account, string name, BlobRetry retry, TimeProvider time, HttpMessageHandler? handler = null)
    {
        (_account, _name, _retry, _time) = (account, name, retry, time);
        // Connections are given up now and then, so that a change of the account's address is noticed.
        _http = new HttpClient(handler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false, AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks until there is an answer that the request may expect. A container that is not there is made.</summary>
    public async Task<BlobReply> SendAsync(BlobRequest request, CancellationToken cancellation)
    {
        var (began, made) = (_time.GetTimestamp(), false);
        for (var attempt = 1; ; attempt++)
        {
            var (reply, wait, failure) = await AttemptAsync(request, attempt, cancellation);
            if (reply is { Status: 404, Code: "ContainerNotFound" } && request.Blob.Length > 0 && !made)
            {
                await CreateAsync(cancellation);
                made = true;
                continue;
            }
            if (reply is not null) return reply;
            if (_time.GetElapsedTime(began) + wait > _retry.Patience) throw failure!;
            await Task.Delay(wait, _time, cancellation);
        }
    }

    /// <summary>Makes the container unless it is there.</summary>
    public Task CreateAsync(CancellationToken cancellation) =>
        SendAsync(new BlobRequest(HttpMethod.Put, "") { Query = [("restype", "container")] }, cancellation);

    /// <summary>The blobs whose names begin so, in the order of their names, with their lengths.</summary>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="page">How many to ask for at once.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<(string Name, long Length)> ListAsync(string prefix, int page, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? marker = null; marker is not "";)
        {
            List<(string, string)> query = [("restype", "container"), ("comp", "list"), ("prefix", prefix), ("maxresults", page.ToString(CultureInfo.InvariantCulture))];
            if (marker is not null) query.Add(("marker", marker));
            var reply = await SendAsync(new BlobRequest(HttpMethod.Get, "") { Query = query }, cancellation);
            if (reply.IsMissing) yield break;
            if (!reply.Succeeded) throw BlobFailure.Of(reply.Status, reply.Code);
            XElement list;
            try
            {
                list = XElement.Load(new MemoryStream(reply.Body.ToArray()));
            }
            catch (XmlException unreadable)
            {
                throw new BlobFailure(BlobFailureKind.Unavailable, "its list of blobs can't be read", unreadable);
            }
            foreach (var blob in list.Descendants("Blob"))
                yield return ((string)blob.Element("Name")!, (long?)blob.Element("Properties")?.Element("Content-Length") ?? 0);
            marker = (string?)list.Element("NextMarker") ?? "";
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One attempt: the answer, or how long to wait for the next one and why there was none.</summary>
    private async Task<(BlobReply? Reply, TimeSpan Wait, BlobFailure? Failure)> AttemptAsync(BlobRequest request, int attempt, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var bound = new CancellationTokenSource(_retry.Attempt, _time);
        using var _ = bound.Token.Register(patience.Cancel);
        try
        {
            using var message = Make(request);
            await _account.Authorization.AuthorizeAsync(message, patience.Token);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token);
            var reply = ReplyOf(response, body);
            if (reply.Succeeded && IsShort(request, response, body)) throw new HttpIOException(HttpRequestError.ResponseEnded);
            if (reply.Succeeded || reply.Status is 404 or 409 or 412 or 416) return (reply, default, null);
            var failure = BlobFailure.Of(reply.Status, reply.Code);
            if (!BlobRetry.IsPassing(reply.Status)) throw failure;
            return (null, _retry.Wait(attempt, response.Headers.RetryAfter, _time.GetUtcNow()), failure);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return (null, _retry.Wait(attempt, null, default), new BlobFailure(BlobFailureKind.Unavailable, "the connection failed", cut));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, _retry.Wait(attempt, null, default), new BlobFailure(BlobFailureKind.Unavailable, "it took too long"));
        }
    }

    private HttpRequestMessage Make(BlobRequest request)
    {
        var query = string.Join('&', request.Query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        var path = request.Blob.Length > 0 ? $"{_name}/{request.Blob}" : _name;
        var message = new HttpRequestMessage(request.Method, new Uri(_account.Endpoint, query.Length > 0 ? $"{path}?{query}" : path));
        if (request.Method == HttpMethod.Put) message.Content = new ReadOnlyMemoryContent(request.Body);
        message.Headers.TryAddWithoutValidation("x-ms-date", _time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("x-ms-version", Version);
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        if (message.Content is { } content) content.Headers.ContentLength = request.Body.Length;
        return message;
    }

    private static BlobReply ReplyOf(HttpResponseMessage response, byte[] body)
    {
        string? Header(string name) => response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
        var length = response.Content.Headers.ContentRange?.Length ?? (response.StatusCode == HttpStatusCode.OK ? response.Content.Headers.ContentLength : null);
        _ = int.TryParse(Header("x-ms-blob-committed-block-count"), CultureInfo.InvariantCulture, out var blocks);
        return new BlobReply((int)response.StatusCode, Header("x-ms-error-code"), Header("ETag"), length, blocks, response.Content.Headers.ContentType?.ToString(), body);
    }

    /// <summary>
    /// Whether less came than was announced. .NET itself notices a body that is shorter than its Content-Length, but not one that
    /// something on the way has cut and measured anew.
    /// </summary>
    private static bool IsShort(BlobRequest request, HttpResponseMessage response, byte[] body) =>
        request.Method == HttpMethod.Get
        && response.Content.Headers.ContentRange is { From: { } from, To: { } to } && to - from + 1 != body.Length;
}
