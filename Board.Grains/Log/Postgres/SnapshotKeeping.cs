using System.Text;
using Board.Spaces;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>Keeps a snapshot, unless there is one of a later entry.</summary>
internal static class SnapshotKeeping
{
    // The row stays what it is until the snapshot is in: a space that is deleted meanwhile must not leave one behind.
    private const string EntryOf = """
        SELECT s.id, s.head, s.head_hash, s.digest, (SELECT hash FROM board.entries WHERE space = s.id AND sequence = $2)
        FROM board.spaces s WHERE s.name = $1 FOR KEY SHARE OF s
        """;

    // One that claims to be of an entry that is not there is damaged, and must not stand in the way of a good one.
    private const string Keep = """
        INSERT INTO board.snapshots AS kept (space, sequence, payload, hash, entry_hash) VALUES($1, $2, $3, $4, $5)
        ON CONFLICT (space) DO UPDATE SET sequence = excluded.sequence, payload = excluded.payload, hash = excluded.hash, entry_hash = excluded.entry_hash
        WHERE kept.sequence <= excluded.sequence OR kept.sequence > $6
        """;

    public static async Task<bool> SaveAsync(NpgsqlDataSource source, SpaceId space, Snapshot snapshot, CancellationToken cancellation)
    {
        using var chain = new HashChain();
        var name = Encoding.UTF8.GetBytes(space.ToString());
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (row, entryHash) = await FindAsync(connection, space, name, snapshot.Sequence, chain, cancellation);
        var hash = chain.Snapshot(name, snapshot.Sequence, entryHash, snapshot.Payload.Span);
        await using var keep = new NpgsqlCommand(Keep, connection)
        {
            Parameters = { new() { Value = row.Id }, new() { Value = snapshot.Sequence }, new() { Value = snapshot.Payload }, new() { Value = hash }, new() { Value = entryHash }, new() { Value = row.Head } },
        };
        await keep.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static async Task<(SpaceRow Row, byte[] EntryHash)> FindAsync(
        NpgsqlConnection connection, SpaceId space, byte[] name, long sequence, HashChain chain, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(EntryOf, connection) { Parameters = { new() { Value = space.ToString() }, new() { Value = sequence } } };
        await using var rows = await find.ExecuteReaderAsync(cancellation);
        if (!await rows.ReadAsync(cancellation)) throw new LogMovedOnException(space, sequence);
        var row = SpaceRows.Checked(rows, 0, name, chain) ?? throw SpaceRows.Damaged(space.ToString());
        if (sequence > row.Head) throw new LogMovedOnException(space, sequence);
        if (await rows.IsDBNullAsync(4, cancellation)) throw new LogDamagedException($"The log of {space} is damaged: entry {sequence} is missing.");
        return (row, (byte[])rows.GetValue(4));
    }
}
