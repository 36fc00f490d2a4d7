namespace Board.Server.Upkeep;

/// <summary>What the owner of the machine asks for at the console, in one line of JSON on the channel.</summary>
/// <param name="Do"><see cref="Backup"/>, <see cref="Verify"/> or <see cref="Export"/>.</param>
/// <param name="To">Where to, as a full path.</param>
/// <param name="Space">Of which space; all of them if null.</param>
internal sealed record Order(string Do, string? To = null, string? Space = null)
{
    public const string Backup = "backup";
    public const string Verify = "verify";
    public const string Export = "export";
}

/// <summary>What is told of it, in lines of JSON: words, how far it has come, and at last the exit code. Never what people wrote.</summary>
/// <param name="Line">Words for the console.</param>
/// <param name="Progress">Words that the next ones take the place of.</param>
/// <param name="Ended">The exit code; with it the order is done.</param>
internal sealed record Told(string? Line = null, string? Progress = null, int? Ended = null);

/// <summary>The exit codes of the commands.</summary>
internal static class Ended
{
    public const int Well = 0;

    /// <summary>Nothing was done, for a reason that is told.</summary>
    public const int Refused = 1;

    /// <summary>Something that was saved is not what it was.</summary>
    public const int Damaged = 2;
}

/// <summary>Why an order is not carried out, in words for the console.</summary>
/// <param name="exitCode">One of <see cref="Ended"/>.</param>
/// <param name="message">What is the matter, what is safe, what to do.</param>
/// <param name="inner">What it comes from.</param>
internal sealed class UpkeepException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;

    public static UpkeepException Refused(string message, Exception? inner = null) => new(Ended.Refused, message, inner);

    public static UpkeepException Damaged(string message, Exception? inner = null) => new(Ended.Damaged, message, inner);
}
