using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Grains;
using Board.Spaces;
using Board.Spaces.Workshop;
using Microsoft.AspNetCore.DataProtection;

namespace Board.Server.Rooms;

/// <summary>
/// Screens: a browser that shows a room to everybody and is nobody. One becomes a screen because somebody who leads is signed in there,
/// or because they opened a link there that was made for it (SPEC.md, DOOR5).
/// </summary>
internal sealed class Screens(SpaceDoor door, RoomDevices devices, IDataProtectionProvider protection, TimeProvider time) : IScreenLinks
{
    /// <summary>How long a link for another computer can be used.</summary>
    public static readonly TimeSpan LinkHolds = TimeSpan.FromHours(12);

    private static readonly Refusal OldLink = new("old-link", "This link for a screen is no longer in use. Make a new one on the workshop's page, under Screens.");

    private readonly ITimeLimitedDataProtector _links = protection.CreateProtector("Board.Rooms.Screen.v1").ToTimeLimitedDataProtector();

    /// <summary>What the address of a screen on another computer holds after its #, which no server is told.</summary>
    public string Link(SpaceId room, RoomCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _links.Protect($"{room}|{code.Secret}", time.GetUtcNow() + LinkHolds);
    }

    /// <summary>Makes the browser that asks a screen of that room.</summary>
    public async Task<Refusal?> OpenAsync(HttpContext context, SpaceId room, string? token)
    {
        var state = await door.ReadAsync<WorkshopState>(room, context.RequestAborted);
        if (!state.Exists) return FeedReader.ClosedDoor;
        if (devices.KeyOf(context) is { } known && state.People.Projectors.Contains(RoomDevices.ScreenOf(known, room).Id)) return null;
        var leads = await LeaderAsync(context, state);
        if (leads is null && !IsLink(token, room, state.Code)) return token is null ? FeedReader.ClosedDoor : OldLink;
        var screen = RoomDevices.ScreenOf(devices.Admit(context), room);
        // The link is the leave of the one who facilitates; the op is in their name.
        var by = leads ?? Person.Of(state.People.Facilitator);
        return (await door.DoAsync(room, by, new ProjectorOpened(screen.Id), context.RequestAborted)).Refusal;
    }

    /// <summary>The room's code as somebody may see it who leads, or a screen; null for everybody else.</summary>
    public async Task<RoomCode?> CodeAsync(HttpContext context, SpaceId room)
    {
        var state = await door.ReadAsync<WorkshopState>(room, context.RequestAborted);
        if (await LeaderAsync(context, state) is not null) return state.Code;
        return devices.KeyOf(context) is { } key && state.People.Projectors.Contains(RoomDevices.ScreenOf(key, room).Id) ? state.Code : null;
    }

    private async Task<Person?> LeaderAsync(HttpContext context, WorkshopState state) =>
        await Accounts.RequestPerson.PersonAsync(context, door) is { } person && state.People.Leads(person.Id) ? person : null;

    /// <summary>A new code ends the links of before, too.</summary>
    private bool IsLink(string? token, SpaceId room, RoomCode? code)
    {
        if (code is null || token is not { Length: > 0 and < 1_000 }) return false;
        try
        {
            return _links.Unprotect(token) == $"{room}|{code.Secret}";
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
