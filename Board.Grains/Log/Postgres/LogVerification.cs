using System.Globalization;
using Board.Spaces;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>Reads everything and believes nothing, a little at a time. Appends go on meanwhile, from every server.</summary>
internal static class LogVerification
{
    private const int EntriesAtOnce = 512;

    // One statement each, since what a deletion in between leaves would look like damage.
    private const string Strays = "SELECT count(*) FROM (SELECT DISTINCT space FROM board.entries EXCEPT SELECT id FROM board.spaces EXCEPT SELECT space FROM board.purges) strays";
    private const string Overhangs = "SELECT count(*) FROM board.spaces s WHERE EXISTS (SELECT FROM board.entries e WHERE e.space = s.id AND e.sequence > s.head)";

    public static async Task<LogReport> RunAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var damages = new List<string>();
        var spaces = new List<SpaceReport>();
        try
        {
            if (await CountAsync(source, Strays, cancellation) is > 0 and var strays)
                damages.Add(string.Create(CultureInfo.InvariantCulture, $"The log has entries of {strays} spaces that are not in its list of spaces."));
            if (await CountAsync(source, Overhangs, cancellation) is > 0 and var overhangs)
                damages.Add(string.Create(CultureInfo.InvariantCulture, $"{overhangs} spaces have more entries than their records say."));
            foreach (var space in await LogReader.SpacesAsync(source, cancellation)) spaces.Add(await VerifyAsync(source, space, cancellation));
        }
        catch (LogDamagedException damage)
        {
            damages.Add(damage.Message);
        }
        return new LogReport(spaces, damages, []);
    }

    private static async Task<SpaceReport> VerifyAsync(NpgsqlDataSource source, SpaceId space, CancellationToken cancellation)
    {
        var (head, verified) = (0L, 0L);
        try
        {
            head = await LogReader.HeadAsync(source, space, cancellation);
            while (await LogReader.EntriesAsync(source, space, verified, EntriesAtOnce, cancellation) is { Count: > 0 } entries) verified += entries.Count;
            var (snapshot, damaged) = await LogReader.SnapshotAsync(source, space, cancellation);
            return new SpaceReport(space, Math.Max(head, verified), verified, snapshot?.Sequence, damaged, null);
        }
        catch (LogDamagedException damage)
        {
            return new SpaceReport(space, head, verified, null, false, damage.Message);
        }
        catch (PostgresException unreadable) when (PostgresFailure.MeansDamage(unreadable))
        {
            return new SpaceReport(space, head, verified, null, false, PostgresFailure.Told(unreadable).Message);
        }
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0; // it looks at every entry
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
