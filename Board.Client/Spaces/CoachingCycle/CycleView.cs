using Board.Client.Shell;
using Board.Client.Spaces.Desk;
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

    [Inject]
    private OwnDesk Own { get; set; } = default!;

    protected override SpaceId? Space => CycleDesk.Space(Key);

    /// <summary>The time zone of the one who looks, as it was when the page was opened.</summary>
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The date on their own clock.</summary>
    protected DateOnly Today => DateOnly.FromDateTime(LocalClock.At(Own.Instant, Zone));

    /// <summary>The people in it with their colours.</summary>
    protected CycleRoom Room { get; private set; } = default!;

    /// <summary>Says what was done; each page places one.</summary>
    protected UndoToast? Toast { get; set; }

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

    /// <summary>Does something and says so, with a way back where there is one; false if it was refused, which is said, too.</summary>
    protected Task<bool> DoAsync(SpaceOp op, string said) => DoAsync([op], said);

    /// <summary>Does several things that are one to the person: they are taken back together, too. What was done before a refusal stays.</summary>
    protected async Task<bool> DoAsync(IReadOnlyList<SpaceOp> ops, string said)
    {
        ArgumentNullException.ThrowIfNull(ops);
        var back = new List<SpaceOp>();
        foreach (var op in ops)
        {
            // Each is judged by what the one before has left.
            if (await Door.LookAsync<CycleState>(Space!.Value, Me!.Person, Gone) is not { } before) return false;
            var answer = await Desk.DoAsync(Space!.Value, Me.Person, op, Gone);
            if (answer.Refusal is { } refusal)
            {
                Toast?.Say(refusal.Message);
                return false;
            }
            if (CycleDesk.Inverse(Space.Value, before, op) is { } inverse) back.Insert(0, inverse);
        }
        Toast?.Say(said, back.Count == 0 ? null : () => DoAsync(back, "Taken back."));
        return true;
    }
}
