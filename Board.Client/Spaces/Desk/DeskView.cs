using Board.Client.Shell;
using Board.Spaces;
using Board.Spaces.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Board.Client.Spaces.Desk;

/// <summary>A page of the person's own desk.</summary>
public abstract class DeskView : SpaceView<DeskState>
{
    [Inject]
    protected OwnDesk Own { get; set; } = default!;

    /// <summary>Only while the page is rendered into the answer, for the time zone of the device.</summary>
    [CascadingParameter]
    private HttpContext? Request { get; set; }

    protected override SpaceId? Space => Me is null ? null : DeskSpace.Of(Me.Person.Id);

    protected UndoToast? Toast { get; set; }

    /// <summary>Date and time on the person's own clock.</summary>
    protected DateTime Now => Own.Now(State!);

    protected DateOnly Today => DateOnly.FromDateTime(Now);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (State is not null && Request is not null) await Own.LookFromAsync(Me!.Person, Request.Request.Cookies[OwnDesk.ZoneCookie], Gone);
    }

    /// <summary>Does something and says so, with a way back where there is one; false if it was refused, which is said, too.</summary>
    protected async Task<bool> DoAsync(DeskOp op, string said)
    {
        var before = State!;
        var answer = await Own.DoAsync(Me!.Person, op, Gone);
        if (answer.Refusal is { } refusal)
        {
            Toast?.Say(refusal.Message);
            return false;
        }
        var back = OwnDesk.Inverse(before, op);
        Toast?.Say(said, back is null ? null : () => DoAsync(back, "Taken back."));
        return true;
    }
}
