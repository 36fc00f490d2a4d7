using Board.Engines;
using Board.Log;
using Board.Spaces;

namespace Board.Tests.Convergence.Planted;

/// <summary>
/// That the fuzzer would notice: one mistake at a time takes the place of a right part, and is found within a bounded number
/// of seeds. The seed that finds it finds nothing when the right part is back.
/// </summary>
public sealed class PlantedBugTests
{
    private const int Edits = 150;
    private const int MostSeeds = 150;

    [Fact]
    public Task Catches_rebasing_in_batches_on_the_client() => CatchesAsync(new WithEditor(() => new EditorThatRebasesInBatches()));

    [Fact]
    public Task Catches_rebasing_in_batches_on_the_server() => CatchesAsync(new WithFront((engine, log) => new FrontThatRebasesInBatches(engine, log)));

    [Fact]
    public Task Catches_a_client_that_puts_its_own_first() => CatchesAsync(new WithEditor(() => new EditorThatGoesFirst()));

    [Fact]
    public Task Catches_a_server_that_puts_the_late_first() => CatchesAsync(new WithFront((engine, log) => new FrontThatLetsTheLateGoFirst(engine, log)));

    [Fact]
    public Task Catches_a_gap_that_nobody_notices() =>
        CatchesAsync(new WithEditor(() => new EditorWithoutGapCheck()) { Needs = weather => weather with { Drop = 60 } });

    [Fact]
    public Task Catches_frames_that_are_taken_twice() =>
        CatchesAsync(new WithEditor(() => new EditorThatTakesFramesTwice()) { Needs = weather => weather with { Duplicate = 60 } });

    [Fact]
    public Task Catches_a_snapshot_with_the_wrong_cursor() => CatchesAsync(new WithEditor(() => new EditorThatMisplacesSnapshots()));

    [Fact]
    public Task Catches_sent_updates_that_are_merged() => CatchesAsync(new WithEditor(() => new EditorThatMergesSentUpdates()));

    [Fact]
    public Task Catches_an_outbox_that_is_cleared_at_reconnect() => CatchesAsync(new WithEditor(() => new EditorThatForgetsAtReconnect()));

    [Fact]
    public Task Catches_retries_under_a_new_session() => CatchesAsync(new WithEditor(() => new EditorThatRetriesUnderNewSessions()));

    [Fact]
    public Task Catches_own_updates_known_by_their_session_alone() => CatchesAsync(new WithEditor(() => new EditorThatDropsEmptyUpdates()));

    [Fact]
    public Task Catches_the_last_being_sent_first() => CatchesAsync(new WithEditor(() => new EditorThatSendsTheLastFirst()));

    [Fact]
    public Task Catches_numbers_that_restart_after_a_reload() => CatchesAsync(new WithPending(outbox => new PendingThatCountsAnew(outbox)));

    [Fact]
    public Task Catches_an_outbox_that_is_cleared_when_sent() => CatchesAsync(new WithPending(outbox => new PendingThatLetsGo(outbox)));

    [Fact]
    public Task Catches_an_outbox_whose_new_session_is_not_noted() =>
        CatchesAsync(new WithoutNote { Needs = weather => weather with { Reload = 12, Forget = 8, Cut = 8 } });

    [Fact]
    public Task Catches_marks_that_swallow_what_is_typed_behind_them() => CatchesAsync(new WithEditor(() => new EditorWhoseMarksGrow()), says: "beside the text");

    [Fact]
    public Task Catches_an_unconfirmed_tag_whose_end_moves_like_a_beginning() => CatchesAsync(new WithEditor(() => new EditorWhoseTagsDrift()), says: "The tag");

    [Fact]
    public Task Catches_an_unconfirmed_tag_that_stays_where_it_was() => CatchesAsync(new WithEditor(() => new EditorWhoseTagsStay()), says: "The tag");

    [Fact]
    public Task Catches_a_private_note_that_is_sent_to_both_partners() => CatchesAsync(new ThroughOnePairOfEyes(), says: "privately");

    [Fact]
    public Task Catches_a_character_cut_in_two() => CatchesAsync(new ThroughCharacters());

    [Fact]
    public Task Catches_a_log_that_acknowledges_before_it_is_durable()
    {
        StoreThatAcknowledgesTooEarly? early = null;
        return CatchesAsync(new WithStore(store => early = new(store), () => early!.LosePower()) { Needs = weather => weather with { Kill = 8 } });
    }

    [Fact]
    public Task Catches_a_log_without_a_fence() =>
        CatchesAsync(new WithStore(store => new StoreWithoutFence(store)) { Needs = weather => weather with { Servers = 2 } });

    [Fact]
    public Task Catches_publishing_what_is_not_in_the_log() => CatchesAsync(new WithStore(store => new StoreThatFailsAfterwards(store)));

    [Fact]
    public Task Catches_sessions_lost_at_a_restart() =>
        CatchesAsync(new WithStore(store => new StoreThatForgetsSessions(store)) { Needs = weather => weather with { Restart = 8 } }, edits: 400);

    [Fact]
    public Task Catches_a_replay_that_skips_an_entry() =>
        CatchesAsync(new WithStore(store => new StoreThatMisplacesSnapshots(store)) { Needs = weather => weather with { Kill = 8 } }, edits: 400);

    /// <param name="says">What is noticed of it, where only that proves the point.</param>
    private static async Task CatchesAsync(Planted bug, int edits = Edits, string says = "")
    {
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            try
            {
                await World.RunAsync(seed, edits, bug);
            }
            catch (ConvergenceFailure failure)
            {
                if (!failure.Message.Contains(says, StringComparison.Ordinal)) continue;
                await World.RunAsync(seed, edits, new Planted { Needs = bug.Needs });
                return;
            }
        }
        Assert.Fail($"{MostSeeds} seeds did not notice.");
    }

    private class Planted : Parts
    {
        public Func<Weather, Weather> Needs { get; init; } = weather => weather;

        public override Weather Shape(Weather weather) => Needs(weather);
    }

    private sealed class WithEditor(Func<IEditor> editor) : Planted
    {
        public override ValueTask<IEditor> EditorAsync() => new(editor());
    }

    private sealed class WithPending(Func<Outbox, IPeer> pending) : Planted
    {
        public override ValueTask<IPeer> PendingAsync(Outbox outbox) => new(pending(outbox));
    }

    private sealed class WithFront(Func<ISpaceEngine, ISpaceLog, ISpaceEngine> front) : Planted
    {
        public override ISpaceEngine Front(ISpaceEngine engine, ISpaceLog log) => front(engine, log);
    }

    private sealed class WithStore(Func<ISpaceLog, ISpaceLog> open, Action? killed = null) : Planted
    {
        public override ISpaceLog Store(ISpaceLog store) => open(store);

        public override void Killed() => killed?.Invoke();
    }

    /// <summary>A server that makes what partners get once for both.</summary>
    private sealed class ThroughOnePairOfEyes : Planted
    {
        public override Person Seer(Person person) => person == World.Teacher ? World.Coach : person;
    }

    private sealed class WithoutNote : Planted
    {
        public override bool NotesNewSessions => false;
    }

    /// <summary>An editor that counts units where it should count characters.</summary>
    private sealed class ThroughCharacters : Planted
    {
        public override Draft Typed(string text, Draft draft) => new([.. draft.Places.Select(place =>
            place.From == place.To && place.From > 0 && char.IsLowSurrogate(text[place.From - 1]) ? place with { From = place.From - 1, To = place.To - 1 } : place)]);
    }
}
