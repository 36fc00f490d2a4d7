namespace Board.Log.Azure;

/// <summary>What a failure of Azure Storage means to whoever has asked.</summary>
internal enum BlobFailureKind
{
    /// <summary>It did not answer, or not in a way that we know. What was asked for may have been done.</summary>
    Unavailable,

    /// <summary>It lets us read and not write, or what was to be written is larger than it takes.</summary>
    Full,

    /// <summary>It does not believe that we may.</summary>
    Refused,
}

/// <summary>A failure of Azure Storage, in words for the people who run the server; addresses, which may hold signatures, are not in them.</summary>
internal sealed class BlobFailure(BlobFailureKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public BlobFailureKind Kind => kind;

    /// <summary>
    /// A status and code that no request of ours expects. The codes for what SPEC.md calls "no room": an account answers 403
    /// InsufficientAccountPermissions when writing to it has been switched off while reading goes on, and 413 or 409 where a block,
    /// or their count, is beyond the limits ("Common REST API error codes", "Blob Storage error codes").
    /// </summary>
    public static BlobFailure Of(int status, string? code) => (status, code) switch
    {
        (403, "InsufficientAccountPermissions") or (413, _) or (409, "BlockCountExceedsLimit") => new(BlobFailureKind.Full, Answer(status, code)),
        (401 or 403, _) or (400, "InvalidAuthenticationInfo" or "AuthenticationFailed") => new(BlobFailureKind.Refused, Answer(status, code)),
        _ => new(BlobFailureKind.Unavailable, Answer(status, code)),
    };

    /// <summary>The failure as an exception of <see cref="ISpaceLog"/>.</summary>
    public Exception Told() => kind switch
    {
        BlobFailureKind.Full => new LogFullException(
            $"Azure Storage takes no more: {Message}. What was saved before is safe and can be read; look at the limits and permissions of the storage account.", this),
        BlobFailureKind.Refused => new LogUnavailableException(
            $"Azure Storage does not let us in: {Message}. Nothing is lost; look at the connection string, at the rights that go with it and at this machine's clock.", this),
        _ => new LogUnavailableException($"Azure Storage did not answer: {Message}. Nothing is known to be lost; try again.", this),
    };

    private static string Answer(int status, string? code) => code is null ? $"it says {status}" : $"it says {status} {code}";
}
