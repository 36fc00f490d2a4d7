// Ported from CodeMirror (@codemirror/state 6.7.6, src/change.ts).
// MIT License, Copyright (C) 2018-2021 by Marijn Haverbeke and others; see THIRD-PARTY-NOTICES.md.

using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;

namespace Board.Surfaces.Notes;

/// <summary>
/// A change to a text of a known length: what is kept, deleted and inserted, from its start to its end.
/// It means exactly what CodeMirror's <c>ChangeSet</c> means, down to the bytes of its JSON, because
/// the browser and the server each transform the same edits and must come to the same text.
/// </summary>
/// <remarks>
/// Lengths and positions are UTF-16 units. A line break is the single unit <c>'\n'</c>.
/// Immutable. For two changes A and B of the same text,
/// <c>A.Compose(B.Map(A))</c> and <c>B.Compose(A.Map(B, before: true))</c> give the same text.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(ChangeSetJson))]
public sealed class ChangeSet : IEquatable<ChangeSet>
{
    private readonly int[] _sections;
    private readonly string?[] _inserted;

    /// <param name="sections">Pairs as in <see cref="Sections"/>; the array is taken over, not copied.</param>
    /// <param name="inserted">The inserted text by section; may end early, after the last insertion.</param>
    /// <exception cref="ArgumentException">A length before or after is more than <see cref="int.MaxValue"/>.</exception>
    internal ChangeSet(int[] sections, string?[] inserted)
    {
        long length = 0, newLength = 0;
        for (var i = 0; i < sections.Length; i += 2)
        {
            length += sections[i];
            newLength += sections[i + 1] < 0 ? sections[i] : sections[i + 1];
        }
        if (length > int.MaxValue || newLength > int.MaxValue)
            throw new ArgumentException("The text would be longer than a text can be.", nameof(sections));
        _sections = sections;
        _inserted = inserted;
        Length = (int)length;
        NewLength = (int)newLength;
    }

    /// <summary>Length of the text before the change, in UTF-16 units.</summary>
    public int Length { get; }

    /// <summary>Length of the text after the change, in UTF-16 units.</summary>
    public int NewLength { get; }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsEmpty => _sections.Length == 0 || _sections.Length == 2 && _sections[1] < 0;

    /// <summary>
    /// Pairs of numbers: a length in the text before, then -1 where that length is kept, otherwise the
    /// length of what replaces it. So <c>(0, n)</c> is an insertion and <c>(n, 0)</c> a deletion.
    /// </summary>
    public ReadOnlySpan<int> Sections => _sections;

    /// <summary>How many pairs <see cref="Sections"/> holds.</summary>
    public int SectionCount => _sections.Length >> 1;

    internal ReadOnlySpan<string?> Inserted => _inserted;

    /// <summary>
    /// The text that section <paramref name="sectionIndex"/> inserts (the pair at twice that index in
    /// <see cref="Sections"/>), lines joined by <c>'\n'</c>; empty where it inserts nothing.
    /// </summary>
    public string InsertedAt(int sectionIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sectionIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sectionIndex, SectionCount);
        return sectionIndex < _inserted.Length ? _inserted[sectionIndex] ?? "" : "";
    }

    /// <summary>The change that keeps a text of <paramref name="length"/> units as it is.</summary>
    public static ChangeSet Empty(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new ChangeSet(length == 0 ? [] : [length, -1], []);
    }

    /// <summary>
    /// The change that puts <paramref name="insert"/> in place of the units from <paramref name="from"/>
    /// to <paramref name="to"/> of a text of <paramref name="docLength"/> units.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not in the text.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="insert"/> holds <c>'\r'</c> or half a surrogate pair, or the result would be too long.
    /// </exception>
    public static ChangeSet Replace(int docLength, int from, int to, string insert)
    {
        ArgumentNullException.ThrowIfNull(insert);
        ArgumentOutOfRangeException.ThrowIfNegative(docLength);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, docLength);
        if (insert.Contains('\r'))
            throw new ArgumentException("Lines end in a single line feed.", nameof(insert));
        if (!IsWellFormed(insert))
            throw new ArgumentException("The text holds half a surrogate pair.", nameof(insert));

        Span<int> room = stackalloc int[SectionBuilder.Room];
        var result = new SectionBuilder(room);
        result.Add(from, -1);
        result.Add(to - from, insert.Length);
        result.Insert(insert, 0, insert.Length);
        result.Add(docLength - to, -1);
        return result.Build();
    }

    /// <summary>The text after the change.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not <see cref="Length"/> units long.</exception>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RequireFit(text.Length, nameof(text));
        if (IsEmpty)
            return text;
        return string.Create(NewLength, (Set: this, Text: text), static (target, given) =>
        {
            var source = given.Text.AsSpan();
            var sections = given.Set.Sections;
            for (var i = 0; i < sections.Length; i += 2)
            {
                var (length, insert) = (sections[i], sections[i + 1]);
                var piece = insert < 0 ? source[..length] : given.Set.InsertedAt(i >> 1);
                piece.CopyTo(target);
                target = target[piece.Length..];
                source = source[length..];
            }
        });
    }

    /// <summary>This change and then <paramref name="other"/>, as one change.</summary>
    /// <exception cref="ArgumentException"><paramref name="other"/> does not start in the text after this change.</exception>
    public ChangeSet Compose(ChangeSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != NewLength)
            throw new ArgumentException($"A change of {other.Length} units cannot follow one that leaves {NewLength}.", nameof(other));
        return IsEmpty ? other : other.IsEmpty ? this : ChangeSetCompose.Compose(this, other);
    }

    /// <summary>
    /// This change, made to apply after <paramref name="other"/>, where both start in the same text.
    /// Where both insert at the same place, the text of <paramref name="other"/> comes first, unless
    /// <paramref name="before"/> is true.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The two start in texts of different lengths, or the result would be too long.
    /// </exception>
    public ChangeSet Map(ChangeSet other, bool before = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != Length)
            throw new ArgumentException($"A change of {Length} units cannot be mapped over one of {other.Length}.", nameof(other));
        return other.IsEmpty ? this : ChangeSetMap.Map(this, other, before);
    }

    /// <summary>The change that leads back, given the text <paramref name="before"/> this change.</summary>
    /// <exception cref="ArgumentException"><paramref name="before"/> is not <see cref="Length"/> units long.</exception>
    public ChangeSet Invert(string before)
    {
        ArgumentNullException.ThrowIfNull(before);
        RequireFit(before.Length, nameof(before));
        Span<int> room = stackalloc int[SectionBuilder.Room];
        var result = new SectionBuilder(room);
        for (int i = 0, pos = 0; i < _sections.Length; i += 2)
        {
            var (length, insert) = (_sections[i], _sections[i + 1]);
            if (insert < 0)
                result.Append(length, -1);
            else
            {
                result.Append(insert, length);
                result.Insert(before, pos, length);
            }
            pos += length;
        }
        return result.Build();
    }

    /// <summary>Where a position of the text before is in the text after.</summary>
    /// <param name="pos">From 0 to <see cref="Length"/>.</param>
    /// <param name="assoc">Below 0 to stay before text that is inserted at the position, otherwise to go after it.</param>
    /// <param name="mode">When to give null because text around the position was deleted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in the text.</exception>
    public int? MapPos(int pos, int assoc = -1, MapMode mode = MapMode.Simple)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pos);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pos, Length);
        return ChangeSetPositions.Map(_sections, pos, assoc, mode);
    }

    /// <summary>Whether the change starts in a text of <paramref name="length"/> units.</summary>
    public bool FitsDocument(int length) => Length == length;

    /// <summary>
    /// Whether an edge of a changed section falls between the two halves of a surrogate pair of the text
    /// before the change. Such a change leaves half a character behind and must be refused.
    /// </summary>
    /// <param name="charAt">The unit at a position from 0 to below <see cref="Length"/>.</param>
    public bool SplitsSurrogatePair(Func<int, char> charAt)
    {
        ArgumentNullException.ThrowIfNull(charAt);
        return ChangeSetPositions.SplitSurrogatePair(_sections, Length, charAt);
    }

    /// <inheritdoc/>
    public bool Equals(ChangeSet? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || !Sections.SequenceEqual(other.Sections))
            return false;
        for (var i = 0; i < SectionCount; i++)
            if (InsertedAt(i) != other.InsertedAt(i))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChangeSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var number in _sections)
            hash.Add(number);
        foreach (var text in _inserted)
            hash.Add(text ?? "", StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The shape without any text, for instance <c>2 0:3 4</c>; safe to log.</summary>
    public override string ToString()
    {
        var shape = new StringBuilder();
        for (var i = 0; i < _sections.Length; i += 2)
        {
            shape.Append(i == 0 ? "" : " ").Append(_sections[i]);
            if (_sections[i + 1] >= 0)
                shape.Append(':').Append(_sections[i + 1]);
        }
        return shape.ToString();
    }

    internal static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || ++i == text.Length || !char.IsLowSurrogate(text[i]))
                return false;
        }
        return true;
    }

    private void RequireFit(int length, string name)
    {
        if (!FitsDocument(length))
            throw new ArgumentException($"The change is for a text of {Length} units; this one has {length}.", name);
    }
}
