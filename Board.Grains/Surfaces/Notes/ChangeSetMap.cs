// Ported from CodeMirror (@codemirror/state 6.7.6, src/change.ts, mapSet).
// MIT License, Copyright (C) 2018-2021 by Marijn Haverbeke and others; see THIRD-PARTY-NOTICES.md.

using System.Diagnostics;

namespace Board.Surfaces.Notes;

/// <summary>Moves a change over another that starts in the same text.</summary>
internal static class ChangeSetMap
{
    /// <summary>Both sets must have the same <see cref="ChangeSet.Length"/>.</summary>
    public static ChangeSet Map(ChangeSet set, ChangeSet other, bool before)
    {
        Span<int> room = stackalloc int[SectionBuilder.Room];
        var result = new SectionBuilder(room);
        var a = new SectionReader(set);
        var b = new SectionReader(other);
        // A change in A may have to be processed piece by piece; this is the index of the one whose
        // text has been inserted already.
        var inserted = -1;
        while (!(a.Done && b.Done))
        {
            if (a.Insert == -1 && b.Insert == -1)
            {
                var length = Math.Min(a.Length, b.Length);
                result.Add(length, -1);
                a.Forward(length);
                b.Forward(length);
            }
            else if (b.Insert >= 0 && (a.Insert < 0 || inserted == a.Index
                || a.Offset == 0 && (b.Length < a.Length || b.Length == a.Length && !before)))
            {
                // A change in B comes before the next one in A (by start, then length, then `before`):
                // skip it, and process the changes in A that it covers.
                result.Add(b.Insert, -1);
                for (var left = b.Length; left > 0;)
                {
                    var piece = Math.Min(a.Length, left);
                    if (a.Insert >= 0 && inserted < a.Index && a.Length <= piece)
                    {
                        result.Add(0, a.Insert);
                        result.Insert(a.Text, 0, a.Text.Length);
                        inserted = a.Index;
                    }
                    a.Forward(piece);
                    left -= piece;
                }
                b.Next();
            }
            else if (a.Insert >= 0)
            {
                // The part of a change in A up to the next change in B that inserts, if they overlap.
                int length = 0, left = a.Length;
                while (left > 0)
                {
                    if (b.Insert == -1)
                    {
                        var piece = Math.Min(left, b.Length);
                        length += piece;
                        left -= piece;
                        b.Forward(piece);
                    }
                    else if (b.Insert == 0 && b.Length < left)
                    {
                        left -= b.Length;
                        b.Next();
                    }
                    else
                        break;
                }
                result.Add(length, inserted < a.Index ? a.Insert : 0);
                if (inserted < a.Index)
                    result.Insert(a.Text, 0, a.Text.Length);
                inserted = a.Index;
                a.Forward(a.Length - left);
            }
            else
                throw new UnreachableException("The lengths were compared before.");
        }
        return result.Build();
    }
}
