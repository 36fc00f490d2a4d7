using Board.Spaces;

namespace Board.Log.Azure;

/// <summary>
/// What this process knows of one space's log: where it ended, and places from which it can be read. All of it may be out of date,
/// since others append and delete too; what is read shows whether it is, and then the log is read anew from its beginning.
/// </summary>
internal sealed class SpaceChain(SpaceId space, LogBlobs blobs, AzureLogOptions options)
{
    /// <summary>Places are kept so far apart: a read begins at most that much too early.</summary>
    private const int BetweenMarks = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly SortedList<long, LogPlace> _marks = [];
    private LogEnd? _end;

    public LogPlace Beginning { get; } = new(1, LogBlobNames.FirstOf(space.ToString()), 0, 0, Genesis(space));

    /// <summary>Where the log ended when we last looked; null if we never did.</summary>
    public LogEnd? KnownEnd
    {
        get { lock (_lock) return _end; }
    }

    public Task<IReadOnlyList<LogEntry>> ReadAsync(long after, int most, CancellationToken cancellation) => BelievingAsync(async () =>
    {
        using var scan = ScanFrom(after);
        var entries = new List<LogEntry>();
        while (entries.Count < most && await scan.NextAsync(cancellation))
        {
            Mark(scan.Place);
            // Copied, so that nobody who keeps an entry keeps all that came with it.
            if (scan.Current.Sequence > after) entries.Add(new LogEntry(scan.Current.Sequence, scan.Current.Payload.ToArray()));
        }
        if (scan.End is { } end) Note(end);
        return (IReadOnlyList<LogEntry>)entries;
    });

    /// <summary>Where the log ends now.</summary>
    public Task<LogEnd> EndAsync(CancellationToken cancellation) => BelievingAsync(async () =>
    {
        LogEnd end;
        if (KnownEnd is not { } known)
        {
            end = await ChainEnd.FindAsync(blobs, space, Beginning, cancellation);
        }
        else
        {
            using var scan = new ChainScan(blobs, space, known.Place, options.Chunk);
            while (await scan.NextAsync(cancellation)) Mark(scan.Place);
            end = scan.End!;
        }
        Note(end);
        return end;
    });

    /// <summary>The place after an entry and the append that wrote it; null if there is no such entry.</summary>
    public Task<(LogPlace Place, ulong Append)?> FindAsync(long sequence, CancellationToken cancellation) => BelievingAsync(async () =>
    {
        using var scan = ScanFrom(sequence - 1);
        while (scan.Place.Sequence < sequence && await scan.NextAsync(cancellation)) Mark(scan.Place);
        if (scan.End is { } end) Note(end);
        return scan.Place.Sequence == sequence ? (scan.Place, scan.Current.Append) : ((LogPlace, ulong)?)null;
    });

    /// <summary>Whether that place is one of this log.</summary>
    public async Task<bool> HoldsAsync(LogPlace place, CancellationToken cancellation)
    {
        try
        {
            var trailer = await blobs.BytesAsync(place.Blob, place.Offset - LogFrame.TrailerLength, place.Offset, cancellation);
            if (LogFrame.ReadTrailer(trailer) is not var (frame, _) || frame.Sequence != place.Sequence || !frame.Hash.Span.SequenceEqual(place.Hash)) return false;
        }
        catch (ChainBrokenException)
        {
            return false;
        }
        Mark(place);
        return true;
    }

    /// <summary>Takes down where the log ends, as an answer of the store has it.</summary>
    public void Note(LogEnd end)
    {
        lock (_lock)
        {
            // A slow answer must not take us back behind what has been appended meanwhile.
            if (_end is not null && _end.Place.Sequence > end.Place.Sequence) return;
            if (_end is not null) Mark(_end.Place);
            _end = end;
        }
    }

    /// <summary>Forgets everything: it is of a log that is gone, or may be.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _marks.Clear();
            _end = null;
        }
    }

    private void Mark(LogPlace place)
    {
        lock (_lock)
        {
            if (place.Offset == 0 || _marks.ContainsKey(place.Sequence)) return;
            var index = IndexOf(place.Sequence);
            if (index >= 0 && _marks.GetValueAtIndex(index) is var before && before.Number == place.Number && place.Offset - before.Offset < BetweenMarks) return;
            _marks.Add(place.Sequence, place);
        }
    }

    private ChainScan ScanFrom(long sequence)
    {
        lock (_lock)
        {
            var from = _end is not null && _end.Place.Sequence <= sequence ? _end.Place
                : IndexOf(sequence) is >= 0 and var index ? _marks.GetValueAtIndex(index)
                : Beginning;
            return new ChainScan(blobs, space, from, options.Chunk);
        }
    }

    /// <summary>The last mark that is not after that entry; -1 if there is none.</summary>
    private int IndexOf(long sequence)
    {
        var (low, high) = (0, _marks.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_marks.GetKeyAtIndex(middle) <= sequence) low = middle + 1;
            else high = middle - 1;
        }
        return high;
    }

    /// <summary>
    /// Reads with what we know, and once more with nothing but the store if that does not fit: the log may have been deleted and begun
    /// anew by another server, or an answer may have been changed on its way. What does not fit the second time is damage.
    /// </summary>
    private async Task<T> BelievingAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (ChainBrokenException)
        {
            Forget();
        }
        try
        {
            return await read();
        }
        catch (ChainBrokenException broken)
        {
            throw Damaged(space, broken);
        }
    }

    public static LogDamagedException Damaged(SpaceId space, ChainBrokenException broken) => new(
        $"The log of {space} is damaged: {broken.Message}. Other spaces are not affected. Keep a copy of its blobs ({LogBlobNames.LogOf(space.ToString())}) as they are, and restore them from a backup.", broken);

    private static byte[] Genesis(SpaceId space)
    {
        using var chain = new HashChain();
        return chain.Genesis(System.Text.Encoding.UTF8.GetBytes(space.ToString()));
    }
}
