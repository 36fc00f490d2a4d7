using System.Text;

namespace Board.Surfaces.Notes;

/// <summary>
/// Makes one text out of another by keeping, deleting and inserting from left to right. Whole pieces are kept by reference;
/// what an edit touches is gathered in an open piece and cut again at the end.
/// </summary>
internal sealed class NoteTextWriter(Piece[] source)
{
    /// <summary>Somebody who goes on writing within this many seconds is still writing the same run (AUTH1).</summary>
    private const int RunSeconds = 9;

    private readonly List<Piece> _done = new(source.Length + 2);
    private readonly StringBuilder _text = new();
    private readonly List<Run> _runs = [];
    private bool _continues;

    // Where we read: a piece, an offset in it, the run there, and the offset in that run.
    private int _piece;
    private int _offset;
    private int _run;
    private int _runOffset;

    // True while the last thing written is the kept part of the run that we would read next (or of the one just before it).
    private bool _inKeptRun;

    public void Keep(int length)
    {
        while (length > 0)
        {
            var piece = source[_piece];
            if (_offset == 0 && length >= piece.Text.Length && _text.Length is 0 or >= NoteText.MinPiece)
            {
                KeepWhole(piece);
                length -= piece.Text.Length;
                continue;
            }
            length -= KeepRun(piece, length);
        }
    }

    public void Delete(int length)
    {
        while (length > 0)
        {
            var piece = source[_piece];
            var step = Math.Min(length, piece.Runs[_run].Length - _runOffset);
            Advance(piece, step);
            length -= step;
        }
    }

    public void Insert(string text, int author, int seconds)
    {
        _inKeptRun = false;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            var line = text.AsSpan(start, end - start);
            ReopenLast();
            if (start == 0 && JoinsRunBefore(author, seconds)) ExtendLastRun(line);
            else Append(line, author, seconds);
            start = end;
        }
        _inKeptRun = false;
    }

    /// <summary>Adds a run of its own.</summary>
    public void Append(ReadOnlySpan<char> text, int author, int seconds)
    {
        _text.Append(text);
        _runs.Add(new Run(text.Length, author, seconds));
        if (_text.Length > 4 * NoteText.MaxPiece) Cut();
    }

    public NoteText Done()
    {
        Cut();
        return new NoteText([.. _done]);
    }

    private void KeepWhole(Piece piece)
    {
        var continues = piece.ContinuesRun && _inKeptRun;
        Cut();
        _done.Add(piece.ContinuesRun == continues ? piece : piece with { ContinuesRun = continues });
        _piece++;
        _inKeptRun = _piece < source.Length && source[_piece].ContinuesRun;
    }

    private int KeepRun(Piece piece, int length)
    {
        var run = piece.Runs[_run];
        var step = Math.Min(length, run.Length - _runOffset);
        var text = piece.Text.AsSpan(_offset, step);
        var isRest = _runOffset > 0 || _run == 0 && piece.ContinuesRun;
        if (isRest && _inKeptRun)
        {
            if (_runs.Count == 0) OpenWithRest(run with { Length = step }, text);
            else ExtendLastRun(text);
        }
        else
        {
            _text.Append(text);
            _runs.Add(run with { Length = step });
        }
        _inKeptRun = true;
        Advance(piece, step);
        return step;
    }

    private void OpenWithRest(Run run, ReadOnlySpan<char> text)
    {
        _continues = _done.Count > 0;
        _text.Append(text);
        _runs.Add(run);
    }

    private void Advance(Piece piece, int step)
    {
        _offset += step;
        _runOffset += step;
        if (_runOffset < piece.Runs[_run].Length) return;
        (_run, _runOffset) = (_run + 1, 0);
        var ended = _run == piece.Runs.Length;
        if (ended) (_piece, _offset, _run) = (_piece + 1, 0, 0);
        var goesOn = ended && _piece < source.Length && source[_piece].ContinuesRun;
        if (!goesOn) _inKeptRun = false;
    }

    private bool JoinsRunBefore(int author, int seconds)
    {
        if (_text.Length == 0 || _text[^1] == '\n') return false;
        var before = _runs[^1];
        return before.Author == author && seconds >= before.Seconds && seconds - before.Seconds <= RunSeconds;
    }

    private void ExtendLastRun(ReadOnlySpan<char> text)
    {
        _text.Append(text);
        _runs[^1] = _runs[^1] with { Length = _runs[^1].Length + text.Length };
    }

    /// <summary>An insertion at the start of a piece may join the run that ends the one before: take that one up again.</summary>
    private void ReopenLast()
    {
        if (_text.Length > 0 || _done.Count == 0) return;
        var last = _done[^1];
        _done.RemoveAt(_done.Count - 1);
        _text.Append(last.Text);
        _runs.AddRange(last.Runs);
        _continues = last.ContinuesRun;
    }

    /// <summary>Cuts the open piece into pieces of a good size.</summary>
    private void Cut()
    {
        if (_text.Length == 0) return;
        var text = _text.ToString();
        var (count, position, run, offset) = ((text.Length + NoteText.MaxPiece - 1) / NoteText.MaxPiece, 0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            var length = (int)((long)text.Length * (i + 1) / count) - position;
            var continues = i == 0 ? _continues : offset > 0;
            _done.Add(new Piece(text.Substring(position, length), TakeRuns(length, ref run, ref offset), continues));
            position += length;
        }
        _text.Clear();
        _runs.Clear();
        _continues = false;
    }

    private Run[] TakeRuns(int length, ref int run, ref int offset)
    {
        var taken = new List<Run>();
        while (length > 0)
        {
            var step = Math.Min(length, _runs[run].Length - offset);
            taken.Add(_runs[run] with { Length = step });
            length -= step;
            offset += step;
            if (offset == _runs[run].Length) (run, offset) = (run + 1, 0);
        }
        return [.. taken];
    }
}
