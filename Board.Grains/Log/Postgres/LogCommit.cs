using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Board.Log.Postgres;

/// <summary>
/// One transaction of many appends. First the rows of their spaces are locked, in the order of their names, so that commits of two
/// servers never wait for each other in a circle; then every fence is checked against what was read under the lock, in memory; then
/// everything goes out in one batch with the commit at its end. What is refused leaves no trace in it.
/// </summary>
/// <param name="connection">The connection that writes, without a transaction.</param>
/// <param name="chain">Hashes.</param>
/// <param name="from">Which log appends, so that it can tell the news of others from its own.</param>
internal sealed class LogCommit(NpgsqlConnection connection, HashChain chain, string from)
{
    public const string Channel = "board_log";

    private readonly Dictionary<string, Tail> _tails = [];
    private readonly List<long> _spaces = [];
    private readonly List<long> _sequences = [];
    private readonly List<ReadOnlyMemory<byte>> _payloads = [];
    private readonly List<byte[]> _hashes = [];

    /// <summary>How many entries it holds.</summary>
    public int Entries => _payloads.Count;

    /// <summary>Begins the transaction and locks the rows of these spaces. A space that is none yet is founded where somebody begins it.</summary>
    public async Task LockAsync(IReadOnlyList<AppendRequest> requests)
    {
        var names = requests.Select(request => request.Space.ToString()).Distinct().ToArray();
        await using (var batch = new NpgsqlBatch(connection))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT name, id, head, head_hash, digest FROM board.spaces WHERE name = ANY($1) ORDER BY name FOR NO KEY UPDATE") { Parameters = { Of(names) } });
            await using var rows = await batch.ExecuteReaderAsync();
            while (await rows.ReadAsync()) Note(rows);
        }
        var begun = requests.Where(request => request.Extends == 0).Select(request => request.Space.ToString()).Where(name => !_tails.ContainsKey(name)).Distinct().ToArray();
        if (begun.Length > 0) await FoundAsync(begun);
    }

    /// <summary>Adds entries if the log still ends where they begin.</summary>
    /// <exception cref="LogMovedOnException">It does not.</exception>
    /// <exception cref="LogDamagedException">Where it ends can't be trusted.</exception>
    public void Append(AppendRequest request)
    {
        if (!_tails.TryGetValue(request.Space.ToString(), out var tail)) throw new LogMovedOnException(request.Space, request.Extends);
        if (tail.IsDamaged) throw SpaceRows.Damaged(request.Space.ToString());
        if (tail.Head != request.Extends) throw new LogMovedOnException(request.Space, request.Extends);
        tail.IsMoved = true;
        foreach (var payload in request.Payloads)
        {
            tail.Hash = chain.Next(tail.Hash, payload.Span);
            _spaces.Add(tail.Id);
            _sequences.Add(++tail.Head);
            _payloads.Add(payload);
            _hashes.Add(tail.Hash);
        }
    }

    /// <summary>Makes it durable, and lets other servers know.</summary>
    public async Task CommitAsync()
    {
        if (Entries == 0)
        {
            await RollbackAsync();
            return;
        }
        var moved = _tails.Where(tail => tail.Value.IsMoved).ToList();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO board.entries(space, sequence, payload, hash) SELECT * FROM unnest($1, $2, $3, $4)")
        {
            Parameters = { Of(_spaces.ToArray()), Of(_sequences.ToArray()), new NpgsqlParameter<ReadOnlyMemory<byte>[]> { TypedValue = [.. _payloads], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea }, Of(_hashes.ToArray()) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE board.spaces s SET head = n.head, head_hash = n.hash, digest = n.digest FROM unnest($1, $2, $3, $4) AS n(id, head, hash, digest) WHERE s.id = n.id")
        {
            Parameters =
            {
                Of(moved.Select(tail => tail.Value.Id).ToArray()),
                Of(moved.Select(tail => tail.Value.Head).ToArray()),
                Of(moved.Select(tail => tail.Value.Hash).ToArray()),
                Of(moved.Select(tail => chain.Space(Encoding.UTF8.GetBytes(tail.Key), tail.Value.Id, tail.Value.Head, tail.Value.Hash)).ToArray()),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT pg_notify('{Channel}', news) FROM unnest($1) AS news")
        {
            Parameters = { Of(moved.Select(tail => string.Create(CultureInfo.InvariantCulture, $"{tail.Key} {tail.Value.Head} {from}")).ToArray()) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }

    private async Task RollbackAsync()
    {
        await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
        await rollback.ExecuteNonQueryAsync();
    }

    /// <summary>Rows without entries, which this commit is about to give them. Where another server was first there is none for us.</summary>
    private async Task FoundAsync(string[] names)
    {
        await using var found = new NpgsqlCommand(
            "INSERT INTO board.spaces(id, name, head, head_hash, digest) SELECT nextval('board.space_numbers'), name, 0, '', '' FROM (SELECT unnest($1) AS name ORDER BY 1) AS n ON CONFLICT (name) DO NOTHING RETURNING name, id", connection)
        {
            Parameters = { Of(names) },
        };
        await using var rows = await found.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var name = rows.GetString(0);
            _tails[name] = new Tail(rows.GetInt64(1), 0, chain.Genesis(Encoding.UTF8.GetBytes(name)));
        }
    }

    private void Note(NpgsqlDataReader row)
    {
        var name = row.GetString(0);
        _tails[name] = SpaceRows.Checked(row, 1, Encoding.UTF8.GetBytes(name), chain) is { } space
            ? new Tail(space.Id, space.Head, space.HeadHash)
            : new Tail(0, 0, []) { IsDamaged = true };
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    /// <summary>Where a log ends, as far as this commit has come.</summary>
    private sealed class Tail(long id, long head, byte[] hash)
    {
        public long Id => id;

        public long Head { get; set; } = head;

        public byte[] Hash { get; set; } = hash;

        public bool IsMoved { get; set; }

        public bool IsDamaged { get; init; }
    }
}
