using System.Globalization;
using Board.Spaces;
using SQLitePCL;

namespace Board.Log.Sqlite;

/// <summary>
/// The connection that writes, with its statements: one transaction after the other, each of many requests.
/// Fences are checked against rows read within the write transaction, so they hold against other processes too.
/// For one thread at a time.
/// </summary>
internal sealed class LogTransaction : IDisposable
{
    /// <summary>How many entries are purged in one commit.</summary>
    private const int PurgeAtOnce = 1_000;

    private readonly HashChain _chain = new();
    private readonly LedgerTable _ledgers;
    private readonly SpaceTable _spaces;
    private readonly Statement _begin, _commit, _rollback;
    private readonly Statement _found, _move, _forget, _insert, _entryHash, _purge, _purgeLater, _purged;
    private readonly Statement _snapshotAt, _keepSnapshot, _dropSnapshot;
    private Ledger? _ledger;
    private bool _changed;

    public LogTransaction(Database database)
    {
        Database = database;
        _ledgers = new LedgerTable(database);
        _spaces = new SpaceTable(database, _chain);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _found = database.Prepare("INSERT INTO spaces(id, name, head, head_hash, digest) VALUES(?1, ?2, ?3, ?4, ?5)");
        _move = database.Prepare("UPDATE spaces SET head = ?2, head_hash = ?3, digest = ?4 WHERE id = ?1");
        _forget = database.Prepare("DELETE FROM spaces WHERE id = ?1");
        _insert = database.Prepare("INSERT INTO entries(space, sequence, payload, hash) VALUES(?1, ?2, ?3, ?4)");
        _entryHash = database.Prepare("SELECT hash FROM entries WHERE space = ?1 AND sequence = ?2");
        _purge = database.Prepare(
            $"DELETE FROM entries WHERE space = ?1 AND sequence IN (SELECT sequence FROM entries WHERE space = ?1 ORDER BY sequence LIMIT {PurgeAtOnce}) RETURNING 1");
        _purgeLater = database.Prepare("INSERT INTO purges(space) VALUES(?1)");
        _purged = database.Prepare("DELETE FROM purges WHERE space = ?1");
        _snapshotAt = database.Prepare("SELECT sequence FROM snapshots WHERE space = ?1");
        _keepSnapshot = database.Prepare("REPLACE INTO snapshots(space, sequence, payload, hash, entry_hash) VALUES(?1, ?2, ?3, ?4, ?5)");
        _dropSnapshot = database.Prepare("DELETE FROM snapshots WHERE space = ?1");
    }

    public Database Database { get; }

    /// <summary>How many entries were appended since <see cref="Begin(bool)"/>.</summary>
    public long Appended { get; private set; }

    /// <summary>Takes the database for writing. False when another connection has it and <paramref name="wait"/> is not wanted.</summary>
    public bool Begin(bool wait)
    {
        Database.Waits = wait;
        try
        {
            _begin.Run();
        }
        catch (SqliteFailure failure) when (!wait && failure.Kind == raw.SQLITE_BUSY)
        {
            return false;
        }
        _ledger = _ledgers.Read();
        (_changed, Appended) = (false, 0);
        return true;
    }

    /// <summary>Makes everything since <see cref="Begin(bool)"/> durable. The ledger as it now stands, or null if nothing has changed.</summary>
    public Ledger? Commit()
    {
        if (!_changed)
        {
            Rollback();
            return null;
        }
        var ledger = _ledger! with { Commits = _ledger.Commits + 1 };
        _ledgers.Write(ledger);
        _commit.Run();
        return ledger;
    }

    /// <summary>Undoes everything since <see cref="Begin(bool)"/>; SQLite may have done so already.</summary>
    public void Rollback()
    {
        if (Database.InTransaction) _rollback.Run();
    }

    /// <summary>Appends entries if the log still ends where they begin.</summary>
    public void Append(LogWork work, long extends, IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        var row = _spaces.Find(work.Name);
        if ((row?.Head ?? 0) != extends) throw new LogMovedOnException(work.Space, extends);
        var ledger = _ledger!;
        var id = row?.Id ?? ledger.Founded + 1;
        var (head, hash) = (extends, row?.HeadHash ?? _chain.Genesis(work.Name));
        _changed = true;
        foreach (var payload in payloads)
        {
            hash = _chain.Next(hash, payload.Span);
            _insert.Bind(1, id).Bind(2, ++head).Bind(3, payload.Span).Bind(4, hash).Run();
        }
        var digest = _chain.Space(work.Name, id, head, hash);
        if (row is null) _found.Bind(1, id).BindText(2, work.Name).Bind(3, head).Bind(4, hash).Bind(5, digest).Run();
        else _move.Bind(1, id).Bind(2, head).Bind(3, hash).Bind(4, digest).Run();
        Appended += payloads.Count;
        _ledger = ledger with
        {
            Entries = ledger.Entries + payloads.Count,
            Living = ledger.Living + payloads.Count,
            Founded = row is null ? id : ledger.Founded,
            Spaces = row is null ? ledger.Spaces + 1 : ledger.Spaces,
        };
    }

    /// <summary>Keeps a snapshot, unless there is one of a later entry.</summary>
    public void SaveSnapshot(LogWork work, Snapshot snapshot)
    {
        if (_spaces.Find(work.Name) is not { } row || snapshot.Sequence > row.Head) throw new LogMovedOnException(work.Space, snapshot.Sequence);
        if (_snapshotAt.Bind(1, row.Id).Step())
        {
            var kept = _snapshotAt.Integer(0);
            _snapshotAt.Reset();
            // One that claims to be of an entry that is not there is damaged, and must not stand in the way of a good one.
            if (kept > snapshot.Sequence && kept <= row.Head) return;
        }
        if (!_entryHash.Bind(1, row.Id).Bind(2, snapshot.Sequence).Step())
            throw new LogDamagedException($"The log of {work.Space} is damaged: entry {snapshot.Sequence} is missing.");
        var entryHash = _entryHash.Bytes(0).ToArray();
        _entryHash.Reset();
        var hash = _chain.Snapshot(work.Name, snapshot.Sequence, entryHash, snapshot.Payload.Span);
        _changed = true;
        _keepSnapshot.Bind(1, row.Id).Bind(2, snapshot.Sequence).Bind(3, snapshot.Payload.Span).Bind(4, hash).Bind(5, entryHash).Run();
    }

    /// <summary>Takes a space from the list, so that it is gone at once. The number under which its entries wait to be purged, or null.</summary>
    public long? Remove(LogWork work)
    {
        if (_spaces.Find(work.Name) is not { } row) return null;
        _changed = true;
        _dropSnapshot.Bind(1, row.Id).Run();
        _forget.Bind(1, row.Id).Run();
        _purgeLater.Bind(1, row.Id).Run();
        _ledger = _ledger! with { Spaces = _ledger.Spaces - 1, Living = _ledger.Living - row.Head };
        return row.Id;
    }

    /// <summary>Deletes some of a removed space's entries; true when there may be more.</summary>
    public bool Purge(long id)
    {
        _changed = true;
        var gone = 0;
        _purge.Bind(1, id);
        while (_purge.Step()) gone++;
        if (gone == PurgeAtOnce) return true;
        _purged.Bind(1, id).Run();
        return false;
    }

    /// <summary>Limits the database's size in pages. It can't be less than what is in use.</summary>
    public void SetRoom(long pages) => _ = Database.Integer(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={pages}"));

    public void Dispose()
    {
        Database.Dispose();
        _chain.Dispose();
    }
}
