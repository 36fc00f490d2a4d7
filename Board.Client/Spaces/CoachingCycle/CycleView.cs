using Board.Client.Shell;
using Board.Client.Spaces.Desk;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>A page of one cycle.</summary>
public abstract class CycleView : ActingView<CycleState>
{
    /// <summary>The cycle's key, from the address.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    protected CycleDesk Desk { get; set; } = default!;

    [Inject]
    private OwnDesk Own { get; set; } = default!;

    protected override SpaceId? Space => CycleDesk.Space(Key);

    /// <summary>The time zone of the one who looks, as it was when the page was opened.</summary>
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The date on their own clock.</summary>
    protected DateOnly Today => DateOnly.FromDateTime(LocalClock.At(Own.Instant, Zone));

    /// <summary>The people in it with their colours.</summary>
    protected CycleRoom Room { get; private set; } = default!;

    protected bool IsPartner => State!.Members.IsPartner(Me!.Person.Id);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (State is null) return;
        Zone = await Own.ZoneAsync(Me!.Person, Gone);
        await Desk.ListAsync(Space!.Value, Gone);
    }

    protected override Task OnStateAsync()
    {
        Room = new CycleRoom(State!, Me!.District);
        return Task.CompletedTask;
    }

    protected override Task<Answer> ActAsync(SpaceOp op) => Desk.DoAsync(Space!.Value, Me!.Person, op, Gone);
}
