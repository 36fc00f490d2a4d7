namespace Board.Log.Azure;

/// <summary>How an <see cref="AzureSpaceLog"/> is opened.</summary>
public sealed record AzureLogOptions
{
    /// <summary>Azure's limit.</summary>
    public const int MostBlocks = 50_000;

    /// <summary>The container of everything that Board keeps in the account; it is made if it is not there.</summary>
    public string Container { get; init; } = "board";

    /// <summary>How many blocks a blob may have, 2 to <see cref="MostBlocks"/>, before the log goes on in another one. Servers need not agree on it.</summary>
    public int BlocksInABlob { get; init; } = MostBlocks;

    /// <summary>How many blobs to list at once, 1 to 5,000.</summary>
    public int ListPage { get; init; } = 5_000;

    /// <summary>How long and how often Azure is asked.</summary>
    public BlobRetry Retry { get; init; } = new();

    /// <summary>Dates requests and measures waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How many bytes to read at once.</summary>
    internal int Chunk { get; init; } = 1024 * 1024;

    /// <summary>What requests go through; tests put faults there.</summary>
    internal HttpMessageHandler? Handler { get; init; }
}
