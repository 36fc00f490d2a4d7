using Board.Surfaces.Notes;

namespace Board.Tests.Surfaces.Notes;

/// <summary>What one partner writes beside the text (SPEC.md, PRIV1).</summary>
public sealed class PrivateNotesTests
{
    private static readonly PrivateNoteWritten Note = new("v1", "n1", 3, "Ask her.");

    [Fact]
    public void PRIV1_Each_sees_their_own_notes_only()
    {
        var state = new Telling("one two").Says("ana", Note).Says("ben", Note with { Id = "n2", Text = "Breathe." }).State;
        Assert.Equal(["Ask her."], state.For("ana").Private.Select(note => note.Text));
        Assert.Equal(["Breathe."], state.For("ben").Private.Select(note => note.Text));
        Assert.Empty(state.For("cem").Private);
        Assert.Empty(state.For(null).Private);
    }

    [Fact]
    public void PRIV1_The_same_id_of_two_people_is_two_notes()
    {
        var telling = new Telling("one two").Says("ana", Note).Says("ben", Note with { Text = "Mine." });
        Assert.Equal(["Ask her."], telling.State.For("ana").Private.Select(note => note.Text));
        Assert.Equal(["Mine."], telling.State.For("ben").Private.Select(note => note.Text));
        Assert.Equal("ana", Assert.Single(telling.Says("ben", new PrivateNoteRemoved("v1", "n1")).State.Private).By);
    }

    [Fact]
    public void A_note_keeps_its_time_and_its_place_when_it_is_reworded()
    {
        var telling = new Telling("one two").Says("ana", Note).Says("ana", Note with { Position = 0, Text = "Ask her why." });
        Assert.Equal(new PrivateNote("n1", "ana", Telling.Start + 1000, 3, "Ask her why."), Assert.Single(telling.State.Private));
    }

    [Fact]
    public void A_lesson_holds_so_many_notes_of_each()
    {
        var telling = new Telling("one two");
        for (var i = 1; i <= PrivateNotes.MaxNotes; i++) telling.Says("ana", Note with { Id = $"n{i}" });
        Assert.Equal("too-many", telling.Tries("ana", Note with { Id = "more" })?.Code);
        Assert.Null(telling.Tries("ana", Note with { Text = "Reworded." }));
        Assert.Null(telling.Tries("ben", Note with { Id = "bens" }));
    }
}
