using System.Text;
using Board.Spaces;

namespace Board.Log.Sqlite;

/// <summary>The table of spaces. Every row that is read is checked against its digest.</summary>
internal sealed class SpaceTable(Database database, HashChain chain)
{
    private readonly Statement _find = database.Prepare("SELECT id, head, head_hash, digest FROM spaces WHERE name = ?1");

    public static byte[] NameOf(SpaceId space) => Encoding.UTF8.GetBytes(space.ToString());

    /// <summary>The row of a space, or null for a space that has no entries.</summary>
    /// <exception cref="LogDamagedException">The row is not as it was written.</exception>
    public SpaceRow? Find(ReadOnlySpan<byte> name)
    {
        if (!_find.BindText(1, name).Step()) return null;
        try
        {
            return Checked(_find, name) ?? throw Damaged(Encoding.UTF8.GetString(name));
        }
        finally
        {
            _find.Reset();
        }
    }

    /// <summary>All spaces with their rows, each also looked up by its name, since a space that can't be found looks like one that never was.</summary>
    /// <exception cref="LogDamagedException">A row is not as it was written.</exception>
    public List<(SpaceId Space, SpaceRow Row)> All()
    {
        var all = new List<(SpaceId, SpaceRow)>();
        using var rows = database.PrepareOnce("SELECT id, head, head_hash, digest, name FROM spaces NOT INDEXED ORDER BY id");
        while (rows.Step())
        {
            var row = Checked(rows, rows.Bytes(4));
            if (row is null || !SpaceId.TryParse(rows.Text(4), out var space)) throw Damaged($"number {rows.Integer(0)}");
            if (Find(NameOf(space)) is not { } found || found.Id != row.Id) throw Damaged(space.ToString());
            all.Add((space, row));
        }
        return all;
    }

    private SpaceRow? Checked(Statement row, ReadOnlySpan<byte> name)
    {
        var space = new SpaceRow(row.Integer(0), row.Integer(1), row.Bytes(2).ToArray());
        return row.Bytes(3).SequenceEqual(chain.Space(name, space.Id, space.Head, space.HeadHash)) ? space : null;
    }

    private static LogDamagedException Damaged(string space) => new(
        $"The log's record of the space {space} is damaged. Stop the server, keep a copy of the data folder as it is, and restore the last backup.");
}
