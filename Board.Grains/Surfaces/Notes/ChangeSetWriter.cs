using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace Board.Surfaces.Notes;

/// <summary>Writes a change set as <c>JSON.stringify</c> writes it, into a pooled buffer.</summary>
internal ref struct ChangeSetWriter
{
    // JSON.stringify escapes these and lone surrogates; those are refused below.
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    // "[2147483647,],"
    private const int SectionRoom = 14;

    private byte[] _buffer;
    private int _used;

    public ChangeSetWriter(ChangeSet set)
    {
        var sections = set.Sections;
        _buffer = ArrayPool<byte>.Shared.Rent(2 + set.SectionCount * SectionRoom);
        Write('[');
        for (var i = 0; i < sections.Length; i += 2)
        {
            Reserve(SectionRoom);
            if (i > 0)
                Write(',');
            if (sections[i + 1] < 0)
                Write(sections[i]);
            else
            {
                Write('[');
                Write(sections[i]);
                if (sections[i + 1] > 0)
                {
                    Write(',');
                    WriteText(set.InsertedAt(i >> 1));
                }
                Write(']');
            }
        }
        Write(']');
    }

    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _used);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        this = default;
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        Write('"');
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            WritePlain(text[..at]);
            WriteEscape(text[at]);
            text = text[(at + 1)..];
        }
        WritePlain(text);
        Write('"');
    }

    private void WritePlain(ReadOnlySpan<char> text)
    {
        Reserve(checked(text.Length * 3));
        var status = Utf8.FromUtf16(text, _buffer.AsSpan(_used), out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new InvalidOperationException("An insertion holds half a surrogate pair.");
        _used += written;
    }

    private void WriteEscape(char unit)
    {
        Reserve(6);
        switch (unit)
        {
            case '\n': Write("\",\""u8); break;
            case '"': Write("\\\""u8); break;
            case '\\': Write(@"\\"u8); break;
            case '\t': Write(@"\t"u8); break;
            case '\b': Write(@"\b"u8); break;
            case '\f': Write(@"\f"u8); break;
            case '\r': Write(@"\r"u8); break;
            default:
                Write(@"\u00"u8);
                Utf8Formatter.TryFormat((byte)unit, _buffer.AsSpan(_used), out var written, new StandardFormat('x', 2));
                _used += written;
                break;
        }
    }

    private void Write(int number)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out var written);
        _used += written;
    }

    private void Write(char ascii)
    {
        Reserve(1);
        _buffer[_used++] = (byte)ascii;
    }

    private void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _used >= bytes)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(checked(_used + bytes + _used / 2));
        _buffer.AsSpan(0, _used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
