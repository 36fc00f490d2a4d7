using System.Security.Cryptography;
using System.Text.Json;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;

namespace Board.Tests.Convergence;

/// <summary>
/// What a log must be, whatever happened: contiguous, and when it is read from its beginning it gives exactly what was written and
/// not deleted, each letter once, in its author's hand and order.
/// </summary>
internal sealed class Judgement(ISpaceLog store, SpaceId space, string surface, Ledger ledger) : IDisposable
{
    private readonly Dictionary<string, int> _reached = [];
    private readonly Dictionary<int, string> _writtenBy = [];
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The last number of each session.</summary>
    public IReadOnlyDictionary<string, int> Reached => _reached;

    public string Digest => Convert.ToHexStringLower(_digest.GetCurrentHash());

    /// <returns>The note as the log tells it.</returns>
    public async Task<NotesState> PassAsync()
    {
        await ReadLogAsync();
        var truth = await ReplayAsync(withSnapshot: false);
        Same(truth, await ReplayAsync(withSnapshot: true), "what a replay from the snapshot gives");
        CompareLetters(truth.Text.ToString());
        CompareHands(truth);
        CompareOrder(truth.Text.ToString());
        return truth;
    }

    public void Dispose() => _digest.Dispose();

    public static void Same(NotesState truth, NotesState other, string whose)
    {
        ConvergenceFailure.Unless(truth.Text.ToString() == other.Text.ToString(), $"The text differs from {whose}.");
        ConvergenceFailure.Unless(truth.Authors.People.SequenceEqual(other.Authors.People) && truth.Authors.Start == other.Authors.Start, $"The authors differ from {whose}.");
        ConvergenceFailure.Unless(truth.Text.Runs().SequenceEqual(other.Text.Runs()), $"The hands differ from {whose}.");
    }

    /// <summary>Sequences and the numbers of each session are contiguous, times never go back, nobody's letters are another's.</summary>
    private async Task ReadLogAsync()
    {
        var (last, at) = (0L, DateTimeOffset.MinValue);
        while (await store.ReadAsync(space, last, 1000) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                _digest.AppendData(stored.Payload.Span);
                var entry = JsonSerializer.Deserialize<Entry>(stored.Payload.Span, SpaceJson.Options)!;
                ConvergenceFailure.Unless(entry.Sequence == ++last && stored.Sequence == last, $"The log has {entry.Sequence} where {last} should be.");
                ConvergenceFailure.Unless(entry.Number == _reached.GetValueOrDefault(entry.Session) + 1, $"{entry.Session} goes on with {entry.Number} at {last}.");
                ConvergenceFailure.Unless(entry.At >= at, $"Entry {last} is older than the one before it.");
                (_reached[entry.Session], at) = (entry.Number, entry.At);
                if (entry.Op is NotesEdit edit && edit.Surface == surface) NoteLetters(entry, edit.Changes);
            }
        }
        ConvergenceFailure.Unless(last > 0, "The log is empty.");
    }

    private void NoteLetters(Entry entry, ChangeSet changes)
    {
        for (var i = 0; i < changes.SectionCount; i++)
        {
            foreach (var letter in Letters.In(changes.InsertedAt(i)))
                ConvergenceFailure.Unless(_writtenBy.TryAdd(letter, entry.By), $"Entry {entry.Sequence} writes a letter that is in the log already.");
        }
    }

    private void CompareLetters(string text)
    {
        foreach (var edit in ledger.Edits.Where(edit => edit.Confirmed))
            ConvergenceFailure.Unless(edit.Inserted.All(_writtenBy.ContainsKey), $"Something that {edit.Device.Index} wrote was confirmed and is not in the log.");
        ledger.Compare(text, _reached);
    }

    private void CompareHands(NotesState truth)
    {
        var (text, position) = (truth.Text.ToString(), 0);
        foreach (var run in truth.Text.Runs())
        {
            foreach (var letter in Letters.In(text.Substring(position, run.Length)))
            {
                var author = ledger.AuthorOf(letter).Person.Id;
                ConvergenceFailure.Unless(truth.Authors.People[run.Author] == author, $"A letter of {author} shows another hand.");
                ConvergenceFailure.Unless(_writtenBy[letter] == author, $"A letter of {author} was logged as somebody else's.");
            }
            position += run.Length;
        }
    }

    private void CompareOrder(string text)
    {
        var place = Letters.In(text).Select((letter, index) => (letter, index)).ToDictionary(pair => pair.letter, pair => pair.index);
        foreach (var order in ledger.Edits.Select(edit => edit.Device).Distinct().SelectMany(device => device.Orders))
        {
            var last = -1;
            foreach (var letter in order.Letters.Where(letter => place.ContainsKey(letter) && !ledger.WasEverDeleted(letter)))
            {
                ConvergenceFailure.Unless(place[letter] > last, "Two letters of one author have changed places.");
                last = place[letter];
            }
        }
    }

    private async Task<NotesState> ReplayAsync(bool withSnapshot)
    {
        var replay = new SpaceReplay(space, SpaceKinds.Of(space)!, withSnapshot ? store : new WithoutSnapshots(store));
        try
        {
            await replay.LoadAsync(default);
        }
        catch (LogDamagedException damaged)
        {
            throw new ConvergenceFailure($"The log can't be replayed: {damaged.Message}", damaged);
        }
        return ((CycleState)replay.Committed.State).Notes[surface];
    }
}
