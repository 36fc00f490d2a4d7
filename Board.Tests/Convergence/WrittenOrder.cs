namespace Board.Tests.Convergence;

/// <summary>The letters written on one page, in the order in which they stood in its text. Whatever others do, it stays.</summary>
internal sealed class WrittenOrder
{
    private readonly List<int> _order = [];
    private readonly HashSet<int> _own = [];

    public IReadOnlyList<int> Letters => _order;

    /// <summary>Puts the letters of a draft among those that were written before it.</summary>
    public void Note(string before, Draft draft)
    {
        foreach (var place in draft.Places)
        {
            var left = Convergence.Letters.In(before[..place.From]).Reverse().FirstOrDefault(_own.Contains, -1);
            var (at, from) = left < 0 ? (0, -1) : (_order.IndexOf(left) + 1, before.IndexOf(char.ConvertFromUtf32(left), StringComparison.Ordinal));
            // What this very draft writes between that letter and here comes first.
            at += draft.Places.TakeWhile(other => other != place).Where(other => other.From > from).Sum(other => Convergence.Letters.In(other.Insert).Count());
            _order.InsertRange(at, Convergence.Letters.In(place.Insert));
        }
        _own.UnionWith(draft.Inserted);
    }
}
