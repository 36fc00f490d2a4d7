using System.Runtime.CompilerServices;
using System.Text;
using Board.Log.Azure;
using Board.Spaces;

namespace Board.Files;

/// <summary>
/// Files in Azure Storage, each a block blob beside the logs: its digest (32 bytes), the length of its media type (1), the
/// media type and the content. So one request puts or gets it, and nothing of it depends on headers that something on the way may change.
/// </summary>
public sealed class AzureFileStore : IFileStore
{
    private const string Files = "file/";
    private const int DigestLength = 32;

    private readonly BlobContainer _container;
    private readonly int _page;

    private AzureFileStore(BlobContainer container, int page) => (_container, _page) = (container, page);

    /// <summary>Opens the store; nothing is asked of Azure before it is needed.</summary>
    /// <param name="account">Where, and by what right.</param>
    /// <param name="options">The same as the log's.</param>
    public static AzureFileStore Open(BlobAccount account, AzureLogOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        var how = options ?? new AzureLogOptions();
        return new AzureFileStore(new BlobContainer(account, how.Container, how.Retry, how.Time, how.Handler), how.ListPage);
    }

    /// <inheritdoc/>
    public Task PutAsync(SpaceId space, string name, StoredFile file, CancellationToken cancellation = default)
    {
        FileName.Check(space, name, file);
        return TellingAsync(async () =>
        {
            var body = Write(space, name, file);
            var reply = await _container.SendAsync(
                new BlobRequest(HttpMethod.Put, BlobOf(space, name)) { Headers = [("x-ms-blob-type", "BlockBlob"), ("If-None-Match", "*")], Body = body }, cancellation);
            if (reply.Succeeded) return true;
            if (!reply.IsConflict) throw BlobFailure.Of(reply.Status, reply.Code);
            // It may be there because an earlier attempt of ours got in and its answer was lost.
            var there = await _container.SendAsync(Get(space, name), cancellation);
            return there.Succeeded && there.Body.Span.SequenceEqual(body) ? true : throw new FileExistsException(space, name);
        });
    }

    /// <inheritdoc/>
    public ValueTask<StoredFile?> GetAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        return new(TellingAsync(async () =>
        {
            var reply = await _container.SendAsync(Get(space, name), cancellation);
            if (reply.IsMissing) return null;
            if (!reply.Succeeded) throw BlobFailure.Of(reply.Status, reply.Code);
            return Read(space, name, reply.Body) ?? throw new FileDamagedException(space, name);
        }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(SpaceId space, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        FileName.Check(space);
        var prefix = BlobOf(space, "");
        await using var blobs = _container.ListAsync(prefix, _page, cancellation).GetAsyncEnumerator(cancellation);
        while (await TellingAsync(async () => await blobs.MoveNextAsync())) yield return blobs.Current.Name[prefix.Length..];
    }

    /// <inheritdoc/>
    public Task DeleteAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        return TellingAsync(() => RemoveAsync(BlobOf(space, name), cancellation));
    }

    /// <inheritdoc/>
    public Task DeleteAllAsync(SpaceId space, CancellationToken cancellation = default)
    {
        FileName.Check(space);
        return TellingAsync(async () =>
        {
            var names = new List<string>();
            await foreach (var (name, _) in _container.ListAsync(BlobOf(space, ""), _page, cancellation)) names.Add(name);
            foreach (var name in names) await RemoveAsync(name, cancellation);
            return true;
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _container.Dispose();
        return default;
    }

    private static string BlobOf(SpaceId space, string name) => $"{Files}{space}/{name}";

    private static BlobRequest Get(SpaceId space, string name) => new(HttpMethod.Get, BlobOf(space, name));

    private async Task<bool> RemoveAsync(string blob, CancellationToken cancellation)
    {
        var reply = await _container.SendAsync(new BlobRequest(HttpMethod.Delete, blob), cancellation);
        return reply.Succeeded || reply.IsMissing ? true : throw BlobFailure.Of(reply.Status, reply.Code);
    }

    private static byte[] Write(SpaceId space, string name, StoredFile file)
    {
        var type = Encoding.ASCII.GetBytes(file.ContentType);
        return [.. FileDigest.Of(space, name, file), (byte)type.Length, .. type, .. file.Content.Span];
    }

    /// <summary>Null if it is damaged.</summary>
    private static StoredFile? Read(SpaceId space, string name, ReadOnlyMemory<byte> body)
    {
        if (body.Length <= DigestLength || body.Length < DigestLength + 1 + body.Span[DigestLength]) return null;
        var content = DigestLength + 1 + body.Span[DigestLength];
        var file = new StoredFile(Encoding.ASCII.GetString(body.Span[(DigestLength + 1)..content]), body[content..]);
        return FileDigest.Of(space, name, file).AsSpan().SequenceEqual(body.Span[..DigestLength]) ? file : null;
    }

    private static async Task<T> TellingAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BlobFailure failure)
        {
            throw failure.Kind == BlobFailureKind.Full
                ? new FilesFullException("Azure Storage takes no more files. What was saved before is safe and can be read.", failure)
                : new FilesUnavailableException($"Azure Storage did not answer for a file: {failure.Message}.", failure);
        }
    }
}
