using Board.Client.Shell;
using Board.Client.Spaces.Desk;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.Workshop;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Spaces.Workshop;

/// <summary>A page of one workshop, for those who lead it. Who takes part has a page of their own, without a circuit.</summary>
public abstract class WorkshopView : ActingView<WorkshopState>
{
    /// <summary>The workshop's key, from the address.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    protected WorkshopDesk Desk { get; set; } = default!;

    [Inject]
    private OwnDesk Own { get; set; } = default!;

    protected override SpaceId? Space => WorkshopDesk.Space(Key);

    /// <summary>The time zone of the one who looks, as it was when the page was opened.</summary>
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The date on their own clock.</summary>
    protected DateOnly Today => DateOnly.FromDateTime(LocalClock.At(Own.Instant, Zone));

    /// <summary>The one who leads, and may hand that over.</summary>
    protected bool IsFacilitator => State!.People.Facilitator == Me!.Person.Id;

    /// <summary>What somebody with an account is called.</summary>
    protected string NameOf(string person) => Me!.District.People.TryGetValue(person, out var member) ? member.Name : "Somebody";

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (State is null) return;
        Zone = await Own.ZoneAsync(Me!.Person, Gone);
        await Desk.ListAsync(Space!.Value, Gone);
    }

    protected override Task<Answer> ActAsync(SpaceOp op) => Desk.DoAsync(Space!.Value, Me!.Person, op, Gone);
}
