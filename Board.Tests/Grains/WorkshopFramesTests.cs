using System.Text;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.Workshop;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using Board.Tests.Convergence;
using Board.Tests.Spaces.Workshop;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Grains;

/// <summary>What phones and screens of a workshop receive, to the byte (SPEC.md, SEE2, WALL4 to WALL7).</summary>
public sealed class WorkshopFramesTests : IAsyncDisposable
{
    private const string Sign = "SignOfAna";

    private static readonly SpaceId Workshop = new("workshop", "k7m4qx");

    private readonly MemorySpaceLog _log = new();
    private readonly EmbeddedEngine _engine;

    public WorkshopFramesTests() => _engine = new EmbeddedEngine(_log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Before_the_reveal_nothing_of_a_card_is_sent_to_anybody_else_and_then_all_begin_anew()
    {
        await FoundAsync(new WallRevealed("w1", false));
        using var lease = await _engine.OpenAsync(Workshop);
        await using var ben = Open(lease, Room.Ben);
        await using var screen = Open(lease, Room.Screen);
        await DoAsync(Room.Ana, Room.Post("a1", Sign));
        await DoAsync(Room.Ana, new CardEdited("w1", "a1", new(Sign + ", again")));
        await DoAsync(Room.Facilitator, new CardPinned("w1", "a1", true));
        await DoAsync(Room.Facilitator, new WallLocked("w1", true));
        foreach (var reader in (IAsyncEnumerator<Frame>[])[ben, screen])
        {
            var received = string.Concat(await UntilAsync(reader, "\"locked\":true"));
            Assert.DoesNotContain(Sign, received, StringComparison.Ordinal);
            Assert.DoesNotContain("a1", received, StringComparison.Ordinal);
        }
        await DoAsync(Room.Facilitator, new WallRevealed("w1", true));
        foreach (var reader in (IAsyncEnumerator<Frame>[])[ben, screen]) await UntilAsync(reader, "\"type\":\"resync\"");
        await using var again = Open(lease, Room.Screen);
        var shown = string.Concat(await UntilAsync(again, "snapshot"));
        Assert.Contains(Sign + ", again", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Room.Ana, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LIVE7_A_full_room_is_sent_nothing_for_what_it_is_not_told_and_no_entry_is_missing_after_it()
    {
        await FoundAsync(new WallRevealed("w1", false));
        using var lease = await _engine.OpenAsync(Workshop);
        await using var ben = Open(lease, Room.Ben);
        var began = await UntilAsync(ben, "snapshot");
        var at = await _log.HeadAsync(Workshop);
        for (var i = 0; i < 300; i++) await DoAsync($"p{100 + i}", new ParticipantJoined(""));
        await DoAsync(Room.Facilitator, new WallLocked("w1", true));
        var frame = Assert.Single(await UntilAsync(ben, "wall-told"));
        Assert.Contains($"\"from\":{at},\"to\":{await _log.HeadAsync(Workshop)},", frame, StringComparison.Ordinal);
        Assert.Equal(2, began.Count); // a welcome and a snapshot
    }

    [Fact]
    public async Task Where_names_are_hidden_no_frame_of_others_says_whose_card_it_is_and_ones_own_is_told_without_a_detour()
    {
        await FoundAsync(new WallSet("w1", WallSettings.Usual with { Moderation = Moderation.Before }));
        using var lease = await _engine.OpenAsync(Workshop);
        await using var ben = Open(lease, Room.Ben);
        await using var facilitator = Open(lease, Room.Facilitator);
        await DoAsync(Room.Ana, Room.Post("a1", Sign));
        await DoAsync(Room.Facilitator, new CardModerated("w1", "a1", CardStanding.Shown, ""));
        foreach (var reader in (IAsyncEnumerator<Frame>[])[ben, facilitator])
        {
            var received = string.Concat(await UntilAsync(reader, Sign));
            Assert.Contains("\"type\":\"card-told\"", received, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{Room.Ana}\"", received, StringComparison.Ordinal);
            Assert.DoesNotContain($"s-{Room.Ana}", received, StringComparison.Ordinal);
        }
        await DoAsync(Room.Facilitator, new CardPinned("w1", "a1", true));
        Assert.Contains($"\"session\":\"s-{Room.Facilitator}", (await UntilAsync(facilitator, "\"pinned\":true"))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_room_gets_one_frame_that_was_made_once()
    {
        await FoundAsync();
        using var lease = await _engine.OpenAsync(Workshop);
        await using var ana = Open(lease, Room.Ana);
        await using var ben = Open(lease, Room.Ben);
        await UntilAsync(ana, "snapshot");
        await UntilAsync(ben, "snapshot");
        await DoAsync(Room.Ana, Room.Post("a1", Sign));
        await UntilAsync(ana, Sign);
        await UntilAsync(ben, Sign);
        Assert.Same(ana.Current, ben.Current);
    }

    [Fact]
    public async Task Phones_and_screens_are_told_how_a_vote_stands_and_how_the_room_is_and_not_what_was_done()
    {
        await FoundAsync();
        await DoAsync(Room.Facilitator, new ActivityAdded("r1", ActivityKind.Rating, "Consensus", 0, 7), new StatementSet("r1", "s1", "The purpose is clear", "", "i"), new ActivityBegun("r1"), new RatingStaged("r1", "s1", RatingStage.Vote));
        using var lease = await _engine.OpenAsync(Workshop);
        await using var ben = Open(lease, Room.Ben, null);
        await using var screen = Open(lease, Room.Screen, null);
        foreach (var reader in (IAsyncEnumerator<Frame>[])[ben, screen]) await UntilAsync(reader, "snapshot");
        await DoAsync(Room.Ana, new Voted("r1", "s1", -1, 2));
        await DoAsync(Room.Facilitator, new SignalGiven(Signal.TalkAboutIt));
        foreach (var reader in (IAsyncEnumerator<Frame>[])[ben, screen])
        {
            var received = string.Concat(await UntilAsync(reader, "talk-about-it"));
            Assert.Contains("\"type\":\"vote-counted\",\"surface\":\"r1\",\"statement\":\"s1\"", received, StringComparison.Ordinal);
            Assert.Contains("\"first\":1,\"second\":0}", received, StringComparison.Ordinal);
            Assert.Contains("\"type\":\"room-told\"", received, StringComparison.Ordinal);
            foreach (var sign in (string[])["\"voted\",", "signal-given", "spread", $"\"{Room.Ana}\"", $"s-{Room.Ana}"]) Assert.DoesNotContain(sign, received, StringComparison.Ordinal);
        }
        await DoAsync(Room.Facilitator, new RatingStaged("r1", "s1", RatingStage.Reveal));
        foreach (var reader in (IAsyncEnumerator<Frame>[])[ben, screen]) await UntilAsync(reader, "\"spread\":[[0,0,1,0]]");
    }

    [Fact]
    public async Task An_export_holds_what_was_done_and_not_by_whom_and_comes_to_the_same_wall()
    {
        await FoundAsync();
        await DoAsync(Room.Ana, Room.Post("a1", Sign));
        var history = new SpaceHistory(Workshop, SpaceKinds.Of(Workshop)!, _log, SpaceKinds.Of(Workshop)!.Archive);
        var lines = new List<string>();
        await foreach (var line in history.ReadAsync()) lines.Add(Encoding.UTF8.GetString(line.Span));
        var posted = Assert.Single(lines, line => line.Contains(Sign, StringComparison.Ordinal));
        Assert.Contains("\"by\":\"\",\"session\":\"\",\"n\":0,\"op\":{\"type\":\"card-posted\"", posted, StringComparison.Ordinal);
        Assert.Equal((Sign, ""), (((WorkshopState)history.State).Walls["w1"].Cards["a1"].Content.Text, ((WorkshopState)history.State).Walls["w1"].Cards["a1"].By));
    }

    private static IAsyncEnumerator<Frame> Open(SpaceLease lease, string who, string? surface = "w1") =>
        lease.Feed.Open(Room.Of(who), $"s-{who}", surface, at: null, keep: false, (_, committed) => Tokens.Welcome("s", committed.Sequence)).Reader!.GetAsyncEnumerator();

    /// <summary>Everything that is received up to a frame that holds this.</summary>
    private static async Task<List<string>> UntilAsync(IAsyncEnumerator<Frame> reader, string sign)
    {
        var received = new List<string>();
        do
        {
            Assert.True(await reader.MoveNextAsync().AsTask().Soon(), $"The stream ended before {sign}.");
            received.Add(Encoding.UTF8.GetString(reader.Current.Utf8.Span));
        }
        while (!received[^1].Contains(sign, StringComparison.Ordinal));
        return received;
    }

    private readonly Dictionary<string, int> _numbers = [];

    private async Task FoundAsync(params WallOp[] ops)
    {
        await DoAsync(Room.Facilitator, new WorkshopFounded("Systems", [new(2026, 11, 17)]), new ActivityAdded("w1", ActivityKind.Wall, "Share out", 0, 4), new SectionSet("w1", "schools", "Schools", "", "i"));
        foreach (var op in ops) await DoAsync(Room.Facilitator, op);
        await DoAsync(Room.Facilitator, new ActivityBegun("w1"), new ProjectorOpened(Room.Screen));
        await DoAsync(Room.Ana, new ParticipantJoined("Ana"));
        await DoAsync(Room.Ben, new ParticipantJoined("Ben"));
    }

    private async Task DoAsync(string who, params SpaceOp[] ops)
    {
        var number = _numbers.GetValueOrDefault(who) + 1;
        var answer = await _engine.SubmitAsync(Workshop, new Submission(Room.Of(who), $"s-{who}", await _log.HeadAsync(Workshop), number, [.. ops])).Soon();
        Assert.Null(answer.Refusal);
        _numbers[who] = number + ops.Length - 1;
    }
}
