namespace Board.Log.Azure;

/// <summary>A request to a container, made anew for every attempt.</summary>
/// <param name="Method">GET, HEAD, PUT or DELETE.</param>
/// <param name="Blob">The blob's name; empty for the container itself.</param>
internal sealed record BlobRequest(HttpMethod Method, string Blob)
{
    /// <summary>Names and values, the latter not yet encoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What is sent with PUT.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>An answer that a request may expect: success, or that a condition did not hold.</summary>
/// <param name="Status">2xx, 404, 409, 412 or 416.</param>
/// <param name="Code">Azure's own word for what was wrong.</param>
/// <param name="ETag">The version of the blob, with its quotation marks.</param>
/// <param name="Length">How long the blob is as a whole, where that was told.</param>
/// <param name="Blocks">How many blocks an append blob has.</param>
/// <param name="ContentType">The media type that the blob was put with.</param>
/// <param name="Body">What came with it.</param>
internal sealed record BlobReply(int Status, string? Code, string? ETag, long? Length, int Blocks, string? ContentType, ReadOnlyMemory<byte> Body)
{
    public bool Succeeded => Status is >= 200 and < 300;

    public bool IsMissing => Status == 404;

    /// <summary>A condition did not hold, or the blob is there although it must not be.</summary>
    public bool IsConflict => Status is 409 or 412;
}
