using Board.Grains;
using Board.Spaces.Workshop;
using Board.Surfaces.Rating;
using Board.Surfaces.Wall;
using Microsoft.AspNetCore.Components;

namespace Board.Client.Spaces.Workshop.Room;

/// <summary>A workshop as it runs, for those who lead it: the activity that the room is at, and what they do with it.</summary>
public sealed partial class RoomPage
{
    private static readonly OwnOnWall Nothing = new([], [], []);

    private OwnInRating? _ownVotes;
    private string? _shown;
    private bool _picking;
    private Attendance _here = Attendance.None;

    /// <summary>What came of bringing cards in: the code that the server put into the address.</summary>
    [SupplyParameterFromQuery]
    public string? Import { get; set; }

    private RoomDrawer Drawer { get; set; }

    /// <summary>The wall of the activity; null where it has none.</summary>
    private Surfaces.Wall.WallStage? Stage { get; set; }

    private Activity? Activity => State!.Current is { } current && State.Activity(current) is { Removed: false } activity ? activity : null;

    /// <summary>How many have come in.</summary>
    private int People => State!.People.Participants.Values.Count(participant => participant.Standing == ParticipantStanding.In);

    /// <summary>What comes after it in the agenda; before the first one, the first.</summary>
    private Activity? Upcoming
    {
        get
        {
            var agenda = State!.Activities.Where(activity => !activity.Removed).ToList();
            return Activity is { } now ? agenda.SkipWhile(activity => activity != now).Skip(1).FirstOrDefault() : agenda.FirstOrDefault(activity => !activity.Begun) ?? agenda.FirstOrDefault();
        }
    }

    protected override async Task OnStateAsync()
    {
        await base.OnStateAsync();
        _ownVotes = Activity is { } rating && State!.Ratings.ContainsKey(rating.Id)
            ? WorkshopSpace.OwnInRatingOf(await Door.ReadAsync<WorkshopState>(Space!.Value, Gone), Me!.Person, rating.Id)
            : null;
        if (Activity is not { } activity || !State!.Walls.TryGetValue(activity.Id, out var wall))
        {
            (Stage, _shown, _picking) = (null, null, false);
            return;
        }
        if (_shown != activity.Id)
        {
            _shown = activity.Id;
            Stage = new(Key, activity.Id, () => Zone, NameOf, DoAsync);
            Stage.Changed += () => _ = InvokeAsync(StateHasChanged);
            // Whoever checks cards first comes for what waits; the same on a phone at the back of the room.
            Drawer = wall.Settings.Moderation == Moderation.Before ? RoomDrawer.Moderation : RoomDrawer.None;
            _picking = false;
        }
        // Which reactions are one's own no view says; each may know their own.
        var whole = await Door.ReadAsync<WorkshopState>(Space!.Value, Gone);
        Stage!.Show(wall, WorkshopSpace.OwnOf(whole, Me!.Person, activity.Id) ?? Nothing);
    }

    protected override async Task WatchAsync()
    {
        await foreach (var here in Door.AttendanceAsync(Space!.Value, Me!.Person, Gone))
        {
            await InvokeAsync(() =>
            {
                _here = here;
                StateHasChanged();
            });
        }
    }

    private void Turn(RoomDrawer drawer) => Drawer = Drawer == drawer ? RoomDrawer.None : drawer;

    private void CloseDrawer() => Drawer = RoomDrawer.None;

    /// <summary>Takes the card off the screens that is there, or lets one be chosen.</summary>
    private async Task TogglePickingAsync()
    {
        if (Stage is not { } stage) return;
        if (stage.Now.Focus is not null) await DoAsync(new CardFocused(stage.Surface, null), "The screens show the wall again.");
        else _picking = !_picking;
    }

    private async Task PickedAsync(string card)
    {
        _picking = false;
        if (Stage is { } stage) await DoAsync(new CardFocused(stage.Surface, card), "The card is on every screen.");
    }
}

/// <summary>What is open at the side.</summary>
public enum RoomDrawer
{
    None,
    Moderation,
    Composer,
    Settings,
}
