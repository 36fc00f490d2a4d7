using System.Security.Cryptography;
using System.Text;
using Board.Server.Accounts;
using Board.Spaces;
using Microsoft.AspNetCore.DataProtection;

namespace Board.Server.Rooms;

/// <summary>
/// Devices that came without an account. A device holds a random key in a cookie that this server sealed, and is another person in each
/// room, by a hash of that key and the room. The key is kept nowhere else, so nothing that is stored leads from a room back
/// to a device, or from one room to the other (SPEC.md, DOOR2).
/// </summary>
public sealed class RoomDevices(IDataProtectionProvider protection)
{
    /// <summary>The kind of space that devices come into.</summary>
    internal const string Rooms = "workshop";

    private const string Cookie = "board-room";
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int KeyBytes = 16;
    private const int IdLength = 20;

    private readonly IDataProtector _protector = protection.CreateProtector("Board.Rooms.Device.v1");
    private readonly HostCookies _cookies = new();

    /// <summary>The key of the device that asks, or null if it has none of ours.</summary>
    public string? KeyOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_cookies.GetRequestCookie(context, Cookie) is not { Length: < 1_000 } cookie) return null;
        try
        {
            return _protector.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The key of the device that asks; it is given one if it has none, and keeps it for another month.</summary>
    public string Admit(HttpContext context)
    {
        var key = KeyOf(context) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        _cookies.AppendResponseCookie(context, Cookie, _protector.Protect(key), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax, // a scanned address opens with it, too
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(30),
        });
        return key;
    }

    /// <summary>Who the device is in that room, as somebody who takes part.</summary>
    public static Person ParticipantOf(string key, SpaceId room) => Person.Of(Id("p", key, room), Role.Participant);

    /// <summary>Who the device is in that room, as a screen.</summary>
    public static Person ScreenOf(string key, SpaceId room) => Person.Of(Id("s", key, room), Role.Viewer);

    private static string Id(string seat, string key, SpaceId room)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seat}|{key}|{room}"));
        return seat + string.Concat(hash.Take(IdLength).Select(part => Alphabet[part % Alphabet.Length]));
    }
}
