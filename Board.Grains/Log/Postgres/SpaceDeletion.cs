using Board.Spaces;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>Makes a space disappear, then its entries.</summary>
internal static class SpaceDeletion
{
    private const string Forget = """
        WITH gone AS (DELETE FROM board.spaces WHERE name = $1 RETURNING id),
             later AS (INSERT INTO board.purges(space) SELECT id FROM gone)
        DELETE FROM board.snapshots WHERE space IN (SELECT id FROM gone)
        """;

    private const string Purge = "DELETE FROM board.entries WHERE space IN (SELECT space FROM board.purges)";

    public static async Task<bool> RunAsync(NpgsqlDataSource source, SpaceId space, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await using var forget = new NpgsqlCommand(Forget, connection) { Parameters = { new() { Value = space.ToString() } } };
            await forget.ExecuteNonQueryAsync(cancellation);
            await using var tell = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = LogCommit.Channel }, new() { Value = AppendNews.Deletion(space) } } };
            await tell.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        // In one transaction: what another server deletes meanwhile keeps its place in the list until its entries are gone.
        await using var purging = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, CancellationToken.None);
        await using var purge = new NpgsqlCommand($"{Purge}; DELETE FROM board.purges", connection) { CommandTimeout = 0 };
        await purge.ExecuteNonQueryAsync(CancellationToken.None);
        await purging.CommitAsync(CancellationToken.None);
        return true;
    }
}
