namespace Board.Tests.Convergence;

/// <summary>One update that somebody made, and what became of it.</summary>
internal sealed class Edit(Device device, IReadOnlyList<int> inserted, IReadOnlyList<int> deleted)
{
    public Device Device => device;

    public IReadOnlyList<int> Inserted => inserted;

    public IReadOnlyList<int> Deleted => deleted;

    /// <summary>What it says beside the text, if it is not an edit.</summary>
    public Said? Said { get; init; }

    /// <summary>Its author's page has seen its entry.</summary>
    public bool Confirmed { get; set; }

    /// <summary>Its page died before it was kept or sent: it never was.</summary>
    public bool Lost { get; set; }

    /// <summary>Its page was closed for ever: it arrived if the log has this number of that session.</summary>
    public (string Session, int Number)? Abandoned { get; set; }
}

/// <summary>Everything that was ever written and deleted, so that the end can be known without any of what is tested.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<int, Edit> _written = [];
    private readonly HashSet<int> _deletedOnce = [];

    public List<Edit> Edits { get; } = [];

    public void Note(Edit edit)
    {
        Edits.Add(edit);
        foreach (var letter in edit.Inserted) _written.Add(letter, edit);
        _deletedOnce.UnionWith(edit.Deleted);
    }

    public Device AuthorOf(int letter) =>
        _written.TryGetValue(letter, out var edit) ? edit.Device : throw new ConvergenceFailure("There is a letter that nobody wrote.");

    /// <summary>What must be in the log in the end.</summary>
    /// <param name="reached">The last number of each session in the log.</param>
    public IEnumerable<Edit> Arrived(IReadOnlyDictionary<string, int> reached) =>
        Edits.Where(edit => edit.Abandoned is { } last ? reached.GetValueOrDefault(last.Session) >= last.Number : !edit.Lost);

    /// <summary>The letters that a text must hold in the end, each once.</summary>
    private HashSet<int> Expected(IReadOnlyDictionary<string, int> reached)
    {
        var arrived = Arrived(reached).ToList();
        var expected = arrived.SelectMany(edit => edit.Inserted).ToHashSet();
        expected.ExceptWith(arrived.SelectMany(edit => edit.Deleted));
        return expected;
    }

    /// <summary>Holds a text against what it must be.</summary>
    public void Compare(string text, IReadOnlyDictionary<string, int> reached)
    {
        var (expected, found) = (Expected(reached), new HashSet<int>());
        foreach (var letter in Letters.In(text))
        {
            ConvergenceFailure.Unless(found.Add(letter), "A letter is there twice.");
            ConvergenceFailure.Unless(expected.Remove(letter), $"A letter of {AuthorOf(letter).Index} is there and should not be.");
        }
        ConvergenceFailure.Unless(expected.Count == 0, $"{expected.Count} letters are missing.");
    }

    /// <summary>A letter that somebody meant to delete has no place among its neighbours until it is known whether they did.</summary>
    public bool WasEverDeleted(int letter) => _deletedOnce.Contains(letter);
}
