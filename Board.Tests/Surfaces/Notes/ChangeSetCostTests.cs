using System.Text.Json;
using Board.Surfaces.Notes;
using static Board.Tests.Surfaces.Notes.ChangeNotation;

namespace Board.Tests.Surfaces.Notes;

/// <summary>Every keystroke of a note is read, mapped, composed and written, thousands of times a second.</summary>
public sealed class ChangeSetCostTests
{
    [Fact]
    public void A_keystroke_costs_its_own_arrays_and_no_more()
    {
        var key = ChangeSet.Replace(1000, 500, 500, "k");
        var other = ChangeSet.Replace(1000, 700, 700, "o");
        var next = ChangeSet.Replace(1001, 501, 501, "n");
        var json = JsonSerializer.SerializeToUtf8Bytes(key);
        // The set, its sections, its list of insertions, and where text is joined that text.
        Assert.InRange(Allocated(() => key.Map(other)), 1, 140);
        Assert.InRange(Allocated(() => key.Compose(next)), 1, 180);
        Assert.InRange(Allocated(() =>
        {
            var reader = new Utf8JsonReader(json);
            ChangeSetJson.Read(ref reader);
        }), 1, 140);
    }

    [Fact]
    public void A_change_of_very_many_pieces_takes_linear_room()
    {
        var paste = ChangeSet.Replace(0, 0, 0, new string('x', 200_000));
        var everySecond = Parse(string.Concat(Enumerable.Repeat("1 1:1 ", 100_000)));
        Assert.InRange(Allocated(() => paste.Compose(everySecond)), 1, 20_000_000);
    }

    private static long Allocated(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
