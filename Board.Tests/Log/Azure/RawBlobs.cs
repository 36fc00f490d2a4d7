using Board.Log.Azure;

namespace Board.Tests.Log.Azure;

/// <summary>Somebody who changes blobs behind the back of their store.</summary>
internal sealed class RawBlobs(BlobAccount account, string container) : IDisposable
{
    private readonly BlobContainer _container = new(account, container, new BlobRetry(), TimeProvider.System);

    public async Task<byte[]> GetAsync(string blob)
    {
        var reply = await _container.SendAsync(new BlobRequest(HttpMethod.Get, blob), default).InTime();
        Assert.Equal(200, reply.Status);
        return reply.Body.ToArray();
    }

    /// <summary>Replaces a block blob.</summary>
    public async Task PutAsync(string blob, ReadOnlyMemory<byte> bytes)
    {
        var reply = await _container.SendAsync(new BlobRequest(HttpMethod.Put, blob) { Headers = [("x-ms-blob-type", "BlockBlob")], Body = bytes }, default).InTime();
        Assert.True(reply.Succeeded);
    }

    /// <summary>Replaces an append blob with one that has so many bytes in one block.</summary>
    public async Task PutLogAsync(string blob, ReadOnlyMemory<byte> bytes)
    {
        await DeleteAsync(blob);
        Assert.True((await _container.SendAsync(new BlobRequest(HttpMethod.Put, blob) { Headers = [("x-ms-blob-type", "AppendBlob")] }, default).InTime()).Succeeded);
        if (bytes.IsEmpty) return;
        Assert.True((await _container.SendAsync(new BlobRequest(HttpMethod.Put, blob) { Query = [("comp", "appendblock")], Body = bytes }, default).InTime()).Succeeded);
    }

    public async Task DeleteAsync(string blob) => await _container.SendAsync(new BlobRequest(HttpMethod.Delete, blob), default).InTime();

    public async Task<List<string>> ListAsync(string prefix = "")
    {
        var names = new List<string>();
        await foreach (var (name, _) in _container.ListAsync(prefix, 5_000, default)) names.Add(name);
        return names;
    }

    public Task<BlobReply> SendAsync(BlobRequest request) => _container.SendAsync(request, default).InTime();

    public void Dispose() => _container.Dispose();
}
