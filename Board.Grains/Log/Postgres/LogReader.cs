using System.Data.Common;
using System.Text;
using Board.Spaces;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>
/// Reads, and believes nothing: every entry is checked against the one before it, and the last against the head. Each read is one
/// statement, and so sees one moment of the database.
/// </summary>
internal static class LogReader
{
    private const string HeadOf = "SELECT id, head, head_hash, digest FROM board.spaces WHERE name = $1";

    // The entry before the first is asked for its hash only. The space's own columns come with the first row.
    private const string EntriesOf = """
        SELECT s.id, s.head, s.head_hash, s.digest, e.sequence, e.hash, e.payload
        FROM board.spaces s LEFT JOIN LATERAL (
            SELECT sequence, hash, CASE WHEN sequence > $2 THEN payload END AS payload
            FROM board.entries WHERE space = s.id AND sequence >= $2 AND sequence <= s.head ORDER BY sequence LIMIT $3) e ON true
        WHERE s.name = $1 ORDER BY e.sequence
        """;

    private const string SnapshotOf = """
        SELECT s.id, s.head, s.head_hash, s.digest, n.sequence, n.payload, n.hash, n.entry_hash, e.hash
        FROM board.spaces s JOIN board.snapshots n ON n.space = s.id LEFT JOIN board.entries e ON e.space = s.id AND e.sequence = n.sequence
        WHERE s.name = $1
        """;

    public static async Task<long> HeadAsync(NpgsqlDataSource source, SpaceId space, CancellationToken cancellation)
    {
        using var chain = new HashChain();
        await using var command = Command(source, HeadOf, space);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? Row(rows, space, chain).Head : 0;
    }

    public static async Task<IReadOnlyList<LogEntry>> EntriesAsync(NpgsqlDataSource source, SpaceId space, long after, int most, CancellationToken cancellation)
    {
        using var chain = new HashChain();
        await using var command = Command(source, EntriesOf, space);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = most + (after == 0 ? 0L : 1L) });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        if (!await rows.ReadAsync(cancellation)) return [];
        var row = Row(rows, space, chain);
        if (row.Head <= after) return [];
        var expected = (int)Math.Min(most, row.Head - after);
        var entries = new List<LogEntry>(Math.Min(expected, 256));
        var (hash, more) = (chain.Genesis(Name(space)), !await rows.IsDBNullAsync(4, cancellation));
        if (after > 0)
        {
            if (!more || rows.GetInt64(4) != after) throw Damaged(space, after, "is missing");
            hash = Bytes(rows, 5);
            more = await rows.ReadAsync(cancellation);
        }
        for (; more; more = await rows.ReadAsync(cancellation))
        {
            var sequence = after + entries.Count + 1;
            if (rows.GetInt64(4) != sequence) throw Damaged(space, sequence, "is missing");
            var payload = Bytes(rows, 6);
            hash = chain.Next(hash, payload);
            if (!Bytes(rows, 5).AsSpan().SequenceEqual(hash)) throw Damaged(space, sequence, "is not what was saved");
            entries.Add(new LogEntry(sequence, payload));
        }
        if (entries.Count < expected) throw Damaged(space, after + entries.Count + 1, "is missing");
        if (after + entries.Count == row.Head && !hash.AsSpan().SequenceEqual(row.HeadHash)) throw Damaged(space, row.Head, "is not the one that was saved last");
        return entries;
    }

    /// <summary>The snapshot if it is whole and of an entry that is there; otherwise null, and whether one was passed over.</summary>
    public static async Task<(Snapshot? Snapshot, bool Damaged)> SnapshotAsync(NpgsqlDataSource source, SpaceId space, CancellationToken cancellation)
    {
        try
        {
            using var chain = new HashChain();
            await using var command = Command(source, SnapshotOf, space);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            if (!await rows.ReadAsync(cancellation)) return (null, false);
            var row = Row(rows, space, chain);
            var snapshot = new Snapshot(rows.GetInt64(4), Bytes(rows, 5));
            var entryHash = Bytes(rows, 7);
            var whole = snapshot.Sequence <= row.Head && !await rows.IsDBNullAsync(8, cancellation) && Bytes(rows, 8).AsSpan().SequenceEqual(entryHash)
                && Bytes(rows, 6).AsSpan().SequenceEqual(chain.Snapshot(Name(space), snapshot.Sequence, entryHash, snapshot.Payload.Span));
            return whole ? (snapshot, false) : (null, true);
        }
        catch (PostgresException damaged) when (PostgresFailure.MeansDamage(damaged))
        {
            return (null, true);
        }
    }

    /// <summary>All spaces, in the order of their founding.</summary>
    public static async Task<List<SpaceId>> SpacesAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var all = new List<SpaceId>();
        await using var command = source.CreateCommand("SELECT name FROM board.spaces ORDER BY id");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            all.Add(SpaceId.TryParse(rows.GetString(0), out var space) ? space : throw new LogDamagedException("The log's list of spaces is damaged. Stop the servers, keep a dump of the database as it is, and restore the last backup."));
        return all;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, SpaceId space)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = space.ToString() });
        return command;
    }

    private static SpaceRow Row(DbDataReader rows, SpaceId space, HashChain chain) =>
        SpaceRows.Checked(rows, 0, Name(space), chain) ?? throw SpaceRows.Damaged(space.ToString());

    private static byte[] Name(SpaceId space) => Encoding.UTF8.GetBytes(space.ToString());

    private static byte[] Bytes(DbDataReader rows, int column) => (byte[])rows.GetValue(column);

    private static LogDamagedException Damaged(SpaceId space, long sequence, string what) => new(
        $"The log of {space} is damaged: entry {sequence} {what}. Other spaces are not affected. Keep a dump of the database as it is, and restore the last backup.");
}
