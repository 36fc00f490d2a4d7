using Board.Spaces.Workshop;
using Board.Surfaces.Page;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Surfaces.Page;

/// <summary>A text page (SPEC.md, SHOP6, SHOP8).</summary>
public sealed class PageSurfaceTests
{
    private readonly Room _room = new Room().Does(Facilitator, new ActivityAdded("t1", ActivityKind.Page, "To read", 0, 0), new PageWritten("t1", "One.\n- two"));

    [Fact]
    public void SHOP6_The_room_reads_a_page_from_when_it_comes_to_it()
    {
        Assert.Empty(_room.Seen(Ana).Pages);
        Assert.Null(_room.Told(Ana, _room.Entries[^1]));
        _room.Does(Facilitator, new ActivityBegun("t1"));
        Assert.Equal("One.\n- two", _room.Seen(Screen).Pages["t1"].Text);
        Assert.Equal(new PageTold("t1", new("Two.")), _room.Does(Co, new PageWritten("t1", "Two.")).Told(Ana, _room.Entries[^1])!.Op);
    }

    [Fact]
    public void A_page_is_as_long_as_this_and_taken_back_it_is_as_it_was()
    {
        Assert.Equal("too-long", _room.Tries(Facilitator, new PageWritten("t1", Beyond(20_000))));
        Assert.Equal("malformed", _room.Tries(Facilitator, new PageWritten("t1", "\u0007")));
        Assert.Equal("not-there", _room.Tries(Facilitator, new PageWritten(TheWall, "On the wall")));
        var before = _room.State;
        Assert.Same(before, _room.Does(Facilitator, new PageWritten("t1", "One.\n- two")).State);
        var written = _room.Written;
        Assert.Equal(written, _room.TakesBack(Facilitator, new PageWritten("t1", "Two.")).Written);
    }
}
