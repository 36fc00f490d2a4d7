using Board.Spaces;

namespace Board.Log.Sqlite;

/// <summary>
/// A connection that reads, and believes nothing: every entry is checked against the one before it, and the last against the head.
/// Each read sees one moment of the database. For one thread at a time.
/// </summary>
internal sealed class LogReader : IDisposable
{
    private const int RowsBetweenLooks = 256;

    private readonly HashChain _chain = new();
    private readonly SpaceTable _spaces;
    private readonly Statement _begin, _end, _entries, _hash, _snapshot;

    private LogReader(Database database)
    {
        Database = database;
        _spaces = new SpaceTable(database, _chain);
        _begin = database.Prepare("BEGIN");
        _end = database.Prepare("COMMIT");
        _entries = database.Prepare("SELECT sequence, payload, hash, space FROM entries WHERE space = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");
        _hash = database.Prepare("SELECT hash FROM entries WHERE space = ?1 AND sequence = ?2");
        _snapshot = database.Prepare("SELECT sequence, payload, hash, entry_hash FROM snapshots WHERE space = ?1");
    }

    public Database Database { get; }

    public static LogReader Open(string path)
    {
        var database = Database.OpenForReading(path);
        try
        {
            return new LogReader(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether a failed read has left the connection fit for another one.</summary>
    public bool Usable
    {
        get
        {
            if (!Database.InTransaction) return true;
            try
            {
                _end.Run();
                return true;
            }
            catch (SqliteFailure)
            {
                return false;
            }
        }
    }

    public long Head(SpaceId space) => _spaces.Find(SpaceTable.NameOf(space))?.Head ?? 0;

    public List<(SpaceId Space, SpaceRow Row)> Spaces() => _spaces.All();

    public IReadOnlyList<LogEntry> Entries(SpaceId space, long after, int most, CancellationToken cancellation)
    {
        _begin.Run();
        var name = SpaceTable.NameOf(space);
        var entries = _spaces.Find(name) is { } row && row.Head > after ? Entries(space, name, row, after, most, cancellation) : [];
        _end.Run();
        return entries;
    }

    /// <summary>The snapshot if it is whole and of an entry that is there; otherwise null, and whether one was passed over.</summary>
    public (Snapshot? Snapshot, bool Damaged) Snapshot(SpaceId space)
    {
        _begin.Run();
        var name = SpaceTable.NameOf(space);
        var found = (default(Snapshot?), false);
        if (_spaces.Find(name) is { } row)
        {
            try
            {
                found = Snapshot(name, row);
            }
            catch (SqliteFailure failure) when (failure.MeansDamage)
            {
                found = (null, true);
            }
        }
        _end.Run();
        return found;
    }

    public void Dispose()
    {
        Database.Dispose();
        _chain.Dispose();
    }

    private List<LogEntry> Entries(SpaceId space, byte[] name, SpaceRow row, long after, int most, CancellationToken cancellation)
    {
        var expected = (int)Math.Min(most, row.Head - after);
        // The head is checked, but only by what comes after: room for a head that can't be would be asked for here.
        var entries = new List<LogEntry>(Math.Min(expected, RowsBetweenLooks));
        var hash = after == 0 ? _chain.Genesis(name) : HashOf(row.Id, after) ?? throw Damaged(space, after, "is missing");
        _entries.Bind(1, row.Id).Bind(2, after).Bind(3, expected);
        try
        {
            while (_entries.Step())
            {
                if (entries.Count % RowsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
                var sequence = after + entries.Count + 1;
                // SQLite finds where a space begins and ends, and takes on trust what lies between.
                if (_entries.Integer(0) != sequence || _entries.Integer(3) != row.Id) throw Damaged(space, sequence, "is missing");
                var payload = _entries.Bytes(1).ToArray();
                hash = _chain.Next(hash, payload);
                if (!_entries.Bytes(2).SequenceEqual(hash)) throw Damaged(space, sequence, "is not what was saved");
                entries.Add(new LogEntry(sequence, payload));
            }
        }
        finally
        {
            _entries.Reset();
        }
        if (entries.Count < expected) throw Damaged(space, after + entries.Count + 1, "is missing");
        if (after + entries.Count == row.Head && !hash.AsSpan().SequenceEqual(row.HeadHash)) throw Damaged(space, row.Head, "is not the one that was saved last");
        return entries;
    }

    private (Snapshot? Snapshot, bool Damaged) Snapshot(byte[] name, SpaceRow row)
    {
        if (!_snapshot.Bind(1, row.Id).Step()) return (null, false);
        try
        {
            var snapshot = new Snapshot(_snapshot.Integer(0), _snapshot.Bytes(1).ToArray());
            var entryHash = _snapshot.Bytes(3).ToArray();
            var whole = _snapshot.Bytes(2).SequenceEqual(_chain.Snapshot(name, snapshot.Sequence, entryHash, snapshot.Payload.Span))
                && HashOf(row.Id, snapshot.Sequence) is { } hash && hash.AsSpan().SequenceEqual(entryHash);
            return whole ? (snapshot, false) : (null, true);
        }
        finally
        {
            _snapshot.Reset();
        }
    }

    private byte[]? HashOf(long id, long sequence)
    {
        if (!_hash.Bind(1, id).Bind(2, sequence).Step()) return null;
        var hash = _hash.Bytes(0).ToArray();
        _hash.Reset();
        return hash;
    }

    private static LogDamagedException Damaged(SpaceId space, long sequence, string what) => new(
        $"The log of {space} is damaged: entry {sequence} {what}. Other spaces are not affected. Keep a copy of the data folder as it is, and restore the last backup.");
}
