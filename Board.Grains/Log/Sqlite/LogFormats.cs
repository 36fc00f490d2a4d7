namespace Board.Log.Sqlite;

/// <summary>How the log's tables are in one version of the format.</summary>
/// <param name="Version">Kept in <c>PRAGMA user_version</c>; the first is 1, and each is one more than the one before.</param>
/// <param name="Tables">Name and statement of every table, in the order of the names.</param>
/// <param name="FromBefore">
/// Turns the tables of the version before into these, within one transaction that is not its own: an upgrade that is interrupted has not
/// happened, and is begun anew at the next start. Null for the first version. It may not change an entry or a hash.
/// </param>
internal sealed record LogFormat(int Version, IReadOnlyList<(string Name, string Sql)> Tables, Action<Database>? FromBefore = null);

/// <summary>
/// The formats that a program knows, and the one that it writes. A release may know a format that it does not write yet
/// (readers first, writers second: docs/upgrade.md): then the release after it, which writes the new one, can be taken back.
/// </summary>
/// <param name="Known">In order, without a gap.</param>
/// <param name="Written">The version of new databases; older ones are brought up to it, newer ones that are known are left as they are.</param>
internal sealed record LogFormats(IReadOnlyList<LogFormat> Known, int Written)
{
    public static LogFormats OfThisProgram { get; } = new([LogSchema.First], 1);

    public int Newest => Known[^1].Version;

    public LogFormat Of(long version) => Known.Single(format => format.Version == version);
}
