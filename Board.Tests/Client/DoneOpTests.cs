using Board.Client.Shell;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Wall;
using Board.Tests.Spaces.Workshop;
using static Board.Tests.Spaces.Workshop.Room;

namespace Board.Tests.Client;

/// <summary>Taking back what one did, while others lead, too (SPEC.md, OP6).</summary>
public sealed class DoneOpTests
{
    public static TheoryData<SpaceOp, SpaceOp, bool> Cases() => new()
    {
        { new NormsSet(["Focus"]), new NormsSet(["Candor"]), true },
        { new NormsSet(["Focus"]), new SignalGiven(Signal.Network), false },
        { new WallSet(TheWall, WallSettings.Usual with { Comments = false }), new WallSet(TheWall, WallSettings.Usual with { Comments = false, Sort = WallSort.Newest }), true },
        { new JoiningSet(JoinSettings.Usual with { Names = JoinNames.Needed }), new ParticipantRemoved(Ben), true },
        { new CardMoved(TheWall, "a1", "districts", "i"), new CardMoved(TheWall, "a1", "schools", "r"), true },
        { new CardMoved(TheWall, "a1", "districts", "i"), new CardPinned(TheWall, "a1", true), false },
        { new CardPinned(TheWall, "a1", true), new CardPinned(TheWall, "a1", true), false },
        { new TimerExtended(60_000), new TimerExtended(60_000), false },
        { new Reacted(TheWall, "a1", "agree", true), new Reacted(TheWall, "a1", "agree", true), false },
        { new WorkshopChanged("Systems", [new(2026, 11, 17)]), new WorkshopChanged("Our systems", [new(2026, 11, 17)]), true },
    };

    [Theory, MemberData(nameof(Cases))]
    public void What_somebody_has_set_anew_since_stays(SpaceOp mine, SpaceOp theirs, bool stays)
    {
        var room = new Room().Does(Ana, Post("a1")).Does(Facilitator, new TimerStarted(60_000));
        var before = room.State;
        room.Does(Facilitator, mine);
        var done = new DoneOp(mine, Space.Inverse(before, mine)!);
        Assert.False(done.IsOverwritten(Space, room.State));
        room.Does(Co, theirs);
        Assert.Equal(stays, done.IsOverwritten(Space, room.State));
    }
}
