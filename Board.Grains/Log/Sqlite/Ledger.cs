using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Board.Log.Sqlite;

/// <summary>
/// What the whole store has come to: one row, rewritten with every commit. It knows how much there must be,
/// so that rows that are missing without a trace are missed.
/// </summary>
/// <param name="Store">16 random bytes, drawn when the database was created.</param>
/// <param name="Commits">How often something was changed.</param>
/// <param name="Entries">How many entries were ever appended, those of deleted spaces included.</param>
/// <param name="Founded">How many spaces there ever were; the id of the newest. Ids are never used again.</param>
/// <param name="Spaces">How many spaces there are.</param>
/// <param name="Living">How many entries the spaces have together.</param>
internal sealed record Ledger(ReadOnlyMemory<byte> Store, long Commits, long Entries, long Founded, long Spaces, long Living)
{
    public const int StoreLength = 16;

    public static Ledger New() => new(RandomNumberGenerator.GetBytes(StoreLength), 0, 0, 0, 0, 0);

    public byte[] Digest()
    {
        Span<byte> bytes = stackalloc byte[StoreLength + (5 * sizeof(long))];
        Store.Span.CopyTo(bytes);
        var at = StoreLength;
        foreach (var number in (ReadOnlySpan<long>)[Commits, Entries, Founded, Spaces, Living])
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes[at..], number);
            at += sizeof(long);
        }
        return SHA256.HashData(bytes);
    }
}

/// <summary>The ledger's row.</summary>
internal sealed class LedgerTable(Database database)
{
    private readonly Statement _select = database.Prepare("SELECT store, commits, entries, founded, spaces, living, digest FROM ledger WHERE id = 1");

    private readonly Statement _update = database.Prepare(
        "UPDATE ledger SET store = ?1, commits = ?2, entries = ?3, founded = ?4, spaces = ?5, living = ?6, digest = ?7 WHERE id = 1");

    /// <exception cref="LogDamagedException">The row is missing, or is not as it was written.</exception>
    public Ledger Read()
    {
        if (!_select.Step()) throw Damaged();
        try
        {
            var ledger = new Ledger(
                _select.Bytes(0).ToArray(), _select.Integer(1), _select.Integer(2), _select.Integer(3), _select.Integer(4), _select.Integer(5));
            if (ledger.Store.Length != Ledger.StoreLength || !_select.Bytes(6).SequenceEqual(ledger.Digest())) throw Damaged();
            return ledger;
        }
        finally
        {
            _select.Reset();
        }
    }

    public void Write(Ledger ledger) => _update
        .Bind(1, ledger.Store.Span).Bind(2, ledger.Commits).Bind(3, ledger.Entries).Bind(4, ledger.Founded)
        .Bind(5, ledger.Spaces).Bind(6, ledger.Living).Bind(7, ledger.Digest())
        .Run();

    private static LogDamagedException Damaged() => new(
        "The log's database is damaged: its account of what it holds can't be trusted. Stop the server, keep a copy of the data folder as it is, and restore the last backup.");
}
