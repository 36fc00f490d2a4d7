using System.Security.Cryptography;
using System.Text.Json;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Surfaces.Tally;

namespace Board.Tests.Convergence;

/// <summary>
/// What a log must be, whatever happened: contiguous, and when it is read from its beginning it gives exactly what was written and
/// not deleted, each letter once, in its author's hand and order.
/// </summary>
internal sealed class Judgement(ISpaceLog store, SpaceId space, string surface, Ledger ledger) : IDisposable
{
    private readonly Dictionary<string, int> _reached = [];
    private readonly Dictionary<int, string> _writtenBy = [];
    private readonly HashSet<string> _said = [];
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The last number of each session.</summary>
    public IReadOnlyDictionary<string, int> Reached => _reached;

    public string Digest => Convert.ToHexStringLower(_digest.GetCurrentHash());

    /// <returns>The note as the log tells it.</returns>
    public async Task<NotesState> PassAsync()
    {
        await ReadLogAsync();
        var truth = await ReplayAsync(withSnapshot: false);
        var again = await ReplayAsync(withSnapshot: true);
        Same(truth, again, "what a replay from the snapshot gives");
        Same(Aside.OfAll(truth), Aside.OfAll(again), "what a replay from the snapshot gives");
        CompareLetters(truth.Text.ToString());
        CompareHands(truth);
        CompareOrder(truth.Text.ToString());
        CompareSaid(truth);
        return truth;
    }

    public void Dispose() => _digest.Dispose();

    public static void Same(NotesState truth, NotesState other, string whose)
    {
        ConvergenceFailure.Unless(truth.Text.ToString() == other.Text.ToString(), $"The text differs from {whose}.");
        ConvergenceFailure.Unless(truth.Authors.People.SequenceEqual(other.Authors.People) && truth.Authors.Start == other.Authors.Start, $"The authors differ from {whose}.");
        ConvergenceFailure.Unless(truth.Text.Runs().SequenceEqual(other.Text.Runs()), $"The hands differ from {whose}.");
    }

    public static void Same(Aside truth, Aside other, string whose) =>
        ConvergenceFailure.Unless(truth.ToString() == other.ToString(), $"What lies beside the text differs from {whose}:\n{truth}\n{other}");

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
                if (MadeBy(entry.Op) is { } made) ConvergenceFailure.Unless(_said.Add(made) || entry.Op is PrivateNoteWritten, $"Entry {last} says {made} a second time.");
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

    /// <summary>The id of what an op makes, where there can be one of it.</summary>
    private static string? MadeBy(SpaceOp op) => op switch
    {
        LookForTagged tagged => tagged.Id,
        ThreadStarted started => started.Id,
        ThreadAnswered answered => answered.Comment,
        InterpretationMarked marked => marked.Id,
        MomentMarked moment => moment.Id,
        PrivateNoteWritten note => note.Id,
        Counted counted => counted.Id,
        WaitTimed timed => timed.Id,
        Swept swept => swept.Id,
        _ => null,
    };

    /// <summary>What was said is there, once, and a tag is where its letters are (MARK1).</summary>
    private void CompareSaid(NotesState truth)
    {
        foreach (var edit in ledger.Edits.Where(edit => edit is { Confirmed: true, Said.Key: not null }))
            ConvergenceFailure.Unless(_said.Contains(edit.Said!.Key!), $"{edit.Said.Key} of {edit.Device.Index} was confirmed and is not in the log.");
        var text = truth.Text.ToString();
        foreach (var edit in ledger.Arrived(_reached).Where(edit => edit.Said?.Key is not null))
        {
            var said = edit.Said!;
            ConvergenceFailure.Unless(_said.Contains(said.Key!), $"{said.Key} of {edit.Device.Index} is missing.");
            if (said is not { First: { } first, Last: { } last }) continue;
            var mark = truth.Mark(said.Key!) ?? throw new ConvergenceFailure($"The tag {said.Key} is in the log and not in the note.");
            var (begins, ends) = (text.IndexOf(char.ConvertFromUtf32(first), StringComparison.Ordinal), text.IndexOf(char.ConvertFromUtf32(last), StringComparison.Ordinal));
            ConvergenceFailure.Unless(begins < 0 || mark.From == begins, $"The tag {said.Key} begins at {mark.From}, its first letter is at {begins}.");
            ConvergenceFailure.Unless(ends < 0 || mark.To == ends + char.ConvertFromUtf32(last).Length, $"The tag {said.Key} ends at {mark.To}, its last letter is at {ends}.");
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
