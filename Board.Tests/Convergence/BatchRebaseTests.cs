using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Tests.Convergence.Planted;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Convergence;

/// <summary>
/// The case that made the rule (SPEC.md, NOTE2): in <c>abc</c>, A inserts X at 1; B deletes 1 to 3 and then inserts Y at 1.
/// </summary>
public sealed class BatchRebaseTests : IAsyncDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);

    private readonly EmbeddedEngine _engine = new(new MemorySpaceLog(), TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);
    private long _base;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task One_entry_at_a_time_gives_one_text_on_both_ends()
    {
        var (a, b) = (await OpenAsync(new SimulatedEditor("v1"), "a"), await OpenAsync(new SimulatedEditor("v1"), "b"));
        await WriteAsync(a, b);
        Assert.Equal("aYX", await TextAsync());
        Assert.Equal("aYX", a.Text);
        Assert.Equal("aYX", b.Text);
    }

    [Fact]
    public async Task In_batches_the_ends_differ()
    {
        var (a, b) = (await OpenAsync(new EditorThatRebasesInBatches(), "a"), await OpenAsync(new SimulatedEditor("v1"), "b"));
        await WriteAsync(a, b);
        Assert.Equal("aYX", await TextAsync());
        Assert.Equal("aXY", a.Text);
    }

    /// <summary>B is first; A learns of both of B's edits in one frame while its own is unconfirmed, then hands it in.</summary>
    private async Task WriteAsync(SimulatedEditor a, SimulatedEditor b)
    {
        await a.EditAsync(ChangeSet.Replace(3, 1, 1, "X"));
        var early = await a.SubmitAsync(500);
        await b.EditAsync(ChangeSet.Replace(3, 1, 3, ""));
        await b.EditAsync(ChangeSet.Replace(1, 1, 1, "Y"));
        await HandInAsync((await b.SubmitAsync(500))!);
        await CatchUpAsync(a);
        await HandInAsync(early!);
        await CatchUpAsync(a);
        await CatchUpAsync(b);
    }

    private async Task<T> OpenAsync<T>(T editor, string session) where T : SimulatedEditor
    {
        if (_base == 0)
        {
            await DoAsync(new CycleOpened(Coach.Id, "adaeze", "Fractions"));
            await DoAsync(new VisitAdded("v1", "Fractions", "Room 4B", null));
            await DoAsync(new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "abc")));
            _base = 3;
        }
        await ReadAsync(editor, session, at: null);
        return editor;
    }

    private Task CatchUpAsync(SimulatedEditor editor) => ReadAsync(editor, editor.Standing.Session, editor.Standing.At);

    private async Task ReadAsync(SimulatedEditor editor, string session, long? at)
    {
        using var lease = await _engine.OpenAsync(Cycle);
        var (reader, _) = lease.Feed.Open(Coach, session, "v1", at, keep: true, (_, committed) => Tokens.Welcome(session, committed.Sequence));
        await using var frames = reader!.GetAsyncEnumerator();
        do
        {
            Assert.True(await frames.MoveNextAsync().AsTask().Soon());
            await editor.ReceiveAsync(new Heard(frames.Current.Utf8));
        }
        while (editor.Standing.At != lease.Feed.Committed.Sequence);
    }

    private async Task HandInAsync(Handed handed)
    {
        Assert.True((await _engine.SubmitAsync(Cycle, new Submission(Coach, handed.Session, handed.At, handed.Number, handed.Ops)).Soon()).Accepted);
    }

    private async Task DoAsync(SpaceOp op) =>
        Assert.True((await _engine.SubmitAsync(Cycle, new Submission(Coach, SessionId.NewOneOff(), 0, 1, [op])).Soon()).Accepted);

    private async Task<string> TextAsync()
    {
        using var lease = await _engine.OpenAsync(Cycle);
        return ((CycleState)lease.Feed.Committed.State).Notes["v1"].Text.ToString();
    }
}
