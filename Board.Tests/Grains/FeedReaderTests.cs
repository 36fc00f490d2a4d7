using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Board.Tests.Convergence;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Grains;

/// <summary>What a reader gets when something happens in the very moment in which it reads (SPEC.md, LIVE1 and LIVE5).</summary>
public sealed class FeedReaderTests : IAsyncDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);
    private static readonly Person Guest = Person.Of("jun");

    private readonly LogWithSlowReads _log = new();
    private readonly EmbeddedEngine _engine;

    public FeedReaderTests() => _engine = new EmbeddedEngine(_log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);

    public async ValueTask DisposeAsync()
    {
        _log.Go();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_of_a_space_that_was_just_dropped_is_told_to_come_back()
    {
        await OpenCycleAsync();
        using var lease = await _engine.OpenAsync(Cycle);
        await _engine.DeactivateAsync(Cycle);
        await using var reader = Open(lease, at: null);
        Assert.IsType<LiveFrame.Welcome>(await NextAsync(reader));
        Assert.Equal("restarting", Assert.IsType<LiveFrame.Closed>(await NextAsync(reader)).Code);
        Assert.False(await reader.MoveNextAsync().AsTask().Soon());
    }

    [Fact]
    public async Task A_reader_that_goes_while_the_log_is_read_for_it_has_gone()
    {
        await OpenCycleAsync();
        await _engine.DeactivateAsync(Cycle);
        using var lease = await _engine.OpenAsync(Cycle);
        using var gone = new CancellationTokenSource();
        await using var reader = Open(lease, at: 0, gone.Token);
        Assert.IsType<LiveFrame.Welcome>(await NextAsync(reader));
        _log.Hold();
        var next = reader.MoveNextAsync().AsTask();
        await gone.CancelAsync();
        _log.Go();
        Assert.False(await next.Soon());
        Assert.False(await reader.MoveNextAsync().AsTask().Soon());
    }

    [Fact]
    public async Task Somebody_who_loses_access_while_the_log_is_read_for_them_gets_nothing_of_it()
    {
        await OpenCycleAsync();
        await _engine.DeactivateAsync(Cycle);
        using var lease = await _engine.OpenAsync(Cycle);
        await using var reader = Open(lease, at: 0);
        Assert.IsType<LiveFrame.Welcome>(await NextAsync(reader));
        _log.Hold();
        var next = NextAsync(reader);
        await DoAsync(new GuestDismissed(Guest.Id));
        await DoAsync(new GoalSet("Not for guests"));
        _log.Go();
        Assert.Equal("closed-door", Assert.IsType<LiveFrame.Closed>(await next).Code);
    }

    private static IAsyncEnumerator<Frame> Open(SpaceLease lease, long? at, CancellationToken cancellation = default) =>
        lease.Feed.Open(Guest, "s1", "v1", at, keep: true, (_, committed) => Tokens.Welcome("s1", committed.Sequence)).Reader!.GetAsyncEnumerator(cancellation);

    private static async Task<LiveFrame> NextAsync(IAsyncEnumerator<Frame> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().Soon());
        return LiveFrame.Parse(reader.Current.Utf8);
    }

    private async Task OpenCycleAsync()
    {
        await DoAsync(new CycleOpened(Coach.Id, "adaeze", "Fractions"));
        await DoAsync(new VisitAdded("v1", "Fractions", "Room 4B", null));
        await DoAsync(new GuestAdmitted(Guest.Id, GuestRole.Observer));
        await DoAsync(new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "abc")));
    }

    private async Task DoAsync(SpaceOp op)
    {
        var answer = await _engine.SubmitAsync(Cycle, new Submission(Coach, SessionId.NewOneOff(), (await _log.HeadAsync(Cycle)), 1, [op])).Soon();
        Assert.Null(answer.Refusal);
    }

    private sealed class LogWithSlowReads() : PassThroughLog(new MemorySpaceLog())
    {
        private TaskCompletionSource _gate = Open();

        public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Go() => _gate.TrySetResult();

        public override async ValueTask<IReadOnlyList<LogEntry>> ReadAsync(SpaceId space, long after, int most, CancellationToken cancellation = default)
        {
            await _gate.Task;
            return await base.ReadAsync(space, after, most, cancellation);
        }

        private static TaskCompletionSource Open()
        {
            var open = new TaskCompletionSource();
            open.SetResult();
            return open;
        }
    }
}
