// Ported from CodeMirror (@codemirror/state 6.7.6, src/change.ts, SectionIter).
// MIT License, Copyright (C) 2018-2021 by Marijn Haverbeke and others; see THIRD-PARTY-NOTICES.md.

namespace Board.Surfaces.Notes;

/// <summary>Walks over the sections of a change set, whole or piece by piece.</summary>
internal ref struct SectionReader
{
    private const int End = -2;
    private readonly ReadOnlySpan<int> _sections;
    private readonly ReadOnlySpan<string?> _inserted;

    public SectionReader(ChangeSet set)
    {
        _sections = set.Sections;
        _inserted = set.Inserted;
        Next();
    }

    /// <summary>Index into the sections, behind the current pair. Grows with every section, so it names one.</summary>
    public int Index { get; private set; }

    /// <summary>What is left of the current section's length in the text before.</summary>
    public int Length { get; private set; }

    /// <summary>-1 where kept, otherwise the inserted length (what is left of it, after <see cref="ForwardInNew"/>).</summary>
    public int Insert { get; private set; }

    /// <summary>How far into the current section the reader is.</summary>
    public int Offset { get; private set; }

    public readonly bool Done => Insert == End;

    /// <summary>What is left of the current section's length in the text after.</summary>
    public readonly int NewLength => Insert < 0 ? Length : Insert;

    /// <summary>The whole text that the current section inserts.</summary>
    public readonly string Text
    {
        get
        {
            var index = (Index - 2) >> 1;
            return index < _inserted.Length ? _inserted[index] ?? "" : "";
        }
    }

    public void Next()
    {
        if (Index < _sections.Length)
        {
            Length = _sections[Index];
            Insert = _sections[Index + 1];
            Index += 2;
        }
        else
        {
            Length = 0;
            Insert = End;
        }
        Offset = 0;
    }

    /// <summary>Moves on by a length of the text before.</summary>
    public void Forward(int length)
    {
        if (length == Length)
            Next();
        else
        {
            Length -= length;
            Offset += length;
        }
    }

    /// <summary>Moves on by a length of the text after.</summary>
    public void ForwardInNew(int length)
    {
        if (Insert == -1)
            Forward(length);
        else if (length == Insert)
            Next();
        else
        {
            Insert -= length;
            Offset += length;
        }
    }
}
