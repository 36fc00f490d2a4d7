using System.Data.Common;

namespace Board.Log.Postgres;

/// <summary>Rows of the table of spaces, each checked against its digest when it is read.</summary>
internal static class SpaceRows
{
    /// <summary>What a reader finds in four columns from <paramref name="column"/> on (id, head, head_hash, digest); null when they are not as they were written.</summary>
    public static SpaceRow? Checked(DbDataReader row, int column, ReadOnlySpan<byte> name, HashChain chain)
    {
        var space = new SpaceRow(row.GetInt64(column), row.GetInt64(column + 1), (byte[])row.GetValue(column + 2));
        return chain.Space(name, space.Id, space.Head, space.HeadHash).AsSpan().SequenceEqual((byte[])row.GetValue(column + 3)) ? space : null;
    }

    public static LogDamagedException Damaged(string space) => new(
        $"The log's record of the space {space} is damaged. Stop the servers, keep a dump of the database as it is, and restore the last backup.");
}
