namespace Board.Log.Sqlite;

/// <summary>How a <see cref="SqliteSpaceLog"/> is opened.</summary>
public sealed record SqliteLogOptions
{
    /// <summary>
    /// Go on although the end of the log is known to be lost: a decision for a person, for one start of the server.
    /// What is known of the loss is kept in the log, and told by <see cref="SqliteSpaceLog.VerifyAsync"/> ever after.
    /// </summary>
    public bool AcceptLoss { get; init; }

    /// <summary>How large the database may become, in bytes; appends beyond it fail with <see cref="LogFullException"/>. Null for as large as the disk allows.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>How long to wait for another process that writes. Within a process there is one writer, which waits for nobody.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>Dates accepted losses.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Tests turn this off to know what is in the WAL.</summary>
    internal bool Checkpoints { get; init; } = true;

    /// <summary>Tests put formats of their own here, to upgrade to and to come back from.</summary>
    internal LogFormats Formats { get; init; } = LogFormats.OfThisProgram;

    internal static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(5);
}
