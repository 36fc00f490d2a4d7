// Ported from CodeMirror (@codemirror/state 6.7.6, src/change.ts, addSection and addInsert).
// MIT License, Copyright (C) 2018-2021 by Marijn Haverbeke and others; see THIRD-PARTY-NOTICES.md.

using System.Buffers;

namespace Board.Surfaces.Notes;

/// <summary>
/// Gathers the sections of a new change set, joining neighbours as CodeMirror does. A set of a few
/// sections with one insertion costs its own arrays and nothing else; pieces of one insertion are
/// gathered in one buffer, so that a change with very many of them takes linear time.
/// </summary>
internal ref struct SectionBuilder(Span<int> room)
{
    /// <summary>Numbers to set aside on the stack: enough for 32 sections.</summary>
    public const int Room = 64;

    private Span<int> _sections = room;
    private int[]? _rented;
    private int _count;

    private string?[] _inserted = [];
    private int _insertedCount;

    // The text of the section _textAt: a part of one string until a second part follows, then a buffer.
    private int _textAt = -1;
    private string _part = "";
    private int _partStart;
    private int _partLength;
    private char[]? _buffer;
    private int _buffered;

    /// <summary>How many numbers there are, two for each section.</summary>
    public readonly int Count => _count;

    /// <summary>Adds a section, joined with the last one where they are alike or <paramref name="join"/> asks for it.</summary>
    public void Add(int length, int insert, bool join = false)
    {
        if (length == 0 && insert <= 0)
            return;
        var last = _count - 2;
        if (last >= 0 && insert <= 0 && insert == _sections[last + 1])
            _sections[last] = Sum(_sections[last], length);
        else if (last >= 0 && length == 0 && _sections[last] == 0)
            _sections[last + 1] = Sum(_sections[last + 1], insert);
        else if (join)
        {
            _sections[last] = Sum(_sections[last], length);
            _sections[last + 1] = Sum(_sections[last + 1], insert);
        }
        else
            Append(length, insert);
    }

    /// <summary>Adds a section as it is.</summary>
    public void Append(int length, int insert)
    {
        if (_count == _sections.Length)
            Grow();
        _sections[_count++] = length;
        _sections[_count++] = insert;
    }

    /// <summary>Adds a part of <paramref name="text"/> to what the last section inserts.</summary>
    public void Insert(string text, int start, int length)
    {
        if (length == 0)
            return;
        var index = (_count - 2) >> 1;
        if (index != _textAt)
        {
            FinishText();
            (_textAt, _part, _partStart, _partLength) = (index, text, start, length);
            return;
        }
        if (_buffered == 0)
            Gather(_part.AsSpan(_partStart, _partLength));
        Gather(text.AsSpan(start, length));
    }

    public ChangeSet Build()
    {
        FinishText();
        if (_inserted.Length > _insertedCount)
            Array.Resize(ref _inserted, _insertedCount);
        var result = new ChangeSet(_sections[.._count].ToArray(), _inserted);
        if (_rented is not null)
            ArrayPool<int>.Shared.Return(_rented);
        if (_buffer is not null)
            ArrayPool<char>.Shared.Return(_buffer);
        this = default;
        return result;
    }

    private static int Sum(int a, int b)
    {
        var sum = (long)a + b;
        return sum <= int.MaxValue ? (int)sum : throw new ArgumentException("The text would be longer than a text can be.");
    }

    private void Grow()
    {
        var larger = ArrayPool<int>.Shared.Rent(Math.Max(Room, _count * 2));
        _sections.CopyTo(larger);
        if (_rented is not null)
            ArrayPool<int>.Shared.Return(_rented);
        _sections = _rented = larger;
    }

    private void Gather(ReadOnlySpan<char> part)
    {
        if (_buffer is null || _buffer.Length - _buffered < part.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(256, checked(_buffered + part.Length) * 2));
            _buffer.AsSpan(0, _buffered).CopyTo(larger);
            if (_buffer is not null)
                ArrayPool<char>.Shared.Return(_buffer);
            _buffer = larger;
        }
        part.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += part.Length;
    }

    private void FinishText()
    {
        if (_textAt < 0)
            return;
        var text = _buffered > 0 ? new string(_buffer.AsSpan(0, _buffered))
            : _partLength == _part.Length ? _part
            : ShortText.From(_part.AsSpan(_partStart, _partLength));
        _buffered = 0;
        // Exact at first: most sets insert once.
        if (_textAt >= _inserted.Length)
            Array.Resize(ref _inserted, Math.Max(_textAt + 1, _inserted.Length * 2));
        _inserted[_textAt] = text;
        _insertedCount = _textAt + 1;
        _textAt = -1;
    }
}
