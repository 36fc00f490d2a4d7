namespace Board.Client.Spaces.CoachingCycle.Reflecting;

/// <summary>
/// Saves words a moment after the last key, one save at a time, the newest words last. What could not be saved stays unsaved until more is
/// typed or it is tried again.
/// </summary>
/// <param name="save">Saves; false if it was refused, which it has said itself.</param>
/// <param name="changed">Called when <see cref="State"/> has changed.</param>
public sealed class AutoSave(TimeProvider time, Func<string, Task<bool>> save, Func<Task> changed) : IAsyncDisposable
{
    /// <summary>How long hands rest before words are saved.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(700);

    private CancellationTokenSource _typing = new();
    private string? _words;
    private Task _saving = Task.CompletedTask;
    private int _typed;

    public SaveState State { get; private set; } = SaveState.Saved;

    /// <summary>The words have changed.</summary>
    public async Task TypeAsync(string words)
    {
        (_words, State) = (words, SaveState.Unsaved);
        var mine = ++_typed;
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        await changed();
        try
        {
            await Task.Delay(Pause, time, _typing.Token);
        }
        catch (OperationCanceledException)
        {
            return; // more was typed
        }
        if (mine == _typed) await FlushAsync();
    }

    /// <summary>Saves at once what is not saved.</summary>
    public async Task FlushAsync()
    {
        var before = _saving;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _saving = done.Task;
        await before;
        try
        {
            if (_words is not { } words || State == SaveState.Saved) return;
            var mine = _typed;
            State = SaveState.Saving;
            await changed();
            var saved = await save(words);
            if (mine != _typed) return; // what was typed meanwhile is on its way
            State = saved ? SaveState.Saved : SaveState.Refused;
            await changed();
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
        (_words, State) = (null, SaveState.Saved);
    }

    /// <summary>Saves what is not saved, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _typing.CancelAsync();
        if (State is SaveState.Unsaved) await FlushAsync();
        _typing.Dispose();
    }
}

public enum SaveState
{
    Saved,
    Unsaved,
    Saving,
    Refused,
}
