namespace Board.Grains;

/// <summary>
/// The last entries of a space, kept in memory for rebasing late submissions and for readers who are a little behind.
/// What is older is read from the log. Contiguous, or empty.
/// </summary>
internal sealed class RecentEntries
{
    /// <summary>Entries kept whatever their size.</summary>
    private const int Least = 64;

    /// <summary>Bytes of payload kept beyond <see cref="Least"/> entries.</summary>
    private const int MostBytes = 16 * 1024;

    private readonly Queue<CommittedEntry> _entries = new();
    private int _bytes;

    /// <summary>The sequence before the oldest kept entry: a reader at this place or later is served from memory.</summary>
    public long From { get; private set; }

    public long Head { get; private set; }

    public void Reset(long head)
    {
        _entries.Clear();
        (_bytes, From, Head) = (0, head, head);
    }

    public void Add(CommittedEntry entry)
    {
        _entries.Enqueue(entry);
        _bytes += entry.Payload.Length;
        Head = entry.Entry.Sequence;
        while (_entries.Count > Least && _bytes > MostBytes)
        {
            var oldest = _entries.Dequeue();
            _bytes -= oldest.Payload.Length;
            From = oldest.Entry.Sequence;
        }
    }

    /// <summary>The kept entries after a place that is not before <see cref="From"/>.</summary>
    public IEnumerable<CommittedEntry> After(long sequence) => sequence >= Head ? [] : _entries.Skip((int)(sequence - From));
}
