namespace Board.Surfaces.Notes;

/// <summary>
/// How places move with the text (SPEC.md, MARK1). What is inserted at an end of a stretch stays outside of it; a stretch whose text is
/// deleted becomes a point. A point stays before what is inserted there, and so on its line.
/// </summary>
internal static class Places
{
    public static int Start(int from, ChangeSet changes) => changes.MapPos(from, 1)!.Value;

    public static int End(int from, int to, ChangeSet changes) => Math.Max(changes.MapPos(to, -1)!.Value, changes.MapPos(from, 1)!.Value);

    public static int Point(int position, ChangeSet changes) => changes.MapPos(position, -1)!.Value;
}
