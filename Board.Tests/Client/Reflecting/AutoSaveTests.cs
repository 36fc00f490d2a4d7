using Board.Client.Spaces.CoachingCycle.Reflecting;
using Board.Tests.Engines;

namespace Board.Tests.Client.Reflecting;

public sealed class AutoSaveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualTime _time = new();
    private readonly List<string> _saved = [];

    [Fact]
    public async Task Words_are_saved_when_hands_rest_and_only_the_newest()
    {
        await using var saving = Saving();
        await saving.TypeAsync("a");
        _time.Move(AutoSave.Pause / 2);
        await saving.TypeAsync("ab");
        _time.Move(AutoSave.Pause / 2);
        Assert.Equal((0, SaveState.Unsaved), (_saved.Count, saving.State));
        _time.Move(AutoSave.Pause / 2);
        Assert.Equal(["ab"], _saved);
        Assert.Equal(SaveState.Saved, saving.State);
    }

    [Fact]
    public async Task What_was_refused_is_not_called_saved()
    {
        await using var saving = new AutoSave(_time, _ => Task.FromResult(false), () => Task.CompletedTask);
        await saving.TypeAsync("a");
        _time.Move(AutoSave.Pause);
        Assert.Equal(SaveState.Refused, saving.State);
    }

    [Fact]
    public async Task What_is_typed_while_a_save_is_on_its_way_is_saved_after_it()
    {
        var answer = new TaskCompletionSource<bool>();
        await using var saving = new AutoSave(
            _time,
            text =>
            {
                _saved.Add(text);
                return _saved.Count == 1 ? answer.Task : Task.FromResult(true);
            },
            () => Task.CompletedTask);
        await saving.TypeAsync("a");
        _time.Move(AutoSave.Pause);
        await saving.TypeAsync("ab");
        _time.Move(AutoSave.Pause);
        Assert.Equal(["a"], _saved);
        answer.SetResult(true);
        await saving.FlushAsync().WaitAsync(Patience);
        Assert.Equal(["a", "ab"], _saved);
        Assert.Equal(SaveState.Saved, saving.State);
    }

    [Fact]
    public async Task Leaving_the_page_saves_what_is_not_saved()
    {
        var saving = Saving();
        await saving.TypeAsync("a");
        await saving.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.Equal(["a"], _saved);
    }

    [Fact]
    public async Task What_is_forgotten_is_not_saved()
    {
        await using var saving = Saving();
        await saving.TypeAsync("a");
        saving.Forget();
        _time.Move(AutoSave.Pause);
        Assert.Empty(_saved);
    }

    private AutoSave Saving() => new(
        _time,
        text =>
        {
            _saved.Add(text);
            return Task.FromResult(true);
        },
        () => Task.CompletedTask);
}
