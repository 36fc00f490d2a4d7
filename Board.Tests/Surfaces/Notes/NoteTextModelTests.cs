using System.Text.Json;
using Board.Spaces;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;

namespace Board.Tests.Surfaces.Notes;

/// <summary>
/// The text in pieces, with runs that go across them, against a list of characters (SPEC.md, AUTH1). A failing case is repeated
/// by <c>BOARD_FUZZ_SEED=123 BOARD_FUZZ_CASES=1</c>.
/// </summary>
public sealed class NoteTextModelTests
{
    private const string Letters = "abcdefghij \n\n";

    [Fact]
    public void A_text_in_pieces_and_its_hands_are_what_a_flat_one_is()
    {
        foreach (var seed in FuzzRun.FromEnvironment(6_000).Seeds) Try(seed, edits: 12, longest: 40);
    }

    [Fact]
    public void A_long_text_and_its_hands_are_what_a_flat_one_is()
    {
        foreach (var seed in FuzzRun.FromEnvironment(60).Seeds) Try(seed, edits: 25, longest: 9_000);
    }

    private static void Try(int seed, int edits, int longest)
    {
        var dice = FuzzRun.Source(seed);
        var (state, flat, seconds) = (NotesState.Empty, new FlatNote(), 0);
        for (var i = 0; i < edits; i++)
        {
            seconds += dice.Next(3) == 0 ? dice.Next(15) : 0;
            var changes = Edit(dice, state.Text.Length, longest);
            var author = dice.Next(3);
            state = state with { Text = state.Text.Apply(changes, author, seconds) };
            flat.Apply(changes, author, seconds);
            Compare(seed, i, flat, state.Text);
            if (dice.Next(6) > 0) continue;
            state = JsonSerializer.Deserialize<NotesState>(JsonSerializer.Serialize(state, SpaceJson.Options), SpaceJson.Options)!;
            Compare(seed, i, flat, state.Text);
        }
    }

    private static void Compare(int seed, int edit, FlatNote flat, NoteText text)
    {
        var expected = flat.Text;
        var fits = text.Length == expected.Length && text.ToString() == expected && text.Runs().SequenceEqual(flat.Runs());
        Assert.True(fits, $"{FuzzRun.Replay(seed)}: after edit {edit} the text or its hands differ.");
        for (var at = edit; at < expected.Length; at += 997) Assert.Equal(expected[at], text.CharAt(at));
        foreach (var piece in text.Pieces) Assert.InRange(piece.Text.Length, 1, NoteText.MaxPiece);
    }

    private static ChangeSet Edit(Random dice, int length, int longest)
    {
        var changes = ChangeSet.Empty(length);
        var from = length;
        for (var places = dice.Next(1, 4); places > 0; places--)
        {
            from = dice.Next(from + 1);
            var to = Math.Min(length, from + (dice.Next(3) == 0 ? dice.Next(longest) : 0));
            var insert = dice.Next(3) == 0 ? "" : Words(dice, dice.Next(4) == 0 ? dice.Next(longest) : dice.Next(4));
            changes = changes.Compose(ChangeSet.Replace(changes.NewLength, from, Math.Min(to, changes.NewLength), insert));
        }
        return changes;
    }

    private static string Words(Random dice, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Letters[dice.Next(Letters.Length)]));
}
