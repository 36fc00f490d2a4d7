// Ported from CodeMirror (@codemirror/state 6.7.6, src/change.ts, mapPos).
// MIT License, Copyright (C) 2018-2021 by Marijn Haverbeke and others; see THIRD-PARTY-NOTICES.md.

namespace Board.Surfaces.Notes;

/// <summary>What a change does to the positions of its text.</summary>
internal static class ChangeSetPositions
{
    public static int? Map(ReadOnlySpan<int> sections, int pos, int assoc, MapMode mode)
    {
        int start = 0, newStart = 0;
        for (var i = 0; i < sections.Length; i += 2)
        {
            var (length, insert) = (sections[i], sections[i + 1]);
            var end = start + length;
            if (insert < 0)
            {
                if (end > pos)
                    return newStart + (pos - start);
                newStart += length;
            }
            else
            {
                if (end >= pos && mode switch
                {
                    MapMode.TrackDel => start < pos && end > pos,
                    MapMode.TrackBefore => start < pos,
                    MapMode.TrackAfter => end > pos,
                    _ => false,
                })
                    return null;
                if (end > pos || end == pos && assoc < 0 && length == 0)
                    return pos == start || assoc < 0 ? newStart : newStart + insert;
                newStart += insert;
            }
            start = end;
        }
        return newStart;
    }

    public static bool SplitSurrogatePair(ReadOnlySpan<int> sections, int documentLength, Func<int, char> charAt)
    {
        for (int i = 0, start = 0; i < sections.Length; i += 2)
        {
            var length = sections[i];
            if (sections[i + 1] >= 0 && (Splits(start) || length > 0 && Splits(start + length)))
                return true;
            start += length;
        }
        return false;

        bool Splits(int edge) => edge > 0 && edge < documentLength
            && char.IsLowSurrogate(charAt(edge)) && char.IsHighSurrogate(charAt(edge - 1));
    }
}
