using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

/// <summary>
/// AUTH1 as simply as it can be said: a list of characters of which each belongs to a run. Slow, and easy to believe.
/// </summary>
internal sealed class FlatNote
{
    private readonly List<(char Character, Hand Hand)> _cells = [];

    /// <summary>A run is told from others by being itself: two with the same author and time are still two.</summary>
    private sealed record Hand(int Author, int Seconds)
    {
        public bool Equals(Hand? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    public string Text => string.Concat(_cells.Select(cell => cell.Character));

    public IEnumerable<Run> Runs()
    {
        for (var i = 0; i < _cells.Count;)
        {
            var (start, hand) = (i, _cells[i].Hand);
            while (i < _cells.Count && _cells[i].Hand == hand) i++;
            yield return new Run(i - start, hand.Author, hand.Seconds);
        }
    }

    public void Apply(ChangeSet changes, int author, int seconds)
    {
        var at = 0;
        for (var i = 0; i < changes.SectionCount; i++)
        {
            var (length, inserted) = (changes.Sections[2 * i], changes.Sections[2 * i + 1]);
            if (inserted < 0)
            {
                at += length;
                continue;
            }
            _cells.RemoveRange(at, length);
            if (inserted > 0) at = Insert(at, changes.InsertedAt(i), author, seconds);
        }
    }

    private int Insert(int at, string text, int author, int seconds)
    {
        SplitRunAt(at);
        var hand = at > 0 && _cells[at - 1].Character != '\n' ? _cells[at - 1].Hand : null;
        if (hand is null || hand.Author != author || seconds - hand.Seconds is < 0 or > 9) hand = new Hand(author, seconds);
        foreach (var character in text)
        {
            _cells.Insert(at++, (character, hand));
            if (character == '\n') hand = new Hand(author, seconds);
        }
        return at;
    }

    /// <summary>What is behind an insertion in the middle of a run becomes a run of its own.</summary>
    private void SplitRunAt(int at)
    {
        if (at == 0 || at == _cells.Count || _cells[at - 1].Hand != _cells[at].Hand) return;
        var whole = _cells[at].Hand;
        var rest = new Hand(whole.Author, whole.Seconds);
        for (var i = at; i < _cells.Count && _cells[i].Hand == whole; i++) _cells[i] = (_cells[i].Character, rest);
    }
}
