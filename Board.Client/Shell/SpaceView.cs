using Board.Client.People;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Board.Client.Shell;

/// <summary>
/// A page that shows one space as this person may see it, and goes on showing it as it changes. When the door closes, because
/// the person was let out or there is no such space, the page says so and shows nothing else.
/// </summary>
public abstract class SpaceView<TState> : ComponentBase, IAsyncDisposable where TState : SpaceState
{
    private readonly CancellationTokenSource _gone = new();
    private Task _following = Task.CompletedTask;

    [Inject]
    protected SignedIn SignedIn { get; set; } = default!;

    [Inject]
    protected SpaceDoor Door { get; set; } = default!;

    /// <summary>Only while the page is rendered into the answer, for its status.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    protected Me? Me { get; private set; }

    /// <summary>Null while the door is closed.</summary>
    protected TState? State { get; private set; }

    protected CancellationToken Gone => _gone.Token;

    /// <summary>Which space, by the page's address; null if no space has such an address.</summary>
    protected abstract SpaceId? Space { get; }

    protected override async Task OnInitializedAsync()
    {
        Me = await SignedIn.MeAsync(Gone);
        if (Me is not null && Space is { } space)
        {
            State = await Door.LookAsync<TState>(space, Me.Person, Gone);
            if (State is not null) await OnStateAsync();
        }
        if (State is null && Http is not null && !await MayKnowAsync()) Http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && State is not null) _following = FollowAsync();
    }

    /// <summary>Whether somebody who may not see the space may know that it is there, so that the page has more to say than that nothing is.</summary>
    protected virtual ValueTask<bool> MayKnowAsync() => ValueTask.FromResult(false);

    /// <summary>Called after each change, before the page is rendered.</summary>
    protected virtual Task OnStateAsync() => Task.CompletedTask;

    /// <summary>Whatever else the page watches while its door is open.</summary>
    protected virtual Task WatchAsync() => Task.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _gone.CancelAsync();
        await _following;
        _gone.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            var watching = WatchAsync();
            await foreach (var state in Door.FollowAsync<TState>(Space!.Value, Me!.Person, Gone))
            {
                await InvokeAsync(() => ShowAsync(state));
            }
            // At once: what else was watched may notice only with the next news it waits for.
            if (!Gone.IsCancellationRequested) await InvokeAsync(() => ShowAsync(null));
            await watching;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task ShowAsync(TState? state)
    {
        if (ReferenceEquals(State, state)) return;
        State = state;
        if (state is not null)
        {
            Me = await SignedIn.MeAsync(Gone) ?? Me;
            await OnStateAsync();
        }
        StateHasChanged();
    }
}
