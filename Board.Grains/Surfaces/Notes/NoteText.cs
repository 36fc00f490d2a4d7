using System.Text;

namespace Board.Surfaces.Notes;

/// <summary>
/// A text that shares everything an edit does not touch with the text before it: pieces of a few thousand characters,
/// each with the runs of its authors (SPEC.md, AUTH1). Immutable. Positions and lengths are UTF-16 units.
/// </summary>
public sealed class NoteText
{
    /// <summary>A piece longer than this is split.</summary>
    internal const int MaxPiece = 4096;

    /// <summary>A piece shorter than this is joined with the next one when an edit touches it.</summary>
    internal const int MinPiece = 1024;

    private readonly Piece[] _pieces;

    internal NoteText(Piece[] pieces)
    {
        _pieces = pieces;
        foreach (var piece in pieces) Length += piece.Text.Length;
    }

    public static NoteText Empty { get; } = new([]);

    public int Length { get; }

    internal ReadOnlySpan<Piece> Pieces => _pieces;

    public char CharAt(int position)
    {
        foreach (var piece in _pieces)
        {
            if (position < piece.Text.Length) return piece.Text[position];
            position -= piece.Text.Length;
        }
        throw new ArgumentOutOfRangeException(nameof(position));
    }

    /// <summary>A part of the text, from one position to another, whole characters only.</summary>
    public string Excerpt(int from, int to)
    {
        var part = new StringBuilder();
        var start = 0;
        foreach (var piece in _pieces)
        {
            var (first, last) = (Math.Max(from - start, 0), Math.Min(to - start, piece.Text.Length));
            if (last > first) part.Append(piece.Text, first, last - first);
            start += piece.Text.Length;
            if (start >= to) break;
        }
        if (part.Length > 0 && char.IsHighSurrogate(part[^1])) part.Length--;
        if (part.Length > 0 && char.IsLowSurrogate(part[0])) part.Remove(0, 1);
        return part.ToString();
    }

    /// <summary>The text after a change that fits it, with the inserted parts in that author's hand.</summary>
    public NoteText Apply(ChangeSet changes, int author, int seconds)
    {
        var writer = new NoteTextWriter(_pieces);
        var sections = changes.Sections;
        for (var i = 0; i < sections.Length; i += 2)
        {
            var (length, inserted) = (sections[i], sections[i + 1]);
            if (inserted < 0)
            {
                writer.Keep(length);
                continue;
            }
            writer.Delete(length);
            if (inserted > 0) writer.Insert(changes.InsertedAt(i / 2), author, seconds);
        }
        return writer.Done();
    }

    /// <summary>The runs of the whole text, in order.</summary>
    public IEnumerable<Run> Runs()
    {
        Run? open = null;
        foreach (var piece in _pieces)
        {
            for (var i = 0; i < piece.Runs.Length; i++)
            {
                var run = piece.Runs[i];
                if (i == 0 && piece.ContinuesRun && open is { } before)
                {
                    open = before with { Length = before.Length + run.Length };
                    continue;
                }
                if (open is { } whole) yield return whole;
                open = run;
            }
        }
        if (open is { } last) yield return last;
    }

    /// <summary>A text from its parts, as a snapshot holds them. The runs must cover the text.</summary>
    public static NoteText Of(string text, ReadOnlySpan<Run> runs)
    {
        var writer = new NoteTextWriter([]);
        var position = 0;
        foreach (var run in runs)
        {
            if (run.Length <= 0 || position + run.Length > text.Length) throw new ArgumentException("The runs do not cover the text.", nameof(runs));
            writer.Append(text.AsSpan(position, run.Length), run.Author, run.Seconds);
            position += run.Length;
        }
        if (position != text.Length) throw new ArgumentException("The runs do not cover the text.", nameof(runs));
        return writer.Done();
    }

    public override string ToString()
    {
        if (_pieces.Length == 1) return _pieces[0].Text;
        var text = new StringBuilder(Length);
        foreach (var piece in _pieces) text.Append(piece.Text);
        return text.ToString();
    }
}

/// <param name="ContinuesRun">True when the first run is the rest of the last run of the piece before.</param>
internal sealed record Piece(string Text, Run[] Runs, bool ContinuesRun);
