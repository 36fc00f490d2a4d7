namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>
/// Saves words a moment after the last key, one save at a time, the newest words last. What could not be saved stays unsaved until more is
/// typed.
/// </summary>
public sealed class AutoSave : IAsyncDisposable
{
    private readonly Func<string, Task<bool>> _save;
    private readonly Func<Task> _changed;
    private readonly ITimer _timer;
    private Task _saving = Task.CompletedTask;
    private string _words = "";
    private int _typed;

    /// <param name="save">Saves; false if it was refused, which it has said itself. It throws nothing.</param>
    /// <param name="changed">Called when <see cref="State"/> has changed.</param>
    public AutoSave(TimeProvider time, Func<string, Task<bool>> save, Func<Task> changed)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_save, _changed) = (save, changed);
        _timer = time.CreateTimer(static saving => _ = ((AutoSave)saving!).FlushAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long hands rest before words are saved.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(700);

    public SaveState State { get; private set; } = SaveState.Saved;

    /// <summary>The words have changed.</summary>
    public Task TypeAsync(string words)
    {
        (_words, State) = (words, SaveState.Unsaved);
        _typed++;
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
        return _changed();
    }

    /// <summary>Saves at once what is not saved, after what is on its way.</summary>
    public async Task FlushAsync()
    {
        var before = _saving;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _saving = done.Task;
        await before;
        try
        {
            if (State != SaveState.Unsaved) return;
            var mine = _typed;
            State = SaveState.Saving;
            await _changed();
            var saved = await _save(_words);
            if (mine != _typed) return; // what was typed meanwhile waits for its own turn
            State = saved ? SaveState.Saved : SaveState.Refused;
            await _changed();
        }
        finally
        {
            done.SetResult();
        }
    }

    /// <summary>Nothing is left to save, as when somebody chose other words.</summary>
    public void Forget()
    {
        _typed++;
        State = SaveState.Saved;
    }

    /// <summary>Saves what is not saved, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await FlushAsync();
    }
}

public enum SaveState
{
    Saved,
    Unsaved,
    Saving,
    Refused,
}
