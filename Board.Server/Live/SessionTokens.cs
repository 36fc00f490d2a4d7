using System.Security.Cryptography;
using Board.Grains;
using Board.Spaces;
using Microsoft.AspNetCore.DataProtection;

namespace Board.Server.Live;

/// <summary>
/// Editing sessions that this installation issued. A token proves that a session belongs to a person and a space; it is needed to
/// go on with unconfirmed work after a reload, and says nothing else. With a made-up or shared session id collaborative editing
/// loses text silently, so none is ever taken from a client without its token (SPEC.md, LIVE3). Restoring a backup ends all sessions:
/// their sequences are given anew, to other entries, so a page that goes on from one would hold another text than everybody else.
/// </summary>
/// <param name="protection">The installation's keys.</param>
/// <param name="epoch">See <see cref="Board.Log.DataFolder.Epoch"/>.</param>
public sealed class SessionTokens(IDataProtectionProvider protection, string epoch = "")
{
    private readonly IDataProtector _protector = epoch.Length > 0
        ? protection.CreateProtector("Board.Live.Session.v1", epoch)
        : protection.CreateProtector("Board.Live.Session.v1");

    public (string Session, string Token) Issue(SpaceId space, string person)
    {
        var session = SessionId.New();
        return (session, _protector.Protect($"{session}|{space}|{person}"));
    }

    /// <summary>The session of a token, or null if we did not issue it to this person for this space.</summary>
    public string? Read(string token, SpaceId space, string person)
    {
        if (token.Length > 1_000) return null;
        try
        {
            var parts = _protector.Unprotect(token).Split('|');
            return parts is [var session, var issuedFor, var issuedTo] && issuedFor == space.ToString() && issuedTo == person ? session : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
