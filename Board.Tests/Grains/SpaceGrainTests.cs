using System.Collections.Immutable;
using Board.Engines;
using Board.Grains;
using Board.Log;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Surfaces.Notes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Grains;

/// <summary>The shell around the pure core: order, repeats, rebasing, restarts (SPEC.md, OP and GRAIN).</summary>
public sealed class SpaceGrainTests : IAsyncDisposable
{
    private static readonly SpaceId Cycle = new("cycle", "c1");
    private static readonly Person Coach = Person.Of("maribel", Role.Coach);
    private static readonly Person Teacher = Person.Of("adaeze", Role.Teacher);

    private readonly MemorySpaceLog _log = new();
    private EmbeddedEngine _engine;

    public SpaceGrainTests() => _engine = NewEngine();

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _log.DisposeAsync();
    }

    [Fact]
    public async Task An_edit_becomes_part_of_the_text()
    {
        await OpenCycleAsync();
        var answer = await EditAsync(Coach, "s1", at: 2, number: 1, ChangeSet.Replace(0, 0, 0, "abc"));
        Assert.True(answer.Accepted);
        Assert.Equal(3, answer.Sequence);
        Assert.Equal("abc", await TextAsync());
    }

    [Fact]
    public async Task A_late_submission_is_rebased_not_refused()
    {
        await OpenCycleAsync();
        await EditAsync(Coach, "s1", at: 2, number: 1, ChangeSet.Replace(0, 0, 0, "abc"));
        await EditAsync(Teacher, "s2", at: 3, number: 1, ChangeSet.Replace(3, 0, 0, "X"));
        var late = await EditAsync(Coach, "s1", at: 3, number: 2, ChangeSet.Replace(3, 3, 3, "d"));
        Assert.True(late.Accepted);
        Assert.Equal("Xabcd", await TextAsync());
    }

    [Fact]
    public async Task A_repeated_submission_gets_the_first_answer_and_changes_nothing()
    {
        await OpenCycleAsync();
        var changes = ChangeSet.Replace(0, 0, 0, "abc");
        var first = await EditAsync(Coach, "s1", at: 2, number: 1, changes);
        await EditAsync(Teacher, "s2", at: 3, number: 1, ChangeSet.Replace(3, 0, 0, "X"));
        var again = await EditAsync(Coach, "s1", at: 2, number: 1, changes);
        Assert.Equal(first, again);
        Assert.Equal("Xabc", await TextAsync());
    }

    [Fact]
    public async Task A_repeat_that_brings_more_adds_only_what_is_new()
    {
        await OpenCycleAsync();
        var (a, b) = (ChangeSet.Replace(0, 0, 0, "a"), ChangeSet.Replace(1, 1, 1, "b"));
        await EditAsync(Coach, "s1", at: 2, number: 1, a);
        await EditAsync(Teacher, "s2", at: 3, number: 1, ChangeSet.Replace(1, 0, 0, "X"));
        var both = await EditAsync(Coach, "s1", at: 2, number: 1, a, b);
        Assert.True(both.Accepted);
        Assert.Equal("Xab", await TextAsync());
    }

    [Fact]
    public async Task Repeats_are_recognised_after_a_restart()
    {
        await OpenCycleAsync();
        var changes = ChangeSet.Replace(0, 0, 0, "abc");
        var first = await EditAsync(Coach, "s1", at: 2, number: 1, changes);
        await RestartAsync();
        Assert.Equal(first, await EditAsync(Coach, "s1", at: 2, number: 1, changes));
        Assert.Equal("abc", await TextAsync());
    }

    [Fact]
    public async Task A_gap_in_the_numbers_is_refused()
    {
        await OpenCycleAsync();
        var answer = await EditAsync(Coach, "s1", at: 2, number: 2, ChangeSet.Replace(0, 0, 0, "a"));
        Assert.Equal("out-of-step", answer.Refusal?.Code);
    }

    [Fact]
    public async Task A_stranger_gets_the_answer_of_a_cycle_that_does_not_exist()
    {
        await OpenCycleAsync();
        var stranger = Person.Of("mallory", Role.Administrator, Role.DistrictLeader);
        var here = await EditAsync(stranger, "s9", at: 2, number: 1, ChangeSet.Replace(0, 0, 0, "a"));
        var nowhere = await _engine.SubmitAsync(
            new SpaceId("cycle", "none"), new Submission(stranger, "s9", 0, 1, [new NotesEdit("v1", ChangeSet.Replace(0, 0, 0, "a"))]));
        Assert.Equal("closed-door", here.Refusal?.Code);
        Assert.Equal(here, nowhere);
    }

    [Fact]
    public async Task A_reader_gets_a_welcome_a_snapshot_and_then_what_happens()
    {
        await OpenCycleAsync();
        using var lease = await _engine.OpenAsync(Cycle);
        var (reader, _) = lease.Feed.Open(Teacher, "s2", "v1", at: null, keep: false, (_, _) => Frame.Of(w => w.WriteString("type", "welcome")));
        await using var frames = reader!.GetAsyncEnumerator();
        Assert.Contains("welcome", await NextAsync(frames), StringComparison.Ordinal);
        Assert.Contains("\"snapshot\",\"at\":2", await NextAsync(frames), StringComparison.Ordinal);
        var next = NextAsync(frames);
        await EditAsync(Coach, "s1", at: 2, number: 1, ChangeSet.Replace(0, 0, 0, "abc"));
        Assert.Contains("\"from\":2,\"to\":3", await next, StringComparison.Ordinal);
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<Frame> frames)
    {
        Assert.True(await frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
        return System.Text.Encoding.UTF8.GetString(frames.Current.Utf8.Span);
    }

    private EmbeddedEngine NewEngine() => new(_log, TimeProvider.System, NullLogger<EmbeddedEngine>.Instance);

    private async Task RestartAsync()
    {
        await _engine.DisposeAsync();
        _engine = NewEngine();
    }

    private async Task OpenCycleAsync()
    {
        var opened = await _engine.SubmitAsync(Cycle, new Submission(Coach, "setup", 0, 1,
            [new CycleOpened(Coach.Id, Teacher.Id, "Fractions"), new VisitAdded("v1", "Fractions on the number line", "Room 4B", null)]));
        Assert.True(opened.Accepted);
    }

    private Task<Answer> EditAsync(Person person, string session, long at, int number, params ChangeSet[] changes) =>
        _engine.SubmitAsync(Cycle, new Submission(person, session, at, number, [.. changes.Select(c => new NotesEdit("v1", c))]));

    private async Task<string> TextAsync()
    {
        using var lease = await _engine.OpenAsync(Cycle);
        return ((CycleState)lease.Feed.Committed.State).Notes["v1"].Text.ToString();
    }
}
