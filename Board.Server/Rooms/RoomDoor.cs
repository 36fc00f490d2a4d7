using System.Security.Cryptography;
using System.Text;
using Board.Client.Spaces.Workshop;
using Board.Engines;
using Board.Server.Hosting;
using Board.Spaces;
using Board.Spaces.Lobby;
using Board.Spaces.Workshop;

namespace Board.Server.Rooms;

/// <summary>Lets people into rooms who know a room's code, and nobody else (SPEC.md, DOOR1 to DOOR4).</summary>
internal sealed class RoomDoor(SpaceDoor door, RoomDevices devices, JoinLimits limits, TimeProvider time)
{
    /// <summary>After its last day a code holds for so long; a workshop that ends late ends in another time zone.</summary>
    private const int DaysAfter = 2;

    private static readonly Refusal NoCode = new("not-a-code", "A room's code has six letters and figures. It is on the screen in the room.");
    private static readonly Refusal UnknownCode = new("unknown-code", "No room has this code. Look at the screen once more; it may have changed.");
    private static readonly Refusal OldPicture = new("unknown-code", "This picture is of a code that is no longer in use. Scan the one on the screen, or type the six characters under it.");
    private static readonly Refusal TooMany = new("too-many-tries", "Too many wrong codes came just now, so none is looked at. Scan the picture on the screen instead, or try again in a few minutes.", Retry: true);
    private static readonly Refusal Over = new("ended", "This workshop is over, so nobody can join any more.");

    /// <summary>Comes in, as the device that asks.</summary>
    public async Task<(Joined? Joined, Refusal? Refusal)> JoinAsync(HttpContext context, JoinRequest request)
    {
        var (room, refused) = await FindAsync(context, request);
        if (room is not { } space) return (null, refused);
        var state = await door.ReadAsync<WorkshopState>(space, context.RequestAborted);
        // Whoever is in comes in again after the end, too, to read.
        var key = devices.KeyOf(context);
        var known = key is not null && state.People.Participants.ContainsKey(RoomDevices.ParticipantOf(key, space).Id);
        if (!known && IsOver(state)) return (null, Over);
        var person = RoomDevices.ParticipantOf(devices.Admit(context), space);
        var answer = await door.DoAsync(space, person, new ParticipantJoined((request.Name ?? "").Trim()), context.RequestAborted);
        return answer.Refusal is { } refusal ? (null, refusal) : (new Joined(space.Key, state.Title), null);
    }

    private async Task<(SpaceId? Room, Refusal? Refusal)> FindAsync(HttpContext context, JoinRequest request)
    {
        if (RoomCodes.Read(request.Code) is not { } code) return (null, NoCode);
        var lobby = await door.ReadAsync<LobbyState>(LobbySpace.Id, context.RequestAborted);
        string? name;
        if (request.Secret is { Length: > 0 } secret)
        {
            // A wrong secret tells nothing, not even whether there is such a code.
            lobby.Codes.TryGetValue(code, out name);
            if (await ReadAsync(name, context.RequestAborted) is { Code: { } known } && known.Code == code && IsSame(known.Secret, secret)) return (Space(name), null);
            return (null, limits.MayHaveWrongSecret(code) ? OldPicture : TooMany);
        }
        if (!limits.Try(Network.Of(context.Connection.RemoteIpAddress), code, lobby.Codes, out name)) return (null, TooMany);
        return await ReadAsync(name, context.RequestAborted) is { Code: { } shown } && shown.Code == code ? (Space(name), null) : (null, UnknownCode);
    }

    private async ValueTask<WorkshopState?> ReadAsync(string? name, CancellationToken cancellation) =>
        Space(name) is { } space ? await door.ReadAsync<WorkshopState>(space, cancellation) : null;

    private static SpaceId? Space(string? name) => SpaceId.TryParse(name, out var space) ? space : null;

    private bool IsOver(WorkshopState state) =>
        state.Ended || DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) > state.Days[^1].AddDays(DaysAfter);

    private static bool IsSame(string known, string said) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), Encoding.UTF8.GetBytes(said));
}

/// <param name="Code">As it was typed.</param>
/// <param name="Secret">Where it was scanned: what the picture holds besides.</param>
/// <param name="Name">What they want to be called, if anything.</param>
internal sealed record JoinRequest(string? Code, string? Secret = null, string? Name = null);

/// <param name="Room">Key of the workshop.</param>
internal sealed record Joined(string Room, string Title);
