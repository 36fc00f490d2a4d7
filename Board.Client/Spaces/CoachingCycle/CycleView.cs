using Board.Client.Shell;
using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Spaces.CoachingCycle;

/// <summary>A page of one cycle.</summary>
public abstract class CycleView : SpaceView<CycleState>
{
    /// <summary>The cycle's key, from the address.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    protected CycleDesk Desk { get; set; } = default!;

    protected override SpaceId? Space => CycleDesk.Space(Key);

    /// <summary>The people in it with their colours.</summary>
    protected CycleRoom Room { get; private set; } = default!;

    protected bool IsPartner => State!.Members.IsPartner(Me!.Person.Id);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (State is not null) await Desk.ListAsync(Space!.Value, Gone);
    }

    protected override Task OnStateAsync()
    {
        Room = new CycleRoom(State!, Me!.District);
        return Task.CompletedTask;
    }
}
