// Ported from CodeMirror (@codemirror/state 6.7.6, src/change.ts, composeSets).
// MIT License, Copyright (C) 2018-2021 by Marijn Haverbeke and others; see THIRD-PARTY-NOTICES.md.

using System.Diagnostics;

namespace Board.Surfaces.Notes;

/// <summary>Joins a change and one that follows it.</summary>
internal static class ChangeSetCompose
{
    /// <summary><paramref name="second"/> must start in the text that <paramref name="first"/> leaves.</summary>
    public static ChangeSet Compose(ChangeSet first, ChangeSet second)
    {
        Span<int> room = stackalloc int[SectionBuilder.Room];
        var result = new SectionBuilder(room);
        var a = new SectionReader(first);
        var b = new SectionReader(second);
        // Whether the last section is still being written, because a change of either set reaches on.
        var open = false;
        while (!(a.Done && b.Done))
        {
            if (a.Insert == 0)
            {
                result.Add(a.Length, 0, open);
                a.Next();
            }
            else if (b.Length == 0 && !b.Done)
            {
                result.Add(0, b.Insert, open);
                result.Insert(b.Text, 0, b.Text.Length);
                b.Next();
            }
            else if (a.Done || b.Done)
                throw new UnreachableException("The lengths were compared before.");
            else
            {
                var length = Math.Min(a.NewLength, b.Length);
                var count = result.Count;
                if (a.Insert == -1)
                {
                    var insert = b.Insert == -1 ? -1 : b.Offset > 0 ? 0 : b.Insert;
                    result.Add(length, insert, open);
                    if (insert > 0)
                        result.Insert(b.Text, 0, b.Text.Length);
                }
                else if (b.Insert == -1)
                {
                    result.Add(a.Offset > 0 ? 0 : a.Length, length, open);
                    result.Insert(a.Text, a.Offset, length);
                }
                else
                {
                    result.Add(a.Offset > 0 ? 0 : a.Length, b.Offset > 0 ? 0 : b.Insert, open);
                    if (b.Offset == 0)
                        result.Insert(b.Text, 0, b.Text.Length);
                }
                open = (a.Insert > length || b.Insert >= 0 && b.Length > length) && (open || result.Count > count);
                a.ForwardInNew(length);
                b.Forward(length);
            }
        }
        return result.Build();
    }
}
