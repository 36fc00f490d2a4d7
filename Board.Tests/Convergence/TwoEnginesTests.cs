using System.Text.Json;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Convergence;

/// <summary>
/// Two owners of one space, as after a second activation or when a paused process wakes up: they waste work, and never lose or
/// fork it (SPEC.md, GRAIN3).
/// </summary>
public sealed class TwoEnginesTests : IAsyncDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);

    private readonly MemorySpaceLog _store = new();
    private readonly FaultyLog _oneLog;
    private readonly FaultyLog _otherLog;
    private readonly EmbeddedEngine _one;
    private readonly EmbeddedEngine _other;

    public TwoEnginesTests()
    {
        (_oneLog, _otherLog) = (new FaultyLog(_store), new FaultyLog(_store));
        _one = new EmbeddedEngine(_oneLog, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
        _other = new EmbeddedEngine(_otherLog, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Both_take_submissions_at_once_and_everything_is_there_once()
    {
        await OpenCycleAsync();
        const int writers = 8, edits = 40;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer, edits)))).Soon();

        var (numbers, sequence) = (new Dictionary<string, int>(), 0L);
        foreach (var stored in await _store.ReadAsync(Cycle, 0, int.MaxValue))
        {
            var entry = JsonSerializer.Deserialize<Entry>(stored.Payload.Span, SpaceJson.Options)!;
            Assert.Equal(++sequence, entry.Sequence);
            Assert.Equal(numbers.GetValueOrDefault(entry.Session) + 1, entry.Number);
            numbers[entry.Session] = entry.Number;
        }
        Assert.All(Enumerable.Range(0, writers), writer => Assert.Equal(edits, numbers[$"w{writer}"]));
        await DoAsync(_one, new GoalSet("To read what the other one has"));
        await DoAsync(_other, new GoalSet("Likewise"));
        var text = await TextAsync(_one);
        Assert.Equal(text, await TextAsync(_other));
        Assert.Equal(writers * edits, text.Length);
        Assert.All(Enumerable.Range(0, writers), writer => Assert.Equal(edits, text.Count(letter => letter == Letter(writer))));
    }

    [Fact]
    public async Task An_append_that_was_overtaken_is_rebased_and_tried_again()
    {
        await OpenCycleAsync();
        await EditAsync(_one, "a", 2, 1, ChangeSet.Replace(0, 0, 0, "ac"));
        await TextAsync(_other);
        _oneLog.Hold();
        var overtaken = EditAsync(_one, "a", 3, 2, ChangeSet.Replace(2, 2, 2, "d"));
        await _oneLog.Arrived.Soon();
        Assert.Equal(4, (await EditAsync(_other, "b", 3, 1, ChangeSet.Replace(2, 1, 1, "b"))).Sequence);
        _oneLog.Release();
        Assert.Equal(5, (await overtaken).Sequence);
        Assert.Equal("abcd", await TextAsync(_one));
    }

    [Fact]
    public async Task A_submission_that_knows_more_than_its_engine_is_taken()
    {
        await OpenCycleAsync();
        await TextAsync(_other);
        await EditAsync(_one, "a", 2, 1, ChangeSet.Replace(0, 0, 0, "ab"));
        var moved = await EditAsync(_other, "a", 3, 2, ChangeSet.Replace(2, 2, 2, "c"));
        Assert.Null(moved.Refusal);
        Assert.Equal("abc", await TextAsync(_other));
    }

    [Fact]
    public async Task A_reader_that_knows_more_than_its_engine_goes_on_where_it_was()
    {
        await OpenCycleAsync();
        await TextAsync(_other);
        await EditAsync(_one, "a", 2, 1, ChangeSet.Replace(0, 0, 0, "ab"));
        using var lease = await _other.OpenAsync(Cycle);
        await using var reader = Open(lease, 3);
        await NextAsync(reader);
        var next = NextAsync(reader);
        await EditAsync(_other, "a", 3, 2, ChangeSet.Replace(2, 2, 2, "c"));
        Assert.Equal(3, Assert.IsType<LiveFrame.Ops>(await next).From);
    }

    [Fact]
    public async Task A_reader_that_knows_more_than_the_log_begins_anew()
    {
        await OpenCycleAsync();
        using var lease = await _one.OpenAsync(Cycle);
        await using var reader = Open(lease, 9);
        await NextAsync(reader);
        Assert.Equal(2, Assert.IsType<LiveFrame.Resync>(await NextAsync(reader)).Head);
    }

    [Fact]
    public async Task A_refusal_that_rests_on_what_could_not_be_saved_is_not_given()
    {
        await OpenCycleAsync();
        _oneLog.Hold();
        var first = EditAsync(_one, "a", 2, 1, ChangeSet.Replace(0, 0, 0, "a"));
        await _oneLog.Arrived.Soon();
        var added = _one.SubmitAsync(Cycle, new Submission(Coach, "b", 0, 1, [new VisitAdded("v2", "Decimals", "", null)]));
        var again = _one.SubmitAsync(Cycle, new Submission(Coach, "c", 0, 1, [new VisitAdded("v2", "Decimals", "", null)]));
        _oneLog.Release(holdNext: true);
        await first;
        await _oneLog.Arrived.Soon();
        _oneLog.Faults.Enqueue(AppendFault.Full);
        _oneLog.Release();
        Assert.Equal("disk-full", (await added.Soon()).Refusal?.Code);
        Assert.Equal("disk-full", (await again.Soon()).Refusal?.Code);
    }

    [Fact]
    public async Task What_was_read_is_published_though_the_rest_could_not_be_read()
    {
        await OpenCycleAsync();
        using var lease = await _other.OpenAsync(Cycle);
        await using var reader = Open(lease, 2);
        await NextAsync(reader);
        for (var number = 1; number <= 1_200; number++) await EditAsync(_one, "a", number + 1, number, ChangeSet.Replace(number - 1, 0, 0, "a"));
        _otherLog.ReadsUntilFault = 1;
        Assert.True((await SubmitAsync(_other, "b", 2, 1, ChangeSet.Replace(0, 0, 0, "b"))).Refusal?.Retry);
        Assert.Null((await SubmitAsync(_other, "b", 2, 1, ChangeSet.Replace(0, 0, 0, "b"))).Refusal);
        for (var at = 2L; at < 1_203;)
        {
            var ops = Assert.IsType<LiveFrame.Ops>(await NextAsync(reader));
            Assert.Equal(at, ops.From);
            Assert.All(ops.Entries, entry => Assert.Equal(++at, entry.Sequence));
            Assert.Equal(at, ops.To);
        }
    }

    private static char Letter(int writer) => (char)('a' + writer);

    /// <summary>
    /// Says all that it has written every time, to the one engine and the other in turn, as a client does that never hears back.
    /// </summary>
    private async Task WriteAsync(int writer, int edits)
    {
        var written = new List<ChangeSet>();
        while (written.Count < edits)
        {
            written.Add(ChangeSet.Replace(written.Count, written.Count, written.Count, Letter(writer).ToString()));
            var engine = (writer + written.Count / 5) % 2 == 0 ? _one : _other;
            while ((await SubmitAsync(engine, $"w{writer}", at: 2, number: 1, [.. written])).Refusal is { } refusal) Assert.True(refusal.Retry, refusal.Code);
        }
    }

    private async Task OpenCycleAsync()
    {
        await DoAsync(_one, new CycleOpened(Coach.Id, "adaeze", "Fractions"));
        await DoAsync(_one, new VisitAdded("v1", "Fractions", "Room 4B", null));
    }

    private static IAsyncEnumerator<Frame> Open(SpaceLease lease, long at) =>
        lease.Feed.Open(Coach, "r", "v1", at, keep: true, (_, committed) => Tokens.Welcome("r", committed.Sequence)).Reader!.GetAsyncEnumerator();

    private static async Task<LiveFrame> NextAsync(IAsyncEnumerator<Frame> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().Soon());
        return LiveFrame.Parse(reader.Current.Utf8);
    }

    private static async Task DoAsync(EmbeddedEngine engine, SpaceOp op) =>
        Assert.Null((await engine.SubmitAsync(Cycle, new Submission(Coach, SessionId.NewOneOff(), 0, 1, [op])).Soon()).Refusal);

    private static async Task<Answer> EditAsync(EmbeddedEngine engine, string session, long at, int number, params ChangeSet[] changes)
    {
        var answer = await SubmitAsync(engine, session, at, number, changes);
        Assert.Null(answer.Refusal);
        return answer;
    }

    private static Task<Answer> SubmitAsync(EmbeddedEngine engine, string session, long at, int number, params ChangeSet[] changes) =>
        engine.SubmitAsync(Cycle, new Submission(Coach, session, at, number, [.. changes.Select(c => new NotesEdit("v1", c))])).Soon();

    private static async Task<string> TextAsync(EmbeddedEngine engine)
    {
        using var lease = await engine.OpenAsync(Cycle);
        return ((CycleState)lease.Feed.Committed.State).Notes["v1"].Text.ToString();
    }
}
